"""Pieces that were understood and left out: where they are shown, and where one goes back to."""

from collections.abc import Iterable
from typing import NamedTuple

from nianbao.formats.registry import Form, load_form
from nianbao.importers.document import Aside, Document, Paragraph, Place
from nianbao.importers.review import ImportResult
from nianbao.importers.visible import Mark
from nianbao.importers.vocabulary.words import squeeze
from nianbao.importers.whole.conservation import LABELS
from nianbao.report.book import PREAMBLE

LEFT = "left"
"""What the anchor of such a piece begins with; behind it stands its number."""
_CROSSED = frozenset({Mark.STRUCK.value, Mark.DELETED.value})


class Span(NamedTuple):
    """A part of a paragraph; ``number`` is that of the left-out piece it is, -1 for plain words."""

    text: str
    number: int = -1


def is_crossed(piece: Aside) -> bool:
    """Whether a piece is struck or deleted in the source, and is shown so."""
    return piece.reason in _CROSSED


class LeftPieces:
    """The pieces of one result by the block that shows them."""

    def __init__(self, result: ImportResult) -> None:
        self._document: Document = result.document
        self._pieces = tuple(result.left_out)
        self._beside = {*result.document.asides}
        self._at: dict[int, list[int]] = {}
        for number, piece in enumerate(self._pieces):
            self._at.setdefault(piece.place.block, []).append(number)

    def spans(self, block: int) -> list[Span]:
        """Return a paragraph in pieces: what is left out in it stands for itself."""
        paragraph = self._document.blocks[block]
        rest = paragraph.text if isinstance(paragraph, Paragraph) else ""
        spans: list[Span] = []
        unseen: list[Span] = []
        for number in self._at.get(block, ()):
            piece = self._pieces[number]
            before, found, behind = rest.partition(piece.text)
            if not found or piece in self._beside:
                unseen.append(Span(piece.text, number))
                continue
            spans += [Span(before), Span(found, number)]
            rest = behind
        return [span for span in (*spans, Span(rest), *unseen) if span.text.strip()]

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
