"""Word's own tracked changes: runs and paragraph marks that were inserted or deleted.

A paragraph's mark is what divides it from the next one: a paragraph that came or went as a whole
has a mark that came or went. The document's last mark always stays, so where a paragraph was added
at the end it is the mark above it that is new.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Literal

from nianbao.exporters.printed.changed_words import Piece
from nianbao.exporters.word.ooxml import attribute, run

Mark = Literal["same", "gone", "new"]


@dataclass(frozen=True)
class Revisions:
    """Makes the changes of one document, each with a number of its own."""

    author: str
    date: str
    """As XML writes a moment."""
    _numbers: "count[int]" = field(default_factory=lambda: count(1))

    def runs(
        self, pieces: Sequence[Piece], look: str = "", lead: str = "", *, parted: bool = False
    ) -> str:
        """Return the runs of a text, with what stands in their ``w:rPr``.

        ``parted`` sets what is new into another line than what is gone.
        """
        written, before = "", ""
        for piece in pieces:
            if parted and (before, piece.fate) == ("gone", "new"):
                written += self._break_of_neither()
            written += self._run(piece, lead if piece.lead else look)
            before = piece.fate
        return written

    def paragraph(self, look: str, runs: str, mark: Mark = "same", looked: str = "") -> str:
        """Return a paragraph; ``looked`` is what its ``w:pPr`` held before, where that changed."""
        fate = "" if mark == "same" else f"<w:rPr>{self._empty(mark)}</w:rPr>"
        change = (
            f"<w:pPrChange {self._facts()}><w:pPr>{looked}</w:pPr></w:pPrChange>" if looked else ""
        )
        return f"<w:p><w:pPr>{look}{fate}{change}</w:pPr>{runs}</w:p>"

    def _run(self, piece: Piece, look: str) -> str:
        if piece.fate == "same":
            return run(piece.text, look)
        if piece.fate == "new":
            return f"<w:ins {self._facts()}>{run(piece.text, look)}</w:ins>"
        return f"<w:del {self._facts()}>{run(piece.text, look, 'delText')}</w:del>"

    def _break_of_neither(self) -> str:
        """A line break that came and went again: gone if the changes are accepted, and if not."""
        struck = f"<w:del {self._facts()}><w:r><w:br/></w:r></w:del>"
        return f"<w:ins {self._facts()}>{struck}</w:ins>"

    def _empty(self, mark: Mark) -> str:
        return f"<w:{'ins' if mark == 'new' else 'del'} {self._facts()}/>"

    def _facts(self) -> str:
        """Number, author and moment, which every change has."""
        return (
            f'w:id="{next(self._numbers)}" w:author={attribute(self.author)}'
            f" w:date={attribute(self.date)}"
        )
