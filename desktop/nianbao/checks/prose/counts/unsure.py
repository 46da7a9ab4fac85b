"""Reviews and suits that nothing ties to disclosure: the tables can tell, where they have as many."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from nianbao.checks.prose.counts.cases import are_of_all_matters, case_in
from nianbao.checks.prose.counts.said import Said
from nianbao.checks.prose.counts.wholes import (
    before_the_next,
    is_the_pending_rest,
    names_a_row,
)
from nianbao.checks.prose.phrases.joined import own_words
from nianbao.checks.prose.phrases.parts import is_of_the_level_before
from nianbao.checks.prose.phrases.wording import NOT_A_COUNT, is_countable
from nianbao.checks.prose.quantity import Cases, Ended
from nianbao.checks.sentences.segments import Sentence
from nianbao.checks.sentences.tokens import Token

BESIDE_LAST_YEAR = frozenset({"prev", "year", "neutral", "compare", "delta"})
"""收到8件（上年为6件）, 多于上年的6件: what the number before counts."""


class Unsure:
    """Takes the reviews and suits of one sentence that may be others than those disclosure led to."""

    def __init__(self, said: Said, year: int) -> None:
        self.said = said
        self.state = said.state
        self.year = year

    def take(self, sentence: Sentence, place: int) -> None:
        """复议5件，其中3件维持: of disclosure where the tables have as many, which they can tell."""
        piece = sentence.pieces[place]
        piece = replace(piece, tail=before_the_next(sentence.pieces, place))
        words = own_words(sentence.pieces, place)
        near = (*words, *piece.tail[:3])
        if self.state.scope or self._take_last_years(sentence, place, words):
            return
        if is_of_the_level_before(sentence.pieces, place):
            return
        if are_of_all_matters(sentence.pieces, place):
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
        narrowed = any(token.kind in NOT_A_COUNT for token in near)
        narrowed = narrowed and not is_the_pending_rest(sentence.pieces, place)
        if narrowed or any(token.kind == "unknown" for token in near):
            return
        state = replace(self.state)
        ago = int(
            self.state.is_last_year(words, self.year) and any(t.kind == "case" for t in words)
        )
        if ago:  # 行政复议由上年的8件增至13件
            state.year, words = "", tuple(t for t in words if t.kind not in ("prev", "year"))
        state.blocks, of_some = self._kinds_before(sentence, place)
        quantity = case_in(state, self.year, piece, words, ours=True)
        if quantity is not None and quantity.kinds:
            made = self.said.made(sentence, place, quantity)
            of_some = of_some and quantity.kinds == state.blocks
            self.said.unsure.append(replace(made, years_ago=ago, at_most=of_some))

    def _kinds_before(self, sentence: Sentence, place: int) -> tuple[tuple[str, ...], bool]:
        """The kinds of case whose ending a number without a kind is, and whether it may be of some of them.

        直接起诉5件，复议后起诉3件，其中维持2件: of the last kind or of both, which the words leave open.
        """
        last = [one.quantity for one in self.said.unsure if not one.years_ago]
        if not last or not isinstance(last[-1], Cases | Ended):
            return (), False
        together = list(takewhile(lambda one: isinstance(one, Cases), reversed(last)))
        kinds = tuple(
            dict.fromkeys(
                k for one in reversed(together) if isinstance(one, Cases) for k in one.kinds
            )
        )
        if sentence.pieces[place].has("among") and len(kinds) > 1:
            return kinds, True
        return last[-1].kinds, False

    def _take_last_years(self, sentence: Sentence, place: int, words: Sequence[Token]) -> bool:
        """行政复议7件，上年5件: last year's number right behind this year's."""
        before = self.said.unsure[-1] if self.said.unsure else None
        if before is None or before.piece != place - 1:
            return False
        plain = all(token.kind in BESIDE_LAST_YEAR for token in words) and self.state.is_last_year(
            words, self.year
        )
        figure = sentence.pieces[place].number
        alike = figure is not None and figure.unit == before.number.unit and not figure.vague
        alike = alike and names_a_row(sentence.pieces, place) == 1
        if plain and alike and not before.years_ago and isinstance(before.quantity, Cases):
            made = self.said.made(sentence, place, before.quantity)
            self.said.unsure.append(replace(made, years_ago=1))
        return plain
