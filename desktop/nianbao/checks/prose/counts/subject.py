"""What a text is about as its sentences go by: the topic, the time, the scope."""

import re
from collections.abc import Sequence

from nianbao.checks.prose.phrases.parts import is_part
from nianbao.checks.prose.phrases.wording import (
    blocks_in,
    first_words,
    has_unknown,
    is_a_courts_work,
    judged_by,
    names_a_judge,
    since_another_time,
    verbs_in,
)
from nianbao.checks.prose.quantity import NEW, Count
from nianbao.checks.prose.topic import APPLICATION, FOREIGN, Topic
from nianbao.checks.sentences.numerals import Number
from nianbao.checks.sentences.segments import Piece, Sentence
from nianbao.checks.sentences.tokens import Token

_DAY = re.compile("([0-9]{1,2})月")
_DECEMBER = 12


def _ends_early(words: Sequence[Token]) -> bool:
    """Whether words name a day, the last of them before the last month of the year."""
    months = [int(match[1]) for token in words if (match := _DAY.match(token.id))]
    return bool(months) and months[-1] != _DECEMBER


def _goes_without_time(piece: Piece) -> bool:
    """Whether a piece names a time only to compare with it: 申请总量超过上年, 与上年持平."""
    differs = piece.has("delta") and not piece.has("year")
    return differs or piece.has("same", "times") or _is_beside(piece)


def _is_beside(piece: Piece) -> bool:
    """，去年200件: last year's number beside this year's, and the sentence goes on with this year."""
    alone = piece.number is not None and piece.before in (",", "、")
    return alone and piece.has("prev") and all(t.kind in ("prev", "neutral") for t in piece.label)


def _year_in_brackets(piece: Piece) -> Sequence[Token]:
    """（2022年）收到46件, 收到46件（上年）."""
    plain = all(token.kind in ("year", "prev", "neutral") for token in piece.aside)
    return piece.aside if plain else ()


def _noun_behind(tail: Sequence[Token]) -> Sequence[Token]:
    """130件申请均由政策法规科承办: what is said of all of them does not say what they are."""
    named = bool(tail) and tail[0].kind == "application"
    at = next((n for n, token in enumerate(tail[:3]) if token.kind == "all"), 3)
    return tail[:at] if named else tail[:3]


def _names_one_document(piece: Piece) -> bool:
    """Whether a piece names a kind of document and adds nothing to it but that it is public."""
    rest = [token for token in piece.label if token.kind != "document"]
    plain = ("neutral", "marking", "whole", "year", "timely", "none")
    known = all(token.kind in plain or token.id in ("public", "released", "else") for token in rest)
    return len(rest) == len(piece.label) - 1 and known


class Subject:
    """Follows one paragraph, sentence by sentence and piece by piece."""

    def __init__(self, state: Topic, year: int) -> None:
        self.state = state
        self.year = year

    def heading(self, sentence: Sentence) -> None:
        """（二）依申请公开工作情况。 sets what the sentences below it are about."""
        first = sentence.pieces[0] if sentence.pieces else None
        if first is None or not sentence.first or not first.aside or first.number is not None:
            return
        if first.aside[0].start < first.start and first.aside[0].kind == "unknown":
            self.state.default = APPLICATION if first.has("application") else FOREIGN

    def begin(self, sentence: Sentence, last_scope: str | None) -> None:
        """A scope goes on while its numbers do: 全市收到3210件。其中自然人2800件."""
        self.state.year, self.state.over_years = "", None
        self.state.looks_back = False
        if last_scope != self.state.scope:
            self.state.scope = ""
        nouns = {
            token.id
            for piece in sentence.pieces
            for token in piece.aside
            if token.kind == "document"
        }
        if len(nouns) == 1:  # 制发3件，废止1件（均指行政规范性文件）
            (self.state.document,) = nouns
        self.state.is_in_parts = any(one.names("adjudicate") for one in sentence.pieces)
        self.state.is_court = any(
            token.id == "as_court" for piece in sentence.pieces for token in piece.label
        )

    def take(self, pieces: Sequence[Piece], place: int) -> None:
        """Follow a piece: its time, its scope, and its words where it has no number."""
        self._time(pieces[place])
        self._scope(pieces[place])
        if pieces[place].number is None:
            self._words_only(pieces, place)

    def _scope(self, piece: Piece) -> None:
        for token in piece.label:
            if token.id == "wide" and not self.state.scope:
                self.state.scope = "wide"
            elif token.id == "own":
                self.state.scope = ""

    def _time(self, piece: Piece) -> None:
        """Follow the time a sentence speaks of: 上半年收到3件，办结2件 is no count of the year."""
        compares = any(t.kind == "compare" and t.id != "yearly" for t in piece.label)
        self.state.looks_back |= piece.names("looks_back")
        if piece.depth or compares or piece.has("carry", "next"):
            if piece.names("this") and piece.names("into_next_year"):  # 本年末结转3件
                self.state.year = ""
            return
        over_years = any(t.id in ("prev", "yearly") for t in piece.label)  # 近年来逐年上升
        if over_years or (_ends_early(piece.label) and not _goes_without_time(piece)):
            self.state.year = "past" if piece.names("prev") else "another"
            return
        if _goes_without_time(piece) or self._sets_beside(piece):
            return
        if since_another_time(piece.label, self.year):
            self.state.year = "another"
            return
        for token in (*_year_in_brackets(piece), *piece.label):
            self._take_time(token, piece)

    def _sets_beside(self, piece: Piece) -> bool:
        """新收12件，而2022年为46件，年末结转1件: a number beside this year's, as 去年46件 is."""
        this_year = self.state.this_sentence and self.state.year in ("", str(self.year))
        beside = piece.number is not None and piece.before == "," and this_year
        words = (t for t in piece.label if t.kind != "neutral" and t.end - t.start > 1)
        years = {token.id for token in words}
        return beside and years == {str(self.year - 1)}

    def _take_time(self, token: Token, piece: Piece) -> None:
        """One word for a time; 2022年同期 names the year before it."""
        if token.kind == "year":
            self.state.year = token.id
        elif token.kind in ("prev", "part_time"):
            last = token.id == "last"
            if token.id != "period" or not self.state.year:
                self.state.year = str(self.year - 1) if last else "another"
        elif token.kind == "whole" and not self._goes_on(token, piece):
            self.state.year = ""

    def _goes_on(self, whole: Token, piece: Piece) -> bool:
        """2022年全年, 2022年新收35件，当年办结33件: the whole of the year that was named."""
        if whole.id == "this":
            return False
        return whole.id == "that" or self.state.looks_back or piece.has("year", "prev")

    def _words_only(self, pieces: Sequence[Piece], place: int) -> None:
        """Follow words without a number."""
        piece = pieces[place]
        heads = place + 1 < len(pieces) and pieces[place + 1].before == ":"
        if heads and piece.label[-1:] and piece.label[-1].kind == "document":
            self.state.document, self.state.document_verb = piece.label[-1].id, ""
        elif _names_one_document(piece):  # 行政规范性文件方面，新制发3件
            (self.state.document,) = (t.id for t in piece.label if t.kind == "document")
        if piece.has("application"):
            self.about(APPLICATION, "")
            verbs = verbs_in(piece.label)
            plain = not piece.has("who", "outcome") and set(verbs) <= {NEW, "received"}
            if piece.has("delta", "prev") and plain:  # 三年来申请数量持续增长，2023年达12件
                self.state.over_years = Count(verbs[-1] if verbs else "received")
        elif piece.has("foreign"):
            self.about(FOREIGN, "")
        led_to = piece.has("cause", "outcome_part") or piece.names("cause")
        if piece.has("publicity") and led_to:
            self.state.our_cases = True  # 因对政府信息公开答复不服，提起行政复议
        if (
            piece.names("cases_of_disclosure")
            and names_a_judge(piece.label)
            and not self.state.is_court
        ):
            self.state.blocks, self.state.our_cases = judged_by(piece.label), True
        if piece.has("case"):
            self.state.blocks += blocks_in(piece.label)
            self.state.our_cases |= piece.has("publicity", "application")

    def about(self, topic: str, unit: str) -> None:
        """Remember what the numbers that follow are about."""
        self.state.topic, self.state.unit, self.state.this_sentence = topic, unit, True
        self.state.about_applications |= topic == APPLICATION
        self.state.spoke_of_applications |= topic == APPLICATION

    def topic(self, piece: Piece, words: Sequence[Token], figure: Number) -> str:
        """Say what the number is about, and remember it for the numbers that follow."""
        near = [*words, *_noun_behind(piece.tail)]
        if words and words[-1].kind == "thing":
            return FOREIGN
        ids = {token.id for token in near if token.kind == "application"}
        ended = any(token.kind == "outcome" for token in first_words(piece.tail))
        if "strong" in ids or (ids and ended):  # 发出收费通知的申请中有5件逾期未缴费
            self.about(APPLICATION, figure.unit)
            return APPLICATION
        foreign = any(token.kind in ("foreign", "thing", "document") for token in near)
        foreign = foreign or is_a_courts_work(near)
        others = any(token.kind == "part_scope" for token in words)  # 收到上级交办件20件
        if foreign or (verbs_in(words) and (others or has_unknown(words))):
            if not is_part(piece):
                self.about(FOREIGN, figure.unit)
            return FOREIGN
        if "weak" in ids:
            ours = APPLICATION in (self.state.default, self.state.topic)
            if ours or self.state.about_applications:
                self.about(APPLICATION, figure.unit)
                return APPLICATION
            return FOREIGN
        topic = self.state.inherited(figure.unit)
        if not self.state.this_sentence and self.state.topic == FOREIGN != topic:
            self.state.topic = topic  # the numbers beside it are about what it is about
        if verbs_in(words):
            self.about(topic, figure.unit)
        return topic
