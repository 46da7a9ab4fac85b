"""A small township's report with round numbers, that the tests of the text rules speak about."""

from collections.abc import Mapping
from decimal import Decimal

from nianbao.checks.engine import check_report
from nianbao.checks.findings import Finding
from nianbao.formats.registry import load_form
from nianbao.report.book import Report

FORM = "gb_2021_30"
NUMBERS: Mapping[str, int] = {
    "table_2.normative_doc.issued": 3,
    "table_2.normative_doc.repealed": 1,
    "table_2.normative_doc.in_force": 12,
    "table_3.received_new.natural_person": 10,
    "table_3.received_new.org_business": 2,
    "table_3.carried_in.natural_person": 1,
    "table_3.granted.natural_person": 5,
    "table_3.granted.org_business": 1,
    "table_3.granted_partly.natural_person": 2,
    "table_3.deny_third_party.natural_person": 1,
    "table_3.unable_not_held.natural_person": 2,
    "table_3.reject_repeat.org_business": 1,
    "table_3.carried_out.natural_person": 1,
    "table_4.review_upheld": 1,
    "table_4.review_corrected": 1,
    "table_4.suit_direct_upheld": 1,
}
"""Received 12 and 1 carried in; 12 closed and 1 carried out; 2 reviews, 1 suit."""


def town(changes: Mapping[str, int | None] | None = None, year: int = 2023) -> Report:
    """The report: every other input 0, totals computed, no texts."""
    form = load_form(FORM)
    cells: dict[str, Decimal | None] = {
        key: None if cell.is_total else Decimal(0) for key, cell in form.cells.items()
    }
    for key, value in {**NUMBERS, **(changes or {})}.items():
        cells[key] = None if value is None else Decimal(value)
    return Report(form=FORM, year=year, unit="清河镇人民政府", cells=cells)


def quiet_town(changes: Mapping[str, int | None] | None = None) -> Report:
    """A town that nobody applied to."""
    none: dict[str, int | None] = dict.fromkeys(NUMBERS, 0)
    return town({**none, **(changes or {})})


ABOUT_NUMBERS = (
    "TX-NEW", "TX-HANDLED", "TX-APPLICANT", "TX-NONE", "TX-DONE", "TX-REVIEW", "TX-SUIT",
    "TX-DOC", "TX-LIST", "TX-BALANCE", "TX-PERCENT", "TX-YEAR", "TX-REPEAT",
)  # fmt: skip
"""Rules that speak up about what one sentence says."""


def findings(report: Report, rule: str) -> list[Finding]:
    """The findings of one rule."""
    return [one for one in check_report(report).findings if one.rule == rule]


def said(report: Report, text: str, key: str = "overview.on_request") -> list[str]:
    """The rules that a text breaks, as rule ids in the order of the findings."""
    report.texts[key] = text
    return [one.rule for one in check_report(report).findings if one.rule in ABOUT_NUMBERS]
