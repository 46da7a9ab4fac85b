"""TX-STRUCT of a document that was read: its headings, held against the prescribed ones."""

from collections.abc import Mapping

import pytest

from nianbao.checks.audit import rule_states
from nianbao.checks.engine import check_report
from nianbao.checks.findings import Severity
from nianbao.checks.remedies import remedies
from nianbao.report.book import Report
from tests.checks.town import findings, town

OFFICIAL = {
    "overview": "一、总体情况",
    "proactive": "二、主动公开政府信息情况",
    "applications": "三、收到和处理政府信息公开申请情况",
    "review_litigation": "四、政府信息公开行政复议、行政诉讼情况",
    "problems": "五、存在的主要问题及改进情况",
    "other": "六、其他需要报告的事项",
}
ORDER = tuple(OFFICIAL)


def read_with(shown: Mapping[str, str] | None) -> Report:
    report = town()
    report.change(facts={"source_headings": shown})
    return report


def said(shown: Mapping[str, str] | None) -> list[str]:
    return [one.message for one in findings(read_with(shown), "TX-STRUCT")]


def without(*left_out: str) -> dict[str, str]:
    return {key: words for key, words in OFFICIAL.items() if key not in left_out}


def swapped(first: str, second: str) -> dict[str, str]:
    order = [{first: second, second: first}.get(key, key) for key in ORDER]
    return {key: OFFICIAL[key] for key in order}


@pytest.mark.parametrize(
    "shown",
    [
        None,
        OFFICIAL,
        {key: f"{words}：" for key, words in OFFICIAL.items()},
        {key: words.replace("、", "、 ", 1) for key, words in OFFICIAL.items()},
        {key: words.replace("、", "．", 1) for key, words in OFFICIAL.items()},
        {key: words.split("、", 1)[1] for key, words in OFFICIAL.items()},
        {key: f"{at}. {words[2:]}" for at, (key, words) in enumerate(OFFICIAL.items(), 1)},
    ],
)
def test_the_prescribed_headings_are_left_alone(shown: Mapping[str, str] | None) -> None:
    assert said(shown) == []


@pytest.mark.parametrize(
    ("key", "written"),
    [
        ("problems", "五、存在的主要问题和改进情况"),
        ("other", "六、其它需要报告的事项"),
        ("overview", "一、总休情况"),
        ("review_litigation", "四、因政府信息公开被申请行政复议、提起行政诉讼情况"),
        ("other", "五、其他需要报告的事项"),
        ("other", "其他需要报告的事项"),
    ],
)
def test_a_heading_in_other_words_or_with_another_number_is_named_with_the_right_one(
    key: str, written: str
) -> None:
    (message,) = said({**OFFICIAL, key: written})

    assert message == f"读入的资料里标题写成“{written}”，规定的是“{OFFICIAL[key]}”。"


def test_all_missing_headings_are_one_finding() -> None:
    (message,) = said(without("problems", "other"))

    assert message == (
        "读入的资料里没有标题“五、存在的主要问题及改进情况”、“六、其他需要报告的事项”。"
    )


def test_a_document_without_any_heading_is_said_in_one_sentence() -> None:
    assert said({}) == ["读入的资料里，规定的 6 个标题一个也没有。"]


def test_two_swapped_headings_are_one_finding() -> None:
    (message,) = said(swapped("proactive", "applications"))

    assert message == (
        "读入的资料里标题“三、收到和处理政府信息公开申请情况”排在"
        "“二、主动公开政府信息情况”前面，次序应当反过来。"
    )


def test_swapped_headings_that_were_numbered_anew_are_still_one_finding() -> None:
    shown = swapped("proactive", "applications")
    shown["proactive"] = "三、主动公开政府信息情况"
    shown["applications"] = "二、收到和处理政府信息公开申请情况"

    assert len(said(shown)) == 1


def test_it_is_an_error_with_advice_for_the_file_and_for_the_report() -> None:
    (found,) = findings(read_with(without("other")), "TX-STRUCT")

    assert found.severity is Severity.ERROR
    assert found.section == "other"
    assert "在原文件里改正" in found.hint


def test_one_step_says_that_the_program_s_headings_are_used() -> None:
    report = read_with(without("other"))
    (found,) = findings(report, "TX-STRUCT")

    (step,) = remedies(report, found)
    report.change(facts={step.clears: None})

    assert step.label == "标题已经按规定改"
    assert findings(report, "TX-STRUCT") == []


def test_the_record_counts_the_headings_that_were_compared() -> None:
    def state(report: Report) -> tuple[str, int]:
        result = check_report(report)
        (one,) = (one for one in rule_states(report, result) if one.rule == "TX-STRUCT")
        return one.state, one.compared

    assert state(read_with(OFFICIAL)) == ("holds", 6)
    assert state(read_with(without("other")))[0] == "broken"
    assert state(read_with(None))[0] == "not_in_text"
