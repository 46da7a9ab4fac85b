"""What a number in prose counts: applications received, an outcome, reviews, or something else.

A number counts what the words of its own piece say; where they name no thing, what the sentence
was about before. In doubt it counts nothing: a wrong alarm costs as much as a miss.
"""

from dataclasses import replace

from nianbao.checks.prose.counts.behind import with_the_results_behind
from nianbao.checks.prose.counts.carried import (
    carried_for_a_reason,
    carried_of_a_time,
    is_of_the_carried,
    is_part_of_a_carry,
    is_this_years,
    left_unclosed,
    rest_is_closed,
    who_carried,
    without_the_carried,
)
from nianbao.checks.prose.counts.cases import (
    are_told_to_be_ours,
    goes_on_with_endings,
)
from nianbao.checks.prose.counts.decided import (
    decision_in,
    denies_the_others,
    in_myriads,
    part_of_decisions,
)
from nianbao.checks.prose.counts.documents import are_left_in_force, are_of_one_maker
from nianbao.checks.prose.counts.narrowed import of_whom, part_of_a_part, with_those_beside
from nianbao.checks.prose.counts.offices import (
    are_of_some_offices,
    office_of_an_area,
    without_its_level,
)
from nianbao.checks.prose.counts.said import Said
from nianbao.checks.prose.counts.subject import Subject
from nianbao.checks.prose.counts.things import OF_THIS_YEAR, Things
from nianbao.checks.prose.counts.unsure import BESIDE_LAST_YEAR, Unsure
from nianbao.checks.prose.counts.wholes import (
    adds_a_result,
    are_alike,
    are_of_the_new,
    by_some_channels,
    counted_right_before,
    in_days,
    is_counted_apart,
    is_left_by_an_exception,
    is_left_pending,
    is_named_as_still_there,
    is_of_one_level,
    is_of_several_applicants,
    is_rest,
    is_some_of_them,
    is_the_excepted_end,
    is_the_exception,
    is_the_pending_rest,
    ours_of_all,
    summed,
)
from nianbao.checks.prose.phrases.joined import own_words, with_words_behind_brackets
from nianbao.checks.prose.phrases.parts import (
    among,
    halves,
    is_of_the_level_before,
    is_whole_of_a_share,
)
from nianbao.checks.prose.phrases.wording import (
    NOT_A_COUNT,
    blocks_in,
    carry_in,
    ends_a_year,
    is_a_change,
    is_beside_last_year,
    is_countable,
    marks_documents,
    own_tail,
    rest_is_carried,
)
from nianbao.checks.prose.quantity import (
    CARRIED,
    FROM_LAST_YEAR,
    INTO_NEXT_YEAR,
    NEW,
    Count,
    Documents,
    Lines,
    Part,
    Quantity,
)
from nianbao.checks.prose.statement import HEADS, Statement, is_open, verb_of
from nianbao.checks.prose.topic import APPLICATION, CASE, FOREIGN, Topic
from nianbao.checks.sentences.respectively import named_each
from nianbao.checks.sentences.segments import Sentence

_DONE = ("closed", "answered")


class MeaningReader:
    """Reads one sentence. ``year`` is the report's, ``state`` what was spoken of before it."""

    def __init__(self, state: Topic, year: int, lines: Lines) -> None:
        self.state = state
        self.year = year
        self.subject = Subject(state, year)
        self.said = Said(state)
        self.unsure = Unsure(self.said, year)
        self.things = Things(state, year, lines)

    def read(self, sentence: Sentence, last_scope: str | None) -> None:
        """Read the sentence; ``last_scope`` is that of the statement before it."""
        self.subject.heading(sentence)
        self.state.this_sentence = False
        self._sentence(sentence, last_scope)

    def _sentence(self, sentence: Sentence, last_scope: str | None) -> None:
        self.subject.begin(sentence, last_scope)
        if not goes_on_with_endings(sentence):
            self.state.our_cases = are_told_to_be_ours(sentence.pieces)
        if marks_documents(sentence):
            self.subject.about(FOREIGN, "件")
            return
        sentence = replace(sentence, pieces=with_words_behind_brackets(sentence.pieces))
        for place, piece in enumerate(sentence.pieces):
            self.subject.take(sentence.pieces, place)
            if piece.number is None:
                continue
            left = self._is_of_some(sentence, place) and left_unclosed(sentence.pieces, place)
            for one in named_each(sentence, place) or (sentence,):
                self._take(one, place)
            if left:
                self._take_left(sentence, place)
            self.state.this_sentence = True

    def _take(self, sentence: Sentence, place: int) -> None:
        """Keep what a number states, with what it says of the numbers before it and behind it."""
        statement = self._statement(sentence, place)
        if statement is not None and statement.years_ago:
            self.said.earlier.append(statement)
        elif statement is not None:
            if summed(own := self.said.own(), sentence.pieces, place) and are_alike(own):
                self.said.statements = self.said.statements[: -len(own)]
            self.said.statements.append(statement)
            if isinstance(statement.quantity, Count | Part) and self.state.topic == FOREIGN:
                self.subject.about(APPLICATION, statement.number.unit)
            self.said.note(statement, sentence.pieces)
        elif not self._take_some(sentence, place):
            self.unsure.take(sentence, place)

    def _take_left(self, sentence: Sentence, place: int) -> None:
        """除2件外，其余申请均已办结: what is left for the next year is never more than these.

        除2件结转外，均已办结 says of the two that they are left, and so of all that are.
        """
        last = self.said.statements[-1] if self.said.statements else None
        if last is not None and last.piece == place and last.verb in (INTO_NEXT_YEAR, CARRIED):
            whole = replace(last, quantity=Count(INTO_NEXT_YEAR), at_most=False)
            self.said.statements[-1] = whole
            return
        made = self.said.made(sentence, place, Count(INTO_NEXT_YEAR))
        self.said.statements.append(replace(made, at_least=True))

    def _take_some(self, sentence: Sentence, place: int) -> bool:
        """有1件因情况复杂结转下年: some of those carried over, so never more than these."""
        if self._of_the_office_among_others(sentence, place):
            return True
        late = self._carried_late(sentence, place)
        if late is None and not self._is_of_some(sentence, place):
            return False
        quantity: Quantity | None = late or carried_for_a_reason(sentence.pieces, place, self.year)
        quantity = quantity or self._of_the_office_alone(sentence, place)
        quantity = quantity or by_some_channels(sentence.pieces, place)
        if quantity is not None:
            made = self.said.made(sentence, place, quantity)
            self.said.statements.append(replace(made, at_most=True))
        return quantity is not None

    def _of_the_office_among_others(self, sentence: Sentence, place: int) -> bool:
        """全系统收到486件，其中市局本级74件: of the office, so never more than it reports."""
        last = self.said.statements[-1] if self.said.statements else None
        if last is None or not last.scope or last.verb not in HEADS or last.piece != place - 1:
            return False
        figure = sentence.pieces[place].number
        exact = figure is not None and not figure.vague and figure.unit == last.number.unit
        if not exact or not office_of_an_area(sentence, place):
            return False
        made = self.said.made(sentence, place, last.quantity)
        self.said.statements.append(replace(made, at_most=True, scope=""))
        return True

    def _of_the_office_alone(self, sentence: Sentence, place: int) -> Quantity | None:
        """县政府办公室本级共办结26件: of the office itself, so never more than it reports."""
        words = without_its_level(sentence, place)
        if not words or any(token.kind in NOT_A_COUNT for token in words):
            return None
        counted = self.things.of_number(sentence.pieces, place, words, APPLICATION)
        return counted if isinstance(counted, Count) and counted.verb in HEADS else None

    def _carried_late(self, sentence: Sentence, place: int) -> Count | None:
        """12月收到的4件结转下年: those of a part of this year, which is no other year's."""
        piece, figure = sentence.pieces[place], sentence.pieces[place].number
        years = {token.id for token in piece.label if token.kind == "year"}
        if self.state.scope or years - {str(self.year)} or figure is None or figure.vague:
            return None
        ours = self.state.inherited(figure.unit) == APPLICATION
        return carried_of_a_time(sentence.pieces, place, self.year) if ours else None

    def _is_of_some(self, sentence: Sentence, place: int) -> bool:
        """Whether a number can be of some of this year's applications."""
        figure, state = sentence.pieces[place].number, self.state
        words = [t for t in sentence.pieces[place].label if t.kind not in ("prev", "year")]
        label = words if sentence.pieces[place].has("carry") else sentence.pieces[place].label
        other = state.scope or state.is_another_year(label, self.year)
        if other or figure is None or figure.vague:
            return False
        return state.inherited(figure.unit) == APPLICATION

    def _statement(self, sentence: Sentence, place: int) -> Statement | None:
        piece = sentence.pieces[place]
        figure = piece.number
        assert figure is not None and piece.figure is not None  # noqa: S101, PT018
        words = own_words(sentence.pieces, place)
        topic = self.subject.topic(piece, words, figure)
        if figure.vague or figure.percent or is_a_change(piece.tail):
            return None
        decided, known = self._decided(sentence, place)
        if known:
            return decided
        narrowed = any(token.kind in NOT_A_COUNT for token in words)
        if is_beside_last_year(words, self.year):
            return self._of_last_year(sentence, place, topic)
        closed = rest_is_closed(self.said.own(), sentence.pieces, place)
        closed = closed if topic == APPLICATION else None
        counts = closed or not narrowed or self._counts_though_narrowed(sentence, place, topic)
        if not counts or not is_countable(piece, words, figure) or in_days(sentence.pieces, place):
            return None
        if closed is not None:
            return self.said.made(sentence, place, closed)
        return self._counted(sentence, place, topic)

    def _decided(self, sentence: Sentence, place: int) -> tuple[Statement | None, bool]:
        """What a number says of decisions, and whether it is of decisions at all."""
        pieces, figure = sentence.pieces, sentence.pieces[place].number
        decision = decision_in(pieces, place, sure=self.state.decides)
        part = part_of_decisions(pieces, place) if decision is None else None
        counted = decision or part
        if counted is None or self.state.is_another_year(own_words(pieces, place), self.year):
            return None, False
        made = self.said.made(sentence, place, counted)
        if figure is not None and decision is not None and figure.unit == "元":
            return replace(made, number=in_myriads(figure)), True
        if part is not None:
            at_most = not denies_the_others(pieces)
            return None if self.state.scope else replace(made, at_most=at_most), True
        at_most = are_of_some_offices(counted, self.said.own(), sentence, place)
        return replace(made, at_most=at_most), True

    def _counts_though_narrowed(self, sentence: Sentence, place: int, topic: str) -> bool:
        """Whether a rest, or what comes on top, is told in full: 尚有1件结转下年, 其余6件均予以公开."""
        piece, words = sentence.pieces[place], own_words(sentence.pieces, place)
        if (
            rest_is_carried(words, piece)
            or is_rest(self.said.own(), words, piece)
            or is_left_pending(words, piece)
            or is_the_pending_rest(sentence.pieces, place)
            or is_named_as_still_there(piece, words)
            or is_the_excepted_end(sentence.pieces, place)
            or is_left_by_an_exception(sentence.pieces, place)
            or is_the_exception(sentence.pieces, place)
            or are_left_in_force(self.state, words, piece)
        ):
            return True
        if not any(token.id == "more" for token in words):
            return False
        added = self.things.of_number(sentence.pieces, place, words, topic)
        return adds_a_result(words, added, self.things.lines)

    def _counted(self, sentence: Sentence, place: int, topic: str) -> Statement | None:
        """What a number counts that nothing in its words narrows."""
        words = own_words(sentence.pieces, place)
        carried = carry_in((*words, *own_tail(sentence.pieces, place)), self.year)
        if carried and self.state.is_past(words, self.year):
            return self._carried_then(sentence, place, (carried, topic))
        if not carried and self.state.is_last_year(words, self.year):
            return self._of_last_year(sentence, place, topic)
        own, pieces = self.said.own(), sentence.pieces
        quantity = self._named(sentence, place, topic)
        if blocks_in(words) and not among(pieces, place):
            self.state.topic, self.state.this_sentence = CASE, True
        if is_this_years(quantity, own, words):
            quantity = Count(NEW)
        over = self.state.over_years  # 近两年申请量分别为5件、8件
        if over is not None and quantity is not None and is_open(quantity):
            quantity = over if any(t.id == str(self.year) for t in words) else quantity
        if quantity is None or is_some_of_them(verb_of(quantity), own, pieces, place):
            return None
        if is_part_of_a_carry(quantity, own, pieces, place):
            carried_over = who_carried(quantity, own, pieces, place)
            return self.said.made(sentence, place, carried_over) if carried_over else None
        if (
            is_of_the_carried(own, pieces, place)
            or is_of_one_level(quantity, words, pieces)
            or is_of_several_applicants(quantity, pieces, place)
            or is_whole_of_a_share(quantity, pieces[place])
            or is_counted_apart(pieces, place)
            or is_of_the_level_before(pieces, place)
        ):
            return None
        quantity = of_whom(part_of_a_part(quantity, own, pieces, place), pieces, place)
        quantity = without_the_carried(with_those_beside(quantity, own), pieces[place].aside)
        if (verb := verb_of(quantity)) in _DONE and are_of_the_new(own, pieces, place):
            quantity = Count(verb, of_the_new=True)
        made = self.said.made(sentence, place, quantity)
        of_some = isinstance(quantity, Documents) and are_of_one_maker(pieces, place)
        of_some = of_some or are_of_some_offices(quantity, own, sentence, place)
        return replace(made, at_most=True) if of_some else made

    def _named(self, sentence: Sentence, place: int, topic: str) -> Quantity | None:
        """What the words around a number name, or the numbers before it that it adds up."""
        pieces, words = sentence.pieces, own_words(sentence.pieces, place)
        named = summed(self.said.own(), pieces, place)
        named = named or self.things.of_number(pieces, place, words, topic)
        named = with_the_results_behind(named, pieces, place)
        return named or ours_of_all(self.said.statements, pieces[place])

    def _carried_then(
        self, sentence: Sentence, place: int, carried: tuple[str, str]
    ) -> Statement | None:
        """2022年新收46件、年末结转7件: what last year carried over came into this one."""
        of_last = bool(self.said.earlier) and self.state.year == str(self.year - 1)
        if not of_last or carried[0] == FROM_LAST_YEAR or carried[1] != APPLICATION:
            return None
        ends = ends_a_year(sentence, place)
        return self.said.made(sentence, place, Count(FROM_LAST_YEAR)) if ends else None

    def _of_last_year(self, sentence: Sentence, place: int, topic: str) -> Statement | None:
        """上年收到8件 says of last year what 收到8件 says of this one."""
        pieces = sentence.pieces
        if halves(pieces, place) is not None:
            return None
        words = own_words(pieces, place)
        plain = tuple(t for t in words if t.kind != "prev" and t.id != str(self.year - 1))
        year, self.state.year = self.state.year, ""
        quantity = self.things.of_number(pieces, place, plain, topic)
        self.state.year = year
        own = self.said.own()
        if quantity is None and all(token.kind in OF_THIS_YEAR for token in plain):
            quantity = self.state.over_years
        if quantity is None and all(token.kind in BESIDE_LAST_YEAR for token in words):
            before = counted_right_before(own, pieces, place)
            before = None if own and own[-1].at_most else before  # 执法队作出37件，上年为30件
            made = self.said.made(sentence, place, before) if before is not None else None
            return None if made is None else replace(made, years_ago=1)
        if quantity is not None:  # 申请量2022年为8件，2023年为12件
            self.state.over_years = Count("received") if is_open(quantity) else quantity
        if quantity is None or is_some_of_them(verb_of(quantity), own, pieces, place):
            return None
        return replace(self.said.made(sentence, place, quantity), years_ago=1)
