"""Which hits make up a table: the surest sequence in the order of the form's rows.

A label may stand several times (a page break repeats it), may mean several rows (其他, 总计), and
words of the text may look like a label. The heaviest chain of hits whose rows follow one another
as in the form decides; a letter-exact, unmistakable label is taken even out of order.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from nianbao.importers.tables.row_finder import Hit
from nianbao.importers.vocabulary.labels import Ref

_EXACT = 1.5
"""The score of a letter-exact label with values."""
_NEIGHBOUR = 0.1
"""A bonus for the hit right after: two copies of a table are not mixed."""

SECOND_COPY = 3
"""So many rows that stand twice are a table that stands twice."""


@dataclass
class Chain:
    """A table's rows as found."""

    hits: dict[int, Hit] = field(default_factory=dict)
    """By the row's order in the form."""
    doubles: list[tuple[int, Hit]] = field(default_factory=list)
    """Other values for a row that is in the chain."""
    unclear: list[Hit] = field(default_factory=list)
    """Damaged labels that may mean several rows."""


@dataclass(frozen=True)
class _Link:
    weight: float
    hit: Hit
    order: int
    before: "_Link | None"


def build_chain(hits: Sequence[Hit], table: str) -> Chain:
    """Return the rows of one table."""
    ours = [(hit, _refs(hit, table)) for hit in hits]
    ours = [(hit, refs) for hit, refs in ours if refs]
    chain = Chain(_simple(ours) or _heaviest(ours))
    _take_out_unclear(chain, table)
    chosen = {id(hit) for hit in (*chain.hits.values(), *chain.unclear)}
    for hit, refs in ours:
        if id(hit) in chosen or not hit.filled or len(refs) > 1 or not _is_exact(hit, refs[0]):
            continue
        order = refs[0].order
        if order in chain.hits and chain.hits[order].filled:
            chain.doubles.append((order, hit))
        else:
            chain.hits[order] = hit
    if len(chain.doubles) >= SECOND_COPY:
        _add_unclear_doubles(chain, ours)
    return chain


def _add_unclear_doubles(chain: Chain, ours: Sequence[tuple[Hit, tuple[Ref, ...]]]) -> None:
    """Add the rows of a second copy of the table whose labels mean several rows: 3.其他, 总计."""
    chosen = {id(hit) for hit in (*chain.hits.values(), *chain.unclear)}
    known = {id(hit) for _, hit in chain.doubles}
    rest = [(hit, refs) for hit, refs in ours if id(hit) not in chosen and hit.filled]
    for order, hit in _heaviest(rest).items():
        if id(hit) not in known and order in chain.hits:
            chain.doubles.append((order, hit))


def _take_out_unclear(chain: Chain, table: str) -> None:
    """Take out damaged labels that may mean several rows, such as a piece that several share."""
    for order, hit in list(chain.hits.items()):
        refs = _refs(hit, table)
        if hit.filled and len(refs) > 1 and all(hit.score(ref) < _EXACT for ref in refs):
            del chain.hits[order]
            chain.unclear.append(hit)


def _refs(hit: Hit, table: str) -> tuple[Ref, ...]:
    if len(hit.refs) == 1:
        return hit.refs if hit.refs[0].table == table else ()
    return tuple(ref for ref in hit.refs if ref.table == table)


def _is_exact(hit: Hit, ref: Ref) -> bool:
    """Whether the label is letter-exact and means this row alone, and no column such as 总计."""
    match = hit.label.match
    if match is None or match.scores[ref] < 1 or len(hit.refs) > 1:
        return False
    return not match.leaves(ref.form, "column")


def _simple(ours: Sequence[tuple[Hit, tuple[Ref, ...]]]) -> dict[int, Hit] | None:
    """Return the chain of a clean source at once: every label clear, every row in order."""
    found: dict[int, Hit] = {}
    last = -1
    for hit, refs in ours:
        if len(refs) > 1 or refs[0].order <= last:
            return None
        last = refs[0].order
        found[last] = hit
    return found


def _heaviest(ours: Sequence[tuple[Hit, tuple[Ref, ...]]]) -> dict[int, Hit]:
    best: dict[int, _Link] = {}
    for hit, refs in ours:
        fresh = [_extend(best, hit, ref) for ref in refs]
        for one in fresh:
            if one.order not in best or best[one.order].weight < one.weight:
                best[one.order] = one
    found: dict[int, Hit] = {}
    link: _Link | None = max(best.values(), key=lambda one: one.weight, default=None)
    while link is not None:
        found[link.order] = link.hit
        link = link.before
    return found


def _extend(best: dict[int, _Link], hit: Hit, ref: Ref) -> _Link:
    before, weight = None, 0.0
    for order, link in best.items():
        reached = link.weight + (_NEIGHBOUR if link.hit.index == hit.index - 1 else 0.0)
        if order < ref.order and reached > weight:
            before, weight = link, reached
    return _Link(weight + hit.score(ref), hit, ref.order, before)
