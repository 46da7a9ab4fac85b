"""Names in other words made the form's own before meaning is read.

公开16件，部分公开10件 … 其他7件 are 予以公开 and 其他处理; 信息不存在 is 本机关不掌握相关政府信息 where the
sentence names no other reason; the official label 申请人逾期不补正、行政机关不再处理其政府信息公开申请 is one name.
"""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from nianbao.checks.sentences.lexicon import vocabulary
from nianbao.checks.sentences.segments import Piece, Sentence
from nianbao.checks.sentences.tokens import Token

_SURE = 3
"""Groups of results that must stand in a sentence before its 其他 is 其他处理."""
Label = tuple[Token, ...]


def with_plain_names(found: Iterable[Sentence], lines: AbstractSet[str]) -> tuple[Sentence, ...]:
    """Return the sentences with every result under the form's own name.

    ``lines`` are the results that only detail a group of results.
    """
    return tuple(_plain(one, lines) for one in found)


def _plain(sentence: Sentence, lines: AbstractSet[str]) -> Sentence:
    if _has(sentence, "ending"):
        sentence = replace(sentence, pieces=tuple(_other_ending(sentence.pieces)))
    if not _has(sentence, "outcome", "outcome_all", "outcome_wide", "official_end"):
        return sentence
    sentence = replace(sentence, pieces=tuple(_in_full(piece) for piece in sentence.pieces))
    named = {t.id for piece in sentence.pieces for t in _all(piece) if t.kind == "outcome"}
    pieces = [_short(piece, named - lines) for piece in sentence.pieces]
    pieces = _wide(pieces)
    for place, piece in enumerate(pieces):
        if place and piece.has("official_end") and piece.before in ("、", ","):
            pieces[place] = _labelled(piece, (*pieces[place - 1].label, *piece.label))
    return replace(sentence, pieces=tuple(_without_end(piece) for piece in pieces))


def _in_full(piece: Piece) -> Piece:
    """全部公开5件 is the result 予以公开, and so is 公开 in 公开或部分公开."""
    label = tuple(replace(t, kind="outcome") if t.kind == "outcome_all" else t for t in piece.label)
    for place, token in enumerate(label[:-2]):
        result = vocabulary().short.get(token.id)
        joined = label[place + 1].id in ("and", "or") and label[place + 2].kind == "outcome"
        if result is not None and joined:
            label = (*label[:place], replace(token, kind="outcome", id=result), *label[place + 1 :])
    return piece if label == piece.label else _labelled(piece, label)


def _other_ending(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """胜诉9件，败诉3件，其他5件: how the others ended."""
    endings = 0
    for piece in pieces:
        alone = len(piece.label) == 1 and piece.label[0].kind == "others"
        if piece.number is not None and piece.has("ending"):
            endings += 1
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
    last = piece.label[-1:] if piece.number is not None else ()
    if not last or piece.has("outcome"):
        return piece
    result = vocabulary().short.get(last[0].id)
    sure = _SURE if last[0].kind == "others" else 1
    alone = last[0].kind != "others" or len(piece.label) == 1
    if result is None or len(named) < sure or not alone:
        return piece
    return _labelled(piece, (*piece.label[:-1], replace(last[0], kind="outcome", id=result)))


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


def _turned(words: Label, kind: str) -> Label:
    return tuple(replace(t, kind=kind) if t.kind == "outcome_wide" else t for t in words)


def _without_end(piece: Piece) -> Piece:
    if not piece.has("official_end"):
        return piece
    return _labelled(piece, tuple(t for t in piece.label if t.kind != "official_end"))


def _labelled(piece: Piece, label: Label) -> Piece:
    return replace(piece, label=label, kinds=frozenset(token.kind for token in label))
