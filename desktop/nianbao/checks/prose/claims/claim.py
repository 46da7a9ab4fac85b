"""A claim without a number, and the clause that it is looked for in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from nianbao.checks.prose.quantity import Lines, Quantity
from nianbao.checks.sentences.segments import Piece, Sentence
from nianbao.checks.sentences.tokens import Token

ClaimKind = Literal["none", "done", "upheld", "corrected", "pending", "alike", "one_way", "ended"]


@dataclass(frozen=True, slots=True)
class Claim:
    """The text says that there is nothing of ``nothing_of``: 未收到…, 全部办结, 均获维持."""

    kind: ClaimKind
    nothing_of: tuple[Quantity, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Before:
    """What stands before a paragraph: what bare numbers are about, and what was counted last."""

    default: str
    counted_all: bool = False
    """Whether the last number counts this year's applications as a whole."""
    decides: bool = False
    """Whether bare licences and penalties are decisions."""


@dataclass(frozen=True)
class View:
    """A clause with what stands before it."""

    sentence: Sentence
    number: int
    clause: tuple[Piece, ...]
    words: tuple[Token, ...]
    earlier: tuple[Sentence, ...]
    before: Before
    lines: Lines
    of_cases: bool = False
    """Whether the cases of the sentence are taken to be disclosure's, though nothing says so."""

    def claim(
        self, kind: ClaimKind, nothing_of: tuple[Quantity, ...], words: Sequence[Token]
    ) -> Claim:
        """A claim over some words of the clause."""
        offset = self.sentence.offset
        return Claim(kind, nothing_of, offset + words[0].start, offset + words[-1].end)


def clauses(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Pieces with “、” between them belong together: 未发生行政复议、行政诉讼."""
    clause: list[Piece] = []
    for piece in pieces:
        if clause and piece.before != "、":
            yield clause
            clause = []
        clause.append(piece)
    if clause:
        yield clause


def words_of(clause: Sequence[Piece]) -> list[Token]:
    """Return the words of a clause, each once."""
    found: list[Token] = []
    for piece in clause:
        if piece.before != "number":
            found.extend(piece.label)
        if piece.figure:
            found.append(piece.figure)
        found.extend(piece.tail)
    return found


def spoken_of(found: Sequence[Sentence], *, before: bool) -> tuple[bool, ...]:
    """For each sentence whether applications were spoken of up to its end, and no court's work."""
    spoken: list[bool] = []
    for sentence in found:
        before = before or any(one.has("application", "publicity") for one in sentence.pieces)
        court = any(one.has("adjudicate") or one.names("as_court") for one in sentence.pieces)
        spoken.append(before and not court)
    return tuple(spoken)


def speaks(view: View) -> bool:
    """Whether the paragraph has spoken of applications, or its cases are taken to be theirs."""
    if view.of_cases:
        return True
    pieces = [piece for one in (*view.earlier, view.sentence) for piece in one.pieces]
    return any(piece.has("application", "publicity") for piece in pieces)


LINKS = frozenset({"neutral", "timely", "done", "all", "whole"})


def leads_on(view: View, piece: Piece) -> bool:
    """12件中已办结11件: the words behind the first number are those of the second."""
    place = view.sentence.pieces.index(piece) + 1
    following = view.sentence.pieces[place : place + 1]
    return bool(following) and following[0].before == "number"
