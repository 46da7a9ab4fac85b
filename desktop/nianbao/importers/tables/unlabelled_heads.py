"""Finds the heads of a table whose rows carry no label, among all other words of a source."""

from collections.abc import Sequence
from functools import lru_cache

from nianbao.importers.tables.tokens import Kind, Row, Token
from nianbao.importers.vocabulary.forms import FormTable
from nianbao.importers.vocabulary.labels import Ref
from nianbao.importers.vocabulary.words import label_form, squeeze

_FEWEST_HEADS = 4
_LONGEST_HEAD = 20
_MOST_KNOWN = 2000
"""Hostile sources must not fill the memory."""


def find_heads(rows: Sequence[Row], table: FormTable) -> tuple[int, int] | None:
    """Return the first and last row of the heads: the last place where enough of them stand."""
    best: tuple[int, int] | None = None
    start = -1
    seen = 0
    roles = _roles(table)
    for number, row in enumerate(rows):
        found = roles.heads_in(row)
        if found < 0:
            start, seen = -1, 0
        elif found:
            start = number if start < 0 else start
            seen += found
            if seen >= _FEWEST_HEADS and _names_group(rows, start, number, table):
                best = (start, number)
        elif Kind.VALUE in row.kinds:
            if best is not None and start >= 0:
                return best
            start, seen = -1, 0
    return best


class _Roles:
    """Tells heads of a table from words that stand in other tables and in sentences."""

    def __init__(self, table: FormTable) -> None:
        self._table = table
        heads = {label for cell in table.rows[0].cells for label in cell.column_labels}
        self._heads = "\n".join(heads)
        self._longest = max(_LONGEST_HEAD, *map(len, heads))
        self._known: dict[str, bool | None] = {}

    def heads_in(self, row: Row) -> int:
        """Return how many heads a row has; -1 where it has what no head's row has."""
        found, longest = 0, self._longest
        for token in row.of(Kind.LABEL):
            head = self._known_head(token)
            if head is None:
                return -1
            found += head
        for token in row.tokens:
            if len(token.text) > longest < len(squeeze(token.text)):
                return -1
        return found

    def _known_head(self, token: Token) -> bool | None:
        if token.text not in self._known:
            if len(self._known) > _MOST_KNOWN:
                self._known.clear()
            self._known[token.text] = self._is_head(token)
        return self._known[token.text]

    def _is_head(self, token: Token) -> bool | None:
        """Whether a label is a head or only a torn-off piece of one, 结果; None where neither."""
        scores = token.match.scores if token.match else ()
        if any(ref.table == self._table.id and ref.axis == "column" for ref in scores):
            return True
        return False if label_form(token.text) in self._heads else None


@lru_cache(maxsize=16)
def _roles(table: FormTable) -> _Roles:
    return _Roles(table)


def _names_group(rows: Sequence[Row], first: int, last: int, table: FormTable) -> bool:
    """Whether a head that only this table has is among them: 行政复议, 复议后起诉."""
    return any(
        token.match is not None and all(_is_group(ref, table) for ref in token.match.scores)
        for row in rows[first : last + 1]
        for token in row.tokens
    )


def _is_group(ref: Ref, table: FormTable) -> bool:
    return ref.table == table.id and not ref.is_leaf
