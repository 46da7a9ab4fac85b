"""Picture of the 对比稿 for the README: the sample against a made-up year before, as LibreOffice shows it.

    PYTHONPATH=desktop:. python packaging/screenshots/changes.py OUT.png

Needs LibreOffice and Noto's Chinese fonts, which stand in for those of an office's PC.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pypdfium2
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter

from nianbao import resources
from nianbao.exporters.against_last_year import write_comparison
from nianbao.report.book import Report
from nianbao.report.storage.files import load_report

SAMPLE = "samples/sample-report.nianbao"
PAGES, WIDE, GAP = (0, 2), 620, 16
"""The first page and the one with table 2, in pixels."""
BEFORE = {
    "各项公开任务按期完成": "各项任务基本完成",
    "健全公开制度，规范公开流程，": "规范公开流程，",
    "政府信息54条": "政府信息61条",
    "发布信息1602条": "发布信息1188条",
    "专人管理，每日巡查，发现问题当日处理": "专人管理，发现问题及时处理",
    "行政许可决定752件、行政处罚决定1件": "行政许可决定604件、行政处罚决定3件",
}
NUMBERS = {"table_2.licence.decisions": 604, "table_2.penalty.decisions": 3}
FONTS = (
    """<?xml version="1.0"?><fontconfig><include>/etc/fonts/fonts.conf</include>{}</fontconfig>"""
)
ALIAS = (
    '<match><test name="family"><string>{}</string></test>'
    '<edit name="family" mode="assign" binding="strong"><string>{}</string></edit></match>'
)
STAND_IN = {
    "仿宋_GB2312": "Noto Serif CJK SC",
    "楷体_GB2312": "Noto Serif CJK SC",
    "宋体": "Noto Serif CJK SC",
    "方正小标宋简体": "Noto Serif CJK SC",
    "黑体": "Noto Sans CJK SC",
}


def year_before(report: Report) -> Report:
    """Return a report of the year before: some numbers, some words and every year are others."""
    year = str(report.year)
    texts = {}
    for key, text in report.texts.items():
        for now, then in BEFORE.items():
            text = text.replace(now, then)  # noqa: PLW2901 - one after the other
        texts[key] = text.replace(year, str(report.year - 1))
    cells = {**report.cells, **{key: Decimal(value) for key, value in NUMBERS.items()}}
    preamble = report.preamble.replace(year, str(report.year - 1))
    return replace(report, year=report.year - 1, texts=texts, cells=cells, preamble=preamble)


def main(arguments: Sequence[str]) -> int:
    """Write the picture."""
    report = load_report(resources.path(SAMPLE))
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        write_comparison(report, year_before(report), folder / "changes.docx")
        document = pypdfium2.PdfDocument(_printed(folder))
        sheets = [document[number].render(scale=2) for number in PAGES]
        images = [
            QImage(
                bytes(one.buffer), one.width, one.height, one.stride, QImage.Format.Format_BGR888
            ).scaledToWidth(WIDE, Qt.TransformationMode.SmoothTransformation)
            for one in sheets
        ]
    _side_by_side(images).save(arguments[0])
    return 0


def _printed(folder: Path) -> Path:
    fonts = folder / "fonts.conf"
    fonts.write_text(FONTS.format("".join(ALIAS.format(*pair) for pair in STAND_IN.items())))
    command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(folder), str(folder / "changes.docx")]
    environment = {**os.environ, "FONTCONFIG_FILE": str(fonts)}
    subprocess.run(command, check=True, env=environment, capture_output=True)
    return folder / "changes.pdf"


def _side_by_side(images: Sequence[QImage]) -> QImage:
    width = sum(one.width() for one in images) + GAP * (len(images) + 1)
    picture = QImage(width, images[0].height() + 2 * GAP, QImage.Format.Format_RGB32)
    picture.fill(QColor("#d9dde2"))
    painter, left = QPainter(picture), GAP
    for one in images:
        painter.drawImage(left, GAP, one)
        left += one.width() + GAP
    painter.end()
    return picture


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
