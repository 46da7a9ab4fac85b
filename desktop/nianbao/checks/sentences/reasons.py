"""Reasons in free words: 执法案卷6件 beside a result counts that line of the form.

What the words may mean is found where a sentence is cut; whether they do is decided here, by the
results that stand around them. Alone, 信访12件 or 执法案卷6件 count other things.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from nianbao import resources
from nianbao.checks.sentences.numerals import case_units
from nianbao.checks.sentences.segments import Piece
from nianbao.checks.sentences.tokens import Token

WORDS = "prose/reasons_in_words.toml"
_ROW = 2
"""Results in a sentence that make a row of them."""
_MAY_STAND = frozenset(
    {"unknown", "foreign", "thing", "neutral", "outcome_part", "application", "among", "items",
     "publicity", "narrow", "organ", "done", "timely", "part_scope", "document_verb", "marking"}
)  # fmt: skip


@lru_cache(maxsize=1)
def _known() -> tuple[tuple[str, re.Pattern[str]], ...]:
    data = tomllib.loads(resources.text(WORDS))
    return tuple((one["line"], re.compile(one["words"])) for one in data["reasons"])


@lru_cache(maxsize=4096)
def lines_in(words: str) -> tuple[str, ...]:
    """The lines of results that free words may mean."""
    return tuple(line for line, pattern in _known() if pattern.search(words))


def with_reasons_in_words(
    pieces: Sequence[Piece], lines: Mapping[str, str], words: str
) -> list[Piece]:
    """Return the pieces with every such reason under the name of its line; ``words`` are the sentence's."""
    found = [_all_of_a_group(one, lines) for one in pieces]
    row = sum(bool(_results(one)) for one in pieces if one.number is not None)
    for place, piece in enumerate(found):
        if piece.number is None or piece.number.unit not in case_units():
            continue
        if _is_of_a_reason(found, place, lines, words):
            found[place] = _narrowed(piece)
            continue
        label = bool(piece.label) and not (len(piece.label) == 1 and piece.has("rest"))
        own = piece.label if label else piece.tail
        if not own or _leads_on(pieces, place, behind=not label) or not _is_free(own, lines):
            continue
        near = _groups_near(found, place, lines)
        if not near and label and words[own[-1].end - 1] in _ENDS_A_REASON:
            near = _group_said_next(found, place, lines)
        if not near and _is_dealt_with(own):  # 按信访事项告知6件，重复申请不予处理3件
            near = _groups_behind(found, place, lines)
        line = _line(words[own[0].start : own[-1].end], own, near, lines, row=row >= _ROW)
        if line:
            found[place] = _named(piece, own, line, label=label)
    return found


def _all_of_a_group(piece: Piece, lines: Mapping[str, str]) -> Piece:
    """不予公开的2件均属于执法案卷: the number is that of the line, too."""
    groups = [token for token in piece.label if token.kind == "outcome" and token.id not in lines]
    behind = [token for token in piece.tail if token.kind == "outcome"]
    said_of_all = bool(piece.tail) and any(token.kind == "all" for token in piece.tail[:2])
    if piece.number is None or len(groups) != 1 or len(behind) != 1 or not said_of_all:
        return piece
    if lines.get(behind[0].id) != groups[0].id:
        return piece
    label = tuple(behind[0] if token is groups[0] else token for token in piece.label)
    return replace(piece, label=label, tail=())


def _is_of_a_reason(
    pieces: Sequence[Piece], place: int, lines: Mapping[str, str], words: str
) -> bool:
    """执法案卷类申请较多，120件不予公开: those of the reason that was spoken of, not of the whole group."""
    before, groups = pieces[place - 1] if place else None, _results(pieces[place])
    if before is None or before.number is not None or not before.label or not groups:
        return False
    if _results(before) or pieces[place].label or not pieces[place].tail:
        return False
    said = words[before.label[0].start : before.label[-1].end]
    return any(lines.get(one) in groups for one in lines_in(said))


def _narrowed(piece: Piece) -> Piece:
    name = Token("narrow", "narrow", piece.start, piece.start)
    return replace(piece, label=(name, *piece.label), kinds=piece.kinds | {"narrow"})


def _leads_on(pieces: Sequence[Piece], place: int, *, behind: bool) -> bool:
    """Whether the words behind a number are those of the next one."""
    following = pieces[place + 1] if place + 1 < len(pieces) else None
    return behind and following is not None and following.before == "number"


def _is_free(own: Sequence[Token], lines: Mapping[str, str]) -> bool:
    """Whether words name no line yet, and nothing that sets them apart."""
    named = [token.id for token in own if token.kind == "outcome"]
    if any(one in lines for one in named) or any(token.id == "etc" for token in own):
        return False
    dealt_with = _is_dealt_with(own)
    return all(
        token.kind in _MAY_STAND or token.kind == "outcome" or (dealt_with and token.kind == "verb")
        for token in own
    )


def _is_dealt_with(own: Sequence[Token]) -> bool:
    """按信访事项告知, 作投诉举报处理: for what an application was taken."""
    return own[0].id == "taken_for" and [t.kind for t in own[1:]].count("verb") == 1


def _results(piece: Piece) -> list[str]:
    return [t.id for t in (*piece.label, *piece.tail, *piece.aside) if t.kind == "outcome"]


def _groups_near(pieces: Sequence[Piece], place: int, lines: Mapping[str, str]) -> set[str]:
    """The groups of the result beside a number, or of the number whose brackets it stands in."""
    piece = pieces[place]
    if piece.parent >= 0:
        named = _results(pieces[piece.parent])
        if named:
            return _groups(named, lines)
    for before in reversed(pieces[:place]):
        named = _results(before)
        if named:
            return _groups(named, lines)
        if before.number is not None and before.depth == piece.depth:
            return set()
    return set()


_ENDS_A_REASON = ("的", "类")


def _group_said_next(pieces: Sequence[Piece], place: int, lines: Mapping[str, str]) -> set[str]:
    """本局未制作的3件，告知无法提供: the group is said of that number alone, right behind it."""
    following = pieces[place + 1] if place + 1 < len(pieces) else None
    if following is None or following.number is not None or following.before != ",":
        return set()
    if not following.label or following.label[-1].kind != "outcome":  # 告知不予处理的理由
        return set()
    return {one for one in _results(following) if one not in lines}


def _groups_behind(pieces: Sequence[Piece], place: int, lines: Mapping[str, str]) -> set[str]:
    """The groups of the results in the same row behind a number."""
    row = [one for one in pieces[place + 1 :] if one.depth == pieces[place].depth]
    return _groups((name for one in row for name in _results(one)), lines)


def _groups(named: Iterable[str], lines: Mapping[str, str]) -> set[str]:
    return {lines.get(one, one) for one in named}


def _line(
    said: str, own: Sequence[Token], near: set[str], lines: Mapping[str, str], *, row: bool
) -> str:
    """The one line that the words mean, if only one fits what stands around them."""
    may_be = [one for one in lines_in(said) if one in lines]
    group = {token.id for token in own if token.kind == "outcome"}
    if group:
        may_be = [one for one in may_be if {lines[one]} == group]
    elif not row or not near or own[0].id == "about":  # 公开的33件中，涉及缴费的19件: a matter
        may_be = [one for one in may_be if lines[one] in near]
    return may_be[0] if len(may_be) == 1 else ""


def _named(piece: Piece, own: Sequence[Token], line: str, *, label: bool) -> Piece:
    name = Token("outcome", line, own[0].start, own[-1].end)
    if not label:
        return replace(piece, tail=(name,))
    first = tuple(token for token in own if token.kind in ("among", "items"))
    words = (*first, name)
    return replace(piece, label=words, kinds=frozenset(token.kind for token in words))
