"""What a text is about as its sentences go by: the topic, the time, the scope."""

from collections.abc import Sequence

from nianbao.checks.prose.parts import is_part
from nianbao.checks.prose.topic import APPLICATION, FOREIGN, Topic
from nianbao.checks.prose.wording import (
    blocks_in,
    first_words,
    has_unknown,
    is_a_courts_work,
    since_another_time,
    verbs_in,
)
from nianbao.checks.sentences.numerals import Number
from nianbao.checks.sentences.segments import Piece, Sentence
from nianbao.checks.sentences.tokens import Token


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
        if piece.depth or piece.has("carry", "compare", "next"):
            return
        if since_another_time(piece.label, self.year):
            self.state.year = "another"
            return
        for token in piece.label:
            if token.kind == "year":
                self.state.year = token.id
            elif token.kind in ("prev", "part_time"):
                self.state.year = str(self.year - 1) if token.id == "last" else "another"
            elif token.kind == "whole":
                self.state.year = ""

    def _words_only(self, pieces: Sequence[Piece], place: int) -> None:
        """Follow words without a number."""
        piece = pieces[place]
        heads = place + 1 < len(pieces) and pieces[place + 1].before == ":"
        if heads and piece.label[-1:] and piece.label[-1].kind == "document":
            self.state.document, self.state.document_verb = piece.label[-1].id, ""
        if piece.has("application"):
            self.about(APPLICATION, "")
        elif piece.has("foreign"):
            self.about(FOREIGN, "")
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
        near = [*words, *piece.tail[:3]]
        if words and words[-1].kind == "thing":
            return FOREIGN
        ids = {token.id for token in near if token.kind == "application"}
        ended = any(token.kind == "outcome" for token in first_words(piece.tail))
        if "strong" in ids or (ids and ended):  # 发出收费通知的申请中有5件逾期未缴费
            self.about(APPLICATION, figure.unit)
            return APPLICATION
        foreign = any(token.kind in ("foreign", "thing", "document") for token in near)
        foreign = foreign or is_a_courts_work(near)
        if foreign or (verbs_in(words) and has_unknown(words)):
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
        if verbs_in(words):
            self.about(topic, figure.unit)
        return topic
