"""What an earlier sum tells of its years: the JSON of the command line, the leader's workbook."""

import json
import re
from decimal import Decimal
from html import unescape
from typing import Any

from nianbao.formats.registry import all_forms
from nianbao.importers.readers.archive import Archive
from nianbao.report.errors import UserError
from nianbao.rollup.figures import yearly_figures
from nianbao.rollup.known_years import PROPERTY, YearFigures, packed, unpacked

_PART, _MOST = "docProps/custom.xml", 100_000
_VALUE = re.compile(rf'name="{PROPERTY}(\d{{4}})"[^<]*<vt:lpwstr>([^<]*)</vt:lpwstr>')


def years_of_sum(content: bytes) -> str:
    """Return what a sum of this program's tells of years, as it is kept; empty where that is nothing."""
    try:
        if content.startswith(b"{"):
            return packed(_of_json(json.loads(content)))
        archive = Archive(content, "")
        if _PART not in archive.names:
            return ""
        written = archive.part(_PART, _MOST).decode("utf-8", "replace")
    except (UserError, ValueError, TypeError, KeyError, ArithmeticError, RecursionError):
        return ""
    found = (unpacked(unescape(text)) for _year, text in _VALUE.findall(written))
    return packed(one for years in found for one in years)


def _of_json(data: dict[str, Any]) -> list[YearFigures]:
    form = next(one.id for one in all_forms() if one.id == data["form"])
    values = {key: Decimal(text) for key, text in data["sum"].items() if text is not None}
    return [YearFigures(int(data["year"]), yearly_figures(form, values.get))]
