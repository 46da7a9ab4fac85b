"""The 审核情况表: every rule with its result, reasons and dates; nothing personal."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO

import docx
import lxml.html
import pytest

from nianbao.checks.audit import WORDS
from nianbao.checks.catalogue import catalogue
from nianbao.checks.context import make_context
from nianbao.checks.decisions import decide, with_decision
from nianbao.checks.engine import CheckResult, check_report
from nianbao.checks.settings import default_rules
from nianbao.exporters.audit_record import HEADS, audit_docx, audit_html
from nianbao.formats.registry import load_form
from nianbao.report.book import Report, blank_report
from tests.checks.town import FORM, findings, town

DAY = date(2024, 1, 9)


@pytest.fixture
def audited() -> tuple[Report, CheckResult]:
    report = town({"table_3.carried_out.natural_person": 2})
    report.texts["overview.on_request"] = "本机关收到申请15件<br>。"
    (finding,) = findings(report, "TX-NEW")
    values = make_context(report).values
    decision = decide(finding, "本句只指本办。", report, values, date(2024, 1, 8))
    report.decisions = with_decision(report, decision)
    return report, check_report(report)


def rows_of_html(page: str) -> list[list[str]]:
    tree = lxml.html.fromstring(page)
    return [["".join(map(str, cell.itertext())) for cell in row] for row in tree.iter("tr")]


def by_rule(page: str) -> dict[str, list[str]]:
    """The last line of each rule, by the id in brackets behind its title."""
    found = {}
    for row in rows_of_html(page)[1:]:
        match = re.search(r"([A-Z][A-Z0-9]*(?:-[A-Z-]+)?)：", row[1])
        assert match is not None
        found[match[1]] = row
    return found


def test_every_rule_stands_in_the_record(audited: tuple[Report, CheckResult]) -> None:
    page = audit_html(*audited, [], DAY)

    assert tuple(rows_of_html(page)[0]) == HEADS
    assert by_rule(page).keys() == catalogue().keys() - {"LV-CODEFENDANT"}


def test_a_record_says_by_which_limits_was_checked(audited: tuple[Report, CheckResult]) -> None:
    """Two records of one report may differ for these alone."""
    report, shipped = audited
    limits = replace(default_rules().limits, jump_times=3)
    local = check_report(report, rules=replace(default_rules(), limits=limits))

    assert "本地规则：与程序的默认规则相同" in audit_html(report, shipped, [], DAY)
    assert "本地规则：与上年相差 3 倍以上的要核实（默认 5）。" in audit_html(report, local, [], DAY)


def test_what_needs_a_look_stands_first(audited: tuple[Report, CheckResult]) -> None:
    results = [row[2] for row in rows_of_html(audit_html(*audited, [], DAY))[1:]]

    order = [*WORDS.values()]
    kinds = [result.split("（")[0] for result in results]
    assert kinds == sorted(kinds, key=order.index)
    assert results[0] == "不符合"


def test_a_failed_rule_shows_both_sides(audited: tuple[Report, CheckResult]) -> None:
    rows = by_rule(audit_html(*audited, [], DAY))

    assert rows["T3-BALANCE"][2] == "不符合"
    assert rows["T3-BALANCE"][4] == "11／12"
    assert "前者少 1" in rows["T3-BALANCE"][3]
    assert "国办公开办函〔2021〕30号" in rows["T3-BALANCE"][1]


def test_a_decision_shows_its_reason_and_day(audited: tuple[Report, CheckResult]) -> None:
    rows = by_rule(audit_html(*audited, [], DAY))

    assert rows["TX-NEW"][2] == "已说明"
    assert rows["TX-NEW"][5] == "本句只指本办。（2024年1月8日）"


def test_rules_across_years_say_when_nothing_was_compared(
    audited: tuple[Report, CheckResult],
) -> None:
    without = {rule: row[2] for rule, row in by_rule(audit_html(*audited, [], DAY)).items()}
    page = audit_html(*audited, [town(year=2022)], DAY)
    compared = {rule: row[2] for rule, row in by_rule(page).items()}

    assert without["X-CARRY"] == "没有上年报告"
    assert compared["X-CARRY"] == "符合（核对 7 处）"


def test_a_record_of_a_blank_report_claims_nothing() -> None:
    report = blank_report(FORM, load_form(FORM).cells, 2023)
    rows = by_rule(audit_html(report, check_report(report), [], DAY))

    assert rows["T3-BALANCE"][2] == rows["T4-SUM"][2] == "表未填"
    assert rows["TX-NEW"][2] == rows["TX-DOC"][2] == "正文没有写到"
    assert rows["X-CARRY"][2] == "没有上年报告"
    assert rows["LV-UNIT"][2] == "不适用"
    assert rows["EMPTY"][2] == "不符合（待核实）"
    held = {rule for rule, row in rows.items() if row[2].startswith("符合")}
    assert held == {"LV-FORM", "LV-YEAR"}


def test_a_half_filled_report_says_how_many_places_were_compared() -> None:
    report = town({key: None for key in load_form(FORM).cells if key.endswith("org_other")})
    rows = by_rule(audit_html(report, check_report(report), [], DAY))

    assert rows["T3-BALANCE"][2] == "符合（核对 5 处）"


def test_local_rules_are_called_local(audited: tuple[Report, CheckResult]) -> None:
    rows = by_rule(audit_html(*audited, [], DAY))

    assert "（本地规则）" in rows["X-SAME"][1]


def test_the_word_document_says_the_same(audited: tuple[Report, CheckResult]) -> None:
    document = docx.Document(BytesIO(audit_docx(*audited, [], DAY)))

    cells = [[cell.text for cell in row.cells] for row in document.tables[0].rows]

    page = rows_of_html(audit_html(*audited, [], DAY))
    assert [[text.replace("\n", "") for text in row] for row in cells] == page
    assert document.core_properties.author == "清河镇人民政府"


def test_what_was_not_compared_is_counted_with_its_reason() -> None:
    blank = Report(form="gb_2021_30", year=2023, unit="清河镇人民政府", cells={})
    page = audit_html(blank, check_report(blank), (), date(2024, 1, 8))

    assert re.search(
        r"没有核对的 \d+ 项（正文没有写到 \d+ 项，表未填 \d+ 项，没有上年报告 \d+ 项，不适用 \d+ 项）",
        page,
    )
    assert "没有可核对的内容" not in page
