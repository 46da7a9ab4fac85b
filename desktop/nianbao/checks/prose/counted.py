"""Which of the applications a number counts, by the words around it."""

from collections.abc import Sequence

from nianbao.checks.prose.parts import is_part
from nianbao.checks.prose.quantity import Count, Lines, Part
from nianbao.checks.prose.wording import (
    applicants_behind,
    are_together,
    counts_applications,
    first_words,
    has_unknown,
    outcomes_in,
    verbs_in,
)
from nianbao.checks.sentences.segments import Piece
from nianbao.checks.sentences.tokens import Token


def application_in(piece: Piece, words: Sequence[Token], lines: Lines) -> Count | Part | None:
    """What a number of applications counts: all received or closed, a result, an applicant."""
    own = outcomes_in(words, lines)
    etc = next((n for n, token in enumerate(words) if token.id == "etc"), 0)
    groups = [token for token in words[etc:] if token.kind == "outcome"]
    # 因不掌握等原因无法提供 counts more than that line.
    if etc and groups and not lines.is_below_a_group(tuple(token.id for token in groups)):
        own = outcomes_in(groups, lines)
        words = (*groups, *(token for token in words if token.kind == "who"))
    outcomes = outcomes_in((*words, *piece.aside), lines) if own else ()
    outcomes = outcomes or outcomes_in(first_words(piece.tail), lines)
    who = list(dict.fromkeys(token.id for token in words if token.kind == "who"))
    who = who or applicants_behind(piece, words)
    if lines.everybody and set(who) == lines.everybody:
        who = []
    narrows = {token.id for token in words if token.kind == "outcome_part"}
    if narrows - ({"about"} if who else set()) and not lines.is_below_a_group(outcomes):
        return None
    if outcomes or who:
        several = len(outcomes) > 1 and not are_together(words, piece)
        if has_unknown(words) or "unclear" in who or len(who) > 1 or several:
            return None
        return Part(outcomes, tuple(who))
    verbs = verbs_in(words) or verbs_in(first_words(piece.tail))
    if verbs:
        return None if "extended" in verbs else Count(verbs[-1])
    strong = any(token.kind == "application" and token.id == "strong" for token in words)
    strong = strong or counts_applications(piece, words)
    return Count("application") if strong and not is_part(piece) else None


def own_tail(pieces: Sequence[Piece], place: int) -> Sequence[Token]:
    """The words behind a number, none where they lead on to the next number."""
    following = pieces[place + 1] if place + 1 < len(pieces) else None
    leads_on = following is not None and following.before == "number"
    return pieces[place].tail[:2] if leads_on else pieces[place].tail
