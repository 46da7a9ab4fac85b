"""What one sentence states, and what a statement takes from the sentence around it."""

from collections.abc import Sequence

from nianbao.checks.prose.counts.carried import mark_carry
from nianbao.checks.prose.phrases.joined import own_words
from nianbao.checks.prose.phrases.parts import among
from nianbao.checks.prose.phrases.wording import has_carry, names_an_office, span_of
from nianbao.checks.prose.quantity import FROM_LAST_YEAR, Quantity
from nianbao.checks.prose.statement import HEADS, MOST_TOGETHER, Statement, verb_of
from nianbao.checks.prose.topic import Topic
from nianbao.checks.sentences.segments import Piece, Sentence


class Said:
    """The statements of one sentence; ``state`` is what it is about at the moment."""

    def __init__(self, state: Topic) -> None:
        self.state = state
        self.statements: list[Statement] = []
        self.earlier: list[Statement] = []
        """What the text says of the year before."""
        self.unsure: list[Statement] = []
        """Reviews and suits that may be others than those disclosure led to."""

    def own(self) -> list[Statement]:
        """What the sentence has stated so far of the offices that it speaks of."""
        near = self.statements[-MOST_TOGETHER:]
        return [one for one in near if one.scope == self.state.scope]

    def note(self, statement: Statement, pieces: Sequence[Piece]) -> None:
        """Remember what a statement says of those before it and behind it."""
        if statement.verb in HEADS:
            self.state.head = statement.verb
        if statement.verb == FROM_LAST_YEAR:
            mark_carry(self.statements, pieces)

    def made(self, sentence: Sentence, place: int, quantity: Quantity) -> Statement:
        """Return the statement that a number of the sentence counts this."""
        piece = sentence.pieces[place]
        assert piece.number is not None  # noqa: S101 - only numbers state something
        words = own_words(sentence.pieces, place)
        beside_wide = not self.state.scope and self._spoke_wide()
        included = verb_of(quantity) == FROM_LAST_YEAR and among(sentence.pieces, place)
        start, end = span_of(words, piece)
        return Statement(
            quantity, piece.number, sentence.offset + start, sentence.offset + end,
            sentence.paragraph, 0, place, self.state.head,
            included or has_carry(piece.aside), names_an_office(words), 0, self.state.scope,
            beside_wide,
        )  # fmt: skip

    def _spoke_wide(self) -> bool:
        """全区共办结90件，其中区政府办办结12件."""
        return any(one.scope for one in self.statements[-MOST_TOGETHER:])
