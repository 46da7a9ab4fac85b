"""Pages whose tables an editor has damaged: a cell too many, too few, spans that are wrong."""

import random
import re
from collections.abc import Callable
from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.importers.layouts import Published, html_table, no_spans
from tests.importers.printed import Writer
from tests.importers.test_layouts import QUIET, wrong_cells

Damage = Callable[[str, random.Random], str]
"""What happens to a page."""
CELL = re.compile(r"<td[^>]*>.*?</td>")
ROW = re.compile(r"<tr>.*?</tr>")


def _at(pattern: str, page: str, dice: random.Random) -> re.Match[str]:
    return dice.choice(list(re.finditer(pattern, page)))


def lose_a_cell(page: str, dice: random.Random) -> str:
    cell = _at(CELL.pattern, page, dice)
    return page[: cell.start()] + page[cell.end() :]


def lose_a_row(page: str, dice: random.Random) -> str:
    row = _at(ROW.pattern, page, dice)
    return page[: row.start()] + page[row.end() :]


def repeat_a_cell(page: str, dice: random.Random) -> str:
    cell = _at(CELL.pattern, page, dice)
    return page[: cell.end()] + cell[0] + page[cell.end() :]


def add_a_blank_cell(page: str, dice: random.Random) -> str:
    cell = _at(CELL.pattern, page, dice)
    return page[: cell.end()] + "<td></td>" + page[cell.end() :]


def change_a_span(page: str, dice: random.Random) -> str:
    cell = _at(r"<td(?=[> ])", page, dice)
    span = dice.choice([' colspan="2"', ' rowspan="2"', ' colspan="0"', ' rowspan="99"'])
    return page[: cell.end()] + span + page[cell.end() :]


def join_two_rows(page: str, dice: random.Random) -> str:
    gap = _at(r"</tr><tr>", page, dice)
    return page[: gap.start()] + page[gap.end() :]


def break_a_row(page: str, dice: random.Random) -> str:
    gap = _at(r"</td><td", page, dice)
    return page[: gap.start()] + "</td></tr><tr><td" + page[gap.end() :]


def join_the_tables(page: str, _: random.Random) -> str:
    return re.sub(r"</table>.{0,300}?<table[^>]*>", "", page, flags=re.DOTALL)


DAMAGES = [
    lose_a_cell,
    lose_a_row,
    repeat_a_cell,
    add_a_blank_cell,
    change_a_span,
    join_two_rows,
    break_a_row,
    join_the_tables,
]


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
@settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=QUIET)
@given(seed=st.integers(min_value=0, max_value=2**32))
def test_a_damaged_page_gives_fewer_cells_never_other_ones(damage: Damage, seed: int) -> None:
    writer = Writer(seed)
    table = writer.dice.choice([html_table(writer), html_table(writer, split=True), no_spans])
    body = writer.document(table, lambda text: f"<p>{escape(text)}</p>")
    page = damage(f"<html><meta charset=utf-8><body>{body}</body></html>", writer.dice)

    published = Published("page", page.encode(), "报告", writer.form, writer.cells, whole=False)

    assert wrong_cells(published) == {}
