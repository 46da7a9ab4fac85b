"""The file name that an export suggests: 机关全称 + 年 + 年政府信息公开工作年度报告.

And what becomes of the name that a clerk types instead.
"""

import re
from itertools import chain, count
from pathlib import Path

from nianbao.exporters.printed.paragraphs import clean
from nianbao.formats.registry import load_form
from nianbao.report.book import Report
from nianbao.report.errors import UserError

_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)", re.IGNORECASE)
_SEPARATORS = ("/", "\\")
_MAX_BYTES = 180
"""Room for an ending, a counter and the temporary file's marks within 255 bytes."""


def suggested_name(report: Report, ending: str = "") -> str:
    """Return a name that Windows, Linux and a website's upload all take."""
    return name_of(report.unit, load_form(report.form).definition.title, report.year, ending)


def name_of(organ: str, titled: str, year: int, ending: str) -> str:
    """Return the name of a document of an organ; ``titled`` may hold {year}."""
    title = titled.format(year=year)
    unit = _FORBIDDEN.sub("", clean(organ))
    unit = re.sub(r"\s+", "", unit).strip(". ")
    if _RESERVED.match(unit):
        unit = f"_{unit}"
    while len((unit + title).encode()) > _MAX_BYTES:
        unit = unit[:-1]
    return unit + title + ending


def free_name(path: Path) -> Path:
    """Return a name beside ``path`` that nothing has yet: 年报.docx, or 年报（2）.docx."""
    names = (path.with_stem(f"{path.stem}（{number}）") for number in count(2))
    return next(one for one in chain((path,), names) if not one.exists())


def typed_target(text: str, ending: str, folder: Path) -> Path:
    """Return the file that a clerk means, with its ending; UserError where it can be none.

    A name alone is one in ``folder``; Explorer's 复制文件地址 puts quotes around a path.
    """
    plain = text.strip().strip('"“”').strip()
    path = Path(plain).expanduser()
    name = path.name
    if name.lower() in {"", ending} or plain.endswith(_SEPARATORS):
        raise UserError("还没有写文件名。", "请在“保存到”里写上文件名，或者点“选择…”。")
    wrong = "".join(dict.fromkeys(_FORBIDDEN.findall(name)))
    if wrong or _RESERVED.match(name):
        shown = f"里不能有 {wrong}" if wrong else f"不能是“{name}”"
        raise UserError(f"文件名{shown}，没有导出。", "请在“保存到”里改一下文件名。")
    if path.suffix.lower() != ending:
        path = path.with_name(name + ending)
    return path if path.is_absolute() else folder / path


def with_ending(text: str, endings: tuple[str, ...], ending: str) -> str:
    """Return a typed path with another ending; 年报2024.12 has none that would be replaced."""
    known = next((one for one in endings if text.lower().endswith(one)), "")
    plain = text[: len(text) - len(known)]
    return text if not plain.strip() or plain.endswith(_SEPARATORS) else plain + ending
