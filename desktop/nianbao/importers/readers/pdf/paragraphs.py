"""Puts the lines of a PDF's pages together to paragraphs, by where they begin and end.

A paragraph begins two characters in from the edge, the lines that go on with it begin at the edge,
also on the next page. Where a document indents nothing, only lines that are full go on.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from nianbao.importers.document import Block, Grid, Paragraph
from nianbao.importers.readers.pdf.ruling import TextLine

_AT_EDGE, _INDENT = 0.8, (1.1, 2.6)
"""Heights of a line from the edge at which lines go on, and at which paragraphs begin."""
_FULL, _NEARLY = 1.6, 0.12
_FEWEST, _ENOUGH, _MANY = 2, 3, 0.3
_LONG = 0.6
_APART = 3.0
"""Heights of a line from one to the next of its paragraph, at most."""
_ENDS = frozenset("。；：！？.;:!?")
_PAGE = re.compile(r"[-—–~·]{0,2}\s*\d{1,3}\s*[-—–~·]{0,2}|第\s*\d+\s*页.*")
_WIDE = re.compile(r"\s{2,}")
_OPEN, _REST = (
    re.compile(r"[A-Za-z0-9]:?[/_@-]+$"),
    re.compile(r"[A-Za-z0-9][\w./?=&%#@-]*", re.ASCII),
)
_LETTER = 0.4
"""Of a line's height, the width of a letter at least."""
_WORDS = re.compile(r"[\u4e00-\u9fff]")


def paragraphs(pages: Sequence[Sequence[TextLine | Grid]]) -> Iterator[Block]:
    """Yield the blocks of all pages, lines of one paragraph as one."""
    measure = _Measure(
        part for page in pages for part in page if not isinstance(part, Grid) and not part.is_edge
    )
    open_line: TextLine | None = None
    text = ""
    late: list[Block] = []
    """Page numbers and running lines within a paragraph: they follow it."""
    for page in pages:
        turned = True
        for part in page:
            if isinstance(part, Grid) or _is_between(part, open_line):
                if isinstance(part, Grid) and text:
                    yield Paragraph(text)
                    open_line, text = None, ""
                late.append(part if isinstance(part, Grid) else Paragraph(part.text))
                if open_line is None:
                    yield from late
                    late = []
                continue
            if open_line is not None and measure.goes_on(open_line, part, turned=turned):
                text += part.text
            else:
                if text:
                    yield Paragraph(text)
                yield from late
                late, text = [], part.text
            open_line, turned = part, False
    if text:
        yield Paragraph(text)
    yield from late


def _is_between(line: TextLine, open_line: TextLine | None) -> bool:
    """Whether a line stands between the pages of what goes on around it."""
    return line.is_edge or (open_line is not None and bool(_PAGE.fullmatch(line.text.strip())))


class _Measure:
    """Where the lines of a document begin and end."""

    def __init__(self, lines: Iterable[TextLine]) -> None:
        lines = list(lines)
        wordy = [line for line in lines if len(_WORDS.findall(line.text)) >= _FEWEST]
        self._right = max((line.right for line in wordy), default=0.0)
        edge = None if self._is_level(wordy, lines) else self._edge_of_indents(wordy)
        usual = Counter(round(line.left) for line in wordy).most_common(1)
        self._left = edge if edge is not None else float(usual[0][0] if usual else 0)
        self._indents = edge is not None

    def _is_level(self, wordy: Sequence[TextLine], lines: Sequence[TextLine]) -> bool:
        """Whether nothing is indented: a full line goes on, and none stands left of the others."""
        if not any(self._is_full(line) and not _ended(line) for line in wordy):
            return False
        usual, _ = Counter(round(line.left) for line in wordy).most_common(1)[0]
        return all(line.left > usual - _AT_EDGE * line.size for line in lines)

    def _edge_of_indents(self, lines: Sequence[TextLine]) -> float | None:
        """Return the edge from which most lines that begin a paragraph are two characters away.

        No line may stand at it: a report of short paragraphs has none that goes on.
        """
        ems = sorted((line.right - line.left) / len(line.text) for line in lines)
        if not ems:
            return None
        indent = 2 * ems[-1 - len(ems) // 4]
        lefts = {round(line.left) for line in lines}
        edges = sorted({*lefts, *(round(left - indent) for left in lefts)})
        counts = [sum(_begins(line, left) for line in lines) for left in edges]
        best = max(counts)
        if best < _ENOUGH or best < _MANY * len(lines):
            return None
        alike = [edge for edge, count in zip(edges, counts, strict=True) if count == best]
        held = [sum(abs(line.left - edge) <= 1 for line in lines) for edge in alike]
        return float(alike[held.index(max(held)) if max(held) else len(alike) // 2])

    def _is_at_edge(self, line: TextLine) -> bool:
        return abs(line.left - self._left) < _AT_EDGE * line.size

    def _is_full(self, line: TextLine) -> bool:
        return line.right > self._right - _FULL * line.size

    def _is_long(self, line: TextLine) -> bool:
        """Whether a line may break off before a word that cannot be parted."""
        return line.right - self._left > _LONG * (self._right - self._left)

    def goes_on(self, before: TextLine, line: TextLine, *, turned: bool) -> bool:
        """Whether a line goes on with the paragraph of the line before."""
        if not self._is_at_edge(line) or _WIDE.search(line.text) or _WIDE.search(before.text):
            return False
        if abs(before.size - line.size) > _NEARLY * line.size or not _WORDS.search(before.text):
            return False
        if not turned and before.height - line.height > _APART * line.size:
            return False
        known = self._is_at_edge(before) or _begins(before, self._left)
        if self._indents:
            broken = before.text[-1] not in _ENDS - {"："} and self._is_long(before)
            return known and (self._is_full(before) or broken)
        return (
            known
            and not _ended(before)
            and (self._is_full(before) or self._is_parted(before, line))
        )

    def _is_parted(self, before: TextLine, line: TextLine) -> bool:
        """Whether an address or a number goes on below because its rest had no room."""
        rest = _REST.match(line.text)
        if rest is None or not _OPEN.search(before.text):
            return False
        return before.right + _LETTER * len(rest[0]) * line.size > self._right


def _ended(line: TextLine) -> bool:
    return line.text[-1:] in _ENDS


def _begins(line: TextLine, left: float) -> bool:
    low, high = _INDENT
    return low * line.size <= line.left - left <= high * line.size
