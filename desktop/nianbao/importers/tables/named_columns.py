"""Rows of a table that prints only some of the form's columns, named in its head."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from nianbao.importers.tables.lines import Style
from nianbao.importers.tables.row_finder import Hit
from nianbao.importers.tables.tokens import Kind, Row, Token
from nianbao.importers.vocabulary.forms import FormRow
from nianbao.importers.vocabulary.words import label_core

_FEWEST = 2
_FEWEST_ROWS = 5


class NamedColumns:
    """Which rows of a table stand under heads that name only some of its columns."""

    def __init__(self, hits: Mapping[int, Hit], rows: Sequence[Row]) -> None:
        under: dict[int, list[Hit]] = defaultdict(list)
        for hit in hits.values():
            if hit.style == Style.BARE and hit.header:
                under[id(hit.header)].append(hit)
        self._whole = {head for head, found in under.items() if _have_no_blanks(found, rows)}

    def has_whole_rows(self, hit: Hit) -> bool:
        """Whether a text's row lacks nothing that its heads name."""
        return hit.style == Style.BARE and id(hit.header) in self._whole

    def cells(self, row: FormRow, hit: Hit) -> Mapping[str, Token | None] | None:
        """Return a row's cells by the heads right above; None where these do not tell."""
        if hit.style == Style.BARE and not self.has_whole_rows(hit):
            return None
        return _by_name(row, hit)


def _have_no_blanks(hits: Sequence[Hit], rows: Sequence[Row]) -> bool:
    """Whether each of a text's rows has a number for each head, and the heads are all of them.

    Blanks leave no trace in such rows: a table that prints more columns would have longer ones, or
    other words between its heads and its first row.
    """
    heads = hits[0].header
    first = min(hits, key=lambda hit: hit.row)
    above = rows[first.row - 1].tokens if first.row else ()
    named = [token for token in above if token in heads]
    return (
        len(hits) >= _FEWEST_ROWS
        and len(named) == len(heads) >= len(above) - 1
        and all(len(hit.filled) == len(hit.tail) == len(heads) for hit in hits)
        and not any(hit.torn for hit in hits)
    )


def _by_name(row: FormRow, hit: Hit) -> Mapping[str, Token | None] | None:
    """Return a row's cells by the heads right above, where these name only some of its columns.

    None where the head names all columns or none, and where the row has not just one cell for each
    head.
    """
    heads = len(hit.header)
    if not _FEWEST <= heads < len(row.cells) or len(hit.tail) != heads:
        return None
    columns = {label_core(cell.column.label): cell.key for cell in row.cells}
    if len(columns) != len(row.cells):
        return None
    names = [label_core(token.text) for token in hit.header]
    one_line = len({token.place[:2] for token in hit.header}) == 1
    keys = [columns.get(name, "") for name in names]
    if not one_line or "" in keys:
        return None
    groups = {cell.column.parent for cell in row.cells if cell.key in keys}
    if row.cells[0].column.parent not in groups:
        return None  # the second line of a head: the columns beside the group stand above
    if len({*keys}) < len(keys):
        return None
    placed = zip(keys, hit.tail, strict=True)
    return {key: None if token.kind == Kind.BLANK else token for key, token in placed}
