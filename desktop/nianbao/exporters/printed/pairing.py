"""Which block of this year's report stands for which of last year's."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from nianbao.exporters.printed.page_setup import StyleName
from nianbao.exporters.printed.paper import Paper, PaperTable, Paragraph

Block = Paragraph | PaperTable
_OPENING, _CLOSING = "<", ">"
"""Where blocks stand that belong to no section: above all of them, or below."""
_ALWAYS: frozenset[StyleName] = frozenset({"title", "heading_1", "signature", "date"})
"""What stands once in its place, whatever its words."""
_ALIKE, _ALIKE_IN_ANOTHER_STYLE = 0.35, 0.6


@dataclass(frozen=True)
class Pair:
    """A block of last year's, one of this year's, or both where one became the other."""

    old: Block | None
    new: Block | None


def pairs(earlier: Paper, paper: Paper) -> tuple[Pair, ...]:
    """Return all blocks of two papers of one form in reading order, what is gone before what is new."""
    before, after = _by_place(earlier), _by_place(paper)
    found: list[Pair] = []
    for place in (_OPENING, *(section.id for section in paper.form.sections), _CLOSING):
        found += _pairs_of(before.get(place, ()), after.get(place, ()))
    return _with_one_end(found)


def _by_place(paper: Paper) -> Mapping[str, Sequence[Block]]:
    places: dict[str, list[Block]] = {}
    for block in paper.blocks:
        outside = _CLOSING if places.keys() - {_OPENING} else _OPENING
        places.setdefault(block.section or outside, []).append(block)
    return places


def _pairs_of(before: Sequence[Block], after: Sequence[Block]) -> list[Pair]:
    """The pairs that are most alike together, without crossing."""
    alike = _likeness()
    rows, columns = len(before), len(after)
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in reversed(range(rows)):
        for j in reversed(range(columns)):
            paired = alike(before[i], after[j])
            best[i][j] = max(
                best[i + 1][j],
                best[i][j + 1],
                paired + best[i + 1][j + 1] if paired else 0.0,
            )
    found: list[Pair] = []
    i = j = 0
    while i < rows and j < columns:
        if best[i][j] == best[i + 1][j]:
            found.append(Pair(before[i], None))
            i += 1
        elif best[i][j] == best[i][j + 1]:
            found.append(Pair(None, after[j]))
            j += 1
        else:
            found.append(Pair(before[i], after[j]))
            i, j = i + 1, j + 1
    found += [Pair(block, None) for block in before[i:]]
    found += [Pair(None, block) for block in after[j:]]
    return _gone_first(found)


def _gone_first(found: Sequence[Pair]) -> list[Pair]:
    """Between two pairs, what is gone stands before what is new."""
    ordered: list[Pair] = []
    waiting: list[Pair] = []
    for pair in found:
        if pair.old is not None and pair.new is not None:
            ordered += [*waiting, pair]
            waiting = []
        elif pair.new is None:
            ordered.append(pair)
        else:
            waiting.append(pair)
    return ordered + waiting


def _with_one_end(found: list[Pair]) -> tuple[Pair, ...]:
    """Let both papers end with one paragraph: the last mark of a Word document cannot change hands."""
    last = found[-1] if found else None
    if last is None or (last.old is not None and last.new is not None):
        return tuple(found)
    for at in range(len(found) - 2, -1, -1):
        pair = found[at]
        if pair.old is not None and pair.new is not None:
            break
        if (pair.old is None) != (last.old is None):
            both = Pair(pair.old or last.old, pair.new or last.new)
            return (*found[:at], *found[at + 1 : -1], both)
    return tuple(found)


def _likeness() -> Callable[[Block, Block], float]:
    """A measure of how likely one block became the other; 0 where it did not."""
    words: Callable[[str], frozenset[str]] = cache(_words)

    def alike(old: Block, new: Block) -> float:
        if isinstance(old, PaperTable) or isinstance(new, PaperTable):
            both = isinstance(old, PaperTable) and isinstance(new, PaperTable)
            return float(both)
        if old.style == new.style and old.style in _ALWAYS:
            return 1.0
        mine, theirs = words(old.text), words(new.text)
        share = 2 * len(mine & theirs) / max(1, len(mine) + len(theirs))
        least = _ALIKE if old.style == new.style else _ALIKE_IN_ANOTHER_STYLE
        return share if share >= least else 0.0

    return alike


def _words(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters, which tell texts apart better than single ones."""
    return frozenset(text[n : n + 2] for n in range(max(1, len(text) - 1)))
