"""What a number rose or fell to: 由8件上升至15件 states 15, and 8 for another time.

Such words are taken out of the pieces, so that the rest of the reader sees 申请量15件.
"""

from collections.abc import Sequence
from dataclasses import replace

from nianbao.checks.sentences.numerals import Number
from nianbao.checks.sentences.segments import Piece, Sentence
from nianbao.checks.sentences.tokens import Token

_STARTS = ("from", "compare")
Label = tuple[Token, ...]


def with_levels(found: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """Return the sentences with every such number under the words for what it counts."""
    return tuple(_with_levels(one) for one in found)


def start_of(pieces: Sequence[Piece], place: int) -> Number | None:
    """The number that another one rose or fell from, None where the text has none."""
    if not place or not pieces[place].has("level"):
        return None
    before = pieces[place - 1]
    beside = pieces[place].before in ("number", ",") and before.depth == pieces[place].depth
    return before.number if beside and _start(before.label) is not None else None


def _with_levels(sentence: Sentence) -> Sentence:
    if not any(piece.has("level") for piece in sentence.pieces):
        return sentence
    pieces = list(sentence.pieces)
    for place, piece in enumerate(sentence.pieces):
        if piece.number is None or not piece.has("level"):
            continue
        subject, behind = _around(piece.label)
        if start_of(sentence.pieces, place) is not None:
            before = sentence.pieces[place - 1]
            at = _start(before.label)
            subject = before.label[:at]
            when = tuple(t for t in before.label[at:] if t.kind in ("year", "prev"))
            pieces[place - 1] = _labelled(before, (*subject, *when), is_counted=bool(when))
        now = Token("whole", "this", piece.start, piece.start)
        pieces[place] = replace(_labelled(piece, (now, *subject, *behind)), before=",")
    return replace(sentence, pieces=tuple(pieces))


def _around(label: Label) -> tuple[Label, Label]:
    """The words for what changed, and those behind the change; 较上年 goes with the change."""
    at = next(n for n, token in enumerate(label) if token.kind == "level")
    start = _start(label[:at])
    return label[: at if start is None else start], label[at + 1 :]


def _start(label: Label) -> int | None:
    """Where 由 or 较 stands among words."""
    return next((n for n, t in enumerate(label) if t.id in _STARTS or t.kind in _STARTS), None)


def _labelled(piece: Piece, label: Label, *, is_counted: bool = True) -> Piece:
    kinds = frozenset(token.kind for token in label)
    changed = replace(piece, label=label, kinds=kinds)
    return changed if is_counted else replace(changed, figure=None, number=None, tail=())
