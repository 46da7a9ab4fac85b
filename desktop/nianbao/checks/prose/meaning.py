"""What a number in prose counts: applications received, an outcome, reviews, or something else.

A number counts what the words of its own piece say; where they name no thing, what the sentence
was about before. In doubt it counts nothing: a wrong alarm costs as much as a miss.
"""

from collections.abc import Sequence
from dataclasses import replace

from nianbao.checks.prose.cases import (
    are_left_in_force,
    are_told_to_be_ours,
    case_in,
    closes_cases,
    document_in,
    ends_documents,
    goes_on_with_endings,
)
from nianbao.checks.prose.counted import (
    application_in,
    counts_with_the_carried,
    own_tail,
    with_the_carried,
)
from nianbao.checks.prose.decided import decision_in, in_myriads, part_of_decisions
from nianbao.checks.prose.parts import (
    among,
    is_of_the_level_before,
    names_several_channels,
)
from nianbao.checks.prose.quantity import (
    FROM_LAST_YEAR,
    INTO_NEXT_YEAR,
    NEW,
    Cases,
    Count,
    Ended,
    Lines,
    Part,
    Quantity,
)
from nianbao.checks.prose.statement import HEADS, Statement, verb_of
from nianbao.checks.prose.subject import Subject
from nianbao.checks.prose.topic import APPLICATION, CASE, FOREIGN, Topic
from nianbao.checks.prose.wholes import (
    MOST_TOGETHER,
    are_alike,
    are_of_the_new,
    before_the_next,
    carried_for_a_reason,
    counted_right_before,
    in_days,
    is_counted_apart,
    is_of_one_level,
    is_of_several_applicants,
    is_of_the_carried,
    is_open,
    is_part_of_a_carry,
    is_rest,
    is_some_of_them,
    is_this_years,
    mark_carry,
    of_whom,
    part_of_a_part,
    summed,
)
from nianbao.checks.prose.wording import (
    blocks_in,
    carry_in,
    ends_a_year,
    has_carry,
    is_beside_last_year,
    is_countable,
    marks_documents,
    names_a_judge,
    names_an_office,
    own_words,
    rest_is_carried,
    span_of,
    verbs_in,
)
from nianbao.checks.sentences.segments import Piece, Sentence
from nianbao.checks.sentences.tokens import Token

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


_PLAIN = frozenset({"prev", "year", "neutral", "compare"})
"""收到8件（上年为6件）: what the number before counts."""
_OF_THIS_YEAR = frozenset({"among", "neutral", "year", "whole", "publicity"})
"""2021年至2023年收到107件，其中2023年45件: the second number counts what the first one does."""


class MeaningReader:
    """Reads one sentence. ``year`` is the report's, ``state`` what was spoken of before it."""

    def __init__(self, state: Topic, year: int, lines: Lines) -> None:
        self.state = state
        self.year = year
        self.lines = lines
        self.subject = Subject(state, year)
        self.statements: list[Statement] = []
        self.earlier: list[Statement] = []
        """What the text says of the year before."""
        self.unsure: list[Statement] = []
        """Reviews and suits that may be others than those disclosure led to."""

    def read(self, sentence: Sentence, last_scope: str | None) -> None:
        """Read the sentence; ``last_scope`` is that of the statement before it."""
        self.subject.heading(sentence)
        self.state.this_sentence = False
        self._sentence(sentence, 0, last_scope)

    def _sentence(self, sentence: Sentence, number: int, last_scope: str | None) -> None:
        self.subject.begin(sentence, last_scope)
        if not goes_on_with_endings(sentence):
            self.state.our_cases = are_told_to_be_ours(sentence.pieces)
        if marks_documents(sentence):
            self.subject.about(FOREIGN, "件")
            return
        for place, piece in enumerate(sentence.pieces):
            self.subject.take(sentence.pieces, place)
            if piece.number is None:
                continue
            statement = self._statement(sentence, number, place)
            if statement is not None and statement.years_ago:
                self.earlier.append(statement)
            elif statement is not None:
                if summed(own := self._own(number), sentence.pieces, place) and are_alike(own):
                    self.statements = self.statements[: -len(own)]
                self.statements.append(statement)
                if isinstance(statement.quantity, Count | Part) and self.state.topic == FOREIGN:
                    self.subject.about(APPLICATION, statement.number.unit)
                self._note(statement, sentence.pieces)
            elif not self._take_some(sentence, number, place):
                self._take_unsure(sentence, number, place)
            self.state.this_sentence = True

    def _take_some(self, sentence: Sentence, number: int, place: int) -> bool:
        """有1件因情况复杂结转下年: some of those carried over, so never more than these."""
        figure, state = sentence.pieces[place].number, self.state
        other = state.scope or state.is_another_year(sentence.pieces[place].label, self.year)
        if other or figure is None or figure.vague or state.inherited(figure.unit) != APPLICATION:
            return False
        quantity = carried_for_a_reason(sentence.pieces, place, self.year)
        if quantity is not None:
            made = self._made(sentence, number, place, quantity)
            self.statements.append(replace(made, at_most=True))
        return quantity is not None

    def _take_unsure(self, sentence: Sentence, number: int, place: int) -> None:
        """复议5件，其中3件维持: of disclosure where the tables have as many, which they can tell."""
        piece = sentence.pieces[place]
        piece = replace(piece, tail=before_the_next(sentence.pieces, place))
        words = own_words(sentence.pieces, place)
        near = (*words, *piece.tail[:3])
        if self.state.scope or self._take_last_years(sentence, number, place, words):
            return
        if is_of_the_level_before(sentence.pieces, place):
            return
        if not any(token.kind in ("case", "ending") for token in near):
            return
        figure = piece.number
        if (
            figure is None
            or figure.vague
            or figure.percent
            or not is_countable(piece, words, figure)
        ):
            return
        if any(token.kind in _NOT_A_COUNT or token.kind == "unknown" for token in near):
            return
        state = replace(self.state)
        ago = int(
            self.state.is_last_year(words, self.year) and any(t.kind == "case" for t in words)
        )
        if ago:  # 行政复议由上年的8件增至13件
            state.year, words = "", tuple(t for t in words if t.kind not in ("prev", "year"))
        last = [one.quantity for one in self.unsure if one.sentence == number]
        state.blocks = last[-1].kinds if last and isinstance(last[-1], Cases | Ended) else ()
        quantity = case_in(state, self.year, piece, words, ours=True)
        if quantity is not None and quantity.kinds:
            made = self._made(sentence, number, place, quantity)
            self.unsure.append(replace(made, years_ago=ago))

    def _take_last_years(
        self, sentence: Sentence, number: int, place: int, words: Sequence[Token]
    ) -> bool:
        """行政复议7件，上年5件: last year's number right behind this year's."""
        before = self.unsure[-1] if self.unsure else None
        if before is None or (before.sentence, before.piece) != (number, place - 1):
            return False
        plain = all(token.kind in _PLAIN for token in words) and self.state.is_last_year(
            words, self.year
        )
        figure = sentence.pieces[place].number
        alike = figure is not None and figure.unit == before.number.unit and not figure.vague
        if plain and alike and not before.years_ago and isinstance(before.quantity, Cases):
            made = self._made(sentence, number, place, before.quantity)
            self.unsure.append(replace(made, years_ago=1))
        return plain

    def _note(self, statement: Statement, pieces: Sequence[Piece]) -> None:
        if statement.verb in HEADS:
            self.state.head = statement.verb
        if statement.verb == FROM_LAST_YEAR:
            mark_carry(self.statements, pieces)

    def _own(self, number: int) -> list[Statement]:
        """What the sentence has stated so far."""
        scope, near = self.state.scope, self.statements[-MOST_TOGETHER:]
        return [one for one in near if one.sentence == number and one.scope == scope]

    def _statement(self, sentence: Sentence, number: int, place: int) -> Statement | None:
        piece = sentence.pieces[place]
        figure = piece.number
        assert figure is not None and piece.figure is not None  # noqa: S101, PT018
        words = own_words(sentence.pieces, place)
        topic = self.subject.topic(piece, words, figure)
        if figure.vague or figure.percent:
            return None
        decision = decision_in(sentence.pieces, place, sure=self.state.decides)
        if decision is not None and not self.state.is_another_year(words, self.year):
            made = self._made(sentence, number, place, decision)
            return replace(made, number=in_myriads(figure)) if figure.unit == "元" else made
        part = part_of_decisions(piece)
        if part is not None and not self.state.is_another_year(words, self.year):
            made = self._made(sentence, number, place, part)
            return None if self.state.scope else replace(made, at_most=True)
        narrowed = any(token.kind in _NOT_A_COUNT for token in words)
        if is_beside_last_year(words, self.year):
            return self._of_last_year(sentence, number, place, topic)
        counts = (
            not narrowed
            or rest_is_carried(words, piece)
            or is_rest(self._own(number), words, piece)
            or are_left_in_force(self.state, words, piece)
        )
        if not counts or not is_countable(piece, words, figure) or in_days(sentence.pieces, place):
            return None
        return self._counted(sentence, number, place, topic)

    def _counted(self, sentence: Sentence, number: int, place: int, topic: str) -> Statement | None:
        """What a number counts that nothing in its words narrows."""
        words = own_words(sentence.pieces, place)
        carried = carry_in((*words, *own_tail(sentence.pieces, place)), self.year)
        if carried and self.state.is_past(words, self.year):
            return self._carried_then(sentence, number, place, (carried, topic))
        if not carried and self.state.is_last_year(words, self.year):
            return self._of_last_year(sentence, number, place, topic)
        own, pieces = self._own(number), sentence.pieces
        quantity = summed(own, pieces, place) or self._quantity(pieces, place, words, topic)
        if blocks_in(words) and not among(pieces, place):
            self.state.topic, self.state.this_sentence = CASE, True
        if is_this_years(quantity, own, words):
            quantity = Count(NEW)
        over = self.state.over_years  # 近两年申请量分别为5件、8件
        if over is not None and quantity is not None and is_open(quantity):
            quantity = over if any(t.id == str(self.year) for t in words) else quantity
        if quantity is None or is_some_of_them(verb_of(quantity), own, pieces, place):
            return None
        if (
            is_of_the_carried(own, pieces, place)
            or is_part_of_a_carry(quantity, own, pieces, place)
            or is_of_one_level(quantity, words, pieces)
            or is_of_several_applicants(quantity, pieces, place)
            or is_counted_apart(pieces, place)
            or is_of_the_level_before(pieces, place)
        ):
            return None
        quantity = of_whom(part_of_a_part(quantity, own, pieces, place), pieces, place)
        verb = verb_of(quantity)
        if verb in ("closed", "answered") and are_of_the_new(own, pieces, place):
            quantity = Count(verb, of_the_new=True)
        return self._made(sentence, number, place, quantity)

    def _carried_then(
        self, sentence: Sentence, number: int, place: int, carried: tuple[str, str]
    ) -> Statement | None:
        """2022年新收46件、年末结转7件: what last year carried over came into this one."""
        told = any(one.sentence == number for one in self.earlier)
        of_last = told and self.state.year == str(self.year - 1)
        if not of_last or carried[0] == FROM_LAST_YEAR or carried[1] != APPLICATION:
            return None
        ends = ends_a_year(sentence, place)
        return self._made(sentence, number, place, Count(FROM_LAST_YEAR)) if ends else None

    def _of_last_year(
        self, sentence: Sentence, number: int, place: int, topic: str
    ) -> Statement | None:
        """上年收到8件 says of last year what 收到8件 says of this one."""
        pieces = sentence.pieces
        words = own_words(pieces, place)
        plain = tuple(t for t in words if t.kind != "prev" and t.id != str(self.year - 1))
        year, self.state.year = self.state.year, ""
        quantity = self._quantity(pieces, place, plain, topic)
        self.state.year = year
        own = self._own(number)
        if quantity is None and all(token.kind in _OF_THIS_YEAR for token in plain):
            quantity = self.state.over_years
        if quantity is None and all(token.kind in _PLAIN for token in words):
            before = counted_right_before(own, pieces, place)
            made = self._made(sentence, number, place, before) if before is not None else None
            return None if made is None else replace(made, years_ago=1)
        if quantity is not None:  # 申请量2022年为8件，2023年为12件
            self.state.over_years = Count("received") if is_open(quantity) else quantity
        if quantity is None or is_some_of_them(verb_of(quantity), own, pieces, place):
            return None
        return replace(self._made(sentence, number, place, quantity), years_ago=1)

    def _made(self, sentence: Sentence, number: int, place: int, quantity: Quantity) -> Statement:
        piece = sentence.pieces[place]
        assert piece.number is not None  # noqa: S101 - only numbers state something
        words = own_words(sentence.pieces, place)
        beside_wide = not self.state.scope and self._spoke_wide(number)
        included = verb_of(quantity) == FROM_LAST_YEAR and among(sentence.pieces, place)
        start, end = span_of(words, piece)
        return Statement(
            quantity, piece.number, sentence.offset + start, sentence.offset + end,
            sentence.paragraph, number, place, self.state.head,
            included or has_carry(piece.aside), names_an_office(words), 0, self.state.scope,
            beside_wide,
        )  # fmt: skip

    def _spoke_wide(self, number: int) -> bool:
        """全区共办结90件，其中区政府办办结12件."""
        near = self.statements[-MOST_TOGETHER:]
        return any(one.scope for one in near if one.sentence == number)

    def _quantity(
        self, pieces: Sequence[Piece], place: int, words: Sequence[Token], topic: str
    ) -> Quantity | None:
        piece = pieces[place]
        if any(token.kind in ("case", "ending") for token in (*words, *piece.tail[:3])) or (
            names_a_judge(words)
        ):
            own = replace(piece, tail=before_the_next(pieces, place))
            return case_in(self.state, self.year, own, words)
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
            and all(token.kind in _OF_THIS_YEAR for token in words)
        ):
            return over
        return application_in(pieces[place], words, self.lines)
