"""A source as a page of its own: paragraphs and tables, each piece marked by what became of it."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import replace
from html import escape

from nianbao.importers.document import Grid, Paragraph, Place
from nianbao.importers.review import ImportResult
from nianbao.ui.import_review.left_pieces import LEFT, LeftPieces, Span, is_crossed
from nianbao.ui.look import theme

SIGNS = {"read": "", "inferred": "≈ ", "unread": "✗ "}
"""Beside the colour, so that nobody depends on it."""
_NEAR = 8
"""Lines between a heading or a label and what was read below it."""
_ROLES = {"read": "ok_soft", "inferred": "warning_soft", "unread": "error_soft"}
LEFT_SIGN, LEFT_ROLE = "○ ", "label_fill"
"""Of what was understood and is no part of the report."""
UNREAD = "unread"
"""What the anchor of words in a line begins with that could not be read; behind it, their number."""


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

    First comes its own row or line, then what follows, then what precedes; what is further away
    than a few lines is nothing.
    """
    marked = _marked(result)
    row = [key for one in marked if one[:2] == place[:2] for key in keys_at(result, one)]
    if row:
        return tuple(dict.fromkeys(row)) if place.row >= 0 else tuple(row[:1])
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
    page = _Page(result)
    return "".join(
        [*map(page.block, range(len(result.document.blocks))), *map(page.line, page.left.behind())]
    )


_SHORT = 20
_UNBROKEN = " style='white-space:nowrap'"
"""Of a number: broken over two lines it would be read as two."""


class _Page:
    """Writes the blocks of one source."""

    def __init__(self, result: ImportResult) -> None:
        self.left = LeftPieces(result)
        self._result = result
        self._marked = states(result)
        self._understood = states(replace(result, unread=()))

    def block(self, number: int) -> str:
        """Return a paragraph or a table."""
        block = self._result.document.blocks[number]
        if isinstance(block, Grid):
            return "".join(map(self.line, self.left.before(number))) + self._table(number, block)
        spans = self.left.spans(number) or [Span(block.text)]
        # Where the unread words are found in a line, the rest of it was read for all that.
        marked = self._understood if any(one.unread >= 0 for one in spans) else self._marked
        words = [
            self.span(span) if span.number >= 0 else _words_of(span, Place(number), marked)
            for span in spans
        ]
        return f"<p style='margin:3px 0'>{' '.join(words)}</p>"

    def line(self, span: Span) -> str:
        """Return a left-out piece as a paragraph of its own."""
        return f"<p style='margin:3px 0'>{self.span(span)}</p>"

    def span(self, span: Span) -> str:
        """Return a left-out piece; what is struck in the source is struck here."""
        name = f"{LEFT},{span.number}"
        crossed = is_crossed(self._result.left_out[span.number])
        style = _style(LEFT_ROLE, "muted", "line-through" if crossed else "none")
        return f"<a name='{name}' href='{name}' style='{style}'>{LEFT_SIGN}{_words(span.text)}</a>"

    def _table(self, number: int, grid: Grid) -> str:
        end = _last_column(grid)
        rows = "".join(
            f"<tr>{''.join(self._cells(Place(number, row), grid, end))}</tr>"
            for row in range(len(grid.rows))
        )
        return (
            f"<table border='1' cellspacing='0' cellpadding='3' width='100%'>{rows}</table><p></p>"
        )

    def _cells(self, whole: Place, grid: Grid, end: int) -> Iterator[str]:
        marked = self._marked
        for index, cell in enumerate(grid.rows[whole.row]):
            if cell.col > end:
                break  # what a sheet's widest table leaves blank beside the others
            place = whole._replace(cell=index)
            state = marked.get(place) or (
                marked.get(whole) if marked.get(whole) == "unread" else None
            )
            label = self.left.of_row(place, cell.text) if state is None else -1
            role = _ROLES[state] if state else LEFT_ROLE if label >= 0 else ""
            fill = f" bgcolor='{theme.color(role).name()}'" if role else ""
            span = f" colspan='{cell.col_span}' rowspan='{cell.row_span}'"
            words = (
                _label(cell.text, place, label) if label >= 0 else _piece(cell.text, place, marked)
            )
            beside = "".join(f" {self.span(one)}" for one in self.left.in_cell(place))
            style = _UNBROKEN if cell.text[:1].isdecimal() and len(cell.text) <= _SHORT else ""
            yield f"<td{span}{fill}{style}>{words}{beside}</td>"


def _last_column(grid: Grid) -> int:
    """Return the last column of a table in which something begins."""
    return max((cell.col for row in grid.rows for cell in row if cell.text), default=0)


def _label(text: str, place: Place, number: int) -> str:
    """Return the words of a row's or a column's name: understood, and nothing to take back."""
    style = _style(LEFT_ROLE, "text", "none")
    return f"<a name='{anchor(place)}' href='{LEFT},{number}' style='{style}'>{_words(text)}</a>"


def _words_of(span: Span, place: Place, marked: Mapping[Place, str]) -> str:
    """Return the words of a line that could not be read, or what was made of them."""
    if span.unread < 0:
        return _piece(span.text, place, marked)
    name, style = f"{UNREAD},{span.unread}", _style(_ROLES["unread"], "text", "none")
    words = f"{SIGNS['unread']}{_words(span.text)}"
    return f"<a name='{name}' href='{name}' style='{style}'>{words}</a>"


def _piece(text: str, place: Place, marked: Mapping[Place, str]) -> str:
    state = marked.get(place)
    name = anchor(place)
    if state is None:
        return f"<a name='{name}'></a>{_words(text)}"
    style = _style(_ROLES[state], "text", "none")
    return f"<a name='{name}' href='{name}' style='{style}'>{SIGNS[state]}{_words(text)}</a>"


def _words(text: str) -> str:
    return escape(text).replace("\n", "<br>") or "&nbsp;"


def _style(fill: str, colour: str, line: str) -> str:
    fill, colour = theme.color(fill).name(), theme.color(colour).name()
    return f"text-decoration:{line};color:{colour};background-color:{fill}"
