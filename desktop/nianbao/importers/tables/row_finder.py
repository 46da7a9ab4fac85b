"""Finds rows of a form in the stream of a document's rows, by their labels.

Every place where a row's label stands, with the values behind it, is a ``Hit``; which hits make up
the table is decided in ``chain``.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from nianbao.importers.tables.lines import Style
from nianbao.importers.tables.row_tail import TailCollector
from nianbao.importers.tables.tokens import CELLS, Kind, Row, Token
from nianbao.importers.vocabulary.forms import FormIndex
from nianbao.importers.vocabulary.labels import Ref


@dataclass(slots=True)
class Hit:
    """A row's label with the cells behind it."""

    index: int
    part: int
    """Which uninterrupted part of the source's tables it stands in."""
    label: Token
    refs: tuple[Ref, ...]
    style: Style
    row: int
    """Index of the row in the stream."""
    last_row: int
    """Index of the last row that the tail reaches into."""
    tail: list[Token] = field(default_factory=list)
    cells_before: int = 1
    """How many cells the row begins with, its label included."""
    header: tuple[Token, ...] = ()
    """The column labels that stood above it."""
    heads_end: int = -1
    """The grid column behind the row of these labels."""
    foreign: bool = False
    """Whether the label is no row of the form."""
    uneven: bool = False
    """Whether it is written otherwise than the table's other rows."""
    broken_off: bool = False
    """Whether a row's end may stand elsewhere: in a table's next row, in a line without bars."""

    filled: list[Token] = field(init=False)
    """The cells that are not blank."""

    def __post_init__(self) -> None:
        self.filled = [token for token in self.tail if token.kind is not Kind.BLANK]

    @property
    def torn(self) -> bool:
        """Whether a line ends among the cells, so that a number or a cell may be broken in two."""
        if self.style == Style.GRID or self.broken_off or self.uneven:
            return self.broken_off or self.uneven
        if self.style == Style.PIPED and self.tail:
            return self._is_irregular()
        lines = Counter(token.place.block for token in self.filled)
        return len(lines) > 1 and max(lines.values()) > 1

    def _is_irregular(self) -> bool:
        """Whether a row with bars stands neither on one line nor with one cell on each."""
        blocks = [token.place.block for token in self.tail]
        if blocks[0] == self.label.place.block:
            return blocks[-1] != blocks[0]
        return any(
            before == block and token.kind != Kind.BLANK
            for (before, block), token in zip(pairwise(blocks), self.tail[1:], strict=True)
        )

    def score(self, ref: Ref) -> float:
        """Return how sure it is that the label means ``ref``; labels with values weigh more."""
        sure = self.label.match.scores[ref] if self.label.match else 0.0
        return sure + (0.5 if self.filled else 0.0)


@dataclass
class Scan:
    """All hits of a form in a document."""

    rows: Sequence[Row]
    hits: list[Hit] = field(default_factory=list)
    strangers: list[Hit] = field(default_factory=list)
    """Rows with values whose label the form does not have."""


class _Heads:
    """The column labels above the rows; the first label behind a row begins them anew."""

    def __init__(self) -> None:
        self._labels: list[Token] = []
        self._are_closed = False
        self._above: tuple[Token, ...] | None = None
        self.end = -1
        """The grid column behind the row of these labels."""

    def note(self, tokens: Sequence[Token]) -> None:
        """Take the column labels among the tokens of a row."""
        for token in tokens:
            if token.kind == Kind.LABEL and token.match and _is_column(token):
                if self._are_closed:
                    self._labels.clear()
                    self._are_closed, self.end = False, -1
                self._labels.append(token)
                self._above = None
                self.end = max(self.end, tokens[-1].col + tokens[-1].col_span)

    def close(self) -> None:
        """A row of the form stands below them."""
        self._are_closed = True

    def above(self) -> tuple[Token, ...]:
        """Return them; the same object as long as they are the same."""
        if self._above is None:
            self._above = tuple(self._labels)
        return self._above


class Scanner:
    """Walks the rows once for one form."""

    def __init__(self, rows: Sequence[Row], index: FormIndex) -> None:
        self._rows = rows
        self._index = index
        self._form = index.form.id
        self._tails = TailCollector(rows, index)
        self._heads = _Heads()
        self._part = 0
        self.scan = Scan(rows)

    def run(self) -> Scan:
        """Return every hit, in the document's order."""
        for number, row in enumerate(self._rows):
            self._part += row.style == Style.BARE
            if row.style == Style.GRID:
                self._grid_row(number, row)
            else:
                self._line(number, row)
        return self.scan

    def _leaves(self, token: Token) -> tuple[Ref, ...]:
        return token.match.leaves(self._form, "row") if token.match else ()

    def _grid_row(self, number: int, row: Row) -> None:
        last = row.kinds.rfind(Kind.LABEL)
        tail = row.tokens[last + 1 :]
        if last >= 0 and tail and self._leaves(row.tokens[last]):
            self._add(number, number, row.tokens[last], tail)
        else:
            self._heads.note(row.tokens)
            self._stranger(number, row)

    def _line(self, number: int, row: Row) -> None:
        if _is_of_heads(row, self._form):
            self._heads.note(row.tokens)
            return
        for at, token in enumerate(row.tokens):
            if token.place in self._tails.spent:
                continue
            if token.kind != Kind.LABEL:
                if token.kind == Kind.WORDS:
                    self._loose_stranger(number, at)
                continue
            if not self._leaves(token):
                self._heads.note([token])
                if not _is_column(token):
                    self._loose_stranger(number, at)
                continue
            tail, last = self._tails.collect(number, at)
            if _may_be_column(token, self._form) and (
                not tail or self._stands_among_heads(number, at)
            ):
                self._heads.note([token])
            else:
                self._add(number, last, token, tail)

    def _add(self, number: int, last: int, label: Token, tail: Sequence[Token]) -> None:
        self._heads.close()
        hits = self.scan.hits
        refs = self._leaves(label)
        style = self._rows[number].style
        before = self._cells_before(number, label)
        hits.append(
            Hit(
                *(len(hits), self._part, label, refs, style, number, last, list(tail)),
                cells_before=before,
                header=self._heads.above(),
                heads_end=self._heads.end,
                uneven=self._rows[number].broken,
                broken_off=self._is_broken_off(number, len(tail)) or self._has_odd(number, last),
            )
        )

    def _stands_among_heads(self, number: int, at: int) -> bool:
        """Whether what stands right before is a head and can be no row: 尚未审结 before 总计."""
        if self._rows[number].style != Style.BARE:
            return False  # its blank cells tell
        row = next((one for one in reversed(self._rows[:number]) if one.tokens), None)
        before = self._rows[number].tokens[:at] or (row.tokens if row is not None else ())
        return bool(before) and _is_column(before[-1]) and not self._leaves(before[-1])

    def _has_odd(self, number: int, last: int) -> bool:
        if number == last:
            return False
        return any(row.style == Style.ODD for row in self._rows[number + 1 : last + 1])

    def _is_broken_off(self, number: int, cells: int) -> bool:
        """Whether the next row can only be the end of this one."""
        if self._rows[number].style != Style.GRID or number + 1 >= len(self._rows):
            return False
        below = self._rows[number + 1]
        return (
            below.block == self._rows[number].block
            and len(below.kinds) < cells
            and Kind.VALUE in below.kinds
            and not below.kinds.strip(CELLS)
        )

    def _cells_before(self, number: int, label: Token) -> int:
        """Return how many cells a row begins with; its groups may stand on lines of their own."""
        count = label.place.cell + 1
        if count > 1 or self._rows[number].style == Style.GRID:
            return count
        for row in reversed(self._rows[:number]):
            if len(row.tokens) != 1 or not self._is_group(row.tokens[0]):
                break
            count += 1
        return count

    def _is_group(self, token: Token) -> bool:
        return bool(token.match and token.match.groups(self._form))

    def _stranger(self, number: int, row: Row) -> None:
        """Note a table's row that has words and values but no label of the form."""
        labels = [at for at, token in enumerate(row.tokens) if _is_name(token)]
        if not labels:
            return
        tail = row.tokens[labels[-1] + 1 :]
        self._add_stranger(number, row.tokens[labels[-1]], tail)

    def _loose_stranger(self, number: int, at: int) -> None:
        row = self._rows[number]
        tail = list(row.tokens[at + 1 :])
        for line in range(number + 1, min(number + 4, len(self._rows))) if not tail else ():
            tokens = self._rows[line].tokens
            if not tokens or any(token.kind not in (Kind.VALUE, Kind.BLANK) for token in tokens):
                break
            tail.extend(tokens)
        self._add_stranger(number, row.tokens[at], tail)

    def _add_stranger(self, number: int, label: Token, tail: Sequence[Token]) -> None:
        if tail and all(token.kind in (Kind.VALUE, Kind.BLANK) for token in tail):
            style = self._rows[number].style
            hit = Hit(-1, self._part, label, (), style, number, number, list(tail))
            if any(token.kind == Kind.VALUE for token in tail):
                hit.foreign = True
                self.scan.strangers.append(hit)


def _is_name(token: Token) -> bool:
    return token.kind == Kind.WORDS or (token.kind == Kind.LABEL and not _is_column(token))


def _is_column(token: Token) -> bool:
    return token.match is not None and "column" in token.match.axes


def _is_of_heads(row: Row, form: str) -> bool:
    """Whether a line has several columns' names and no number: 其他 and 总计 are rows' names, too."""
    labels = [token for token in row.tokens if token.kind is Kind.LABEL]
    columns = [token for token in labels if _may_be_column(token, form)]
    return (
        len(columns) > 1
        and len(columns) == len(labels)
        and not any(token.kind is Kind.VALUE for token in row.tokens)
    )


def _may_be_column(token: Token, form: str) -> bool:
    return token.match is not None and bool(token.match.leaves(form, "column"))
