"""A source as a page of its own: paragraphs and tables, each piece marked by what became of it."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from html import escape

from nianbao.importers.document import Grid, Paragraph, Place
from nianbao.importers.review import ImportResult
from nianbao.ui.look import theme

SIGNS = {"read": "", "inferred": "≈ ", "unread": "✗ "}
"""Beside the colour, so that nobody depends on it."""
_NEAR = 8
"""Lines between a heading or a label and what was read below it."""
_ROLES = {"read": "ok_soft", "inferred": "warning_soft", "unread": "error_soft"}


def anchor(place: Place) -> str:
    """Return the name by which a piece is found in the page."""
    return f"{place.block},{place.row},{place.cell}"


def place_of(name: str) -> Place:
    """Return the place that an anchor names; ValueError where it names none."""
    block, row, cell = (int(part) for part in name.split(","))
    return Place(block, row, cell)


def states(result: ImportResult) -> dict[Place, str]:
    """Return what became of each piece: unread weighs more than inferred, inferred than read."""
    pieces = [(place, "read") for places in result.texts.values() for place in places]
    pieces += [(mark.place, mark.state) for mark in result.marks.values()]
    pieces += [(piece.place, "unread") for piece in result.unread]
    found: dict[Place, str] = {}
    for place, state in sorted(pieces, key=lambda one: list(SIGNS).index(one[1])):
        found[shown_place(result, place)] = state
    return found


def shown_place(result: ImportResult, place: Place) -> Place:
    """Return the piece of the page that shows a place: a line of text is one piece."""
    if isinstance(result.document.blocks[place.block], Paragraph):
        return Place(place.block)
    return place


def keys_at(result: ImportResult, place: Place) -> tuple[str, ...]:
    """Return the cells and texts that were read from a piece of the page."""
    cells = [key for key, mark in result.marks.items() if shown_place(result, mark.place) == place]
    cells += [
        key
        for piece in result.unread
        if shown_place(result, piece.place) == place
        for key in piece.keys
    ]
    texts = [
        key
        for key, places in result.texts.items()
        if any(shown_place(result, one) == place for one in places)
    ]
    return (*dict.fromkeys(cells), *texts)


def keys_near(result: ImportResult, place: Place) -> tuple[str, ...]:
    """Return what was read next to a piece that itself gave nothing: a row's label, a heading.

    What follows comes before what precedes, and what is further away than a few lines is nothing.
    """
    row = [key for one in _marked(result) if one[:2] == place[:2] for key in keys_at(result, one)]
    if row and place.row >= 0:
        return tuple(dict.fromkeys(row))
    marked = _marked(result)
    at = bisect_right(marked, place)
    for near in (*marked[at : at + 1], *reversed(marked[max(0, at - 1) : at])):
        if abs(near.block - place.block) <= _NEAR and keys_at(result, near):
            return keys_at(result, near)[:1]
    return ()


def first_key(result: ImportResult) -> tuple[str, ...]:
    """Return the cell or text that was read first: a pasted table alone has no opening to show."""
    pieces = [(places[0], key) for key, places in result.texts.items() if places]
    pieces += [(mark.place, key) for key, mark in result.marks.items()]
    return tuple(key for _place, key in sorted(pieces)[:1])


def _marked(result: ImportResult) -> list[Place]:
    return sorted(states(result))


def source_html(result: ImportResult) -> str:
    """Return the whole source as HTML."""
    marked = states(result)
    pieces = []
    for number, block in enumerate(result.document.blocks):
        if isinstance(block, Paragraph):
            pieces.append(
                f"<p style='margin:3px 0'>{_piece(block.text, Place(number), marked)}</p>"
            )
        else:
            pieces.append(_table(number, block, marked))
    return "".join(pieces)


def _table(number: int, grid: Grid, marked: Mapping[Place, str]) -> str:
    rows = "".join(
        f"<tr>{''.join(_cells(number, row, grid, marked))}</tr>" for row in range(len(grid.rows))
    )
    return f"<table border='1' cellspacing='0' cellpadding='3' width='100%'>{rows}</table><p></p>"


def _cells(number: int, row: int, grid: Grid, marked: Mapping[Place, str]) -> Iterator[str]:
    for index, cell in enumerate(grid.rows[row]):
        place = Place(number, row, index)
        whole = Place(number, row)
        state = marked.get(place) or (marked.get(whole) if marked.get(whole) == "unread" else None)
        fill = f" bgcolor='{theme.color(_ROLES[state]).name()}'" if state else ""
        span = f" colspan='{cell.col_span}' rowspan='{cell.row_span}'"
        yield f"<td{span}{fill}>{_piece(cell.text, place, marked)}</td>"


def _piece(text: str, place: Place, marked: Mapping[Place, str]) -> str:
    words = escape(text).replace("\n", "<br>") or "&nbsp;"
    state = marked.get(place)
    name = anchor(place)
    if state is None:
        return f"<a name='{name}'></a>{words}"
    colour = theme.color("text").name()
    fill = theme.color(_ROLES[state]).name()
    style = f"text-decoration:none;color:{colour};background-color:{fill}"
    return f"<a name='{name}' href='{name}' style='{style}'>{SIGNS[state]}{words}</a>"
