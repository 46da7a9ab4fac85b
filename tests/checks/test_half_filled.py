"""A report on its way: any cells blank, any totals typed, any numbers wrong. It is checked, whatever stands there."""

from dataclasses import replace
from decimal import Decimal
from random import Random

import pytest

from nianbao.checks.context import make_context
from nianbao.checks.engine import check_and_count, check_report
from nianbao.checks.tables.evidence import terms
from nianbao.formats.registry import load_form
from nianbao.report.book import Report
from tests.checks.town import FORM, findings, town

CELLS = load_form(FORM).cells
_COMPUTED = 0.6
"""How many of the reports have their totals computed."""
TOTALS = [key for key, cell in CELLS.items() if cell.is_total]


def half_filled(rnd: Random) -> Report:
    """The town with a few totals typed, a few cells blank, a few numbers wrong."""
    report = town()
    for key in rnd.sample(TOTALS, rnd.randrange(6)):
        report.cells[key] = Decimal(rnd.randrange(15))
    for key in rnd.sample(list(CELLS), rnd.randrange(8)):
        report.cells[key] = None
    for key in rnd.sample(list(CELLS), rnd.randrange(4)):
        report.cells[key] = Decimal(rnd.randrange(30))
    report.texts["overview.on_request"] = "收到申请15件，予以公开9件。"
    report.auto_totals = rnd.random() < _COMPUTED
    return report


@pytest.mark.parametrize("seed", range(120))
def test_whatever_is_blank_or_typed_is_checked(seed: int) -> None:
    report = half_filled(Random(seed))  # noqa: S311 - drawn again alike, nothing is secret
    last = half_filled(Random(seed + 1000))  # noqa: S311

    found = check_report(report, [replace(last, year=2022)]).findings

    assert all(one.message and one.hint for one in found)
    assert check_and_count(report).findings == check_report(report).findings


def test_a_grand_total_made_by_the_other_sum_leaves_a_blank_part_alone() -> None:
    report = town({"table_3.granted.total": 4, "table_3.granted.org_business": None})

    (wrong,) = findings(report, "T3-ROW-SUM")

    assert "还有空格没有填" in wrong.message


def test_the_cells_behind_a_grand_total_are_those_it_was_added_up_from() -> None:
    report = town({"table_3.granted.org_business": None, "table_3.result_total.org_business": 2})
    context = make_context(report)
    total = "table_3.result_total.total"

    behind = {term.key for term in terms(context, (total,), ())}

    assert total in context.computed
    assert "table_3.result_total.org_business" in behind
    assert "table_3.granted.natural_person" in behind
