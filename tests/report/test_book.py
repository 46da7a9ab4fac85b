"""The report holds one copy of every value and tells who listens."""

from decimal import Decimal

import pytest
from pydantic import ValidationError

from nianbao.report.book import Report

KEY = "table_3.received_new.natural_person"


def test_a_new_report_is_blank_not_zero(report: Report) -> None:
    assert len(report.cells) == 200
    assert set(report.cells.values()) == {None}


def test_entering_values_returns_what_stood_there(report: Report) -> None:
    assert report.set_cells({KEY: Decimal(3)}) == {KEY: None}
    assert report.set_cells({KEY: None}) == {KEY: Decimal(3)}


def test_a_listener_hears_the_changed_keys(report: Report) -> None:
    heard: list[frozenset[str]] = []
    report.listen(heard.append)
    report.set_cells({KEY: Decimal(3)})
    report.set_text("problems", "问题")
    report.set_note(KEY, "其中修订1件")
    report.set_facts(unit="某镇人民政府")
    assert heard == [
        frozenset({KEY}),
        frozenset({"problems"}),
        frozenset({KEY}),
        frozenset({"unit"}),
    ]


def test_an_empty_note_is_no_note(report: Report) -> None:
    report.set_note(KEY, "其中修订1件")
    assert report.set_note(KEY, "") == "其中修订1件"
    assert report.cell_notes == {}


def test_a_fact_that_is_not_allowed_changes_nothing(report: Report) -> None:
    with pytest.raises(ValidationError):
        report.set_facts(unit="某镇", year=20251)
    assert (report.unit, report.year) == ("", 2024)


def test_a_float_is_no_value() -> None:
    with pytest.raises(ValidationError):
        Report.model_validate({"form": "gb_2021_30", "year": 2024, "cells": {KEY: 1.5}})
