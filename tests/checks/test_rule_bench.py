"""No rule could be switched off unseen: each finds something that no other rule does."""

import pytest

from nianbao.checks.catalogue import catalogue
from tests.checks.rule_bench import RuleCase, all_cases, scores, switched_off
from tests.checks.rule_cases import HELP_ONLY

RULES = [rule for rule in catalogue() if rule not in HELP_ONLY]


def wrong_by(rule: str) -> list[RuleCase]:
    return [case for case in all_cases() if case.rule == rule and not case.is_true]


def test_every_rule_has_wrong_cases() -> None:
    assert [rule for rule in RULES if not wrong_by(rule)] == []


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_that_is_switched_off_lets_something_wrong_pass(rule: str) -> None:
    before = [case for case in wrong_by(rule) if case.found()]
    with switched_off(rule):
        passing = [case.name for case in before if not case.found()]

    assert passing, "every wrong case is found by another rule, too: give one that is not"


def test_every_wrong_case_is_found_by_its_own_rule() -> None:
    assert [(one.rule, case.name) for one in scores() for case in one.missed] == []


def test_no_right_case_is_doubted() -> None:
    assert [(one.rule, case.name) for one in scores() for case in one.doubted] == []
