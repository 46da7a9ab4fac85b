"""Which cells somebody has held against the source, one by one: what no sum can find.

A tick is remembered with the number that was compared; it holds as long as the cell says that
number, so a change takes it away and undo brings it back.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal

from nianbao.formats.registry import Form
from nianbao.report.book import Report

Values = Callable[[str], Decimal | None]


def paper_order(form: Form) -> tuple[str, ...]:
    """Return all cells in the order in which the paper has them."""
    tables = (section.table for section in form.sections if section.table is not None)
    return tuple(key for table in tables for key in form.table_cells[table])


def is_compared(report: Report, key: str, value: Decimal | None) -> bool:
    """Whether a cell was ticked with the number that it has now."""
    return key in report.proofread and report.proofread[key] == value


def compared_cells(form: Form, report: Report, value: Values) -> tuple[str, ...]:
    """Return the cells whose tick holds, in the order of the paper."""
    return tuple(key for key in paper_order(form) if is_compared(report, key, value(key)))


def words(form: Form, report: Report, value: Values) -> str:
    """Say how far the comparing is, for the record: 已逐格对照 120 格，共 190 格."""
    count = len(compared_cells(form, report, value))
    return f"已逐格对照 {count} 格，共 {len(form.cells)} 格" if count else "没有逐格对照"


def next_open(order: Sequence[str], done: frozenset[str], here: str) -> str | None:
    """Return the next cell without a tick behind ``here``, then from the beginning; None at the end."""
    at = order.index(here) + 1 if here in order else 0
    return next((key for key in (*order[at:], *order[:at]) if key not in done), None)
