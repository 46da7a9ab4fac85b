"""Names in other words made the form's own before meaning is read.

公开16件，部分公开10件 … 其他7件 are 予以公开 and 其他处理; 信息不存在 is 本机关不掌握相关政府信息 where the
sentence names no other reason; the official label 申请人逾期不补正、行政机关不再处理其政府信息公开申请 is one name.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from nianbao.checks.sentences.lexicon import vocabulary
from nianbao.checks.sentences.reasons import with_reasons_in_words
from nianbao.checks.sentences.segments import Piece, Sentence
from nianbao.checks.sentences.tokens import Token

_SURE = 3
"""Groups of results that must stand in a sentence before its 其他 is 其他处理."""
Label = tuple[Token, ...]


def with_plain_names(found: Iterable[Sentence], lines: Mapping[str, str]) -> tuple[Sentence, ...]:
    """Return the sentences with every result under the form's own name.

    ``lines`` are the results that only detail a group of results, with that group.
    """
    return tuple(_plain(one, lines) for one in found)


def _plain(sentence: Sentence, lines: Mapping[str, str]) -> Sentence:
    if _has(sentence, "ending"):
        sentence = replace(sentence, pieces=tuple(_other_ending(sentence.pieces)))
    if _has(sentence, "who"):
        sentence = replace(sentence, pieces=tuple(_beside_others(sentence.pieces)))
    if any(token.id == "people" for piece in sentence.pieces for token in _all(piece)):
        sentence = replace(sentence, pieces=tuple(_people(sentence.pieces)))
    if not _has(sentence, "outcome", "outcome_all", "outcome_wide", "official_end"):
        return sentence
    pieces = with_reasons_in_words(
        [in_full(piece) for piece in sentence.pieces], lines, sentence.words
    )
    sentence = replace(sentence, pieces=tuple(pieces))
    named = {t.id for piece in sentence.pieces for t in _all(piece) if t.kind == "outcome"}
    groups = {lines.get(one, one) for one in named}
    if groups:  # 公开17件，部分公开3件，不掌握8件，其他3件
        pieces = [_short(piece, groups) for piece in sentence.pieces]
        said = {t.id for one in pieces for t in one.label if t.kind == "outcome"}
        groups = {lines.get(one, one) for one in said | named}
    pieces = [_short(piece, groups) for piece in sentence.pieces]
    pieces = list(_with_reasons(_wide(pieces), lines))
    for place, piece in enumerate(pieces):
        if place and piece.has("official_end") and piece.before in ("、", ","):
            pieces[place] = _labelled(piece, (*pieces[place - 1].label, *piece.label))
    return replace(sentence, pieces=tuple(_without_end(piece) for piece in pieces))


def _people(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """申请人为村民4件、企业1件: beside other applicants they are persons; 村民提交申请4件 may be anybody's.

    So are those of whom the rest is said to be: 企业申请1件，其余3件均为居民申请.
    """
    beside = any(one.has("who") or one.names("asker") for one in pieces)
    for piece in pieces:
        rest = piece.has("rest") and all(t.kind in ("neutral", "rest") for t in piece.label)
        plain = all(t.kind in ("neutral", "all", "among", "whole") for t in piece.label)
        if beside and piece.names("people") and plain:
            yield _labelled(piece, tuple(_persons(piece.label)))
        elif beside and rest and piece.number is not None:
            yield replace(piece, tail=tuple(_persons(piece.tail)))
        else:
            yield piece


def _persons(words: Label) -> Iterator[Token]:
    short = vocabulary().short["people"]
    for token in words:
        yield replace(token, kind="who", id=short) if token.id == "people" else token


def _beside_others(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """企业6件、律师事务所2件: a kind of its own beside others, not all that are no persons."""
    known = vocabulary().beside_others
    for place, piece in enumerate(pieces):
        token = next((t for t in piece.label if t.kind == "who" and t.id in known), None)
        line, others = known[token.id] if token is not None else ("", frozenset())
        row = _row_of(pieces, place) if token is not None else ()
        if token is None or not any(t.id in others for one in row for t in one.label):
            yield piece
            continue
        yield _labelled(piece, tuple(replace(t, id=line) if t is token else t for t in piece.label))


def _row_of(pieces: Sequence[Piece], place: int) -> Iterator[Piece]:
    """The other numbers of an enumeration: nothing between them but marks, none of them a part of one."""
    for step in (-1, 1):
        at = place + step
        while 0 <= at < len(pieces):
            behind = pieces[max(at, at - step)]
            opens = behind.before in ("(", "number", ";") or behind.has("among", "includes")
            alike = pieces[at].parent == pieces[place].parent and pieces[at].number is not None
            if opens or not alike:
                break
            yield pieces[at]
            at += step


def in_full(piece: Piece) -> Piece:
    """全部公开5件 is the result 予以公开, and so is 公开 in 公开或部分公开."""
    label = tuple(replace(t, kind="outcome") if t.kind == "outcome_all" else t for t in piece.label)
    for place, token in enumerate(label[:-2]):
        result = vocabulary().short.get(token.id)
        joined = label[place + 1].id in ("and", "or") and label[place + 2].kind == "outcome"
        if result is not None and joined:
            label = (*label[:place], replace(token, kind="outcome", id=result), *label[place + 1 :])
    tail = tuple(replace(t, kind="outcome") if t.kind == "outcome_all" else t for t in piece.tail)
    piece = piece if tail == piece.tail else replace(piece, tail=tail)  # 3件申请全部予以公开
    return piece if label == piece.label else _labelled(piece, label)


def _other_ending(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """胜诉9件，败诉3件，其他5件: how the others ended."""
    endings = 0
    for given in pieces:
        piece = given
        alone = len(piece.label) == 1 and piece.label[0].kind == "others"
        behind = [token for token in piece.tail if token.kind != "neutral"]
        if piece.number is not None and any(t.kind == "ending" for t in (*piece.label, *behind)):
            endings += 1
        if endings and len(behind) == 1 and behind[0].kind == "others" and not piece.label:
            piece, alone = replace(_labelled(piece, tuple(behind)), tail=()), True  # 1件其他
        if endings and alone and piece.number is not None and piece.before in ("、", ",", ";"):
            other = replace(piece.label[0], kind="ending", id=vocabulary().short["others"])
            yield _labelled(piece, (other,))
        else:
            yield piece


def _all(piece: Piece) -> Label:
    return (*piece.label, *piece.tail, *piece.aside)


def _has(sentence: Sentence, *kinds: str) -> bool:
    return any(token.kind in kinds for piece in sentence.pieces for token in _all(piece))


def _short(piece: Piece, named: set[str]) -> Piece:
    """公开16件 beside 部分公开, and 其他7件 at the end of a row of results."""
    behind = [token for token in piece.tail if token.kind not in ("neutral", "all", "done")]
    bare = all(token.kind == "rest" for token in piece.label)
    if piece.number is not None and bare and len(behind) == 1:  # 4件公开，其余1件均公开
        result = vocabulary().short.get(behind[0].id) if behind[0].kind == "document_verb" else None
        if result is not None and named:
            return replace(piece, tail=(replace(behind[0], kind="outcome", id=result),))
    at = len(piece.label)
    while piece.aside and at and piece.label[at - 1].kind == "neutral":  # 公开（含部分公开）的有3件
        at -= 1
    last = piece.label[at - 1 : at] if piece.number is not None and at else ()
    if not last or piece.has("outcome"):
        return piece
    result = vocabulary().short.get(last[0].id)
    sure = _SURE if last[0].kind == "others" else 1
    alone = last[0].kind != "others" or len(piece.label) == 1
    if result is None or len(named) < sure or not alone:
        return piece
    named_so = replace(last[0], kind="outcome", id=result)
    return _labelled(piece, (*piece.label[: at - 1], named_so, *piece.label[at:]))


def _wide(pieces: Sequence[Piece]) -> list[Piece]:
    """A reason in other words is the row's where it is the only one the sentence has for it."""
    reasons = [
        token for piece in pieces for token in _all(piece)
        if token.kind == "outcome_wide" or (token.kind == "outcome_part" and token.id == "reason")
    ]  # fmt: skip
    kind = "outcome" if len(reasons) == 1 else "outcome_part"
    return [
        replace(_labelled(one, _turned(one.label, kind)), tail=_turned(one.tail, kind))
        if any(token.kind == "outcome_wide" for token in (*one.label, *one.tail))
        else one
        for one in pieces
    ]


def _with_reasons(pieces: Sequence[Piece], lines: Mapping[str, str]) -> Iterator[Piece]:
    """因申请人逾期不补正，作其他处理4件 counts that line, not the whole group."""
    for place, piece in enumerate(pieces):
        said = (*piece.label, *piece.tail[:2]) if not piece.label else piece.label
        groups = {token.id for token in said if token.kind == "outcome"}
        given = _reasons_before(pieces, place, lines)
        if piece.number is None or len(groups) != 1 or groups & lines.keys() or not given:
            yield piece
            continue
        named = [token for token in given if token.kind == "outcome"]
        if len(given) > 1:  # 因涉及国家秘密、商业秘密，不予公开5件
            narrowed = Token("narrow", "narrow", piece.start, piece.start)
            yield _labelled(piece, (narrowed, *piece.label))
        elif named and _belongs(lines[named[0].id], groups.pop()):
            yield _labelled(piece, (named[0], *piece.label))
        else:
            yield piece


def _reasons_before(pieces: Sequence[Piece], place: int, lines: Mapping[str, str]) -> Label:
    """The reasons named right before a number without one of their own."""
    found: Label = ()
    while place and pieces[place].before in ("、", ",") and pieces[place - 1].number is None:
        place -= 1
        words = pieces[place].label
        if any(token.id == "etc" for token in words):
            return ()
        found = (*(t for t in words if t.id in lines or t.id == "reason"), *found)
    return found


def _belongs(group: str, said: str) -> bool:
    """Whether a line's group is the one said; 不再处理 is also how the last group is spoken of."""
    names = vocabulary().short
    return group == said or (group, said) == (names["others"], names["no_longer"])


def _turned(words: Label, kind: str) -> Label:
    return tuple(replace(t, kind=kind) if t.kind == "outcome_wide" else t for t in words)


def _without_end(piece: Piece) -> Piece:
    if not piece.has("official_end"):
        return piece
    return _labelled(piece, tuple(t for t in piece.label if t.kind != "official_end"))


def _labelled(piece: Piece, label: Label) -> Piece:
    return replace(piece, label=label, kinds=frozenset(token.kind for token in label))
