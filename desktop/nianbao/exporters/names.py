"""The file name that an export suggests: 机关全称 + 年 + 年政府信息公开工作年度报告."""

import re

from nianbao.exporters.paragraphs import clean
from nianbao.formats.registry import load_form
from nianbao.report.book import Report

_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)", re.IGNORECASE)
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
