"""The bench of statements: true ones stay silent, their false twins are found, by the right rules."""

from collections.abc import Iterator

import pytest

from nianbao.checks.catalogue import catalogue
from nianbao.report.storage.files import dump_report
from tests.checks.statements import Case, all_cases, all_findings, scores

LEAST_RECALL = 0.95


def found() -> Iterator[tuple[Case, frozenset[str]]]:
    """The false statements that are found, with the rules that say so."""
    for case, findings in all_findings():
        if findings and not case.is_true:
            yield case, frozenset(one.rule for one in findings)


@pytest.mark.long
def test_the_statements_are_many_and_each_has_a_false_twin() -> None:
    true = [case for case in all_cases() if case.is_true and not case.kind.startswith("silent")]

    assert len(true) >= 900
    assert len(true) == len([case for case in all_cases() if not case.is_true])
    assert all(case.text for case in all_cases())


def _whole(case: Case) -> tuple[str, bytes, bytes]:
    return case.text, dump_report(case.world.report), dump_report(case.world.last)


@pytest.mark.long
def test_a_false_twin_differs_from_its_statement_or_from_its_tables() -> None:
    true = {_whole(case) for case in all_cases() if case.is_true}
    twins = {_whole(case) for case in all_cases() if not case.is_true}

    assert not true & twins


@pytest.mark.long
def test_false_statements_are_found_and_true_ones_are_not_doubted() -> None:
    hits = sum(one.found for one in scores())
    missed = sum(len(one.missed) for one in scores())
    doubted = [case.text for one in scores() for case in one.doubted]

    assert hits / (hits + missed) >= LEAST_RECALL
    assert doubted == []  # these are our own sentences: each stands for a kind that was learnt


@pytest.mark.long
def test_no_rule_about_numbers_could_be_switched_off_unseen() -> None:
    alone = {next(iter(rules)) for _case, rules in found() if len(rules) == 1}
    numbers = {
        "TX-NEW", "TX-HANDLED", "TX-APPLICANT", "TX-NONE", "TX-DONE", "TX-REVIEW", "TX-SUIT",
        "TX-DOC", "TX-DECISIONS", "TX-LIST", "TX-PERCENT", "TX-FEE", "TX-REPEAT",
    }  # fmt: skip

    assert numbers <= catalogue().keys()
    assert numbers <= alone
