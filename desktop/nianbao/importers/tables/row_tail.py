"""Collects what stands behind a row's label in lines of text, over line ends where a row is torn."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from nianbao.importers.tables.lines import Style
from nianbao.importers.tables.odd_cells import labelled_row_with_odd_cells
from nianbao.importers.tables.tokens import Kind, Row, Token, kinds_of
from nianbao.importers.vocabulary.forms import FormIndex, FormRow
from nianbao.importers.vocabulary.labels import Ref, Vocabulary, vocabulary
from nianbao.importers.vocabulary.words import label_form

if TYPE_CHECKING:
    from nianbao.importers.document import Place

_LONGEST_TAIL = 40
_SHORT = 2
_NARROW = 5
"""From so many columns on, a number may be broken over two lines."""


class TailCollector:
    """Walks from a label to the end of its row."""

    def __init__(self, rows: Sequence[Row], index: FormIndex) -> None:
        self._rows = rows
        self._index = index
        self._labels = vocabulary(index.form.family)
        self.spent: set[Place] = set()
        """Pieces that complete a label on the line before, and so are no label of their own."""

    def collect(self, number: int, at: int) -> tuple[list[Token], int]:
        """Return what stands behind a label, over line ends where the row is torn apart."""
        tail, last, stop = self._up_to_words(number, at)
        if stop is None or stop.kind != Kind.WORDS:
            return tail, last
        label = self._rows[number].tokens[at]
        ref = self._rows_of(label)[0]
        row = self._index.row(ref.table, ref.order)
        if _may_have_odd_cells(row, tail) and self._rows[number].style != Style.GRID:
            odd = labelled_row_with_odd_cells(list(self._behind(number, at)), row)
            if odd is not None:
                self.spent.update(token.place for token in odd if token.kind == Kind.WORDS)
                return list(odd), self._line_of(odd[-1], number)
        return tail, last

    def _behind(self, number: int, at: int) -> Iterator[Row]:
        """Yield the rest of a label's row and the next rows, without what completes the label."""
        for line in range(number, min(number + _LONGEST_TAIL, len(self._rows))):
            row = self._rows[line]
            tokens = row.tokens[at + 1 :] if line == number else row.tokens
            kept = tuple(token for token in tokens if token.place not in self.spent)
            yield row._replace(tokens=kept, kinds=kinds_of(kept))

    def _line_of(self, token: Token, first: int) -> int:
        """Return the number of the row that a token stands in, from the first on."""
        rows = range(first, len(self._rows))
        return next(line for line in rows if self._rows[line].block == token.place.block)

    def _up_to_words(self, number: int, at: int) -> tuple[list[Token], int, Token | None]:
        """Return the cells up to a piece that is none, the row where they end, and that piece."""
        label = self._rows[number].tokens[at]
        count = self._count(label)
        tail: list[Token] = []
        last = number
        for line in range(number, len(self._rows)):
            row = self._rows[line]
            tokens = row.tokens[at + 1 :] if line == number else _without_indent(row.tokens)
            for token in tokens:
                if token.kind in (Kind.VALUE, Kind.BLANK):
                    tail.append(token)
                    last = line
                elif token.kind == Kind.PAGE:
                    continue
                elif self._continues(token, label, tail):
                    self.spent.add(token.place)
                elif row.style == Style.PIPED and line == number:
                    tail.append(token)
                else:
                    return tail, last, token
            filled = sum(token.kind == Kind.VALUE for token in tail)
            one_a_line = len(row.tokens) <= 1
            if len(tail) > _LONGEST_TAIL or row.style == Style.GRID:
                break
            if not one_a_line and filled and row.style == Style.BARE:
                return *self._with_torn_digits(tail, line, label), None
            if not one_a_line and len(tail) >= count:
                break
        return tail, last, None

    def _with_torn_digits(
        self, tail: list[Token], line: int, label: Token
    ) -> tuple[list[Token], int]:
        """Add numbers on the next lines: digits that a narrow column has broken off, perhaps."""
        if self._count(label) < _NARROW:
            return tail, line
        for number in range(line + 1, len(self._rows)):
            tokens = self._rows[number].tokens
            values = [token for token in tokens if token.kind == Kind.VALUE]
            torn = all(self._may_be_torn(token, label) for token in tokens)
            if not torn or not 0 < len(values) < self._count(label):
                break
            tail.extend(values)
            line = number
        return tail, line

    def _may_be_torn(self, token: Token, label: Token) -> bool:
        """Whether a piece on the next line may still belong to a row."""
        if token.kind == Kind.WORDS:
            short = len(token.text) <= _SHORT
            rest = short or self._continues(token, label, [])
            return rest or self._labels.is_fragment(token.text)
        return token.kind != Kind.LABEL or not self._rows_of(token)

    def _count(self, label: Token) -> int:
        ref = self._rows_of(label)[0]
        return len(self._index.row(ref.table, ref.order).cells)

    def _continues(self, token: Token, label: Token, tail: Sequence[Token]) -> bool:
        """Whether a line is the rest of the label: 2.其他法律行政法规禁止⏎公开."""
        if tail or len(token.text) > 2 * _LONGEST_TAIL:
            return False
        if token.kind == Kind.LABEL:
            return _completes(token, label, self._labels)
        if token.kind != Kind.WORDS:
            return False
        piece = label_form(token.text)
        rows = (self._index.row(ref.table, ref.order) for ref in self._rows_of(label))
        return bool(piece) and any(piece in row.label for row in rows)

    def _rows_of(self, label: Token) -> tuple[Ref, ...]:
        return label.match.leaves(self._index.form.id, "row") if label.match else ()


def _may_have_odd_cells(row: FormRow, tail: Sequence[Token]) -> bool:
    """Whether a row ends too soon; blanks between cells that span columns would mean nothing."""
    return len(tail) < len(row.cells) and not row.stretched


def _without_indent(tokens: Sequence[Token]) -> Sequence[Token]:
    """Leave out the blanks before words: they belong to the row that the words begin."""
    words = [at for at, token in enumerate(tokens) if token.kind in (Kind.LABEL, Kind.WORDS)]
    if words and all(token.kind == Kind.BLANK for token in tokens[: words[0]]):
        return tokens[words[0] :]
    return tokens


def _completes(token: Token, label: Token, labels: Vocabulary) -> bool:
    """Whether a piece that sounds like a label itself is the rest of the label before it."""
    if token.match is None or label.match is None or token.match.is_exact:
        return False
    whole = labels.find(label.text + token.text)
    before = max(label.match.scores.values())
    return whole is not None and max(whole.scores.values()) > before
