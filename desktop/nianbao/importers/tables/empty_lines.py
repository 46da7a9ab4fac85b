"""Empty lines where a row goes on: what a blank cell leaves whose bar was lost.

Some texts have an empty line behind every cell, and some only between tables. Where a row goes on
behind more empty lines than elsewhere in the text, nobody knows whether a cell has stood there.
"""

from collections import Counter
from collections.abc import Sequence

from nianbao.importers.vocabulary.values import is_blank, is_value


def gaps_in_rows(empty: Sequence[int], lines: Sequence[tuple[int, str]]) -> frozenset[int]:
    """Return the numbers of the lines before which a cell may be lost."""
    if not any("|" in text for _, text in lines):
        return frozenset()
    before = Counter(empty)
    before.update(_beyond_whitespace(lines))
    going_on = [number for number, text in lines if _goes_on(text)]
    counts = Counter(before[number] for number in going_on)
    usual = max(counts, key=lambda count: counts[count], default=0)
    return frozenset(number for number in going_on if before[number] > usual)


def _beyond_whitespace(lines: Sequence[tuple[int, str]]) -> list[int]:
    """Return the line behind each that holds nothing but tabs and wide blanks."""
    found: list[int] = []
    waiting = 0
    for number, text in lines:
        if text.strip():
            found += [number] * waiting
            waiting = 0
        else:
            waiting += 1
    return found


def _goes_on(text: str) -> bool:
    """Whether a line begins with a number or a blank cell, not with a row's words."""
    first = text.partition("|")[0].strip()
    return bool(text.strip()) and (not first or is_blank(first) or is_value(first))
