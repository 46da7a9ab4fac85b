"""How far each place of a report is, asked without a window."""

from dataclasses import dataclass
from decimal import Decimal

import pytest

from nianbao.checks.engine import run_checks
from nianbao.checks.findings import Finding
from nianbao.checks.outline import (
    FACTS,
    REVIEW,
    State,
    places,
    state_of,
    unfinished_words,
    unwritten,
)
from nianbao.formats.registry import Form, load_form
from nianbao.report.book import Report, blank_report
from nianbao.report.figures import Figures

FORM = load_form("gb_2021_30")
TABLES = [section.id for section in FORM.sections if section.table is not None]


@dataclass(frozen=True)
class Opened:
    """A report and what the checks say of it, as a session holds them."""

    report: Report
    form: Form = FORM

    @property
    def findings(self) -> tuple[Finding, ...]:
        return run_checks(self.report)

    def value(self, key: str) -> Decimal | None:
        return Figures(self.report).value(key)


def blank() -> Report:
    return blank_report(FORM.id, FORM.cells, 2024)


def written() -> Report:
    report = blank()
    report.change(
        cells={key: Decimal(0) for key, cell in FORM.cells.items() if not cell.is_total},
        texts=dict.fromkeys(FORM.text_keys, "本机关按照条例做了这一项工作。"),
        facts={"unit": "某镇人民政府"},
    )
    return report


def test_the_places_stand_in_the_order_of_the_form_between_facts_and_review() -> None:
    upper = [place.id for place in places(FORM) if place.number]

    assert upper == [FACTS, *(section.id for section in FORM.sections), REVIEW]
    assert [place.number for place in places(FORM) if place.number] == list(
        range(1, len(upper) + 1)
    )


def test_a_blank_report_is_empty_everywhere_but_in_its_facts() -> None:
    opened = Opened(blank())

    assert {state_of(opened, section.id)[0] for section in FORM.sections} == {State.EMPTY}
    assert state_of(opened, FACTS)[0] is State.PARTIAL
    assert unwritten(opened) == tuple(
        section.label for section in FORM.sections if section.table is None
    )


@pytest.mark.parametrize("section", TABLES)
def test_computed_totals_count_as_filled(section: str) -> None:
    assert state_of(Opened(written()), section) == (State.OK, 0)


@pytest.mark.parametrize("section", TABLES)
def test_a_table_with_one_number_is_begun(section: str) -> None:
    report = blank()
    table = FORM.section(section).table
    assert table is not None
    report.change(cells={FORM.table_cells[table][0]: Decimal(0)})

    assert state_of(Opened(report), section)[0] is State.PARTIAL
    assert FORM.section(section).label in unfinished_words(Opened(report))


def test_a_wrong_sum_is_counted_where_it_is_mended() -> None:
    report = written()
    report.change(cells={"table_3.received_new.total": Decimal(5)})

    assert state_of(Opened(report), FORM.table("table_3").section)[0] is State.ERROR


def test_one_part_left_out_is_named() -> None:
    report = written()
    section = next(one for one in FORM.sections if one.parts)
    part = section.parts[1]
    report.change(texts={f"{section.id}.lead": "", f"{section.id}.{part.id}": "  "})

    assert unwritten(Opened(report)) == (f"{section.label}的{part.label}",)
    assert state_of(Opened(report), f"{section.id}.{part.id}")[0] is State.EMPTY


def test_nothing_is_unfinished_in_a_full_report() -> None:
    assert unfinished_words(Opened(written())) == ""
