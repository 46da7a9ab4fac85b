"""The arithmetic: exactly the published violations, one finding for one wrong cell, causes named."""

from decimal import Decimal

import pytest

from nianbao.checks.engine import run_checks
from nianbao.checks.findings import Finding, Severity
from nianbao.report.book import Report
from tests.cases import COMPLETE, load_case
from tests.checks.town import town

ARITHMETIC = ("T3-BALANCE", "T3-RESULT-SUM", "T3-ROW-SUM", "T4-SUM", "NUM")


def published(name: str) -> Report:
    case = load_case(name)
    return Report(
        form=case.form.id, year=case.year, unit=case.unit or "", cells=dict(case.cells),
        auto_totals=False,
    )  # fmt: skip


def arithmetic(report: Report) -> list[Finding]:
    return [one for one in run_checks(report) if one.rule in ARITHMETIC]


@pytest.mark.parametrize("name", COMPLETE)
def test_a_published_report_has_exactly_its_published_violations(name: str) -> None:
    expected = {(Decimal(v["left"]), Decimal(v["right"])) for v in load_case(name).violations}

    assert {(one.left, one.right) for one in arithmetic(published(name))} == expected


def cells_to_break(name: str) -> list[str]:
    case = load_case(name)
    in_equations = {key for equation in case.form.equations for key in equation.keys}
    return [key for key in case.cells if key in in_equations]


@pytest.mark.long
@pytest.mark.parametrize("by", [1, -1, 10, 27])
@pytest.mark.parametrize("name", ["01-hangzhou-style-2025", "04-suqian-2023", "17-pingtan-2024"])
def test_one_wrong_cell_gives_exactly_one_error(name: str, by: int) -> None:
    report = published(name)
    for key in cells_to_break(name):
        right = report.cells[key]
        if right is None or right + by < 0:
            continue
        report.cells[key] = right + by

        found = [
            one
            for one in run_checks(report)
            if one.severity is Severity.ERROR and one.rule in ARITHMETIC
        ]

        assert len(found) == 1, (key, [one.message for one in found])
        assert key in {cell for one in found for cell in one.cells}
        report.cells[key] = right


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"table_3.granted.natural_person": 6}, "改成 5 就全部对上了"),
        ({"table_3.received_new.natural_person": 9, "table_3.received_new.org_business": 3}, "记错了申请人类型"),
        ({"table_4.review_total": 0}, "可能忘了填总计"),
        ({"table_4.suit_direct_upheld": 21, "table_4.suit_direct_total": 12}, "看不出错在哪一格"),
        ({"table_4.review_other": 4, "table_4.review_total": 10}, "看不出错在哪一格"),
    ],
)  # fmt: skip
def test_the_probable_cause_is_named(changes: dict[str, int | None], words: str) -> None:
    report = town(
        {"table_3.result_total.natural_person": 10, "table_3.granted.total": 6, **changes}
    )

    hints = "".join(one.hint for one in arithmetic(report))

    assert any(word in hints for word in words.split("|")), hints


def test_rows_that_balance_each_other_are_called_rows() -> None:
    report = town()
    for key, total in (("received_new", 11), ("carried_in", 2)):
        report.cells[f"table_3.{key}.total"] = Decimal(total)

    hints = "".join(one.hint for one in arithmetic(report))

    assert "“上年结转”一行正好差 1 而方向相反，可能有 1 件记错了行" in hints
    assert "申请人类型" not in hints


def test_a_number_split_over_two_cells_by_a_paste_is_seen() -> None:
    report = town(
        {"table_3.carried_in.natural_person": 0, "table_3.carried_out.natural_person": 0,
         "table_3.received_new.natural_person": 1, "table_3.received_new.org_business": 0,
         "table_3.received_new.total": 12, "table_3.granted.natural_person": 7,
         "table_3.granted.org_business": 0, "table_3.reject_repeat.org_business": 0,
         "table_3.received_new.org_research": 0}
    )  # fmt: skip
    report.cells["table_3.received_new.org_business"] = Decimal(2)

    assert arithmetic(report)


def test_blanks_leave_an_identity_open_until_it_cannot_hold_any_more() -> None:
    open_ = town({"table_4.review_other": None, "table_4.review_total": 2})
    broken = town({"table_4.review_other": None, "table_4.review_total": 1})

    assert arithmetic(open_) == []
    assert "还有空格没有填，但已经对不上了" in arithmetic(broken)[0].message


def test_a_blank_is_never_taken_for_zero() -> None:
    report = town({"table_4.review_upheld": None, "table_4.review_total": 1})

    assert arithmetic(report) == []
    assert "EMPTY" in {one.rule for one in run_checks(report)}


def test_the_trial_form_has_the_same_identities() -> None:
    report = published("13-pingtan-2020")
    report.cells["table_3.received_new.natural_person"] = Decimal(21)

    assert "T3-BALANCE" in {i.rule for one in arithmetic(report) for i in one.identities}


def test_the_message_names_both_sides_and_the_difference() -> None:
    (finding,) = arithmetic(town({"table_3.carried_out.natural_person": 2}))

    assert finding.message == (
        "自然人列：新收 10 ＋ 上年结转 1 ＝ 11，办理结果总计 10 ＋ 结转下年 2 ＝ 12，前者少 1。"
    )
