"""The 审核情况表 claims no more than was compared, and says why the rest was not."""

from copy import deepcopy
from dataclasses import replace

import pytest

from nianbao.checks.audit import AuditRow, audit_rows, rule_states
from nianbao.checks.engine import check_and_count, check_report
from nianbao.report.book import Report
from tests.checks.town import FORM, quiet_town, town

BLANK = Report(form=FORM, year=2024, unit="清河镇人民政府", cells={})
FILLED = ("table_2.normative_doc.in_force", "table_3.carried_out.natural_person")


def states(report: Report, *previous: Report) -> dict[str, str]:
    return {
        one.rule: one.state for one in rule_states(report, check_report(report, previous), previous)
    }


def rows(report: Report, *previous: Report) -> dict[str, AuditRow]:
    found = audit_rows(report, check_and_count(report, previous), previous)
    return {row.rule: row for row in found}


def without(report: Report, table: str) -> Report:
    for key in report.cells:
        if key.startswith(table):
            report.cells[key] = None
    return report


def test_of_a_blank_report_nothing_holds_but_its_year_and_form() -> None:
    holding = {rule for rule, state in states(BLANK).items() if state == "holds"}

    assert holding == {"LV-FORM", "LV-YEAR"}


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("收到政府信息公开申请12件。", "TX-NEW"),
        ("办结申请12件，结转下年1件。", "TX-HANDLED"),
        ("予以公开6件。", "TX-APPLICANT"),
        ("未收到政府信息公开申请。", "TX-NONE"),
        ("收到的申请全部办结。", "TX-DONE"),
        ("因政府信息公开引发行政复议2件。", "TX-REVIEW"),
        ("未发生因政府信息公开引发的行政诉讼。", "TX-SUIT"),
        ("制发行政规范性文件3件。", "TX-DOC"),
        ("作出行政处罚决定5件。", "TX-DECISIONS"),
    ],
)
def test_a_number_over_a_blank_table_waits_for_the_table(text: str, rule: str) -> None:
    report = deepcopy(BLANK)
    report.texts["overview.on_request"] = text

    assert states(report)[rule] == "blank"
    assert states(report)["TX-LIST"] == "not_in_text"


def test_a_change_from_last_year_waits_for_last_years_report() -> None:
    report = town()
    report.texts["overview.on_request"] = "收到申请12件，同比增长50%。"

    assert states(report)["TX-PERCENT"] == "no_last_year"


def test_a_change_from_last_year_beside_a_share_is_told_apart() -> None:
    report = town()
    report.texts["overview.on_request"] = "收到申请12件，同比增长50%；自然人申请10件，占83.33%。"

    row = rows(report)["TX-PERCENT"]

    assert row.result == "符合（核对 1 处）"
    assert row.detail == "另有 1 处要有上年报告才能核对"


@pytest.mark.parametrize("rule", ["X-CARRY", "X-FORCE", "X-NEG", "X-JUMP", "X-SAME", "X-LAST"])
def test_without_last_years_report_its_rules_say_so(rule: str) -> None:
    assert states(quiet_town())[rule] == "no_last_year"


@pytest.mark.parametrize("rule", ["X-CARRY", "X-FORCE", "X-NEG", "X-JUMP"])
def test_beside_blank_tables_last_years_report_waits(rule: str) -> None:
    assert states(BLANK, town(year=2023))[rule] == "blank"


def test_documents_in_force_are_not_compared_with_a_form_that_counts_other_things() -> None:
    last = Report(form="gb_2019_60_trial", year=2022, unit="清河镇人民政府", cells={})

    row = rows(town(), last)["X-FORCE"]

    assert row.state == "not_applicable"
    assert row.detail == "两年的报告没有可以比较的内容"


@pytest.mark.parametrize("rule", ["LV-REGULATION", "LV-UNIT", "LV-SUIT"])
def test_what_a_level_may_have_waits_for_the_cells(rule: str) -> None:
    assert states(BLANK)[rule] == "blank"


def test_a_rule_that_the_level_has_not_does_not_wait() -> None:
    city = replace(BLANK, unit="苏州市人民政府")

    assert states(city)["LV-REGULATION"] == "not_applicable"
    assert states(city)["LV-UNIT"] == "not_applicable"


def test_a_half_filled_table_says_how_much_was_left() -> None:
    report = town({"table_3.granted.org_business": None})

    row = rows(report)["T3-ROW-SUM"]

    assert row.result == "符合（核对 23 处）"
    assert row.detail == "另有 2 处表还没有填，没有核对"


def test_texts_that_are_not_written_hide_nothing_and_prove_nothing() -> None:
    row = rows(quiet_town())["P-MOBILE"]

    assert (row.state, row.result, row.detail) == ("not_in_text", "正文没有写到", "还没有写正文")


def test_each_text_is_one_place() -> None:
    report = quiet_town()
    report.texts["problems"] = "公开还不够及时。"

    compared = check_and_count(report).compared or {}

    assert {compared[rule] for rule in ("P-ID", "P-MOBILE", "P-BANK", "P-NAME", "P-SECRET")} == {1}


def test_errors_stand_before_hints_and_what_holds_in_the_order_of_the_catalogue() -> None:
    report = without(town(), "table_4")
    report.texts["overview.on_request"] = "收到申请12件，全部办结；自然人10件，占80%。"
    found = audit_rows(report, check_report(report))

    results = list(dict.fromkeys(row.result for row in found if row.state == "broken"))
    holding = [row.rule for row in found if row.state == "holds"]

    assert results == ["不符合", "不符合（待核实）", "不符合（提示）"]
    assert holding[:4] == ["T3-BALANCE", "T3-RESULT-SUM", "T3-ROW-SUM", "NUM"]
