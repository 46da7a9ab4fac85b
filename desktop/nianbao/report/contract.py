"""The JSON that ``nianbao read --json`` prints, and the report such JSON describes.

The shape is a contract with offices' scripts: keys are ``table id.cell id``, numbers are strings,
a blank cell is null, a cell that the source does not have is absent.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from nianbao.formats.registry import Form, load_form
from nianbao.models import read, written
from nianbao.report.book import Report
from nianbao.report.errors import UserError
from nianbao.report.numbers import format_number, stored_number
from nianbao.report.texts import section_text, split_section
from nianbao.report.totals import values_in_force

_MOST_ENTRIES = 2000
_MOST_LEFT_OUT = 20_000
"""Every label and heading of a report is one."""


@dataclass(frozen=True)
class Reading:
    """A report as read from a source, with what could not be read and what is doubtful."""

    report: Report
    unread: Sequence[Mapping[str, str]] = field(default=())
    problems: Sequence[Mapping[str, str]] = field(default=())
    left_out: Sequence[Mapping[str, str]] = field(default=())
    """What was understood and is no part of the report: headings, labels, the site's own words."""

    @property
    def year_known(self) -> bool:
        """Whether the report's year is more than a proposal: named in the source, or confirmed."""
        return not self.report.year_guessed


def to_contract(reading: Reading) -> dict[str, Any]:
    """Return the JSON object of a reading."""
    report = reading.report
    form = load_form(report.form)
    cells = values_in_force(form, report)
    texts = {section.id: section_text(form, report, section.id) for section in form.sections}
    body: dict[str, Any] = {
        "unit": report.unit,
        "year": report.year if reading.year_known else None,
        "form": report.form,
        "cells": {key: _number(cells[key]) for key in form.cells if key in cells},
        "sections": {key: text for key, text in texts.items() if text},
        "unread": [dict(piece) for piece in reading.unread],
        "problems": [dict(problem) for problem in reading.problems],
        "left_out": [dict(piece) for piece in reading.left_out],
    }
    if report.cell_notes:
        body["cell_notes"] = dict(report.cell_notes)
    if report.source_headings is not None:
        body["headings"] = dict(report.source_headings)
    if report.preamble:
        body["preamble"] = report.preamble
    around = written(report.publication, with_defaults=False)
    if around:
        body["publication"] = around
    return body


def from_contract(data: Mapping[str, Any]) -> Reading:
    """Return the reading that such JSON describes; raise UserError where it is no such JSON."""
    try:
        form = load_form(data["form"])
        report = read(Report, _body(form, data))
        unread, problems = _entries(data.get("unread")), _entries(data.get("problems"))
        left_out = _entries(data.get("left_out"), _MOST_LEFT_OUT)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UserError(
            "这份 JSON 不是年度报告的数据。", "请用 read --json 输出的文件。"
        ) from error
    return Reading(report, unread, problems, left_out)


def _body(form: Form, data: Mapping[str, Any]) -> dict[str, object]:
    return {
        "form": form.id,
        "year": form.definition.first_year if data["year"] is None else data["year"],
        "year_guessed": data["year"] is None,
        "source_headings": data.get("headings"),
        "unit": data.get("unit") or "",
        "preamble": data.get("preamble") or "",
        "cells": _cells(form, data["cells"]),
        "cell_notes": dict(data.get("cell_notes") or {}),
        "texts": _texts(form, data.get("sections") or {}),
        "publication": data.get("publication") or {},
        "auto_totals": False,
    }


def _entries(given: object, most: int = _MOST_ENTRIES) -> tuple[Mapping[str, str], ...]:
    """Return remarks as they were printed; they are no figures, so a strange one is left out."""
    if not isinstance(given, list):
        return ()
    if len(given) > most:
        message = "more remarks than a report has cells"
        raise ValueError(message)
    return tuple(
        {str(key): str(value) for key, value in one.items()}
        for one in given
        if isinstance(one, dict)
    )


def _number(value: Decimal | None) -> str | None:
    return None if value is None else format_number(value)


def _cells(form: Form, given: Mapping[str, Any]) -> dict[str, Decimal | None]:
    cells: dict[str, Decimal | None] = {}
    for key, value in given.items():
        if key not in form.cells:
            message = f"unknown cell {key}"
            raise ValueError(message)
        cells[key] = _value(value)
    return cells


def _value(value: object) -> Decimal | None:
    return None if value is None else stored_number(value)


def _texts(form: Form, sections: Mapping[str, str]) -> dict[str, str]:
    texts: dict[str, str] = {}
    for section in form.sections:
        texts.update(split_section(section, sections.get(section.id) or ""))
    return texts
