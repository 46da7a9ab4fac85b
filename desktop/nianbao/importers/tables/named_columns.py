"""Rows of a table that prints only some of the form's columns, named in its head."""

from collections.abc import Mapping

from nianbao.importers.tables.lines import Style
from nianbao.importers.tables.row_finder import Hit
from nianbao.importers.tables.tokens import Kind, Token
from nianbao.importers.vocabulary.forms import FormRow
from nianbao.importers.vocabulary.words import label_core

_FEWEST = 2


def by_name(row: FormRow, hit: Hit) -> Mapping[str, Token | None] | None:
    """Return a row's cells by the heads right above, where these name only some of its columns.

    None where the head names all columns or none, and where the row has not just one cell for each
    head. A line without separators tells nothing: its blanks leave no trace.
    """
    heads = len(hit.header)
    if not _FEWEST <= heads < len(row.cells) or len(hit.tail) != heads or hit.style == Style.BARE:
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
