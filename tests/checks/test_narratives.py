"""Precision and recall over all published claims and narratives."""

from tests.checks.measure_narratives import LEAST, measured


def test_precision_and_recall_over_the_published_narratives() -> None:
    table = measured()

    assert table.precision >= LEAST, table.wrongly_said
    assert table.recall >= LEAST, table.missed


def test_there_are_enough_narratives_to_measure_by() -> None:
    assert measured().statements >= 60
