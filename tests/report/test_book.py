"""The report holds one copy of every value and tells who listens."""

from collections.abc import Callable
from copy import copy, deepcopy
from dataclasses import asdict, replace
from decimal import Decimal

import pytest
from pydantic import ValidationError

from nianbao.models import read
from nianbao.report.book import Parts, Report

KEY = "table_3.received_new.natural_person"
OTHER = "table_2.normative_doc.issued"


def test_a_new_report_is_blank_not_zero(report: Report) -> None:
    assert len(report.cells) == 200
    assert set(report.cells.values()) == {None}


def test_a_listener_hears_the_changed_keys(report: Report) -> None:
    heard: list[frozenset[str]] = []
    report.listen(heard.append)
    report.change(cells={KEY: Decimal(3)})
    report.change(texts={"problems": "问题"})
    report.change(notes={KEY: "其中修订1件"})
    report.change(facts={"unit": "某镇人民政府"})
    assert heard == [
        frozenset({KEY}),
        frozenset({"problems"}),
        frozenset({KEY}),
        frozenset({"unit"}),
    ]


def test_one_change_of_many_things_is_heard_once_when_all_of_it_stands(report: Report) -> None:
    heard: list[tuple[frozenset[str], dict[str, object]]] = []
    report.listen(lambda keys: heard.append((keys, asdict(report))))

    change_of_everything(report)

    ((keys, state),) = heard
    assert keys == {KEY, OTHER, "problems", "preamble", "unit"}
    assert state == asdict(report)
    assert (report.cell(KEY), report.cell_notes[OTHER]) == (Decimal(3), "其中修订1件")
    assert (report.texts["problems"], report.preamble, report.unit) == ("问题", "开头", "某镇")


def test_a_change_of_nothing_is_not_heard(report: Report) -> None:
    heard: list[frozenset[str]] = []
    report.listen(heard.append)

    report.change(cells={}, texts={})

    assert heard == []


@pytest.mark.parametrize("cells", [{}, {KEY: None, OTHER: None}, {KEY: Decimal(1)}])
def test_restoring_brings_back_what_was_absent_blank_or_there(
    cells: dict[str, Decimal | None],
) -> None:
    report = Report(form="gb_2021_30", year=2024, cells=cells)
    before = asdict(report)
    heard: list[dict[str, object]] = []
    former = change_of_everything(report)
    report.listen(lambda _keys: heard.append(asdict(report)))

    report.restore(former)

    assert asdict(report) == before
    assert heard == [before]


def test_an_empty_note_is_no_note(report: Report) -> None:
    report.change(notes={KEY: "其中修订1件"})
    report.change(notes={KEY: ""})
    assert report.cell_notes == {}


def test_who_stops_listening_hears_nothing_more(report: Report) -> None:
    heard: list[frozenset[str]] = []
    stop = report.listen(heard.append)

    stop()
    stop()
    report.change(cells={KEY: Decimal(3)})

    assert heard == []


@pytest.mark.parametrize("copied", [copy, deepcopy, replace])
def test_nobody_listens_to_a_copy(report: Report, copied: Callable[[Report], Report]) -> None:
    heard: list[frozenset[str]] = []
    report.listen(heard.append)

    copied(report).change(cells={KEY: Decimal(3)})
    report.change(cells={OTHER: Decimal(1)})

    assert heard == [frozenset({OTHER})]


def change_of_everything(report: Report) -> Parts:
    return report.change(
        cells={KEY: Decimal(3)},
        notes={OTHER: "其中修订1件"},
        texts={"problems": "问题", "preamble": "开头"},
        facts={"unit": "某镇"},
    )


def test_a_fact_that_is_not_allowed_changes_nothing(report: Report) -> None:
    with pytest.raises(ValidationError):
        report.change(cells={KEY: Decimal(3)}, facts={"unit": "某镇", "year": 20251})
    assert (report.unit, report.year, report.cell(KEY)) == ("", 2024, None)


def test_a_float_is_no_value() -> None:
    with pytest.raises(ValidationError):
        read(Report, {"form": "gb_2021_30", "year": 2024, "cells": {KEY: 1.5}})
