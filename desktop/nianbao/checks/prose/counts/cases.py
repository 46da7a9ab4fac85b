"""Numbers of reviews and suits: which are this unit's, and what they count."""

from collections.abc import Sequence
from itertools import pairwise

from nianbao.checks.prose.phrases.wording import (
    blocks_in,
    has_unknown,
    judged_by,
    names_a_judge,
    verbs_in,
)
from nianbao.checks.prose.quantity import Cases, Ended
from nianbao.checks.prose.topic import APPLICATION, CASE, FOREIGN, Topic
from nianbao.checks.sentences.lexicon import vocabulary
from nianbao.checks.sentences.segments import Piece, Sentence
from nianbao.checks.sentences.tokens import Token


def case_in(
    state: Topic, year: int, piece: Piece, words: Sequence[Token], *, ours: bool = False
) -> Cases | Ended | None:
    """Reviews and suits that this unit's disclosure led to, and how they ended.

    ``ours``: whether they are taken to be such cases though nothing says so.
    """
    near = (*words, *piece.tail[:3])
    kinds = {token.kind for token in near} | _told_in_brackets(piece)
    if state.is_court and not any(token.id == "own" for token in near):
        return None
    if state.is_another_year(words, year) or "carry" in kinds:
        return None
    judged = {token.id for token in near if token.kind == "adjudicate"}
    if judged and {"publicity", "case"} <= kinds and names_a_judge(words):
        judged = (
            set()
        )  # 法院审理我局政府信息公开行政诉讼案件3件: the court's work is told of our cases
    first = judged == {"first"} and not state.is_in_parts and "ending" in kinds  # 一审维持3件
    other = any(token.kind == "foreign" and token.id != "cases_of_disclosure" for token in near)
    if (judged and not first) or other or not (ours or _is_ours(state, near, kinds)):
        return None
    if kinds & {"verb"} and not kinds & {"application", "publicity", "cause"}:
        return None
    blocks = blocks_in(near) or judged_by(words) or _of_the_two(state, words)
    if blocks:
        state.blocks = tuple(dict.fromkeys((*state.blocks, *blocks))) if piece.label else blocks
    all_ended = any(token.kind == "all" for token in piece.tail[:3])  # a claim, not a count
    endings = [token.id for token in near if token.kind == "ending" and not all_ended]
    if endings:
        kinds_ended = blocks or state.blocks
        return Ended(endings[-1], kinds_ended) if kinds_ended else None
    each = len(blocks) > 1 and any(token.kind == "all" for token in words)
    which = each and piece.number is not None and bool(piece.number.value)  # 均为2件
    other = has_unknown(words) and not kinds & {"application", "publicity", "cause"}
    return None if which or other else Cases(blocks)


def _of_the_two(state: Topic, words: Sequence[Token]) -> tuple[str, ...]:
    """复议38件、诉讼70件。前者中纠正5件，后者中纠正13件: which of the two kinds told before."""
    told = [token.id for token in words if token.kind == "of_the_two"]
    if not told or len(state.blocks) != 2:  # noqa: PLR2004 - the one and the other
        return ()
    return state.blocks[:1] if told[0] == "former" else state.blocks[1:]


def _told_in_brackets(piece: Piece) -> set[str]:
    """复议案件（政府信息公开类）5件: that they are of disclosure, where the brackets say nothing else."""
    kinds = {token.kind for token in piece.aside}
    return {"publicity"} if "publicity" in kinds and kinds <= _SAYS_WHOSE else set()


_SAYS_WHOSE = frozenset({"publicity", "neutral", "all"})


def ours_among(pieces: Sequence[Piece], place: int) -> tuple[str, ...]:
    """应诉案件29件，其中涉及政府信息公开的9件: the kinds of case of which those of disclosure are told."""
    piece = pieces[place]
    told = piece.before == "(" or piece.has("among", "includes") or piece.names("belongs")
    named = told and piece.has("publicity")
    plain = all(t.kind in _OURS for t in piece.label) and not has_unknown(piece.label)
    head = _numbered_before(pieces, place)
    if not named or not plain or piece.number is None or piece.number.percent or head is None:
        return ()
    words = (*pieces[head].label, *pieces[head].tail[:1])
    kinds = {token.kind for token in words}
    others = kinds & {"publicity", "application", "verb", "adjudicate", "prev", "next", "ending"}
    if others or pieces[head].number_is_percent or "case" not in kinds:
        return ()
    # 复议和诉讼共9件，其中信息公开引发的复议5件、诉讼4件: each kind of them by itself.
    own, whole = blocks_in(piece.label), blocks_in(words)
    return whole if own in ((), whole) else ()


_OURS = frozenset(
    {
        "among",
        "includes",
        "neutral",
        "publicity",
        "cause",
        "outcome_part",
        "case",
        "foreign",
        "unknown",
    }
)


def are_of_all_matters(pieces: Sequence[Piece], place: int) -> bool:
    """各类行政复议案件86件，其中涉及政府信息公开的14件: the first number counts cases of all matters."""
    rest = range(place + 1, len(pieces))
    following = next((n for n in rest if pieces[n].number and not pieces[n].number_is_percent), -1)
    if following < 0 or not ours_among(pieces, following):
        return False
    return _numbered_before(pieces, following) == place


def _numbered_before(pieces: Sequence[Piece], place: int) -> int | None:
    """The place of the number before a piece, on its level or of its brackets; no percentage."""
    depth = pieces[place].depth
    for at in range(place - 1, -1, -1):
        piece = pieces[at]
        if piece.number is not None and not piece.number.percent and piece.depth <= depth:
            return at
    return None


def _is_ours(state: Topic, near: Sequence[Token], kinds: set[str]) -> bool:
    """Whether a case is about disclosure: it says so, or the text has spoken of applications."""
    if kinds & {"application", "publicity"}:
        state.our_cases = True
    if state.our_cases or state.about_applications:
        return True
    of_the_form = any(token.id in vocabulary().formal for token in near)
    # What another sentence spoke of does not bind words that only the form has.
    foreign = state.topic == FOREIGN and (state.this_sentence or not of_the_form)
    state.our_cases = of_the_form and not foreign
    if foreign or (state.default != APPLICATION and not of_the_form):
        return False
    return of_the_form or state.spoke_of_applications


def closes_cases(state: Topic, topic: str, words: Sequence[Token]) -> bool:
    """行政复议7件，已办结4件."""
    plain = all(token.kind in ("verb", "done", "neutral", "among") for token in words)
    ours = state.our_cases and bool(state.blocks)
    return topic == CASE and ours and plain and verbs_in(words) == ["closed"]


def kind_told_behind(pieces: Sequence[Piece], place: int) -> tuple[str, ...]:
    """纠正1件，属复议后起诉: which kind of case these are, said behind their number."""
    following = pieces[place + 1] if place + 1 < len(pieces) else None
    if following is None or following.number is not None or following.before not in (",", "("):
        return ()
    plain = all(t.kind in ("neutral", "all", "case") or t.id == "belongs" for t in following.label)
    return blocks_in(following.label) if plain and not blocks_in(pieces[place].label) else ()


def kinds_told_apart(pieces: Sequence[Piece], place: int) -> tuple[str, ...]:
    """直接起诉5件（维持3件）; 复议7件，维持5件；诉讼3件，维持2件: whose ending a number without a kind is.

    Empty where the words leave it open: 复议7件、诉讼3件，维持5件.
    """
    piece = pieces[place]
    if blocks_in((*piece.label, *piece.tail)):
        return ()
    if piece.parent >= 0:
        return blocks_in(pieces[piece.parent].label)
    named = [n for n, one in enumerate(pieces) if _counts_cases(one, piece.depth)]
    before = [n for n in named if n < place]
    if len(named) == 1 or not before:
        return ()
    ends = [n for n, one in enumerate(pieces) if _has_an_end(one, piece.depth) and n not in named]
    with_ends = [
        n
        for n, following in pairwise([*named, len(pieces)])
        if any(n < e < following for e in ends)
    ]
    last = before[-1]
    joined = last > 0 and pieces[last].before == "、" and last - 1 in named
    return () if len(with_ends) == 1 or joined else blocks_in(pieces[last].label)


def _counts_cases(piece: Piece, depth: int) -> bool:
    return piece.number is not None and piece.depth == depth and bool(blocks_in(piece.label))


def _has_an_end(piece: Piece, depth: int) -> bool:
    words = (*piece.label, *piece.tail)
    ended = any(token.kind == "ending" for token in words)
    return piece.number is not None and piece.depth == depth and ended


def are_told_to_be_ours(pieces: Sequence[Piece]) -> bool:
    """行政复议和行政诉讼共7件，均因政府信息公开引起."""
    return any(
        piece.number is None and piece.has("all") and piece.has("publicity") and piece.has("cause")
        for piece in pieces
    )


def goes_on_with_endings(sentence: Sentence) -> bool:
    """其中维持1件。 speaks of the cases of the sentence before."""
    return any(piece.has("ending") for piece in sentence.pieces)
