"""Where every piece of a source has gone: nothing that was seen may vanish without a word.

The readers of tables and texts say what they have taken. All that is left ends here in one of two
lists: ``left_out`` where it was understood and is no part of the report, ``unread`` where it was
not. No reader can lose a piece: what nobody has claimed is listed.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from operator import attrgetter

from nianbao.formats.registry import Form
from nianbao.importers.document import Aside, Document, Grid, Place
from nianbao.importers.result import Cells, Unread
from nianbao.importers.tables.tokens import Kind, Row, Source, Token
from nianbao.importers.visible import TO_BE_LOOKED_AT
from nianbao.importers.vocabulary.words import squeeze
from nianbao.importers.whole.front_matter import is_furniture
from nianbao.importers.whole.headings import heading_in
from nianbao.importers.whole.sections import Texts, is_upright

LABELS = "表头、行名，已经认出"
PAGE = "页码"
TITLE = "标题"
BEFORE = "报告以前的内容，不属于报告"
SITE = "网站上的内容，不属于报告"
NO_TABLE = "这张表不是格式里的表，没有读入"
NO_ROW = "看不出属于哪一行，没有读入"
CUT = "这一行没有读全"

_DIGIT = re.compile(r"\d")
_SIGN = re.compile(r"\w")


class Ledger:
    """Walks a document once more and lists what was not taken."""

    def __init__(self, source: Source, form: Form, cells: Cells, texts: Texts, skip: int) -> None:
        self._source = source
        self._form = form
        self._document: Document = source.document
        self._cells = cells
        self._texts = texts
        self._skip = skip
        self.unread: list[Unread] = []
        self.left_out: list[Aside] = [*cells.left, *texts.left]

    def close(self, of_tables: Sequence[Aside] | None = None) -> Sequence[Aside] | None:
        """List everything that nobody has claimed; return what of that is left of the tables.

        None where something in them was not understood. ``of_tables`` is this where it is known.
        """
        self._sort_asides()
        for number, block in enumerate(self._document.blocks[: self._skip]):
            if not isinstance(block, Grid) and block.text.strip():
                reason = TITLE if number + 1 == self._skip else BEFORE
                self._leave(Place(number), block.text, reason)
        if of_tables is None:
            of_tables = self._tables()
        else:
            self.left_out += of_tables
        torn = {number for number in self._cells.used if not self._is_grid(number)}
        torn |= self._texts.table_lines
        if torn:
            self._lines({number for number in torn if number >= self._skip})
        self.unread.sort(key=lambda piece: piece.place)
        marks = {*self._document.asides}  # a note mark such as * has no words
        kept = (piece for piece in self.left_out if _has_words(piece) or piece in marks)
        self.left_out = sorted(kept, key=attrgetter("place"))
        return of_tables

    def _is_grid(self, number: int) -> bool:
        return isinstance(self._document.blocks[number], Grid)

    def _leave(self, place: Place, text: str, reason: str) -> None:
        self.left_out.append(Aside(place, text.strip(), reason))

    def _sort_asides(self) -> None:
        """List what floats over cells, and a cell in which nothing is left but what is struck."""
        for aside in self._document.asides:
            if aside.reason in TO_BE_LOOKED_AT or self._is_all_of_a_cell(aside):
                self.unread.append(Unread(aside.place, aside.text, aside.reason))
            else:
                self.left_out.append(aside)

    def _is_all_of_a_cell(self, aside: Aside) -> bool:
        place = aside.place
        if place.cell < 0 or place.block not in self._cells.used:
            return False
        return bool(_DIGIT.search(aside.text)) and not self._document.text_at(place).strip()

    def _tables(self) -> Sequence[Aside] | None:
        left, unread = len(self.left_out), len(self.unread)
        for row in self._source.grids:
            self._row(row)
        return self.left_out[left:] if len(self.unread) == unread else None

    def _row(self, row: Row) -> None:
        place = Place(row.block, row.number)
        if row.block in self._cells.used:
            self._tokens(row.tokens, place)
            return
        words = " ".join(token.text for token in row.tokens if token.text.strip())
        if not words:
            return
        if row.block < self._skip:
            self._leave(place, words, BEFORE)
        elif is_furniture(words):
            self._leave(place, words, SITE)
        elif all(token.kind in (Kind.LABEL, Kind.BLANK) for token in row.tokens):
            self._leave(place, words, LABELS)
        else:
            self.unread.append(Unread(place, words, NO_TABLE))

    def _tokens(self, tokens: Iterable[Token], place: Place) -> None:
        """List what of a table's row is no value that was read and no part of one declined."""
        labels: list[str] = []
        strange: list[str] = []
        claimed = self._cells.claimed
        for token in tokens:
            if token.kind is Kind.BLANK or token.place in claimed:
                continue
            if token.kind is Kind.LABEL or self._is_piece_of_label(token.text):
                labels.append(token.text)
            elif token.kind is Kind.PAGE:
                self._leave(place, token.text, PAGE)
            else:
                strange.append(token.text)
        if labels:
            self._leave(place, " ".join(labels), LABELS)
        if strange:
            self.unread.append(Unread(place, " ".join(strange), NO_ROW))

    def _is_piece_of_label(self, text: str) -> bool:
        labels = self._source.labels
        if labels.is_piece(text) or heading_in(text, self._form)[0] is not None:
            return True
        return is_upright(text) and all(map(labels.is_piece, text.split()))

    def _lines(self, torn: set[int]) -> None:
        rows = {row.block: row for row in self._source.lines}
        spare: Counter[str] = Counter()
        """Characters that a line has of its neighbour's: a sign, half of a page's number."""
        for number in sorted(torn):
            place = Place(number)
            row = rows.get(number)
            tokens: Sequence[Token] = row.tokens if row is not None else ()
            self._tokens(tokens, place)
            written = _letters(self._document.text_at(place))
            spare.update(_letters("".join(token.text for token in tokens)))
            if written - spare:
                self.unread.append(Unread(place, _missing(written - spare), CUT))
            spare -= written


def _has_words(piece: Aside) -> bool:
    return _SIGN.search(piece.text) is not None


def _letters(text: str) -> Counter[str]:
    return Counter(letter for letter in squeeze(text) if _SIGN.match(letter))


def _missing(letters: Counter[str]) -> str:
    return "".join(letters.elements())
