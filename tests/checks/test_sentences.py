"""The reader of report prose on sentences: right ones, wrong ones, and those about other things."""

import tomllib
from pathlib import Path

import pytest

from tests.checks import sentences
from tests.checks.town import findings, said, town

MORE = tomllib.loads(Path(__file__).with_name("sentences.toml").read_text(encoding="utf-8"))
RIGHT = (*sentences.RIGHT, *MORE["right"])
WRONG = (*sentences.WRONG, *((one["text"], one["rules"]) for one in MORE["wrong"]))
OTHER_THINGS = (*sentences.OTHER_THINGS, *MORE["other_things"])


@pytest.mark.parametrize("text", RIGHT)
def test_a_right_sentence_raises_no_alarm(text: str) -> None:
    assert said(town(), text) == []


@pytest.mark.parametrize(("text", "rules"), WRONG)
def test_a_wrong_sentence_is_found(text: str, rules: list[str]) -> None:
    assert said(town(), text) == rules


@pytest.mark.parametrize("key", ["overview.on_request", "overview.lead", "overview.supervision"])
@pytest.mark.parametrize("text", OTHER_THINGS)
def test_numbers_of_other_things_stay_silent(text: str, key: str) -> None:
    assert said(town(), text, key) == []


def test_the_sentences_are_many() -> None:
    assert len({*RIGHT, *(text for text, _rules in WRONG), *OTHER_THINGS}) >= 120


@pytest.mark.parametrize(("text", "rules"), WRONG)
def test_a_text_finding_marks_the_clerks_own_words(text: str, rules: list[str]) -> None:
    report = town()
    spaced = text.replace("件", " 件\u200b")
    report.texts["overview.on_request"] = spaced

    for rule in rules:
        for finding in findings(report, rule):
            assert finding.spans
            for span in finding.spans:
                words = spaced[span.start : span.end]
                assert words.strip()
                assert not words.startswith(("，", "。"))


def test_the_reading_that_was_assumed_is_shown_with_its_cells() -> None:
    report = town()
    report.texts["overview.on_request"] = "全年共受理申请11件。"

    (finding,) = findings(report, "TX-NEW")

    assert "按“本年新收”理解，表里是 12；" in finding.message
    assert "按“本年新收加上年结转”理解，表里是 13；都对不上" in finding.message
    assert finding.cells == ("table_3.received_new.total", "table_3.carried_in.total")
    assert finding.left == 11
    assert finding.right == 12


def test_blank_cells_leave_a_sentence_open() -> None:
    report = town({"table_3.received_new.natural_person": None})

    assert said(report, "共收到政府信息公开申请20件。") == []


def test_an_office_beside_a_right_total_is_no_alarm() -> None:
    text = "全镇共收到政府信息公开申请12件。镇党政办公室收到政府信息公开申请7件。"

    assert said(town(), text) == []


def test_an_office_alone_is_asked_about() -> None:
    assert said(town(), "镇党政办公室收到政府信息公开申请7件。") == ["TX-NEW"]
