"""A team or a field of an office's work makes a part of its decisions: never more than all of them."""

import pytest

from tests.checks.town import findings, town

PENALTIES = "table_2.penalty.decisions"
OF_A_PART = [
    "镇综合行政执法队全年作出行政处罚决定{}件，均按期公示。",
    "医疗卫生监督执法作出行政处罚决定{}件。",
    "本级作出行政处罚决定{}件，全部上网公示。",
    "劳动保障监察大队作出行政处罚决定{}件。",
    "食品安全领域作出行政处罚决定{}件。",
    "作出水利行政处罚决定{}件。",
    "2023年依法作出涉企行政处罚决定{}件，均已公示。",
]
OF_ALL = [
    "镇综合行政执法队作出行政处罚{}起，没有行政许可和行政强制事项。",
    "劳动保障监察大队作出行政处罚决定{}件，未实施行政强制。",
]
OF_NONE = [
    "作出不予行政处罚决定{}件。",
    "作出免予行政处罚决定{}件。",
    "2022年作出水利行政处罚决定{}件。",
]


def said_of_37_penalties(text: str) -> list[str]:
    report = town({PENALTIES: 37})
    report.texts["overview.disclosure"] = text
    return [one.message for one in findings(report, "TX-DECISIONS")]


@pytest.mark.parametrize("words", OF_A_PART)
def test_a_part_above_the_whole_is_told(words: str) -> None:
    (message,) = said_of_37_penalties(words.format(73))

    assert message.endswith("表里是 37，一部分不会比全部还多，正文多 36。")


@pytest.mark.parametrize("words", OF_A_PART)
@pytest.mark.parametrize("number", [2, 37])
def test_a_part_within_the_whole_is_left_alone(words: str, number: int) -> None:
    assert said_of_37_penalties(words.format(number)) == []


@pytest.mark.parametrize("words", OF_ALL)
def test_a_team_beside_which_nobody_decides_makes_all_of_them(words: str) -> None:
    assert said_of_37_penalties(words.format(37)) == []

    (message,) = said_of_37_penalties(words.format(7))

    assert message.endswith("表里是 37，对不上，正文少 30。")


@pytest.mark.parametrize("words", OF_NONE)
def test_what_is_no_decision_of_the_year_is_no_part(words: str) -> None:
    assert said_of_37_penalties(words.format(73)) == []
