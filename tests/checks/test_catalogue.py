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


def test_no_other_rules_but_what_these_need() -> None:
    unweighed = catalogue().keys() - {row[0] for row in ROWS}

    assert unweighed == {"LV-CODEFENDANT", "X-LAST"}, "a new rule needs a line in LAW above"
