"""What a finding offers to do: only what mends it, tried before it is offered."""

from dataclasses import replace
from decimal import Decimal

import pytest

from nianbao import resources
from nianbao.checks.engine import check_report, check_tables
from nianbao.checks.findings import Finding
from nianbao.checks.remedies import Remedy, remedies
from nianbao.formats.registry import load_form
from nianbao.report.book import Report
from nianbao.report.storage.files import load_report
from nianbao.report.totals import values_in_force
from tests.checks.town import quiet_town, town

FORM = load_form("gb_2021_30")


def found(report: Report, rule: str, *previous: Report) -> Finding:
    """The first finding of a rule."""
    result = check_report(report, previous)
    return next(one for one in result.findings if one.rule == rule)


def offered(report: Report, rule: str, *previous: Report) -> tuple[Remedy, ...]:
    """What the first finding of a rule offers."""
    return remedies(report, found(report, rule, *previous))


def test_a_suspected_cell_is_offered_the_value_that_mends_all() -> None:
    report = load_report(resources.path("samples/sample-with-errors.nianbao"))
    finding = next(one for one in check_report(report).findings if one.suspects)

    (first, *_rest) = remedies(report, finding)

    assert first.label == "改成 1175"
    assert first.cells == {"table_3.granted.natural_person": Decimal(1175)}


def test_a_value_is_offered_only_where_it_mends_the_finding() -> None:
    report = town({"table_3.granted.total": 7})
    for finding in check_report(report).findings:
        for one in remedies(report, finding):
            if one.cells:
                after = replace(report, cells={**report.cells, **one.cells})
                left = {(f.rule, f.subject) for f in check_report(after).findings}
                assert (finding.rule, finding.subject) not in left


def test_what_was_carried_out_last_year_is_offered_for_what_was_carried_in() -> None:
    last = town({"table_3.carried_out.natural_person": 3}, year=2022)

    found_steps = offered(town(), "X-CARRY", last)

    assert [one.command for one in found_steps] == ["carried"]
    assert found_steps[-1].label == "填入上年结转"


def test_documents_in_force_are_offered_as_they_are_worked_out() -> None:
    last = town({"table_2.normative_doc.in_force": 11}, year=2022)

    (first,) = offered(town(), "X-FORCE", last)

    assert first.cells == {"table_2.normative_doc.in_force": Decimal(13)}
    assert first.label == "改成 13"


def test_a_number_in_a_sentence_is_offered_as_the_table_has_it() -> None:
    report = town()
    report.texts["overview.on_request"] = "全年新收政府信息公开申请21件。"

    (first, *_rest) = offered(report, "TX-NEW")

    assert first.label == "文字里改成 12"
    assert first.texts == {"overview.on_request": "全年新收政府信息公开申请12件。"}


def test_a_missing_word_on_the_fee_is_offered_as_a_sentence_and_as_a_place() -> None:
    report = quiet_town()
    report.texts["other"] = "没有其他需要报告的事项。"

    steps = offered(report, "TX-FEE")

    assert [one.label for one in steps] == ["插入常用句", "去第六部分写"]
    assert "信息处理费" in steps[0].texts["other"]
    assert steps[0].texts["other"].startswith("没有其他需要报告的事项。\n")
    after = replace(report, texts={**report.texts, **steps[0].texts})
    assert "TX-FEE" not in [one.rule for one in check_report(after).findings]


@pytest.mark.parametrize("rule", ["TX-BASE", "P-REVIEW"])
def test_what_the_program_cannot_write_is_not_offered_as_written(rule: str) -> None:
    report = town()
    steps = [
        step
        for one in check_report(report).findings
        if one.rule == rule
        for step in remedies(report, one)
    ]

    assert all(not step.changes for step in steps)


@pytest.mark.parametrize(
    "key",
    [key for key, cell in FORM.cells.items() if cell.is_total and cell.table == "table_3"],
)
def test_a_wrong_total_typed_where_the_others_are_computed_is_offered_its_value(key: str) -> None:
    right = values_in_force(FORM, town())[key]
    assert right is not None
    report = town({key: int(right) + 2})

    (finding,) = (one for one in check_tables(report).findings if one.identities)

    assert [one.cells for one in remedies(report, finding)] == [{key: right}]


def test_where_the_level_of_the_organ_is_doubtful_the_way_to_it_is_offered() -> None:
    report = town({"table_2.regulation.issued": 1})
    finding = found(report, "LV-REGULATION")

    assert finding.message.startswith("按名称是乡镇人民政府、街道办事处，不能制定规章")
    assert [one.command for one in remedies(report, finding)] == ["place_1"]
    report.level = "township"
    assert found(report, "LV-REGULATION").message.startswith("乡镇人民政府、街道办事处不能制定规章")
