"""Sentences and their pieces: each number with the words before it, behind it and in brackets."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

from nianbao.checks.sentences.numerals import Number
from nianbao.checks.sentences.tokens import ENDS, Token, tokenize


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """Words up to the next mark, around one number or none.

    ``label`` stands before the number and ``tail`` behind it; ``aside`` is what brackets add
    without a number (含上年结转). ``before`` is the mark that opened the piece, "number" where
    it follows a number directly, empty at the beginning of a sentence.
    """

    label: tuple[Token, ...]
    figure: Token | None
    tail: tuple[Token, ...]
    aside: tuple[Token, ...]
    before: str
    depth: int
    parent: int
    """The place of the piece in whose brackets this one stands, -1 outside brackets."""
    number: Number | None
    """The number, None for mere words."""
    kinds: frozenset[str]
    """The kinds of the words of the label."""

    @property
    def number_is_percent(self) -> bool:
        """Whether the number is a percentage."""
        return self.number is not None and self.number.percent

    @property
    def start(self) -> int:
        """Where the piece begins."""
        first = self.label[0] if self.label else self.figure
        return first.start if first else 0

    @property
    def end(self) -> int:
        """Where the number ends, or the words where there is none."""
        last = self.figure or (self.label[-1] if self.label else None)
        return last.end if last else 0

    def names(self, *ids: str) -> bool:
        """Whether the label has a word of one of these ids."""
        return any(token.id in ids for token in self.label)

    def has(self, *kinds: str) -> bool:
        """Whether the label has a word of one of these kinds."""
        return not self.kinds.isdisjoint(kinds)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its pieces in order; their places count from ``offset`` of the text."""

    pieces: tuple[Piece, ...]
    offset: int
    paragraph: int
    first: bool
    """Whether it opens its paragraph."""
    words: str = ""
    """The cleaned text that the places of its tokens are of."""


def sentences(text: str) -> Iterator[Sentence]:
    """Yield the sentences of a cleaned text."""
    paragraph = 0
    first = True
    for match in _SENTENCE.finditer(text):
        for start in range(match.start("words"), match.end("words"), LONGEST):
            words = text[start : min(start + LONGEST, match.end("words"))]
            yield Sentence(_pieces(words), start, paragraph, first, words)
            first = False
        if match["end"] == "\n":
            paragraph, first = paragraph + 1, True


_NAMES = frozenset({"outcome", "neutral"})
"""What brackets name without a number: results that the number before or behind them counts."""
LONGEST = 800
"""Characters of a sentence. A longer one is none, and reading it would take too long."""
_SENTENCE = re.compile(f"(?P<words>[^{ENDS}]*)(?P<end>[{ENDS}]|$)")


@lru_cache(maxsize=4096)
def _pieces(words: str) -> tuple[Piece, ...]:
    """Cut a sentence; remembered, since a key stroke changes one sentence of many."""
    maker = _PieceMaker()
    for token in tokenize(words):
        maker.take(token)
    maker.end("")
    return tuple(maker.pieces)


@dataclass
class _Open:
    """The piece being built."""

    before: str = ""
    label: list[Token] = field(default_factory=list)
    figure: Token | None = None
    tail: list[Token] = field(default_factory=list)
    aside: list[Token] = field(default_factory=list)
    in_brackets: bool = False
    """Whether the number stood alone in brackets behind its words."""


class _PieceMaker:
    """Cuts a sentence; an opened bracket sets the piece before it aside until it closes."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.open = _Open()
        self.outer: list[tuple[_Open, int]] = []

    def take(self, token: Token) -> None:
        if token.kind == "mark":
            self._mark(token.id)
        elif token.kind == "number":
            if self.open.figure is not None:
                between = list(self.open.tail)
                self.end("number")
                self.open.label = between
            self.open.figure = token
        elif self.open.figure is not None:
            self.open.tail.append(token)
        else:
            self.open.label.append(token)

    def _mark(self, mark: str) -> None:
        if mark == "(":
            self._open_bracket()
        elif mark == ")":
            self._close_bracket()
        else:
            self.end(mark)

    def _open_bracket(self) -> None:
        place = -1
        if self.open.in_brackets and self.open.tail[:1] and self.open.tail[0].id == "and":
            words, self.open.tail = self.open.tail, []
            self.end(
                "、"
            )  # 自然人（12件）和法人（3件）提出: what follows 和 is the next one's name
            self.open.label = words
        if self.open.figure is not None:
            place = len(self.pieces)
            self.end("(")
            self.outer.append((_Open(")"), place))
        else:
            self.outer.append((self.open, place))
        self.open = _Open("(")

    def _close_bracket(self) -> None:
        if not self.outer:
            self.end(")")
            return
        self._join_names()
        outer, place = self.outer[-1]
        inside = self.open
        if inside.figure is None and inside.before == "(":
            self.outer.pop()
            self._add_aside(outer, place, inside.label)
        elif place < 0 and outer.figure is None and inside.before == "(" and not inside.label:
            self.outer.pop()  # 收到申请（12件）: the number is that of the words before
            outer.figure, outer.tail, outer.in_brackets = inside.figure, inside.tail, True
        else:
            self.end(")")
            self.outer.pop()
        self.open = outer

    def _join_names(self) -> None:
        """公开（予以公开、部分公开）18件: names alone in brackets explain the words before them."""
        inside, depth = self.open, len(self.outer)
        at = len(self.pieces)
        while at and self.pieces[at - 1].depth == depth and self.pieces[at - 1].before in "(、":
            at -= 1
            if self.pieces[at].before == "(":
                break
        row = self.pieces[at:]
        words = [token for piece in row for token in piece.label] + inside.label
        opened = bool(row) and row[0].before == "(" and inside.before == "、"
        bare = inside.figure is None and all(piece.figure is None for piece in row)
        if opened and bare and all(token.kind in _NAMES for token in words):
            del self.pieces[at:]
            self.open = _Open("(", label=words)

    def _add_aside(self, outer: _Open, place: int, words: list[Token]) -> None:
        if place < 0:
            outer.aside.extend(words)
            return
        whole = self.pieces[place]
        self.pieces[place] = replace(whole, aside=(*whole.aside, *words))

    def end(self, mark: str) -> None:
        """Close the piece being built; ``mark`` opens the next one."""
        done = self.open
        if done.label or done.figure is not None:
            self.pieces.append(
                Piece(
                    tuple(done.label), done.figure, tuple(done.tail), tuple(done.aside),
                    done.before, len(self.outer), self.outer[-1][1] if self.outer else -1,
                    done.figure.number if done.figure else None,
                    frozenset(token.kind for token in done.label),
                )
            )  # fmt: skip
        self.open = _Open(mark)
