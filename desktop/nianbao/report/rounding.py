"""Rounded figures that do not say more than is true: 99.99 % of something is not all of it."""

from decimal import ROUND_HALF_UP, Decimal

TENTHS, HUNDREDTHS = 1, 2
_FURTHER = 3
"""Places that are shown besides where rounding would say too much."""
_NONE_OR_ALL = frozenset({0, 100})
"""Rounded to one of these, a percentage says that nothing is there, or nothing left, or all."""


def rounded(value: Decimal, places: int = TENTHS) -> Decimal:
    """Round half up; what is only near to nothing or to a hundred is shown with more places."""
    for shown in range(places, places + _FURTHER + 1):
        near = value.quantize(Decimal(1).scaleb(-shown), ROUND_HALF_UP)
        if near == value or abs(near) not in _NONE_OR_ALL:
            return near
    step = Decimal(1).scaleb(-places - _FURTHER)
    return near + step if value > near else near - step


def percentage(part: Decimal, whole: Decimal, places: int = TENTHS) -> Decimal:
    """Return a share in percent; ``whole`` is not 0."""
    return rounded(part * 100 / whole, places)
