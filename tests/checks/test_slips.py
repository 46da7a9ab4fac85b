"""Slips of the hand in 200 reports of each kind: who is called a suspect, and how often it is said."""

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

import pytest

from nianbao.checks.engine import check_report, check_tables
from nianbao.checks.findings import Finding
from nianbao.report.book import Report
from tests.checks.slips import KINDS, ONE_CELL, SHIFTS, SPLITS, Slip, form, slips
from tests.checks.town import town

COUNT = 200
BOTH = pytest.mark.parametrize("typed", [True, False], ids=["typed totals", "computed totals"])


def failed(report: Report) -> list[Finding]:
    return [one for one in check_tables(report).findings if one.identities]


def hints_with_names(kind: str, *, typed: bool) -> Iterator[tuple[Slip, Finding, list[str]]]:
    """The findings that name cells in their hint without being sure, with those cells."""
    names = {cell.name: key for key, cell in form().cells.items()}
    for slip in slips(kind, COUNT, typed=typed):
        for finding in failed(slip.report):
            named = [names[name] for name in re.findall("“([^”]+)”", finding.hint) if name in names]
            if named and not finding.suspects:
                yield slip, finding, named


@pytest.mark.slow
@BOTH
@pytest.mark.parametrize("kind", KINDS)
def test_only_wrong_cells_are_suspects_with_the_numbers_they_held(
    kind: str, *, typed: bool
) -> None:
    for slip in slips(kind, COUNT, typed=typed):
        for finding in failed(slip.report):
            wanted = {one.cell: one.value for one in finding.suspects}

            assert wanted.items() <= slip.right.items(), (finding.message, finding.hint)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ONE_CELL)
def test_with_typed_totals_one_wrong_cell_of_a_crossed_table_is_found(kind: str) -> None:
    for slip in slips(kind, COUNT, typed=True):
        (finding,) = failed(slip.report)

        assert bool(finding.suspects) == (finding.rule != "T4-SUM")


@pytest.mark.slow
@BOTH
@pytest.mark.parametrize("kind", [*SHIFTS, "neighbours", "total as part", *SPLITS])
def test_one_slip_is_one_finding(kind: str, *, typed: bool) -> None:
    found = [len(failed(slip.report)) for slip in slips(kind, COUNT, typed=typed)]

    assert sum(found) <= 1.05 * COUNT


@pytest.mark.slow
def test_a_hint_that_names_a_cell_is_right_nine_times_of_ten() -> None:
    tally = Counter(
        any(key in slip.right for key in named)
        for kind in ("another digit", "digits swapped", "left out", "column moved down")
        for typed in (True, False)
        for slip, _finding, named in hints_with_names(kind, typed=typed)
    )

    assert tally.total() > 80
    assert tally[True] >= 0.9 * tally.total()


def test_the_words_for_a_moved_row() -> None:
    slip = next(slips("row moved right", 1, typed=True))
    (finding,) = failed(slip.report)

    assert "整行向右错开了一格：改过来就全部对上了。" in finding.hint
    assert {one.cell for one in finding.suspects} == {*slip.right}


@pytest.mark.parametrize("typed", [True, False])
def test_a_number_split_over_two_cells_is_told_as_such(*, typed: bool) -> None:
    for kind in SPLITS:
        slip = next(slips(kind, 1, typed=typed))
        (finding,) = failed(slip.report)

        assert "可能是一个数 " in finding.hint
        assert "粘贴时分成了" in finding.hint
        assert {one.cell for one in finding.suspects} == {*slip.right}


def test_a_number_split_in_a_sum_that_stands_alone_is_a_guess_without_a_suspect() -> None:
    changes = {"table_4.review_upheld": 12, "table_4.review_corrected": 3}
    (finding,) = failed(town({**changes, "table_4.review_total": 123}))

    assert finding.hint.startswith("可能是一个数 123 粘贴时分成了“")
    assert finding.suspects == ()


def test_a_digit_left_off_before_an_innocent_neighbour_is_not_called_split() -> None:
    changes = {"table_3.received_new.natural_person": 12, "table_3.received_new.org_business": 3}
    report = town(changes | {"table_3.granted.natural_person": 118, "table_3.granted.org_business": 2,
                             "table_3.received_new.total": 126})  # fmt: skip
    found = failed(report)

    assert found
    assert not any("分成了" in one.hint for one in found)


def test_last_years_report_tells_which_cell_is_wrong() -> None:
    last, this = town(year=2022), town({"table_3.carried_in.natural_person": 4})
    (alone,) = failed(this)
    beside = next(one for one in check_report(this, [last]).findings if one.rule == alone.rule)

    assert alone.suspects == ()
    assert beside.suspects[0].cell == "table_3.carried_in.natural_person"
    assert beside.suspects[0].value == Decimal(1)
    assert beside.suspects[0].sure
    assert "上年报告也是这样写的" in beside.hint


def test_a_sentence_tells_which_cell_is_wrong() -> None:
    report = town({"table_3.granted_partly.natural_person": 5})
    report.change(texts={"overview.on_request": "全年部分公开2件。"})
    finding = next(one for one in check_report(report).findings if one.rule == "T3-BALANCE")

    assert [one.cell for one in finding.suspects] == ["table_3.granted_partly.natural_person"]
    assert finding.to_json()["suspects"] == [
        {"cell": "table_3.granted_partly.natural_person", "value": "2", "sure": True}
    ]


def test_evidence_that_points_two_ways_points_at_no_cell() -> None:
    report = town({"table_3.granted_partly.natural_person": 5, "table_3.granted.natural_person": 5})
    report.change(texts={"overview.on_request": "全年予以公开3件，部分公开2件。"})
    finding = next(one for one in check_report(report).findings if one.rule == "T3-BALANCE")

    assert finding.suspects == ()
