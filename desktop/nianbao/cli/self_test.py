"""``nianbao --self-test``: does everything once with the shipped sample and says what came of it.

Run it after an installation, or when something seems broken. It works in a folder of its own and
touches nobody's reports or settings.
"""

import os
import pkgutil
import tempfile
import traceback
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import nianbao
from nianbao import places, resources
from nianbao.cli.console import say

SAMPLE = "samples/sample-report.nianbao"
SAMPLE_WITH_ERRORS = "samples/sample-with-errors.nianbao"
FEWEST_COLOURS = 8
"""A window that painted itself shows more colours than a blank one."""


def self_test() -> int:
    """Do every step and print its outcome; 0 when all went well."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        os.environ[places.OVERRIDE] = scratch
        failed = [title for title, step in STEPS if not _passes(title, step, Path(scratch))]
    say(f"自检没有通过：{'、'.join(failed)}。" if failed else "自检通过，程序可以正常使用。")
    return 1 if failed else 0


def _passes(title: str, step: Callable[[Path], str], scratch: Path) -> bool:
    try:
        outcome = step(scratch)
    except Exception as error:  # noqa: BLE001 - whatever is broken, the other steps still run
        say(f"[失败] {title}：{_reason(error)}")
        return False
    say(f"[通过] {title}：{outcome}")
    return True


def _reason(error: Exception) -> str:
    """One line for whoever supports the program: what went wrong and where."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    return (
        f"{str(error) or type(error).__name__}（{Path(place.filename).name} 第 {place.lineno} 行）"
    )


def _expect(holds: bool, otherwise: str) -> None:  # noqa: FBT001 - reads as a sentence
    if not holds:
        raise RuntimeError(otherwise)


def _import_everything(_: Path) -> str:
    names = [each.name for each in pkgutil.walk_packages(nianbao.__path__, "nianbao.")]
    for name in names:
        if not name.endswith("__main__"):
            import_module(name)
    return f"{len(names)} 个程序模块都能载入"


def _load_forms(_: Path) -> str:
    from nianbao.formats.registry import all_forms

    forms = all_forms()
    _expect(bool(forms), "没有找到表样")
    return f"{len(forms)} 个表样"


def _check_sample(_: Path) -> str:
    good, bad = _errors_in(SAMPLE), _errors_in(SAMPLE_WITH_ERRORS)
    _expect(good == 0, f"示例报告里不该有错误，却报了 {good} 处")
    _expect(bad > 0, "有错的示例没有查出错误")
    return f"示例报告数据平衡，有错的示例查出 {bad} 处错误"


def _errors_in(name: str) -> int:
    from nianbao.checks.engine import run_checks
    from nianbao.checks.findings import Severity, count
    from nianbao.report.files import load_report

    return count(run_checks(load_report(resources.path(name))), Severity.ERROR)


def _save_and_read(scratch: Path) -> str:
    from nianbao.report.files import load_report, save_report

    report = load_report(resources.path(SAMPLE))
    copy = scratch / "自检 报告.nianbao"
    save_report(report, copy)
    _expect(load_report(copy) == report, "存盘后读回的内容不一样")
    return f"存盘 {copy.stat().st_size} 字节，读回一致"


def _paint_window(scratch: Path) -> str:
    # By name, as in __main__: without a window nothing here knows Qt.
    rehearsal = import_module("nianbao.ui.rehearsal")
    painted = rehearsal.paint_off_screen(scratch / "自检 报告.nianbao")
    _expect(painted.colours >= FEWEST_COLOURS, "窗口是空白的")
    return f"窗口 {painted.width}×{painted.height}，标题“{painted.title}”"


def _export(scratch: Path) -> str:
    from nianbao.exporters.registry import export_report
    from nianbao.report.files import load_report
    from nianbao.ui.paper.formats import FORMATS

    report = load_report(resources.path(SAMPLE))
    done = []
    for each in FORMATS:
        target = scratch / f"自检 导出{each.ending}"
        export_report(report, target, exporters=FORMATS)
        done.append(f"{each.ending} {_read_back(target)}")
    return "，".join(done)


def _read_back(path: Path) -> str:
    """Open an exported file with another library than the one that wrote it, where there is one."""
    reader = READERS.get(path.suffix)
    return reader(path) if reader else f"{path.stat().st_size} 字节"


def _read_docx(path: Path) -> str:
    from docx import Document

    return f"{len(Document(str(path)).tables)} 张表"


def _read_xlsx(path: Path) -> str:
    from openpyxl import load_workbook

    return f"{len(load_workbook(path).worksheets)} 个工作表"


def _read_html(path: Path) -> str:
    from lxml import html

    return f"{len(html.fromstring(path.read_bytes()).findall('.//table'))} 张表"


def _read_pdf(path: Path) -> str:
    from pypdfium2 import PdfDocument

    document = PdfDocument(path)
    pages = len(document)
    document.close()
    return f"{pages} 页"


READERS: dict[str, Callable[[Path], str]] = {
    ".docx": _read_docx,
    ".xlsx": _read_xlsx,
    ".html": _read_html,
    ".pdf": _read_pdf,
}
STEPS: tuple[tuple[str, Callable[[Path], str]], ...] = (
    ("程序文件", _import_everything),
    ("表样", _load_forms),
    ("审核", _check_sample),
    ("存盘", _save_and_read),
    ("窗口", _paint_window),
    ("导出", _export),
)
