"""Sums that a clerk types into a cell: =1+1, 319+1, 56-2 become their value, exactly."""

import re
from decimal import Decimal

from nianbao.report.numbers import format_number, normalise

_TERM = r"[0-9]{1,15}(?:\.[0-9]{1,6})?"
_SUM = re.compile(rf"=?[+-]?{_TERM}(?:[+-]{_TERM}){{1,49}}")
_ALONE = re.compile(rf"=[+-]?{_TERM}")
_PIECE = re.compile(rf"[+-]?{_TERM}")


def worked_out(text: str) -> str:
    """Return the value of a sum as it would be typed; empty where the text is no sum.

    A number with a sign is none, nor is anything with other signs than plus and minus.
    """
    plain = "".join(normalise(text).split()).replace("−", "-")
    if not _SUM.fullmatch(plain) and not _ALONE.fullmatch(plain):
        return ""
    total = sum(map(Decimal, _PIECE.findall(plain)), Decimal(0))
    return format_number(total)
