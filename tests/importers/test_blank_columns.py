"""A table with columns that hold nothing at all is read as if they were not there."""

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal

import pytest

from nianbao.formats.layout import LayoutCell
from nianbao.importers.registry import read_bytes
from tests.importers.layouts import docx, html_page, html_table, piped, tabbed
from tests.importers.printed import Rows, Writer

SEEDS = range(40)


def with_column(rows: Rows, column: int) -> Rows:
    """The rows with an empty column before another; what covers the place becomes wider."""
    covered = {
        at + down
        for at, row in enumerate(rows)
        for cell, _ in row
        if cell.col < column < cell.col + cell.col_span
        for down in range(cell.row_span)
    }
    return [
        [*_moved(row, column)] if at in covered else _with_cell([*_moved(row, column)], at, column)
        for at, row in enumerate(rows)
    ]


def _moved(row: list[tuple[LayoutCell, str]], column: int) -> Iterator[tuple[LayoutCell, str]]:
    for cell, text in row:
        if cell.col >= column:
            yield replace(cell, col=cell.col + 1), text
        elif cell.col + cell.col_span > column:
            yield replace(cell, col_span=cell.col_span + 1), text
        else:
            yield cell, text


def _with_cell(
    row: list[tuple[LayoutCell, str]], at: int, column: int
) -> list[tuple[LayoutCell, str]]:
    new = (LayoutCell(at, column, 1, 1, "input"), "")
    return sorted([*row, new], key=lambda one: one[0].col)


class WithColumns(Writer):
    """A report whose tables have one or two empty columns more, and some cells of their own blank."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self.damage, self.traditional, self.marks = 0.0, False, [""]
        for key in list(self.cells)[::7]:
            self.cells[key] = None

    def rows(self, table: str) -> Rows:
        rows = super().rows(table)
        for _ in range(self.dice.randint(1, 2)):
            width = max(cell.col + cell.col_span for row in rows for cell, _ in row)
            rows = with_column(rows, self.dice.randint(1, width))
        return rows


def page(writer: Writer) -> bytes:
    return html_page(writer, html_table(writer))


def read(content: bytes) -> dict[str, Decimal | None]:
    return dict(read_bytes(content, "报告").report.cells)


@pytest.mark.long(cases=4)
@pytest.mark.parametrize("write", [page, docx])
@pytest.mark.parametrize("seed", SEEDS)
def test_an_empty_column_takes_no_cell_with_it(seed: int, write: Callable[[Writer], bytes]) -> None:
    writer = WithColumns(seed)

    assert read(write(writer)) == writer.cells


@pytest.mark.parametrize("seed", SEEDS)
def test_a_column_of_the_form_that_lost_its_head_gives_no_number_to_another(seed: int) -> None:
    """It is empty, too; no number may move into its place."""
    writer = Writer(seed)
    writer.damage, writer.traditional = 0.0, False
    columns = {cell.column.id for cell in writer.form.cells.values() if cell.table == "table_3"}
    lost = random.Random(seed).choice(sorted(columns))  # noqa: S311 - a test's dice
    kept = {key for key, cell in writer.form.cells.items() if cell.column.id != lost}
    writer.cells = {key: value if key in kept else None for key, value in writer.cells.items()}
    heads = {cell.column.label for cell in writer.form.cells.values() if cell.column.id == lost}
    usual = writer.label
    writer.label = lambda text: "" if text in heads else usual(text)  # type: ignore[method-assign]

    found = read(page(writer))

    assert {key for key, one in found.items() if one not in (None, writer.cells[key])} == set()


@pytest.mark.parametrize(
    "table", [tabbed, piped(led=True, pads=True), piped(led=False, pads=False)]
)
@pytest.mark.parametrize("seed", SEEDS)
def test_in_lines_an_empty_column_within_moves_no_number(
    seed: int, table: Callable[[Rows], str]
) -> None:
    """Rows that reach further than their columns tell that their blank cells are not all the form's."""

    class Within(Writer):
        def rows(self, name: str) -> Rows:
            rows = super().rows(name)
            first = min(cell.col for row in rows for cell, _ in row if cell.key)
            return with_column(rows, first + 1 + seed % 5) if name == "table_3" else rows

    writer = Within(seed)
    writer.damage, writer.traditional, writer.marks = 0.0, False, [""]
    for key in list(writer.cells)[::5]:
        writer.cells[key] = None

    found = read(writer.document(table, str).encode())

    assert {key for key, one in found.items() if one not in (None, writer.cells[key])} == set()
