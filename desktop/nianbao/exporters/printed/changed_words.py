"""Two versions of a text as one line of pieces: what stayed, what is gone, what is new.

Numbers and Latin words change as a whole: 2023 became 2024, no reader wants to see one digit struck.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Literal

Fate = Literal["same", "gone", "new"]

_TOKEN = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[A-Za-z]+|.", re.DOTALL)
_LEAST_KEPT = 3
"""Characters: what is shorter and stands between two changes is read with them."""


@dataclass(frozen=True)
class Piece:
    """A part of a text and what became of it."""

    fate: Fate
    text: str
    lead: bool = False
    """Whether it belongs to a heading run into its text."""


@dataclass(frozen=True)
class _Token:
    text: str
    lead: bool


@dataclass
class _Stretch:
    """Tokens that are the same in both texts, or that stand for each other."""

    same: bool
    gone: list[_Token]
    new: list[_Token]

    def joined(self, other: "_Stretch") -> "_Stretch":
        return _Stretch(False, self.gone + other.gone, self.new + other.new)  # noqa: FBT003


def changed_words(old: str, new: str, old_lead: int = 0, new_lead: int = 0) -> tuple[Piece, ...]:
    """Return both texts in one: without what is new it is the old one, without what is gone the new one."""
    before, after = _tokens(old, old_lead), _tokens(new, new_lead)
    pieces: list[Piece] = []
    for stretch in _readable(_stretches(before, after)):
        if stretch.same:
            pieces += _pieces("same", stretch.new)
        else:
            pieces += [*_pieces("gone", stretch.gone), *_pieces("new", stretch.new)]
    return tuple(pieces)


def _tokens(text: str, lead: int) -> list[_Token]:
    parts = (text[:lead], text[lead:])
    return [
        _Token(token, number == 0)
        for number, part in enumerate(parts)
        for token in _TOKEN.findall(part)
    ]


def _stretches(before: list[_Token], after: list[_Token]) -> Iterator[_Stretch]:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, i, j, k, m in matcher.get_opcodes():
        yield _Stretch(kind == "equal", before[i:j], after[k:m])


def _readable(stretches: Iterator[_Stretch]) -> list[_Stretch]:
    """Read a 的 that happens to stand in both of two different sentences as part of the change."""
    found: list[_Stretch] = []
    for stretch in stretches:
        short = len(found) > 1 and found[-1].same and _length(found[-1].new) < _LEAST_KEPT
        if not stretch.same and short:
            island = found.pop()
            found[-1] = found[-1].joined(island).joined(stretch)
        else:
            found.append(stretch)
    return found


def _length(tokens: Sequence[_Token]) -> int:
    return sum(len(token.text) for token in tokens)


def _pieces(fate: Fate, tokens: Sequence[_Token]) -> Iterator[Piece]:
    for lead, run in groupby(tokens, key=lambda token: token.lead):
        yield Piece(fate, "".join(token.text for token in run), lead)
