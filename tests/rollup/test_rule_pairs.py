"""For every rule of a sum: a county that breaks it, one that keeps it, one that is near; none is found by another."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from nianbao.report.book import Report
from nianbao.rollup.decisions import Decisions
from nianbao.rollup.findings import RollupFinding, check_alike, check_sum, settled
from nianbao.rollup.found import rules
from nianbao.rollup.gather import Setup, gather
from nianbao.rollup.sums import Sum
from tests.rollup.county import Folder, unit_report

NEW, IN = "table_3.received_new.natural_person", "table_3.carried_in.natural_person"
County = Callable[[Path], tuple[Path, Path | None]]


def _county(path: Path, *reports: Report) -> Path:
    folder = Folder(path)
    for report in reports:
        folder.report(f"{report.unit}.nianbao", report)
    return folder.path


def _sum(difference: int, other: int = 0) -> County:
    """Two towns, of which each has so many applications too many."""

    def make(path: Path) -> tuple[Path, Path | None]:
        towns = [unit_report(unit) for unit in ("甲镇", "乙镇")]
        for town, more in zip(towns, (difference, other), strict=True):
            town.change(cells={NEW: (town.cells[NEW] or Decimal(0)) + more})
        return _county(path / "2024", *towns), None

    return make


def _carry(carried_in: int, *, missing: bool = False) -> County:
    """A town that carried out two last year; another of last year may be missing now."""

    def make(path: Path) -> tuple[Path, Path | None]:
        now = unit_report("甲镇", carried_in={"natural_person": carried_in})
        last = unit_report("甲镇", 2023)
        for key in last.cells:
            if ".carried_out." in key and not key.endswith(".total"):
                last.cells[key] = Decimal(0)
        last.cells["table_3.carried_out.natural_person"] = Decimal(2)
        gone = [unit_report("乙镇", 2023)] if missing else []
        return _county(path / "2024", now), _county(path / "2023", last, *gone)

    return make


def _alike(sentences: int) -> County:
    """Two towns, one of which has so many of the other's first sentences on its own problems."""

    def make(path: Path) -> tuple[Path, Path | None]:
        one, other = unit_report("甲镇"), unit_report("乙镇")
        copied = one.texts["overview.disclosure"].split("。")[:sentences]
        own = other.texts["overview.disclosure"].split("。")[sentences:]
        other.change(texts={"overview.disclosure": "。".join([*copied, *own])})
        for unit in (one, other):
            parts = [key for key in unit.texts if key.startswith("overview.")]
            unit.change(texts={key: "" for key in parts if key != "overview.disclosure"})
        return _county(path / "2024", one, other), None

    return make


CASES: dict[str, tuple[County, County, County]] = {
    "R-SUM": (_sum(5), _sum(0), _sum(5, -5)),
    "R-CARRY": (_carry(3), _carry(2), _carry(3, missing=True)),
    "R-ALIKE": (_alike(4), _alike(0), _alike(1)),
}


def broken(make: County, path: Path) -> set[str]:
    folder, last = make(path)
    total = Sum(gather(Setup(folder, last_year=last), Decisions()))
    found = (*check_sum(total.collection, total), *check_alike(total.collection))
    return {one.rule for one in found}


def test_every_rule_of_a_sum_has_its_three_cases() -> None:
    assert rules().keys() == CASES.keys()


WEIGHTS = {"R-SUM": ("error", False), "R-CARRY": ("error", True), "R-ALIKE": ("warning", False)}
"""How grave each is, and whether a reason settles the error."""


@pytest.mark.parametrize("rule", CASES)
def test_a_rule_of_a_sum_weighs_what_the_notice_says(rule: str) -> None:
    known = rules()[rule]

    assert (known["severity"], known.get("override", False)) == WEIGHTS[rule]


@pytest.mark.parametrize("rule", CASES)
def test_a_county_that_breaks_a_rule_breaks_that_one_alone(rule: str, tmp_path: Path) -> None:
    assert broken(CASES[rule][0], tmp_path) == {rule}


@pytest.mark.parametrize("rule", CASES)
def test_a_county_that_keeps_a_rule_is_left_alone(rule: str, tmp_path: Path) -> None:
    assert broken(CASES[rule][1], tmp_path) == set()


@pytest.mark.parametrize("rule", CASES)
def test_a_county_that_is_near_keeps_it(rule: str, tmp_path: Path) -> None:
    assert rule not in broken(CASES[rule][2], tmp_path)


def _alike_towns(path: Path, *copies: int) -> tuple[RollupFinding, ...]:
    """Towns of which so many have the first one's text, so many the second one's, and so on."""
    names = iter("甲乙丙丁戊己庚辛")
    reports = []
    for count in copies:
        towns = [unit_report(f"{next(names)}镇") for _town in range(count)]
        words = towns[0].texts["overview.disclosure"]
        for town in towns:
            parts = [key for key in town.texts if key.startswith("overview.")]
            town.change(texts=dict.fromkeys(parts, "") | {"overview.disclosure": words})
        reports += towns
    total = Sum(gather(Setup(_county(path / "2024", *reports)), Decisions()))
    return check_alike(total.collection)


def _named_alike(path: Path, *copies: int) -> list[set[str]]:
    return [set(one.units) for one in _alike_towns(path, *copies)]


def _about(section: str, *units: str) -> str:
    return f"R-ALIKE:{section}:{':'.join(sorted(units))}"


def test_a_group_whose_pairs_were_all_settled_is_not_asked_about_again(tmp_path: Path) -> None:
    (found,) = _alike_towns(tmp_path, 3)
    pairs = [("甲镇", "乙镇"), ("乙镇", "丙镇"), ("甲镇", "丙镇")]
    decided = Decisions()
    for pair in pairs:
        decided = decided.settle(_about(found.section, *pair), "同用县里的样稿")

    (after,) = settled((found,), decided)

    assert {frozenset(pair) for pair in found.pairs} == {frozenset(pair) for pair in pairs}
    assert after.reason == "同用县里的样稿"


def test_a_pair_that_nobody_settled_is_asked_about_with_its_group(tmp_path: Path) -> None:
    (found,) = _alike_towns(tmp_path, 3)
    decided = Decisions().settle(_about(found.section, "甲镇", "乙镇"), "同用县里的样稿")
    decided = decided.settle(_about(found.section, "乙镇", "丙镇"), "同用县里的样稿")
    decided = decided.settle(_about("problems", "甲镇", "丙镇"), "另一部分")

    assert [one.reason for one in settled((found,), decided)] == [""]


def test_a_settled_group_stays_so_when_a_unit_leaves_it_and_not_when_one_joins(
    tmp_path: Path,
) -> None:
    (three,) = _alike_towns(tmp_path / "three", 3)
    (four,) = _alike_towns(tmp_path / "four", 4)

    of_four = Decisions().settle(four.subject, "四镇合写")
    of_three = Decisions().settle(three.subject, "三镇合写")

    assert settled((three,), of_four)[0].reason == "四镇合写"
    assert settled((four,), of_three)[0].reason == ""


def test_units_with_one_text_are_one_finding_and_another_text_another(tmp_path: Path) -> None:
    found = _named_alike(tmp_path, 4, 3, 1)

    assert len(found) == 2
    assert set("甲乙丙丁") in [{name[0] for name in one} for one in found]
    assert set("戊己庚") in [{name[0] for name in one} for one in found]


def test_the_finding_of_many_names_some_and_tells_how_many(tmp_path: Path) -> None:
    towns = [unit_report(f"{name}镇") for name in "甲乙丙丁戊己庚"]
    for town in towns:
        town.change(texts=dict(towns[0].texts))

    found = check_alike(gather(Setup(_county(tmp_path / "2024", *towns)), Decisions()))

    assert found
    assert all(len(one.units) == 7 for one in found)
    for one in found:
        named = [unit for unit in one.units if f"“{unit}”" in one.message]
        assert named == list(one.units[:5])
        assert f"“{named[-1]}”等 7 个单位" in one.message
        assert "有 100% 的文字相同" in one.message
