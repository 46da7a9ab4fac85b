"""What a number in prose counts: applications received, an outcome, reviews, or something else.

A number counts what the words of its own piece say; where they name no thing, what the sentence
was about before. In doubt it counts nothing: a wrong alarm costs as much as a miss.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from nianbao.checks.prose.cases import case_in, document_in
from nianbao.checks.prose.numerals import Number
from nianbao.checks.prose.parts import (
    among,
    is_below,
    is_beside_a_channel,
    is_named_plainly,
    is_of_the_number_before,
    is_part,
    names_several_channels,
)
from nianbao.checks.prose.quantity import FROM_LAST_YEAR, NEW, Count, Lines, Part, Quantity
from nianbao.checks.prose.segments import Piece, Sentence
from nianbao.checks.prose.tokens import Token
from nianbao.checks.prose.topic import APPLICATION, CASE, FOREIGN, Topic
from nianbao.checks.prose.wording import (
    applicants_behind,
    blocks_in,
    carry_in,
    counts_applications,
    first_words,
    has_carry,
    has_unknown,
    is_a_courts_work,
    is_countable,
    marks_documents,
    names_an_office,
    outcomes_in,
    own_words,
    rest_is_carried,
    since_another_time,
    span_of,
    verbs_in,
)

_NOT_A_COUNT = frozenset(
    {
        "part_time",
        "part_scope",
        "delta",
        "compare",
        "rate",
        "share",
        "rest",
        "respectively",
        "none",
        "narrow",
    }
)
_HEADS = frozenset({NEW, "received", "taken", "undertaken", "handled", "closed", "answered"})
_KIND_OF_COUNT = {
    NEW: "in", "received": "in", "application": "in", "taken": "in", "undertaken": "in",
    "closed": "out", "answered": "out", "handled": "out",
}  # fmt: skip
"""Counts of what came in and of what went out."""


@dataclass(frozen=True, slots=True)
class Statement:
    """The text says: ``quantity`` is ``number``. Spans are of the cleaned text."""

    quantity: Quantity
    number: Number
    start: int
    end: int
    paragraph: int
    sentence: int
    piece: int
    head: str = ""
    """What was counted before the parts that this statement belongs to."""
    includes_carry: bool = False
    named: bool = False
    """Whether the words name an office, which may be only a part of the whole."""

    @property
    def verb(self) -> str:
        """What was done with the applications counted; empty where something else is."""
        return self.quantity.verb if isinstance(self.quantity, Count) else ""


class MeaningReader:
    """Reads the sentences of one paragraph in order. ``year`` is the report's."""

    def __init__(self, state: Topic, year: int, lines: Lines) -> None:
        self.state = state
        self.year = year
        self.lines = lines
        self.statements: list[Statement] = []

    def read(self, found: Iterable[Sentence]) -> list[Statement]:
        """Return the statements of all sentences."""
        for number, sentence in enumerate(found):
            self._heading(sentence)
            self.state.this_sentence = False
            self._sentence(sentence, number)
        return self.statements

    def _heading(self, sentence: Sentence) -> None:
        """（二）依申请公开工作情况。 sets what the sentences below it are about."""
        first = sentence.pieces[0] if sentence.pieces else None
        if first is None or not sentence.first or not first.aside or first.number is not None:
            return
        if first.aside[0].start < first.start and first.aside[0].kind == "unknown":
            self.state.default = APPLICATION if first.has("application") else FOREIGN

    def _sentence(self, sentence: Sentence, number: int) -> None:
        self.state.year = ""
        if not _goes_on_with_endings(sentence):
            self.state.our_cases = False
        if marks_documents(sentence):
            self._about(FOREIGN, "件")
            return
        for place, piece in enumerate(sentence.pieces):
            self._time(piece)
            if piece.number is None:
                self._words_only(sentence.pieces, place)
                continue
            statement = self._statement(sentence, number, place)
            if statement is not None:
                self.statements.append(statement)
                self._note(statement, sentence.pieces)
            self.state.this_sentence = True

    def _time(self, piece: Piece) -> None:
        """Follow the time a sentence speaks of: 上半年收到3件，办结2件 is no count of the year."""
        if piece.depth or piece.has("carry", "compare", "next"):
            return
        if since_another_time(piece.label, self.year):
            self.state.year = "another"
            return
        for token in piece.label:
            if token.kind == "year":
                self.state.year = token.id
            elif token.kind in ("prev", "part_time"):
                self.state.year = "another"
            elif token.kind == "whole":
                self.state.year = ""

    def _words_only(self, pieces: Sequence[Piece], place: int) -> None:
        """Follow words without a number."""
        piece = pieces[place]
        heads = place + 1 < len(pieces) and pieces[place + 1].before == ":"
        if heads and piece.label[-1:] and piece.label[-1].kind == "document":
            self.state.document, self.state.document_verb = piece.label[-1].id, ""
        if piece.has("application"):
            self._about(APPLICATION, "")
        elif piece.has("foreign"):
            self._about(FOREIGN, "")
        if piece.has("case"):
            self.state.blocks += blocks_in(piece.label)
            self.state.our_cases |= piece.has("publicity", "application")

    def _about(self, topic: str, unit: str) -> None:
        self.state.topic, self.state.unit, self.state.this_sentence = topic, unit, True
        self.state.about_applications |= topic == APPLICATION
        self.state.spoke_of_applications |= topic == APPLICATION

    def _note(self, statement: Statement, pieces: Sequence[Piece]) -> None:
        if statement.verb in _HEADS:
            self.state.head = statement.verb
        if statement.verb == FROM_LAST_YEAR:
            self._mark_carry(statement, pieces)

    def _mark_carry(self, statement: Statement, pieces: Sequence[Piece]) -> None:
        """受理15件（含上年结转3件）: the number before it includes what was carried in."""
        for place in range(len(self.statements) - 2, -1, -1):
            before = self.statements[place]
            if before.sentence != statement.sentence:
                return
            beside = not is_below(pieces, before.piece, statement.piece)
            if before.verb in _HEADS and beside and before.piece != statement.piece:
                continue
            if before.verb in _HEADS and statement.includes_carry:
                self.statements[place] = replace(before, includes_carry=True)
                return

    def _statement(self, sentence: Sentence, number: int, place: int) -> Statement | None:
        piece = sentence.pieces[place]
        figure = piece.number
        assert figure is not None and piece.figure is not None  # noqa: S101, PT018
        words = own_words(sentence.pieces, place)
        topic = self._topic(piece, words, figure)
        if figure.vague or figure.percent or not is_countable(piece, words, figure):
            return None
        if any(token.kind in _NOT_A_COUNT for token in words) and not rest_is_carried(words, piece):
            return None
        quantity = self._quantity(sentence.pieces, place, words, topic)
        if blocks_in(words) and not among(sentence.pieces, place):
            self.state.topic, self.state.this_sentence = CASE, True
        if quantity is None:
            return None
        verb = quantity.verb if isinstance(quantity, Count) else ""
        if verb == "application" and not is_named_plainly(sentence.pieces, place, words):
            return None
        beside_channel = verb in _HEADS and is_beside_a_channel(sentence.pieces, place)
        if beside_channel or self._only_a_part(verb, sentence, number, place):
            return None
        if verb in ("closed", "answered") and self._are_of_the_new(sentence, number, place):
            quantity = Count(verb, of_the_new=True)
        included = verb == FROM_LAST_YEAR and among(sentence.pieces, place)
        start, end = span_of(words, piece)
        return Statement(
            quantity, figure, sentence.offset + start, sentence.offset + end,
            sentence.paragraph, number, place, self.state.head,
            included or has_carry(piece.aside), names_an_office(words),
        )  # fmt: skip

    def _only_a_part(self, verb: str, sentence: Sentence, number: int, place: int) -> bool:
        """收到12件，其中网站收到8件: eight are some of the twelve, not another count of all."""
        if verb in _HEADS and is_of_the_number_before(sentence.pieces, place):
            return True
        kind, figure = _KIND_OF_COUNT.get(verb), sentence.pieces[place].number
        same = (
            one for one in reversed(self.statements)
            if one.sentence == number and _KIND_OF_COUNT.get(one.verb) == kind
        )  # fmt: skip
        head = next(same, None) if kind else None
        if head is None or figure is None or figure.value >= head.number.value:
            return False
        if verb == NEW != head.verb:
            return False
        return is_below(sentence.pieces, head.piece, place)

    def _are_of_the_new(self, sentence: Sentence, number: int, place: int) -> bool:
        """新收的12件申请中，11件已办结: those carried in are closed beside them."""
        heads = [
            one for one in self.statements
            if one.sentence == number and _KIND_OF_COUNT.get(one.verb) == "in"
        ]  # fmt: skip
        if not heads:
            return False
        whole = sentence.pieces[heads[-1].piece]
        of_it = any(token.id == "of" for token in whole.tail)
        return of_it or is_below(sentence.pieces, heads[-1].piece, place)

    def _topic(self, piece: Piece, words: Sequence[Token], figure: Number) -> str:
        """Say what the number is about, and remember it for the numbers that follow."""
        near = [*words, *piece.tail[:3]]
        if words and words[-1].kind == "thing":
            return FOREIGN
        ids = {token.id for token in near if token.kind == "application"}
        if "strong" in ids:
            self._about(APPLICATION, figure.unit)
            return APPLICATION
        foreign = any(token.kind in ("foreign", "thing", "document") for token in near)
        foreign = foreign or is_a_courts_work(near)
        if foreign or (verbs_in(words) and has_unknown(words)):
            if not is_part(piece):
                self._about(FOREIGN, figure.unit)
            return FOREIGN
        if "weak" in ids:
            ours = APPLICATION in (self.state.default, self.state.topic)
            if ours or self.state.about_applications:
                self._about(APPLICATION, figure.unit)
                return APPLICATION
            return FOREIGN
        topic = self.state.inherited(figure.unit)
        if verbs_in(words):
            self._about(topic, figure.unit)
        return topic

    def _quantity(
        self, pieces: Sequence[Piece], place: int, words: Sequence[Token], topic: str
    ) -> Quantity | None:
        piece = pieces[place]
        if any(token.kind in ("case", "ending") for token in (*words, *piece.tail[:3])):
            return case_in(self.state, self.year, piece, words)
        if any(token.kind in ("document", "document_verb") for token in words):
            return document_in(self.state, self.year, piece, words)
        if topic != APPLICATION:
            return None
        carry = carry_in(words, piece, self.year)
        if carry:
            return Count(carry)
        by_channel = any(token.kind == "channel" for token in words)
        if (by_channel and not names_several_channels(pieces, place)) or self.state.is_another_year(
            words, self.year
        ):
            return None
        return _application(piece, words, self.lines)


def _goes_on_with_endings(sentence: Sentence) -> bool:
    """其中维持1件。 speaks of the cases of the sentence before."""
    return any(piece.has("ending") for piece in sentence.pieces)


def _application(piece: Piece, words: Sequence[Token], lines: Lines) -> Count | Part | None:
    outcomes = outcomes_in(words, lines) or outcomes_in(first_words(piece.tail), lines)
    who = [token.id for token in words if token.kind == "who"] or applicants_behind(piece, words)
    if lines.everybody and set(who) == lines.everybody:
        who = []
    reasons = any(token.kind == "outcome_part" for token in words)
    if reasons and not lines.is_below_a_group(outcomes):
        return None
    if outcomes or who:
        if has_unknown(words) or "unclear" in who or len(who) > 1 or len(outcomes) > 1:
            return None
        return Part(next(iter(outcomes), ""), tuple(who))
    verbs = verbs_in(words) or verbs_in(first_words(piece.tail))
    if verbs:
        return None if "extended" in verbs else Count(verbs[-1])
    strong = any(token.kind == "application" and token.id == "strong" for token in words)
    strong = strong or counts_applications(piece, words)
    return Count("application") if strong and not is_part(piece) else None
