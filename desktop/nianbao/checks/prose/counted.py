"""Which of the applications a number counts, by the words around it."""

from collections.abc import Sequence

from nianbao.checks.prose.parts import is_part
from nianbao.checks.prose.quantity import INTO_NEXT_YEAR, NEW, Count, Lines, Part
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
    if any(token.kind == "except" for token in words):  # 受理12件（已剔除重复申请3件）
        return None
    own = outcomes_in(words, lines)
    etc = next((n for n, token in enumerate(words) if token.id == "etc"), 0)
    groups = [token for token in words[etc:] if token.kind == "outcome"]
    # 因不掌握等原因无法提供 counts more than that line.
    if etc and groups and not lines.is_below_a_group(tuple(token.id for token in groups)):
        own = outcomes_in(groups, lines)
        words = (*groups, *(token for token in words if token.kind == "who"))
    outcomes = outcomes_in((*words, *piece.aside), lines) if own else ()
    outcomes = outcomes or outcomes_in(first_words(piece.tail), lines)
    outcomes = outcomes or _group_behind(piece.tail, lines)
    who = _applicants(words)
    who = who or applicants_behind(piece, words)
    if lines.everybody and set(who) == lines.everybody:
        who = []
    narrows = {token.id for token in words if token.kind == "outcome_part"}
    narrows -= {"about"} if who else set()
    narrows -= {"belongs"} if _belongs_to_a_group(words) else set()
    if narrows and not lines.is_below_a_group(outcomes):
        return None
    if verbs_in(piece.tail[:3]) == ["extended"]:  # 3件申请征求了第三方意见
        return None
    if outcomes or who:
        several = len(outcomes) > 1 and not are_together(words, piece)
        if has_unknown(words) or len(who) > 1 or several:
            return None
        return Part(outcomes, tuple(who))
    return _all_of_them(piece, words)


def _all_of_them(piece: Piece, words: Sequence[Token]) -> Count | None:
    """Applications however they ended and whoever applied."""
    verbs = verbs_in(words) or verbs_in(first_words(piece.tail))
    if verbs and not verbs_in(words) and _says_of_all(piece, verbs[-1]):
        verbs = []
    if verbs and _names_a_thing(words):
        return None
    if verbs:
        return None if "extended" in verbs else Count(verbs[-1])
    strong = any(token.kind == "application" and token.id == "strong" for token in words)
    strong = strong or counts_applications(piece, words)
    return Count("application") if strong and not is_part(piece) else None


def _says_of_all(piece: Piece, verb: str) -> bool:
    """12件均按期办理 says of all how they were dealt with; 12件均已办结 counts what was closed."""
    return verb == "handled" and any(token.kind == "all" for token in piece.tail)


def _names_a_thing(words: Sequence[Token]) -> bool:
    """申请答复示范文本6份: what is counted is a thing whose name nobody knows."""
    last = next((token for token in reversed(words) if token.kind != "neutral"), None)
    return last is not None and last.kind == "unknown" and len(last.id) > 1


def _belongs_to_a_group(words: Sequence[Token]) -> bool:
    """属于无法提供情形的."""
    at = next((n for n, token in enumerate(words) if token.id == "belongs"), len(words))
    return any(token.kind == "outcome" for token in words[at + 1 : at + 2])


def _group_behind(tail: Sequence[Token], lines: Lines) -> tuple[str, ...]:
    """91件因不掌握等原因无法提供 counts the whole group."""
    etc = next((n for n, token in enumerate(tail) if token.id == "etc"), None)
    groups = () if etc is None else outcomes_in(tail[etc:], lines)
    return () if lines.is_below_a_group(groups) else groups


def _applicants(words: Sequence[Token]) -> list[str]:
    """The applicants that words name; 企业、律所等法人或其他组织 are the last, 群众、企业 everybody."""
    if any(token.id == "people" for token in words):
        return []
    etc = next((n for n, token in enumerate(words) if token.id == "etc"), 0)
    who = [token.id for token in words[etc:] if token.kind == "who"]
    return list(dict.fromkeys(who or (token.id for token in words if token.kind == "who")))


def own_tail(pieces: Sequence[Piece], place: int) -> Sequence[Token]:
    """The words behind a number, none where they lead on to the next number."""
    following = pieces[place + 1] if place + 1 < len(pieces) else None
    leads_on = following is not None and following.before == "number"
    tail = pieces[place].tail
    if not leads_on:
        return tail
    joined = next((n for n, token in enumerate(tail) if token.id in ("and", "of")), len(tail))
    return tail[: min(2, joined)]  # 新收12件及上年结转3件: what follows 及 is the other number's


_TOGETHER = frozenset({"within", "sum"})
_BESIDE_THE_CARRIED = frozenset({"neutral", "application", "whole", "publicity", "verb"})


def counts_with_the_carried(pieces: Sequence[Piece], place: int, words: Sequence[Token]) -> bool:
    """含上年结转在内的9件, 连同上年结转共9件, 新收及上年结转的9件: not those carried in alone."""
    at = _carry_in_more(words)
    return at >= 0 and (_ends_the_sum(words, at) > 0 or _is_open(pieces, place, words[at + 1 :]))


def _carry_in_more(words: Sequence[Token]) -> int:
    """Where words name what was carried in behind 含, 连同 or 新收和; -1 where they do not."""
    at = next((n for n, token in enumerate(words) if token.kind == "carry"), -1)
    if at < 0 or words[at].id == INTO_NEXT_YEAR:
        return -1
    opens = ("includes_carry", "includes", "except")
    opened = any(t.kind in opens or t.id in ("with", NEW) for t in words[:at])
    behind = {token.id for token in words[at:]}  # 上年结转与本年新收合计9件
    joined = bool(behind & {"sum", "and"}) and NEW in behind
    return at if opened or joined else -1


def _ends_the_sum(words: Sequence[Token], carry: int) -> int:
    """Where 在内 or 合计 stands behind what was carried in, 0 where nothing does.

    新收和上年结转的9件 needs neither.
    """
    both = carry if any(token.id == NEW for token in words) else 0
    return next((n for n, t in enumerate(words) if n > carry and t.id in _TOGETHER), both)


def _is_open(pieces: Sequence[Piece], place: int, behind: Sequence[Token]) -> bool:
    """Whether 连同上年结转的9件申请 opens its sentence: it may be all of them or only those carried."""
    first = not pieces[place].depth and not any(one.number for one in pieces[:place])
    named = (*behind, *pieces[place].tail[:1])
    excepted = any(token.kind == "except" for token in pieces[place].label)
    return first and not excepted and any(token.kind == "application" for token in named)


def with_the_carried(pieces: Sequence[Piece], place: int, words: Sequence[Token]) -> Count | None:
    """What a number counts that has those in it which were carried in."""
    end = _ends_the_sum(words, _carry_in_more(words))
    if not end:
        return Count("perhaps_with_carried")
    piece, rest, after = pieces[place], words[end + 1 :], own_tail(pieces, place)
    leads_on = any(one.before == "number" for one in pieces[place + 1 : place + 2])
    if piece.depth or piece.has("among", "except") or has_unknown(words):
        return None
    if any(token.kind not in _BESIDE_THE_CARRIED for token in rest) or _narrows(after):
        return None
    verbs = verbs_in(rest) or verbs_in(() if leads_on else first_words(piece.tail))
    return Count("taken" if not verbs or verbs[-1] == NEW else verbs[-1])


def _narrows(words: Sequence[Token]) -> bool:
    return any(token.kind in ("who", "outcome", "outcome_part", "channel") for token in words)
