"""A rounded percentage never says that all, or nothing, is there where a little is missing."""

from decimal import Decimal

import pytest

from nianbao.report.rounding import percentage, rounded


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [
        (1, 3, "33.3"),
        (1, 8, "12.5"),
        (2, 3, "66.7"),
        (0, 9, "0.0"),
        (9, 9, "100.0"),
        (-9, 9, "-100.0"),
        (9999, 10000, "99.99"),
        (-9999, 10000, "-99.99"),
        (99999, 100000, "99.999"),
        (10**12 - 1, 10**12, "99.9999"),
        (10**12 + 1, 10**12, "100.0001"),
        (1, 10**12, "0.0001"),
        (-1, 10**12, "-0.0001"),
        (3, 10000, "0.03"),
        (29997, 10000, "300.0"),
    ],
)
def test_all_and_nothing_are_said_only_where_they_are_true(
    part: int, whole: int, shown: str
) -> None:
    assert str(percentage(Decimal(part), Decimal(whole))) == shown


def test_more_places_are_shown_where_asked_for() -> None:
    assert str(rounded(Decimal("83.3333"), 2)) == "83.33"
    assert str(rounded(Decimal("99.9996"), 2)) == "99.9996"
