"""The catalogue says of each rule what the notice on reports says: weight, override, local."""

import pytest

from nianbao.checks.catalogue import catalogue

LAW = """
T3-BALANCE E
T3-RESULT-SUM E
T3-ROW-SUM E
T4-SUM E
NUM E
EMPTY W
X-CARRY E override
X-BRING H
X-FORCE W
X-NEG W
X-JUMP H
X-SAME W local
TX-NEW W
TX-HANDLED W
TX-APPLICANT W
TX-NONE E
TX-DONE E
TX-REVIEW W
TX-SUIT W
TX-DOC W
TX-DECISIONS W
TX-LIST W
TX-BALANCE W
TX-PERCENT H
TX-REPEAT W
TX-CITE W
TX-SELF W
TX-WORDING W
TX-YEAR E
TX-PARTS W
TX-BASE W
TX-HOLD E
TX-FEE W
TX-FIVE W
TX-PROBLEMS W
TX-STRUCT E
TX-LEN H local
LV-REGULATION E override
LV-UNIT W
LV-SUIT H
LV-FORM E
LV-YEAR W
P-ID E
P-MOBILE W
P-BANK W
P-NAME W
P-SECRET E override
P-REVIEW W
"""
"""E error, W warning, H hint."""
ROWS = [line.split() for line in LAW.split("\n") if line]
WEIGHTS = {"E": "error", "W": "warning", "H": "hint"}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_a_rule_weighs_what_the_law_says(row: list[str]) -> None:
    name, weight, *flags = row
    rule = catalogue()[name]

    assert str(rule.severity) == WEIGHTS[weight]
    assert rule.override == ("override" in flags)
    assert rule.local == ("local" in flags)
    assert rule.can_be_set_aside == (weight != "E" or "override" in flags)


BASIS = {
    "T3-BALANCE": "国办公开办函〔2021〕30号",
    "T3-RESULT-SUM": "国办公开办函〔2021〕30号",
    "T3-ROW-SUM": "国办公开办函〔2021〕30号",
    "T4-SUM": "国办公开办函〔2021〕30号",
    "TX-NEW": "国办公开办函〔2021〕30号",
    "TX-CITE": "《条例》",
    "TX-BASE": "国办公开办函〔2021〕30号",
    "TX-FIVE": "第五十条",
    "TX-YEAR": "第四十九条",
    "TX-FEE": "国办函〔2020〕109号",
    "TX-STRUCT": "国办公开办函〔2021〕30号",
    "LV-REGULATION": "第九十三条",
    "LV-SUIT": "法释〔2025〕8号第一条",
    "LV-CODEFENDANT": "国办公开办函〔2016〕201号",
    "LV-FORM": "国办公开办函〔2019〕60号",
    "P-REVIEW": "第十七条",
    "X-SAME": "本地规则",
    "TX-LEN": "本地规则",
}
"""Where each rule's ground stands, as the notice on reports has it."""


@pytest.mark.parametrize(("rule", "words"), BASIS.items())
def test_a_rule_names_its_ground(rule: str, words: str) -> None:
    assert words in catalogue()[rule].basis_for("国办公开办函〔2021〕30号")


def test_only_local_rules_say_that_they_are_local() -> None:
    local = {key for key, rule in catalogue().items() if "本地" in rule.basis_for("")}

    assert local == {key for key, rule in catalogue().items() if rule.local}


def test_no_other_rules_but_what_these_need() -> None:
    unweighed = catalogue().keys() - {row[0] for row in ROWS}

    assert unweighed == {"LV-CODEFENDANT", "X-LAST"}, "a new rule needs a line in LAW above"
