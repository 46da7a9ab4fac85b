"""A clerk sets a finding aside with a reason, and it stays so until its words or cells change."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from nianbao.checks.catalogue import catalogue
from nianbao.checks.context import make_context
from nianbao.checks.decisions import (
    can_be_set_aside,
    decide,
    suggested_reasons,
    with_decision,
)
from nianbao.checks.engine import check_report
from nianbao.checks.findings import Finding
from nianbao.report.book import Report
from nianbao.report.errors import UserError
from nianbao.report.storage.files import dump_report, parse_report
from tests.checks.town import findings, town

REASON = "本句只指本办，不含下级单位。"


def finding_of(report: Report, rule: str) -> Finding:
    (found,) = findings(report, rule)
    return found


def set_aside(report: Report, finding: Finding, reason: str = REASON) -> None:
    values = make_context(report).values
    decision = decide(finding, reason, report, values, date(2024, 1, 8))
    report.decisions = with_decision(report, decision, check_report(report).set_aside)


@pytest.fixture
def decided() -> Report:
    report = town()
    report.texts["overview.on_request"] = "本机关收到申请15件。公开工作平稳。"
    set_aside(report, finding_of(report, "TX-NEW"))
    return report


def test_what_is_set_aside_is_listed_apart_with_its_reason(decided: Report) -> None:
    result = check_report(decided)

    assert "TX-NEW" not in {one.rule for one in result.findings}
    assert [(one.finding.rule, one.decision.reason) for one in result.set_aside] == [
        ("TX-NEW", REASON)
    ]


def test_a_decision_survives_saving_and_every_run(decided: Report) -> None:
    again = parse_report(dump_report(decided), "保存的报告")

    for _run in range(2):
        assert findings(again, "TX-NEW") == []


def test_a_decision_survives_a_change_elsewhere(decided: Report) -> None:
    decided.texts["overview.on_request"] = "工作情况如下。本机关收到申请15件。公开工作有进步。"
    decided.cells["table_2.licence.decisions"] = Decimal(9)

    assert findings(decided, "TX-NEW") == []


@pytest.mark.parametrize(
    "text", ["本机关收到申请16件。公开工作平稳。", "本机关共收到申请15件。公开工作平稳。"]
)
def test_a_decision_ends_when_its_words_change(decided: Report, text: str) -> None:
    decided.texts["overview.on_request"] = text

    assert len(findings(decided, "TX-NEW")) == 1


def test_a_decision_ends_when_its_cells_change(decided: Report) -> None:
    decided.cells["table_3.received_new.org_other"] = Decimal(1)

    assert len(findings(decided, "TX-NEW")) == 1


def test_a_strict_error_cannot_be_set_aside() -> None:
    report = town({"table_3.carried_out.natural_person": 2})
    finding = finding_of(report, "T3-BALANCE")

    with pytest.raises(UserError, match="必须改正"):
        set_aside(report, finding)


def test_a_forged_decision_on_a_strict_error_changes_nothing() -> None:
    report = town()
    report.texts["overview.on_request"] = "收到申请15件。"
    set_aside(report, finding_of(report, "TX-NEW"))
    broken = town({"table_3.carried_out.natural_person": 2})
    strict = finding_of(broken, "T3-BALANCE")
    forged = replace(report.decisions[0], rule=strict.rule, subject=strict.subject)
    broken.decisions = (forged,)

    assert len(findings(broken, "T3-BALANCE")) == 1


def test_an_error_marked_override_can_be_set_aside() -> None:
    last = town({"table_3.carried_out.natural_person": 3}, year=2022)
    report = town()
    (finding,) = [one for one in check_report(report, [last]).findings if one.rule == "X-CARRY"]
    set_aside(report, finding, "机构改革，职能划出。")

    assert "X-CARRY" not in {one.rule for one in check_report(report, [last]).findings}


def test_a_reason_is_needed() -> None:
    report = town()
    report.texts["overview.on_request"] = "收到申请15件。"

    with pytest.raises(UserError, match="理由"):
        set_aside(report, finding_of(report, "TX-NEW"), "  ")


def test_a_decision_can_be_taken_back(decided: Report) -> None:
    decided.decisions = ()

    assert len(findings(decided, "TX-NEW")) == 1


def test_one_quantity_wrong_in_two_sentences_is_settled_twice() -> None:
    report = town()
    report.texts["overview.on_request"] = "予以公开8件。其中市本级部分，予以公开9件。"
    for finding in findings(report, "TX-APPLICANT"):
        set_aside(report, finding)

    assert len(report.decisions) == 2
    assert findings(report, "TX-APPLICANT") == []


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("overview.disclosure", "全年发布信息30条，包括：网站10条、微信15条。"),
        ("overview.disclosure", "联系电话13912345678。"),
        ("overview.on_request", "本机关收到申请15件。"),
    ],
)
def test_what_is_written_before_a_settled_sentence_does_not_revive_it(key: str, words: str) -> None:
    report = town()
    report.texts[key] = words
    (finding,) = [one for one in check_report(report).findings if one.spans]
    set_aside(report, finding)

    report.texts[key] = f"发布公告9条，包括：网站3条、微信4条。\n{words}"

    assert finding.rule in {one.finding.rule for one in check_report(report).set_aside}


def test_the_same_quantity_wrong_in_a_sentence_before_does_not_revive_a_settled_one() -> None:
    report = town()
    report.texts["overview.on_request"] = "全年予以公开9件。"
    set_aside(report, finding_of(report, "TX-APPLICANT"))

    report.texts["overview.on_request"] = "年初统计，予以公开8件。全年予以公开9件。"

    (standing,) = findings(report, "TX-APPLICANT")
    assert standing.left == 8
    assert {one.finding.left for one in check_report(report).set_aside} == {9}


@pytest.mark.parametrize("rule", [key for key, one in catalogue().items() if one.can_be_set_aside])
def test_each_rule_that_can_be_set_aside_has_reasons_to_choose_from(rule: str) -> None:
    assert suggested_reasons(rule)


def test_a_warning_raised_to_an_error_must_be_mended() -> None:
    report = town({"table_3.other_fee_unpaid.natural_person": 1})
    report.texts["other"] = "无。"

    assert not can_be_set_aside(finding_of(report, "TX-FEE"))
