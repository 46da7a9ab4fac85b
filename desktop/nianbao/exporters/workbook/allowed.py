"""What may be typed into a number's cell: the rules of the form, enforced by Excel itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from nianbao.exporters.workbook.cells import Place

if TYPE_CHECKING:
    from nianbao.formats.schema import ValueType


@dataclass(frozen=True)
class _Rule:
    validate: str
    criteria: dict[str, object]
    words: str


_FROM_0: dict[str, object] = {"criteria": ">=", "value": 0}
_ANY_SIGN: dict[str, object] = {
    "criteria": "between",
    "minimum": -999_999_999,
    "maximum": 999_999_999,
}
_RULES: dict["ValueType", _Rule] = {
    "count": _Rule("whole", _FROM_0, "这一格只能填不小于 0 的整数，没有发生的填 0。"),
    "amount": _Rule("decimal", _FROM_0, "这一格只能填不小于 0 的数。"),
    "change": _Rule("whole", _ANY_SIGN, "这一格只能填整数，减少的用负数。"),
}


def validate(sheet: Worksheet, kind: "ValueType", places: Sequence[Place]) -> None:
    """Let Excel refuse in these cells what the form does not allow."""
    rule = _RULES[kind]
    options = {
        "validate": rule.validate,
        **rule.criteria,
        "multi_range": " ".join(xl_rowcol_to_cell(*place) for place in places),
        "error_title": "请检查",
        "error_message": rule.words,
    }
    sheet.data_validation(*places[0], *places[0], options)
