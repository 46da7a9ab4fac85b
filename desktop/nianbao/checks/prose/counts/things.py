"""Which thing a number counts: reviews, documents, applications carried over, or those of this year."""

from collections.abc import Sequence
from dataclasses import replace

from nianbao.checks.prose.counts.carried import counts_with_the_carried, with_the_carried
from nianbao.checks.prose.counts.cases import (
    are_of_all_matters,
    case_in,
    closes_cases,
    kind_told_behind,
    kinds_told_apart,
    ours_among,
)
from nianbao.checks.prose.counts.counted import application_in
from nianbao.checks.prose.counts.documents import (
    added_documents,
    belongs_to_the_issued,
    document_in,
    ends_documents,
)
from nianbao.checks.prose.counts.wholes import before_the_next
from nianbao.checks.prose.phrases.parts import is_part, names_several_channels
from nianbao.checks.prose.phrases.wording import carry_in, names_a_judge, own_tail, verbs_in
from nianbao.checks.prose.quantity import INTO_NEXT_YEAR, Cases, Count, Ended, Lines, Quantity
from nianbao.checks.prose.topic import APPLICATION, CASE, Topic
from nianbao.checks.sentences.segments import Piece
from nianbao.checks.sentences.tokens import Token

OF_THIS_YEAR = frozenset({"among", "neutral", "year", "whole", "publicity"})
"""2021年至2023年收到107件，其中2023年45件: the second number counts what the first one does."""


class Things:
    """Tells what numbers count, of ``year`` and in a form with these ``lines``."""

    def __init__(self, state: Topic, year: int, lines: Lines) -> None:
        self.state = state
        self.year = year
        self.lines = lines

    def of_number(
        self, pieces: Sequence[Piece], place: int, words: Sequence[Token], topic: str
    ) -> Quantity | None:
        """Return what the number of a piece counts; None for things of no table."""
        piece = pieces[place]
        if ours_among(pieces, place) or _names_a_case(piece, words):
            return self._case(pieces, place, words)
        if (
            any(token.kind in ("document", "document_verb") for token in words)
            or (any(token.kind == "document" for token in piece.tail[:2]) and not verbs_in(words))
            or ends_documents(self.state, piece, words)
        ):
            of_them = is_part(piece) or belongs_to_the_issued(pieces, place)
            return document_in(self.state, self.year, piece, words, of_them=of_them)
        added = added_documents(self.state, pieces, place, words)
        if added is not None and not self.state.is_another_year(words, self.year):
            return added
        carry = carry_in((*words, *own_tail(pieces, place)), self.year)
        ended = self._ended(carry, words, topic)
        if ended is not None:
            return ended
        if topic != APPLICATION:
            return None
        alone = carry and not counts_with_the_carried(pieces, place, words)
        return Count(carry) if alone else self._applications(pieces, place, words)

    def _case(self, pieces: Sequence[Piece], place: int, words: Sequence[Token]) -> Quantity | None:
        """Reviews and suits, of disclosure where others are counted beside them."""
        ours = () if self.state.is_court else ours_among(pieces, place)
        if ours:
            self.state.blocks, self.state.our_cases = ours, True
            return Cases(ours)
        if are_of_all_matters(pieces, place):
            return None
        own = replace(pieces[place], tail=before_the_next(pieces, place))
        case = case_in(self.state, self.year, own, words)
        told = kind_told_behind(pieces, place) or kinds_told_apart(pieces, place)
        return Ended(case.ending, told) if isinstance(case, Ended) and told else case

    def _ended(self, carry: str, words: Sequence[Token], topic: str) -> Ended | None:
        """行政复议7件，尚未办结3件; 行政复议7件，已办结4件."""
        pending = topic == CASE and carry == INTO_NEXT_YEAR and not verbs_in(words)
        if pending and self.state.our_cases and self.state.blocks:
            return Ended("pending", self.state.blocks)
        if closes_cases(self.state, topic, words):
            return Ended("decided", self.state.blocks)
        return None

    def _applications(
        self, pieces: Sequence[Piece], place: int, words: Sequence[Token]
    ) -> Quantity | None:
        """Applications of this year; one way of applying is only a part of them."""
        if counts_with_the_carried(pieces, place, words):
            return with_the_carried(pieces, place, words)
        near = (*words, *own_tail(pieces, place)[:2])  # 办理5件网上申请
        by_channel = any(token.kind == "channel" for token in near)
        if by_channel and not names_several_channels(pieces, place):
            return None
        if self.state.is_another_year(words, self.year):
            plain = tuple(token for token in words if token.kind not in ("year", "prev"))
            counted = application_in(pieces[place], plain, self.lines)
            self.state.over_years = counted or self.state.over_years
            return None
        over = self.state.over_years
        told_apart = any(token.kind in ("who", "outcome") for token in pieces[place].tail)
        if (
            over is not None
            and not told_apart
            and all(token.kind in OF_THIS_YEAR for token in words)
        ):
            return over
        following = pieces[place + 1 : place + 2]
        piece, verb = pieces[place], pieces[place].tail[-1:]
        if following and following[0].before == "number" and verb and verb[0].kind == "verb":
            piece = replace(piece, tail=piece.tail[:-1])  # 52件申请办结48件: 48 were closed
        return application_in(piece, words, self.lines)


def _names_a_case(piece: Piece, words: Sequence[Token]) -> bool:
    near = (*words, *piece.tail[:3])
    return any(token.kind in ("case", "ending") for token in near) or names_a_judge(words)
