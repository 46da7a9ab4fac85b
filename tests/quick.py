"""What `make quick` leaves out of a long list: it runs every kind of test, of many cases a few."""

import random
from collections.abc import Iterable

import pytest

MANY, FEW = 60, 16
"""Cases of one test beyond which it is a sweep, and how many of them a quick run then takes."""


def left_out_when_quick(items: Iterable[pytest.Item]) -> set[pytest.Item]:
    """A long test without cases; all but some of a long test's cases and of a sweep's.

    `long` takes the first case, `long(cases=5)` five. Which ones is drawn once for all, so that cases
    with two parameters are no column of their table, and every worker draws the same.
    """
    found: set[pytest.Item] = set()
    for name, cases in _by_test(items).items():
        long = cases[0].get_closest_marker("long")
        if long is None:
            if len(cases) > MANY:
                found |= {*cases} - _drawn(name, cases, FEW)
        elif "cases" in long.kwargs:
            found |= {*cases} - _drawn(name, cases, long.kwargs["cases"])
        else:
            found |= {*cases} if not hasattr(cases[0], "callspec") else {*cases[1:]}
    return found


def _by_test(items: Iterable[pytest.Item]) -> dict[str, list[pytest.Item]]:
    tests: dict[str, list[pytest.Item]] = {}
    for item in items:
        tests.setdefault(item.nodeid.partition("[")[0], []).append(item)
    return tests


def _drawn(name: str, cases: list[pytest.Item], number: int) -> set[pytest.Item]:
    dice = random.Random(name)  # noqa: S311 - not for secrets
    return {*dice.sample(cases, min(number, len(cases)))}
