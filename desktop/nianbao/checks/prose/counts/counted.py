"""Which of the applications a number counts, by the words around it."""

from collections.abc import Sequence
from itertools import pairwise

from nianbao.checks.prose.phrases.parts import is_part
from nianbao.checks.prose.phrases.wording import (
    applicants_behind,
    are_together,
    counts_applications,
    first_words,
    has_unknown,
    outcomes_in,
    verbs_in,
)
from nianbao.checks.prose.quantity import Count, Lines, Part
from nianbao.checks.sentences.lexicon import vocabulary
from nianbao.checks.sentences.segments import Piece
from nianbao.checks.sentences.tokens import Token


def application_in(piece: Piece, words: Sequence[Token], lines: Lines) -> Count | Part | None:
    """What a number of applications counts: all received or closed, a result, an applicant."""
    excepted = any(token.kind == "except" for token in words)  # 受理12件（已剔除重复申请3件）
    if excepted or _are_others_of_a_group(words, lines):
        return None
    own = outcomes_in(words, lines)
    etc = next((n for n, token in enumerate(words) if token.id == "etc"), 0)
    groups = [token for token in words[etc:] if token.kind == "outcome"]
    # 因不掌握等原因无法提供 counts more than that line.
    if etc and groups and not lines.is_below_a_group(tuple(token.id for token in groups)):
        own = outcomes_in(groups, lines)
        words = (*groups, *(token for token in words if token.kind == "who"))
    outcomes = outcomes_in((*words, *piece.aside), lines) if own else ()
    outcomes = _without_a_class(outcomes)
    outcomes = outcomes or outcomes_in(first_words(piece.tail), lines)
    outcomes = outcomes or _group_behind(piece.tail, lines)
    outcomes = outcomes or _line_for_a_cause(piece.tail, lines)
    who = _applicants(words)
    who = who or applicants_behind(piece, words)
    if lines.everybody and set(who) == lines.everybody:
        who = []
    narrows = {token.id for token in words if token.kind == "outcome_part"}
    narrows -= {"about"} if who else set()
    narrows -= {"belongs"} if _belongs_to_a_group(words) else set()
    one_of_several = not own and _is_one_of_several(piece.tail, lines)
    if one_of_several or (narrows and not lines.is_below_a_group(outcomes)):
        return None
    if verbs_in(piece.tail[:3]) == ["extended"]:  # 3件申请征求了第三方意见
        return None
    if outcomes or who:
        several = len(outcomes) > 1 and not are_together(words, piece)
        if has_unknown(words) or len(who) > 1 or several:
            return None
        return Part(outcomes, tuple(who))
    return _all_of_them(piece, words)


def _are_others_of_a_group(words: Sequence[Token], lines: Lines) -> bool:
    """另有其他不予公开情形1件: what is left of that group beside its lines, not the group."""
    groups = set(lines.group_of.values())
    return any(
        first.kind == "others" and second.kind == "outcome" and second.id in groups
        for first, second in pairwise(words)
    )


def _without_a_class(outcomes: tuple[str, ...]) -> tuple[str, ...]:
    """公开类（含部分公开）: with what the brackets add, the class is told in full."""
    short = vocabulary().short["public"]
    several = len(outcomes) > 1
    return tuple(short if several and one == "public_class" else one for one in outcomes)


def _all_of_them(piece: Piece, words: Sequence[Token]) -> Count | None:
    """Applications however they ended and whoever applied."""
    verbs = verbs_in(words) or verbs_in(first_words(piece.tail))
    if verbs and not verbs_in(words) and _says_of_all(piece, verbs[-1]):
        verbs = []
    if verbs and (_names_a_thing(words) or _names_a_subject(words) or _names_a_class(words)):
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


def _names_a_subject(words: Sequence[Token]) -> bool:
    """申请公开征地补偿信息3件: only those that ask for this."""
    at = next((n for n, token in enumerate(words) if token.kind == "application"), len(words))
    asked = [t for t in words[at + 1 :] if t.kind in ("foreign", "unknown") and len(t.id) > 1]
    return len(asked) > 1


def _names_a_class(words: Sequence[Token]) -> bool:
    """已答复的申请中信息公开类17件: some of those answered, by what they asked for."""
    at = next((n for n, token in enumerate(words) if token.id == "of"), len(words))
    behind = words[at + 1 :]
    return bool(verbs_in(words[:at])) and bool(behind) and any(t.kind in _CLASSES for t in behind)


_CLASSES = frozenset({"publicity", "foreign", "thing", "unknown"})


def _belongs_to_a_group(words: Sequence[Token]) -> bool:
    """属于无法提供情形的."""
    at = next((n for n, token in enumerate(words) if token.id == "belongs"), len(words))
    return any(token.kind == "outcome" for token in words[at + 1 : at + 2])


def _is_one_of_several(tail: Sequence[Token], lines: Lines) -> bool:
    """其余9件为不予公开等结果: the result that is named is one of those that they had."""
    at = next((n for n, token in enumerate(tail) if token.id == "etc"), 0)
    named = at > 0 and tail[at - 1].kind == "outcome"
    return named and not outcomes_in(tail[at:], lines)


def _group_behind(tail: Sequence[Token], lines: Lines) -> tuple[str, ...]:
    """91件因不掌握等原因无法提供 counts the whole group."""
    etc = next((n for n, token in enumerate(tail) if token.id == "etc"), None)
    groups = () if etc is None else outcomes_in(tail[etc:], lines)
    return () if lines.is_below_a_group(groups) else groups


def _line_for_a_cause(tail: Sequence[Token], lines: Lines) -> tuple[str, ...]:
    """8件申请因逾期不补正，不再处理; 12件因不属于本机关掌握而未能提供: the only reason that is given."""
    at = next((n for n, token in enumerate(tail) if token.id in ("cause", "belongs")), -1)
    if at < 0 or any(token.kind not in _BEFORE_A_CAUSE for token in tail[:at]):
        return ()
    behind = tail[at + 1 :]
    plain = all(token.kind in _BESIDE_A_LINE or len(token.id) == 1 for token in behind)
    if not plain or any(token.id == "etc" for token in behind):
        return ()
    named = dict.fromkeys(token.id for token in behind if token.kind == "outcome")
    single = tuple(one for one in named if one in lines.group_of)
    groups = {lines.group_of.get(one, one) for one in named}
    if len(groups) > 1:  # 逾期未缴费不再处理: that is how the form's own words end
        groups.discard(vocabulary().short["no_longer"])
    return single if len(single) == 1 and len(groups) == 1 else ()


_BEFORE_A_CAUSE = frozenset({"neutral", "application", "all", "done", "timely"})
_BESIDE_A_LINE = frozenset(
    {"neutral", "outcome", "plain", "official_end", "timely", "all", "done", "application", "verb"}
)


def _applicants(words: Sequence[Token]) -> list[str]:
    """The applicants that words name; 企业、律所等法人或其他组织 are the last, 群众、企业 everybody."""
    if any(token.id == "people" for token in words):
        return []
    etc = next((n for n, token in enumerate(words) if token.id == "etc"), 0)
    who = [token.id for token in words[etc:] if token.kind == "who"]
    return list(dict.fromkeys(who or (token.id for token in words if token.kind == "who")))
