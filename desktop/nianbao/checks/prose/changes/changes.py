"""What a text says about this year beside last year: 较上年增加24件, 同比下降8%, 持平, 翻一番, 有所增加.

A change needs a subject: a quantity counted before it in the sentence, or one that its words name
(申请量较上年增加24件). A change from another year, a rough one, or one of other things is none.
"""

from collections.abc import Iterator, Sequence

from nianbao.checks.prose.changes.base import base_of
from nianbao.checks.prose.changes.change import Change
from nianbao.checks.prose.changes.subject import APART, Changed, of_number, what_changed
from nianbao.checks.prose.changes.times import is_of_last
from nianbao.checks.prose.changes.words import changed_by, said_by, span_of_change
from nianbao.checks.prose.statement import Statement
from nianbao.checks.sentences.segments import Piece, Sentence

_NOUNS = frozenset({"foreign", "case", "outcome", "who", "document", "ending", "application"})


def changes(
    found: Sequence[Sentence],
    statements: Sequence[Statement],
    year: int,
    spoken: Sequence[bool],
) -> Iterator[Change]:
    """Yield the changes against last year whose subject is known.

    ``spoken`` tells of each sentence whether applications were spoken of.
    """
    for number, sentence in enumerate(found):
        own = [one for one in statements if one.sentence == number]
        for place, piece in enumerate(sentence.pieces):
            said = said_by(piece)
            if said is not None and piece.has("respectively"):
                yield from _in_a_row(sentence, place, own, year)
                continue
            if said is None or not is_of_last(sentence.pieces, place, year):
                continue
            subject = what_changed(sentence.pieces, place, own, ours=spoken[number])
            subject = subject or _counted_behind(sentence.pieces, place, own)
            if subject is None or (said[0] == "by" and subject.unit not in ("", _unit(piece))):
                continue
            start, end = span_of_change(piece, said[3])
            yield Change(
                said[0], subject.quantity, subject.head, subject.number, said[1],
                said[2], sentence.offset + start, sentence.offset + end, subject.scope,
                base_of(sentence.pieces, place, subject.number, year - 1),
            )  # fmt: skip


def _in_a_row(
    sentence: Sentence, place: int, own: Sequence[Statement], year: int
) -> Iterator[Change]:
    """行政复议7件、行政诉讼5件，较上年分别增加3件、1件: each change is of its own number."""
    pieces, said = sentence.pieces, said_by(sentence.pieces[place])
    row = [place]
    for at, piece in enumerate(pieces[place + 1 :], place + 1):
        words = [t for t in piece.label if t.id not in ("and", "neutral") and t.kind != "delta"]
        if piece.number is None or words or piece.before not in ("、", "number", ","):
            break
        row.append(at)
    of = [one for one in own if one.piece < place][-len(row) :]
    alone = [p for p in pieces[of[0].piece : place] if p.number and not p.depth] if of else []
    named = any(token.kind in _NOUNS for token in pieces[place].label)  # 许可和处罚分别增长
    if (
        said is None
        or named
        or len(row) < 2  # noqa: PLR2004 - one is no row
        or not len(of) == len(row) == len(alone)
        or not is_of_last(pieces, place, year)
    ):
        return
    for at, one in zip(row, of, strict=True):
        number, figure = pieces[at].number, pieces[at].figure
        assert number is not None and figure is not None  # noqa: S101, PT018 - the row has them
        ways = [token.id for token in pieces[at].label if token.kind == "delta"]
        grows = ways[-1] == "up" if ways else said[2]
        each = changed_by(number.value, number.unit, grows=grows, word=said[3])
        if (
            each is not None
            and not number.vague
            and (each[0] != "by" or number.unit == one.number.unit)
        ):
            start = sentence.offset + (
                figure.start if at != place else span_of_change(pieces[at], said[3])[0]
            )
            yield Change(
                each[0], one.quantity, one.head, one.number.value, each[1], each[2], start,
                sentence.offset + figure.end, one.scope,
            )  # fmt: skip


def _unit(piece: Piece) -> str:
    return piece.number.unit if piece.number else ""


def _counted_behind(
    pieces: Sequence[Piece], place: int, own: Sequence[Statement]
) -> Changed | None:
    """与去年相比减少20件，收到申请80件; 受理量同比减少20%，收到80件."""
    behind = next((one for one in own if one.piece == place + 1), None)
    if place or behind is None or pieces[place + 1].before != ",":
        return None
    if any(t.kind in APART or (t.kind == "unknown" and len(t.id) > 1) for t in pieces[0].label):
        return None
    verbs = {t.id for t in pieces[0].label if t.kind == "verb"}
    if verbs - {behind.verb, "received"} or pieces[0].has("who", "outcome", "case", "document"):
        return None
    return of_number(behind)
