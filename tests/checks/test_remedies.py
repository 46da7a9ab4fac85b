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


ON_REQUEST = "overview.on_request"
OF_LAST_YEAR = "一年来，我镇一共收到群众递交的申请12件，都由党政办登记；其中，5件予以公开。"


def carried_text(said: str, now: str) -> tuple[Report, Report]:
    """A report of 25 new ones and one carried in that says ``now``, and last year's, which said ``said``."""
    last = town({"table_3.carried_in.natural_person": 1}, year=2023)
    last.texts[ON_REQUEST] = said
    report = town({"table_3.received_new.natural_person": 23}, year=2024)
    report.previous = (last,)
    report.texts[ON_REQUEST] = now
    return report, last


@pytest.mark.parametrize(
    ("said", "now", "mended"),
    [
        (OF_LAST_YEAR, OF_LAST_YEAR, OF_LAST_YEAR.replace("12件", "25件")),
        (f"认真登记。{OF_LAST_YEAR}", OF_LAST_YEAR, OF_LAST_YEAR.replace("12件", "25件")),
        (  # last year counted the one that was carried in
            "2023年我镇收到申请13件。",
            "2024年我镇收到申请12件。",
            "2024年我镇收到申请26件。",
        ),
        (
            "收到政府信息公开申请12件，召开会议3次。",
            "收到政府信息公开申请18件，召开会议【3】次。",
            "收到政府信息公开申请25件，召开会议【3】次。",
        ),
    ],
)
def test_of_two_ways_to_understand_a_number_last_year_s_is_offered(
    said: str, now: str, mended: str
) -> None:
    report, last = carried_text(said, now)

    (step,) = (one for one in offered(report, "TX-NEW", last) if one.texts)

    assert step.texts == {ON_REQUEST: mended}
    assert step.label.startswith("按上年口径改成 2")
    after = replace(report, texts={**report.texts, **step.texts})
    assert "TX-NEW" not in [one.rule for one in check_report(after, [last]).findings]


@pytest.mark.parametrize(
    ("said", "now"),
    [
        ("认真登记。", "我镇收到申请18件。"),
        ("我镇收到申请12件，均已登记。", "我镇收到申请18件。"),  # another sentence
        ("我镇收到申请12件。我镇收到申请13件。", "我镇收到申请18件。"),  # said both
        ("我镇收到申请14件。", "我镇收到申请18件。"),  # never was the table's
    ],
)
def test_a_sentence_that_last_year_s_report_does_not_settle_is_left_to_the_clerk(
    said: str, now: str
) -> None:
    report, last = carried_text(said, now)

    assert not any(one.texts for one in offered(report, "TX-NEW", last))


@pytest.mark.parametrize("said", ["今年，办结{}件。", "今年，办结{}件，均在期限内", "{}件办结。"])
def test_a_comma_beside_a_number_belongs_to_the_sentence(said: str) -> None:
    report = town()
    report.texts[ON_REQUEST] = said.format(31)

    (step,) = (one for one in offered(report, "TX-HANDLED") if one.texts)

    assert step.texts == {ON_REQUEST: said.format(12)}


def test_digits_beside_a_number_are_a_part_of_it() -> None:
    report = town()
    report.texts[ON_REQUEST] = "全年新收政府信息公开申请1，021件。"

    assert not any(one.texts for one in offered(report, "TX-NEW"))


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
