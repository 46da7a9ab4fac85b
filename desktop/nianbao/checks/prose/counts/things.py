"""Which thing a number counts: reviews, documents, applications carried over, or those of this year."""

from collections.abc import Sequence
from dataclasses import replace

from nianbao.checks.prose.counts.carried import counts_with_the_carried, with_the_carried
from nianbao.checks.prose.counts.cases import case_in, closes_cases, kinds_told_apart
from nianbao.checks.prose.counts.counted import application_in
from nianbao.checks.prose.counts.documents import document_in, ends_documents
from nianbao.checks.prose.counts.wholes import before_the_next
from nianbao.checks.prose.phrases.parts import names_several_channels
from nianbao.checks.prose.phrases.wording import carry_in, names_a_judge, own_tail, verbs_in
from nianbao.checks.prose.quantity import INTO_NEXT_YEAR, Count, Ended, Lines, Quantity
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
        if any(token.kind in ("case", "ending") for token in (*words, *piece.tail[:3])) or (
            names_a_judge(words)
        ):
            own = replace(piece, tail=before_the_next(pieces, place))
            case = case_in(self.state, self.year, own, words)
            told = kinds_told_apart(pieces, place) if isinstance(case, Ended) else ()
            return Ended(case.ending, told) if isinstance(case, Ended) and told else case
        if (
            any(token.kind in ("document", "document_verb") for token in words)
            or (any(token.kind == "document" for token in piece.tail[:2]) and not verbs_in(words))
            or ends_documents(self.state, piece, words)
        ):
            return document_in(self.state, self.year, piece, words)
        carry = carry_in((*words, *own_tail(pieces, place)), self.year)
        pending = topic == CASE and carry == INTO_NEXT_YEAR and not verbs_in(words)
        if pending and self.state.our_cases and self.state.blocks:  # 行政复议7件，尚未办结3件
            return Ended("pending", self.state.blocks)
        if closes_cases(self.state, topic, words):
            return Ended("decided", self.state.blocks)
        if topic != APPLICATION:
            return None
        alone = carry and not counts_with_the_carried(pieces, place, words)
        return Count(carry) if alone else self._applications(pieces, place, words)

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
        return application_in(pieces[place], words, self.lines)
