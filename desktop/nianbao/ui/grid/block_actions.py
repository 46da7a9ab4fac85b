"""What a clerk does to a block of cells: copy, cut, paste, fill, clear, and a note on one cell."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from nianbao.importers.paste.blocks import as_html, as_text, read_document
from nianbao.importers.paste.plan import PastePlan, block_of, plan_paste
from nianbao.ui.system.mime_data import refuse_what_text_alone_would_lose

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from nianbao.ui.grid.view import TableGrid

OWN_CELLS = "application/x-nianbao-cells"
"""The cells with their notes, which other programs would not take for numbers."""


def copy(grid: "TableGrid") -> int:
    """Put the selected values on the clipboard as text and as a table; return how many cells."""
    places, places_to = grid.sheet_model.body.places, grid.sheet_model.body.keys
    cells = [(places[key], grid.sheet_model.text(key)) for key in grid.selected_keys()]
    if not cells:
        return 0
    rows = block_of(cells)
    data = QMimeData()
    data.setText(as_text(rows) if len(cells) > 1 else cells[0][1])
    data.setHtml(as_html(rows))
    noted = [
        (place, _with_note(text, grid.sheet_model.note(places_to[place]))) for place, text in cells
    ]
    data.setData(OWN_CELLS, as_text(block_of(noted)).encode())
    QGuiApplication.clipboard().setMimeData(data)
    return len(cells)


def _with_note(text: str, note: str) -> str:
    return f"{text}（{note}）" if note else text


def cut(grid: "TableGrid") -> None:
    """Copy, then clear."""
    if copy(grid):
        grid.clear_selection()


def plan_of_clipboard(grid: "TableGrid") -> PastePlan | None:
    """Say what pasting would do; None where the clipboard holds nothing to paste.

    Raises `SourceError` where the numbers would come otherwise than the clerk saw them.
    """
    # Qt's stubs promise an object; an empty clipboard gives None.
    data: QMimeData | None = QGuiApplication.clipboard().mimeData()
    if data is None:
        return None
    if data.hasFormat(OWN_CELLS):
        copied = read_document("", bytes(data.data(OWN_CELLS).data()).decode())
    else:
        refuse_what_text_alone_would_lose(data)
        copied = read_document(
            data.html() if data.hasHtml() else "", data.text() if data.hasText() else ""
        )
    if not copied.text().strip():
        return None
    form, body, selected = (
        grid.sheet_model.session.form,
        grid.sheet_model.body,
        grid.selection.places(),
    )
    return plan_paste(form, body, copied, _upper_left(grid), selected)


def _upper_left(grid: "TableGrid") -> tuple[int, int]:
    places = grid.selection.places() or [grid.place]
    return min(row for row, _ in places), min(column for _, column in places)


def enter_plan(grid: "TableGrid", plan: PastePlan, *, dash_is_zero: bool = False) -> int:
    """Enter a plan's values in one step, and select where they stand; return how many."""
    values = plan.values(dash_is_zero=dash_is_zero)
    if not values:
        return 0
    _enter(grid, values, f"粘贴 {len(values)} 格", plan.notes())
    grid.select_keys(list(values))
    return len(values)


def _enter(
    grid: "TableGrid",
    values: "Mapping[str, Decimal | None]",
    label: str,
    notes: "Mapping[str, str] | None" = None,
) -> int:
    """Enter values that came from elsewhere; a note on the number before them goes with it."""
    session = grid.sheet_model.session
    old = {
        key: ""
        for key, value in values.items()
        if grid.sheet_model.note(key) and value != session.report.cell(key)
    }
    return session.edit.set_cells(values, label, {**old, **(notes or {})})


def fill_down(grid: "TableGrid") -> int:
    """Copy the selection's first row down; a single cell takes what stands above it."""
    return _fill(grid, "向下填充", down=1, right=0)


def fill_right(grid: "TableGrid") -> int:
    """Copy the selection's first column to the right; a single cell takes what stands beside it."""
    return _fill(grid, "向右填充", down=0, right=1)


def _fill(grid: "TableGrid", label: str, *, down: int, right: int) -> int:
    places = {grid.sheet_model.body.places[key]: key for key in grid.selected_keys()}
    if len(places) == 1:
        (place,) = places
        beside = grid.travel.step(place, -down, -right)
        places[beside] = grid.sheet_model.body.keys[beside]
    values: dict[str, Decimal | None] = {}
    for (row, column), key in places.items():
        line = [place for place in places if place[1 if down else 0] == (column if down else row)]
        value = grid.sheet_model.session.report.cell(places[min(line)])
        if grid.sheet_model.session.edit.may_hold(key, value):
            values[key] = value
    return _enter(grid, values, label)
