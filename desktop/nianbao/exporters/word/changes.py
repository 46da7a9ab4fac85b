"""The 对比稿: this year's report as a Word document in which last year's stands as deleted text.

Who accepts all changes has this year's report, who rejects them has last year's.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from nianbao.exporters.printed.changed_words import Fate, Piece, changed_words
from nianbao.exporters.printed.page_setup import TWIPS_IN_HALF_POINT, Setup, load_setup
from nianbao.exporters.printed.pairing import Block, Pair, pairs
from nianbao.exporters.printed.paper import Paper, PaperCell, PaperTable, Paragraph
from nianbao.exporters.printed.paragraphs import em_width
from nianbao.exporters.printed.tables import margin_of
from nianbao.exporters.word.docx import finished
from nianbao.exporters.word.ooxml import lead_look, paragraph_look
from nianbao.exporters.word.revisions import Mark, Revisions
from nianbao.exporters.word.styles import ALIGNMENTS
from nianbao.exporters.word.table import table_xml
from nianbao.exporters.word.template import new_document

if TYPE_CHECKING:
    from docx.document import Document

TITLED = "对比稿"


def render_changes(paper: Paper, earlier: Paper) -> bytes:
    """Return the .docx that shows what became of an earlier report of the same form."""
    setup = load_setup()
    revisions = Revisions(f"与{earlier.year}年报告对比", f"{paper.year}-12-31T00:00:00Z")
    document = new_document()
    _head(
        document,
        f"{TITLED}：下划线的是{paper.year}年新写的，划掉的是{earlier.year}年报告里的",
        setup,
    )
    blocks = _Blocks(pairs(earlier, paper), revisions, setup).xml()
    return finished(document, blocks, paper, f"{paper.title}（{TITLED}）")


def _head(document: "Document", words: str, setup: Setup) -> None:
    """Say on every page what it is: nobody should publish it by mistake."""
    (section,) = document.sections
    for head in (section.header, section.even_page_header):
        head.is_linked_to_previous = False
        (paragraph,) = head.paragraphs
        paragraph.style = setup.styles[setup.page_number.style].name
        paragraph.alignment = ALIGNMENTS["center"]
        paragraph.add_run(words)


class _Blocks:
    """The blocks of both reports as one body."""

    def __init__(self, found: Sequence[Pair], revisions: Revisions, setup: Setup) -> None:
        self._pairs = found
        self._revisions = revisions
        self._setup = setup
        self._stays = _last_of_both(found)

    def xml(self) -> str:
        """Return the body."""
        return "".join(self._block(at, pair) for at, pair in enumerate(self._pairs))

    def _block(self, at: int, pair: Pair) -> str:
        if isinstance(pair.new, PaperTable) and isinstance(pair.old, PaperTable):
            return self._table(pair.new, pair.old)
        old, new = _text(pair.old), _text(pair.new)
        shown = new or old
        if shown is None:
            raise TypeError("a table of one report alone: the reports are of two forms")
        look, looked = self._looks(at, pair)
        return self._revisions.paragraph(
            look, self._runs(old, new, shown), self._mark(at), "" if look == looked else looked
        )

    def _runs(self, old: Paragraph | None, new: Paragraph | None, shown: Paragraph) -> str:
        pieces: tuple[Piece, ...]
        if old is not None and new is not None:
            pieces = changed_words(old.text, new.text, old.lead, new.lead)
        else:
            fate: Fate = "gone" if new is None else "new"
            pieces = (
                Piece(fate, shown.text[: shown.lead], lead=True),
                Piece(fate, shown.text[shown.lead :]),
            )
        leads = [lead_look(one, self._setup) for one in (new, old) if one is not None]
        written = [piece for piece in pieces if piece.text]
        return self._revisions.runs(written, lead=next(filter(None, leads), ""))

    def _mark(self, at: int) -> Mark:
        """What became of a block's mark; below the last pair each is that of the block above it."""
        if at == len(self._pairs) - 1:
            return "same"
        return _fate(self._pairs[at + 1 if at >= self._stays else at])

    def _looks(self, at: int, pair: Pair) -> tuple[str, str]:
        """How a paragraph looks and looked; only another style is worth to be told."""
        old, new = _text(pair.old), _text(pair.new)
        if at == len(self._pairs) - 1 and at > self._stays:
            end = self._pairs[self._stays]
            old, new = old or _text(end.old), new or _text(end.new)
        look = paragraph_look(new or old or Paragraph("body", ""), self._setup)
        if old is None or new is None or old.style == new.style:
            return look, look
        return look, paragraph_look(old, self._setup)

    def _table(self, table: PaperTable, earlier: PaperTable) -> str:
        before = {cell.place: cell.text for cell in earlier.cells}

        def words(cell: PaperCell, look: str) -> str:
            pieces = changed_words(before[cell.place], cell.text)
            fits = _fit_beside_each_other(pieces, table, cell, self._setup)
            return self._revisions.runs(pieces, look, parted=not fits)

        return table_xml(table, self._setup, words)


def _fit_beside_each_other(
    pieces: Sequence[Piece], table: PaperTable, cell: PaperCell, setup: Setup
) -> bool:
    """Whether a line of a cell holds the old number and the new one: broken anywhere they mislead."""
    room = table.width_of(cell) - 2 * margin_of(cell, setup.table)
    size = (cell.size or setup.styles[cell.style].size) * TWIPS_IN_HALF_POINT
    digits = 2 * em_width("".join(piece.text for piece in pieces))
    return digits * setup.table.digit_em * size <= room


def _text(block: Block | None) -> Paragraph | None:
    return block if isinstance(block, Paragraph) else None


def _fate(pair: Pair) -> Mark:
    if pair.old is not None and pair.new is not None:
        return "same"
    return "gone" if pair.new is None else "new"


def _last_of_both(found: Sequence[Pair]) -> int:
    """The place of the last paragraph that both reports have; behind the end where there is none."""
    both = (at for at, pair in enumerate(found) if _text(pair.old) and _text(pair.new))
    return max(both, default=len(found))
