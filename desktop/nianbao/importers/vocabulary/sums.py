"""Rows whose values cannot be told apart, but whose sum fits in only one way.

Two kinds of damage are mended: values stuck together (one or two cells too few) and a stranger
among the values, such as a page number (one too many). What comes out is *inferred*, never read.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations, pairwise, product

from nianbao.importers.vocabulary.forms import FormRow

_MOST_STUCK = 2
_MOST_EXTRA = 2
_LONGEST_STUCK = 9
_MOST_WAYS = 5000


def infer_row(
    texts: Sequence[str], row: FormRow, *, blanks_seen: bool, one_a_line: bool
) -> tuple[Decimal, ...] | None:
    """Return the only values that fit the row's sum; None where none or several do.

    Values may be stuck together only where blank cells can be seen: elsewhere a value that is
    missing is a blank cell that left no trace. A stranger can only stand on a line of its own.
    """
    if not row.sums or any(not text.isdecimal() for text in texts):
        return None
    texts = [_ascii(text) for text in texts]
    missing = len(row.cells) - len(texts)
    if missing < 0 and not one_a_line:
        return None
    if missing > 0 and not blanks_seen:
        return None
    ways = _ways(texts, missing)
    found: set[tuple[Decimal, ...]] = set()
    for way in ways:
        values = tuple(Decimal(text) for text in way)
        if fits(values, row):
            found.add(values)
        if len(found) > 1:
            return None
    return found.pop() if found else None


def infer_from_cells(cells: Sequence[str | None], row: FormRow) -> tuple[Decimal, ...] | None:
    """Return a row's values where a real table's row has blank cells (None) among and beside them.

    Any of its cells may be the one too many: None where leaving another one out would fit, too.
    """
    extra = len(cells) - len(row.cells)
    texts = [text for text in cells if text is not None]
    if not row.sums or extra > _MOST_EXTRA or len(texts) != len(row.cells):
        return None
    if not adds_up(texts, row):
        return None
    ways = {
        kept
        for kept in combinations(cells, len(row.cells))
        if fits([Decimal(text or 0) for text in kept], row)
    }
    return tuple(map(Decimal, texts)) if len(ways) == 1 else None


def _ways(texts: Sequence[str], missing: int) -> Iterator[Sequence[str]]:
    if missing == 0:
        return iter([texts])
    return _dropped(texts) if missing == -1 else _split(texts, missing)


def fits(values: Sequence[Decimal], row: FormRow) -> bool:
    """Whether values hold all sums along a row."""
    by_key = {cell.key: value for cell, value in zip(row.cells, values, strict=True)}
    return all(
        sum((by_key[key] for key in one.left), Decimal(0))
        == sum((by_key[key] for key in one.right), Decimal(0))
        for one in row.sums
    )


def adds_up(texts: Sequence[str], row: FormRow) -> bool | None:
    """Whether a row's values as written hold its sums; None where one is no plain number."""
    return fits(list(map(Decimal, texts)), row) if all(map(str.isdecimal, texts)) else None


def _ascii(text: str) -> str:
    """Return full-width digits as plain ones, so that a leading zero is seen."""
    return text if text.isascii() else "".join(str(int(digit)) for digit in text)


def _dropped(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    if any(len(text) > 1 and text.startswith("0") for text in texts):
        return
    for number in range(len(texts)):
        yield [*texts[:number], *texts[number + 1 :]]


def _split(texts: Sequence[str], missing: int) -> Iterator[Sequence[str]]:
    if not 1 <= missing <= _MOST_STUCK:
        return
    ways = [list(_pieces(text, missing)) for text in texts]
    count = 1
    for options in ways:
        count *= len(options)
    if count > _MOST_WAYS:
        return
    for chosen in product(*ways):
        flat = [piece for pieces in chosen for piece in pieces]
        if len(flat) == len(texts) + missing:
            yield flat


def _pieces(text: str, missing: int) -> Iterator[tuple[str, ...]]:
    """Yield the ways to cut a text into numbers without a leading zero, itself first."""
    for cuts in range(missing + 1 if len(text) <= _LONGEST_STUCK else 1):
        for places in combinations(range(1, len(text)), cuts):
            edges = (0, *places, len(text))
            pieces = tuple(text[a:b] for a, b in pairwise(edges))
            if all(len(piece) == 1 or piece[0] != "0" for piece in pieces):
                yield pieces
