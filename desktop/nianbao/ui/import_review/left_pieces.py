"""Pieces that were left out or not read: where they are shown, and where one goes back to."""

from collections.abc import Iterable
from typing import NamedTuple

from nianbao.formats.registry import Form, load_form
from nianbao.importers.document import Aside, Document, Paragraph, Place
from nianbao.importers.review import ImportResult
from nianbao.importers.visible import Mark
from nianbao.importers.vocabulary.words import half_width, squeeze
from nianbao.importers.whole.conservation import LABELS
from nianbao.report.book import PREAMBLE

LEFT = "left"
"""What the anchor of such a piece begins with; behind it stands its number."""
_CROSSED = frozenset({Mark.STRUCK.value, Mark.DELETED.value})


_RULE = "|"
"""What a copied table has between its cells, and a piece of it has not."""


class Span(NamedTuple):
    """A part of a paragraph; without a number, plain words."""

    text: str
    number: int = -1
    """That of the left-out piece it is."""
    unread: int = -1
    """That of the piece it is that could not be read."""


class _Found(NamedTuple):
    """Where a piece stands in its paragraph."""

    begin: int
    end: int
    number: int = -1
    unread: int = -1


def find_words(text: str, words: str, start: int = 0) -> tuple[int, int] | None:
    """Return where words begin and end in a text that may write them with more blanks, or wider."""
    exactly = text.find(words, start)
    if exactly >= 0:
        return exactly, exactly + len(words)
    wide = half_width(text)
    at = [one for one in range(start, len(wide)) if _is_written(wide[one])]
    wanted = "".join(filter(_is_written, half_width(words)))
    found = "".join(wide[one] for one in at).find(wanted) if wanted else -1
    return (at[found], at[found + len(wanted) - 1] + 1) if found >= 0 else None


def _is_written(letter: str) -> bool:
    return letter != _RULE and squeeze(letter) != ""


def is_crossed(piece: Aside) -> bool:
    """Whether a piece is struck or deleted in the source, and is shown so."""
    return piece.reason in _CROSSED


class LeftPieces:
    """The pieces of one result by the block that shows them."""

    def __init__(self, result: ImportResult) -> None:
        self._document: Document = result.document
        self._pieces = tuple(result.left_out)
        self._unread = tuple(result.unread)
        self._beside = {*result.document.asides}
        self._at = _by_block(piece.place.block for piece in self._pieces)
        self._unread_at = _by_block(piece.place.block for piece in self._unread)

    def spans(self, block: int) -> list[Span]:
        """Return a paragraph in pieces: what is left out or unread in it stands for itself."""
        paragraph = self._document.blocks[block]
        text = paragraph.text if isinstance(paragraph, Paragraph) else ""
        found = self._found(block, text)
        shown = {one.number for one in found}
        spans, end = [], 0
        for one in found:
            spans += [Span(text[end : one.begin]), Span(text[one.begin : one.end], *one[2:])]
            end = one.end
        unseen = [
            Span(self._pieces[number].text, number)
            for number in self._at.get(block, ())
            if number not in shown
        ]
        return [span for span in (*spans, Span(text[end:]), *unseen) if span.text.strip()]

    def _found(self, block: int, text: str) -> list[_Found]:
        """Return the pieces that are found in a paragraph, none within another."""
        left = [
            (self._pieces[number].text, number, -1)
            for number in self._at.get(block, ())
            if self._pieces[number] not in self._beside
        ]
        unread = [(self._unread[one].text, -1, one) for one in self._unread_at.get(block, ())]
        found: list[_Found] = []
        for pieces in (left, unread):
            end = 0
            for words, *numbers in pieces:
                where = find_words(text, words, end)
                if where is not None and not any(
                    one.begin < where[1] and where[0] < one.end for one in found
                ):
                    found.append(_Found(*where, *numbers))
                    end = where[1]
        return sorted(found)

    def in_cell(self, place: Place) -> list[Span]:
        """Return what a cell holds beside its text: a note mark, a struck number."""
        return [
            Span(self._pieces[number].text, number)
            for number in self._at.get(place.block, ())
            if self._pieces[number].place == place and self._pieces[number] in self._beside
        ]

    def of_row(self, place: Place, text: str) -> int:
        """Return the number of the piece that a cell is a part of, as a row's label is; else -1."""
        for number in self._at.get(place.block, ()) if text.strip() else ():
            piece = self._pieces[number]
            here = piece.place[:2] == place[:2] and piece.place.cell in {-1, place.cell}
            if here and piece not in self._beside and text.strip() in piece.text:
                return number
        return -1

    def before(self, block: int) -> list[Span]:
        """Return what is hidden right before a table: its hidden rows, a hidden paragraph."""
        numbers = (one for one in self._at.get(block, ()) if self._pieces[one].place.row < 0)
        return [Span(self._pieces[number].text, number) for number in numbers]

    def behind(self) -> list[Span]:
        """Return what stands behind the last block: the pages' edges, another report."""
        end = len(self._document.blocks)
        numbers = (number for at in sorted(self._at) if at >= end for number in self._at[at])
        return [Span(self._pieces[number].text, number) for number in numbers]


def _by_block(blocks: Iterable[int]) -> dict[int, list[int]]:
    """Return the numbers of the pieces by their blocks."""
    at: dict[int, list[int]] = {}
    for number, block in enumerate(blocks):
        at.setdefault(block, []).append(number)
    return at


def may_come_back(piece: Aside) -> bool:
    """Whether a piece can be a part of a text; names and marks in a table's cells are none."""
    return piece.place.cell < 0 and piece.reason != LABELS


def home_of(piece: Aside, result: ImportResult) -> str:
    """Return the text that stands nearest to a piece, rather the one before it."""
    form = load_form(result.reading.report.form)
    near = [
        (abs(place.block - piece.place.block), place > piece.place, key)
        for key, places in result.texts.items()
        for place in places
        if key in _words(form)
    ]
    return min(near)[2] if near else _words(form)[-1]


def _words(form: Form) -> tuple[str, ...]:
    """Return the keys of the texts that are shown to be corrected: those of a table are not."""
    keys = [PREAMBLE]
    for section in form.sections:
        if section.table is None:
            parts = [f"{section.id}.{part.id}" for part in section.parts]
            keys += [f"{section.id}.lead", *parts] if parts else [section.id]
    return tuple(keys)


def with_piece(text: str, key: str, piece: Aside, result: ImportResult) -> str:
    """Return a text with a piece as a paragraph where it stood in the source."""
    lines = text.split("\n") if text.strip() else []
    before = [place for place in result.texts.get(key, ()) if place < piece.place]
    at = _behind(lines, _written(result.document, reversed(before))) if before else 0
    return "\n".join([*lines[:at], piece.text.strip(), *lines[at:]])


def _written(document: Document, places: Iterable[Place]) -> str:
    """Return what the first of some places holds; of a paragraph of several lines the last."""
    text = next((document.text_at(place) for place in places), "")
    return squeeze(text.strip().rpartition("\n")[2])


def _behind(lines: list[str], words: str) -> int:
    """Return the number of lines up to the one that ends in words; all where none does."""
    for at, line in enumerate(lines, 1):
        if squeeze(line).endswith(words) or words.endswith(squeeze(line)):
            return at
    return len(lines)


def name_of(key: str, form: Form) -> str:
    """Return a text's name: 开头段落, 五、存在的主要问题及改进情况."""
    if key == PREAMBLE:
        return "开头段落"
    return form.section(key.split(".", maxsplit=1)[0]).label
