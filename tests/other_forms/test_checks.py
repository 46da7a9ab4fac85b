"""Checks ask the form for what it has; a rule about what it lacks says nothing."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from nianbao.checks.audit import audit_rows
from nianbao.checks.catalogue import catalogue
from nianbao.checks.engine import check_report
from nianbao.checks.findings import Finding
from nianbao.formats.registry import form_for_year, load_form
from nianbao.report.book import Report
from tests.checks.town import town
from tests.other_forms.registered import (
    FUTURE,
    Register,
    five_sections,
    printed_report,
    seven_sections,
)

PROSE = (
    "2024年收到政府信息公开申请12件，上年结转1件，办结12件（自然人10件，法人或其他组织2件），结转下年度1件，"
    "予以公开6件，属于国家秘密1件。制发行政规范性文件3件，未废止规范性文件。行政复议2件、行政诉讼1件，均获维持。"
    "零申请、零复议。全部办结。未收到政府信息公开申请。占50%。同比增长20%。"
)
"""Every kind of quantity and claim that the reader of prose knows."""


def rules(report: Report, *previous: Report) -> set[str]:
    return {one.rule for one in check_report(report, previous).findings}


def of_rule(report: Report, rule: str) -> list[Finding]:
    return [one for one in check_report(report).findings if one.rule == rule]


@pytest.mark.usefixtures("third")
def test_the_printed_figures_are_in_order() -> None:
    assert rules(printed_report()) == set()


@pytest.mark.usefixtures("third")
def test_a_wrong_total_is_found_and_named() -> None:
    report = printed_report()
    report.cells["t_penalty.total"] = Decimal(108165)

    (finding,) = of_rule(report, "E1-SUM")

    assert finding.difference == -9
    assert finding.section == "penalty"
    assert "t_penalty.total" in finding.cells
    assert "108156" in finding.message
    assert catalogue()[finding.rule].title


def test_an_identity_that_no_form_declares_is_no_rule() -> None:
    with pytest.raises(KeyError):
        catalogue()["E1-SUM"]


@pytest.mark.usefixtures("third")
def test_blank_cells_and_odd_numbers_are_found() -> None:
    report = printed_report()
    report.cells["t_licence.revoked"] = None
    report.cells["t_licence.refused"] = Decimal("0.5")

    assert {"EMPTY", "NUM"} <= rules(report)


@pytest.mark.usefixtures("third")
def test_prose_about_another_report_is_compared_with_nothing() -> None:
    report = printed_report()
    report.texts["situation"] = PROSE

    assert {one.split("-")[0] for one in rules(report)} <= {"TX"}
    assert not [one for one in check_report(report).findings if one.cells]


def test_the_same_ids_mean_nothing_in_another_report(register: Register) -> None:
    law = "《中华人民共和国政府信息公开条例》第五十条"
    register(five_sections().replace(law, "另一部法律").replace("gb_five", "another"))
    report, last = town(year=FUTURE), town({"table_3.carried_out.natural_person": 9}, FUTURE - 1)
    report.texts["overview.on_request"] = PROSE
    report.cells["table_2.regulation.issued"] = report.cells["table_2.licence.decisions"] = Decimal(
        9
    )
    report.form = last.form = "another"

    found = check_report(report, [last]).findings

    about_another = {rule.id for rule in catalogue().values() if rule.family}
    assert {one.rule for one in found} & about_another == set()
    assert found


@pytest.mark.usefixtures("third")
def test_another_report_is_not_last_years() -> None:
    report, other = printed_report(), town(year=2023)
    other.unit = report.unit

    (finding,) = check_report(report, [other]).findings

    assert finding.rule == "X-LAST"
    assert "不是同一种报告" in finding.message


@pytest.mark.usefixtures("third")
def test_jumps_are_found_within_the_family() -> None:
    report, last = printed_report(), printed_report()
    last.year = report.year - 1
    last.cells["t_licence.applied"] = Decimal(12)

    assert rules(report, last) == {"X-JUMP"}


@pytest.mark.usefixtures("third")
def test_the_record_names_the_rules_that_are_about_the_form() -> None:
    report = printed_report()
    rows = {row.rule for row in audit_rows(report, check_report(report))}

    assert {"E1-SUM", "NUM", "EMPTY", "TX-HOLD"} <= rows
    assert not {"T3-BALANCE", "T4-SUM", "TX-NEW", "LV-SUIT", "TX-FEE"} & rows


@pytest.mark.usefixtures("third")
def test_an_identity_of_a_blank_form_is_recorded_as_not_filled_in() -> None:
    report = printed_report()
    report.cells = dict.fromkeys(report.cells)

    (row,) = [row for row in audit_rows(report, check_report(report)) if row.rule == "E1-SUM"]

    assert row.state == "blank"


@pytest.mark.long(cases=1)
@pytest.mark.parametrize("make", [five_sections, seven_sections])
def test_a_later_statutory_form_is_checked_like_the_present_one(
    register: Register, make: Callable[[], str]
) -> None:
    register(make())
    form = form_for_year(FUTURE)
    now, then = town(year=FUTURE), town(year=FUTURE)
    then.form = form.id
    for report in (now, then):
        report.texts["overview.on_request"] = PROSE.replace("2024", str(FUTURE))
    known = {section.id for section in form.sections}

    found = [one for one in check_report(then).findings if one.rule != "LV-FORM"]
    expected = [one for one in check_report(now).findings if one.section in known]

    assert [_words(one) for one in found] == [
        _words(one) for one in expected if one.rule != "LV-FORM"
    ]
    assert "LV-FORM" in rules(now)
    assert "LV-FORM" not in rules(then)


def _words(finding: Finding) -> str:
    return finding.message.replace("第六部分", "").replace("第七部分", "")


@pytest.mark.parametrize(("make", "number"), [(five_sections, "五"), (seven_sections, "七")])
def test_a_report_says_how_many_parts_its_own_form_has(
    register: Register, make: Callable[[], str], number: str
) -> None:
    register(make())
    report = Report(form=form_for_year(FUTURE).id, year=FUTURE, unit="清河镇人民政府")

    report.preamble = f"本报告由总体情况等{number}个部分组成。"
    assert not of_rule(report, "TX-PARTS")
    report.preamble = "本报告由总体情况等六个部分组成。"
    assert of_rule(report, "TX-PARTS")


def test_the_section_about_fees_is_called_by_its_own_number(register: Register) -> None:
    register(seven_sections())
    report = Report(form="gb_seven", year=FUTURE, unit="清河镇人民政府")

    (finding,) = of_rule(report, "TX-FEE")

    assert finding.message.startswith("第七部分")
    assert finding.section in {section.id for section in load_form(report.form).sections}


def test_without_the_section_about_fees_nothing_is_said_of_them(register: Register) -> None:
    register(five_sections())
    report = Report(form="gb_five", year=FUTURE, unit="清河镇人民政府")

    assert not of_rule(report, "TX-FEE")


@pytest.mark.usefixtures("third")
def test_the_third_form_changes_nothing_about_a_statutory_report() -> None:
    report = town(year=2024)
    report.texts["overview.on_request"] = PROSE
    with_third = check_report(report).findings

    assert {one.rule for one in with_third} >= {"TX-NONE", "TX-DONE", "TX-FEE"}
    assert "LV-FORM" not in {one.rule for one in with_third}
