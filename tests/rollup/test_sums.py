"""Kept numbers are the reports' numbers; what does not hold for their sum is found and may be settled."""

from decimal import Decimal
from pathlib import Path

import pytest

from nianbao.report.errors import UserError
from nianbao.rollup.decisions import Decisions
from nianbao.rollup.findings import RollupFinding, check_sum, settled
from nianbao.rollup.gather import Setup, gather
from nianbao.rollup.numbers import Numbers, pack
from nianbao.rollup.sums import Sum
from tests.rollup.county import Folder, unit_report

KEYS = ("a", "b", "c")
CARRIED_OUT, CARRIED_IN = "table_3.carried_out.natural_person", "table_3.carried_in.natural_person"


def kept(*rows: dict[str, Decimal | None]) -> Numbers:
    numbers = Numbers(KEYS)
    for row in rows:
        numbers.add(*pack(KEYS, row))
    return numbers


@pytest.mark.parametrize(
    "value",
    ["0", "7", "-3", "1000", "999999999999", "12.34", "0.000001", "-0.5", "1234567890123456789012", "0.0000001"],
)  # fmt: skip
def test_a_number_comes_back_as_it_was(value: str) -> None:
    numbers = kept({"a": Decimal(value), "b": None})

    assert numbers.row(0) == {"a": Decimal(value), "b": None}
    assert numbers.value(0, "a") == Decimal(value)
    assert numbers.total("a", [0]) == Decimal(value)


def test_blank_absent_and_0_are_three_things() -> None:
    numbers = kept({"a": Decimal(0), "b": None})

    assert numbers.row(0) == {"a": Decimal(0), "b": None}
    assert [numbers.total(key, [0]) for key in KEYS] == [0, None, None]
    assert [numbers.blank_rows(key, [0]) for key in KEYS] == [[], [0], [0]]


def test_sums_take_only_the_rows_that_are_meant() -> None:
    rows: list[dict[str, Decimal | None]] = [{"a": Decimal(number)} for number in (5, 1, 9, 3)]
    numbers = kept(*rows)

    assert numbers.total("a", [0, 1, 2, 3]) == 18
    assert numbers.total("a", [1, 3]) == 4
    assert numbers.largest("a", [0, 1, 3]) == [0, 3, 1]
    assert numbers.largest("a", [0, 1, 2, 3], 2) == [2, 0]


def test_a_sum_is_the_same_in_any_order_of_the_rows_with_blanks_among_them_or_none() -> None:
    rows: list[dict[str, Decimal | None]] = [
        {"a": Decimal(5), "b": None}, {"a": Decimal(-1), "b": Decimal("0.5")}, {"a": Decimal(10**11), "b": Decimal(2)},
    ]  # fmt: skip
    numbers = kept(*rows)

    for picked in ([0, 1, 2], [2, 0, 1]):
        assert [numbers.total(key, picked) for key in KEYS] == [10**11 + 4, Decimal("2.5"), None]
    assert numbers.total("b", [2, 0]) == 2
    assert numbers.total("b", [0]) is None


def test_numbers_too_large_for_the_array_are_summed_too() -> None:
    numbers = kept({"a": Decimal(10) ** 20}, {"a": Decimal(1)}, {"a": None})

    assert numbers.total("a", [0, 1, 2]) == Decimal(10) ** 20 + 1
    assert numbers.largest("a", [0, 1, 2]) == [0, 1]


@pytest.fixture
def two_years(tmp_path: Path) -> Sum:
    """Two units; one carries in less than it carried out last year."""
    now, before = Folder(tmp_path / "2024"), Folder(tmp_path / "2023")
    for unit, carried in (("甲镇", 2), ("乙镇", 3)):
        now.report(f"{unit}.nianbao", unit_report(unit, carried_in={"natural_person": 2}))
        last = unit_report(unit, 2023)
        last.cells = {
            key: Decimal(0) if ".carried_out." in key and not key.endswith(".total") else value
            for key, value in last.cells.items()
        }
        last.cells[CARRIED_OUT] = Decimal(carried)
        before.report(f"{unit}.nianbao", last)
    return Sum(gather(Setup(now.path, last_year=before.path), Decisions()))


def carry(total: Sum) -> list[RollupFinding]:
    return [one for one in check_sum(total.collection, total) if one.rule == "R-CARRY"]


def test_the_sum_goes_on_from_last_year_s(two_years: Sum) -> None:
    (found,) = carry(two_years)

    assert found.units == ("乙镇",)
    assert found.cells == (CARRIED_IN,)
    assert (found.left, found.right) == (Decimal(4), Decimal(5))
    assert "2023 年各单位结转下年合计 5，本年少 1；出在乙镇（少 1）" in found.message


def test_it_is_not_asked_where_a_unit_of_last_year_is_missing(tmp_path: Path) -> None:
    now, before = Folder(tmp_path / "2024"), Folder(tmp_path / "2023")
    now.report("甲镇.nianbao", unit_report("甲镇", carried_in={"natural_person": 2}))
    for unit in ("甲镇", "乙镇"):
        before.report(f"{unit}.nianbao", unit_report(unit, 2023))

    assert carry(Sum(gather(Setup(now.path, last_year=before.path), Decisions()))) == []


def test_it_may_be_settled_with_a_reason(two_years: Sum) -> None:
    (found,) = carry(two_years)

    (after,) = settled((found,), Decisions().settle(found.subject, "机构改革"))

    assert after.reason == "机构改革"
    with pytest.raises(UserError, match="请写明理由"):
        Decisions().settle(found.subject, " ")


def test_an_identity_of_the_sum_cannot_be_settled(tmp_path: Path) -> None:
    folder, wrong = Folder(tmp_path / "年报"), unit_report("甲镇")
    wrong.change(cells={"table_3.received_new.natural_person": Decimal(900)})
    folder.report("甲镇.nianbao", wrong)
    total = Sum(gather(Setup(folder.path), Decisions()))
    (found,) = check_sum(total.collection, total)

    (after,) = settled((found,), Decisions().settle(found.subject, "不改了"))

    assert after.reason == ""
