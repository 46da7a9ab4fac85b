"""What a text says about this year beside last year: 较上年增加24件, 同比下降8%, 持平, 翻一番, 有所增加.

A change needs a subject: a quantity counted before it in the sentence, or one that its words name
(申请量较上年增加24件). A change from another year, a rough one, or one of other things is none.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from nianbao.checks.prose.quantity import Cases, Count, Documents, Part, Quantity
from nianbao.checks.prose.statement import Statement
from nianbao.checks.sentences.segments import Piece, Sentence
from nianbao.checks.sentences.tokens import Token

ChangeKind = Literal["by", "percent", "times", "same", "more"]
_LAST = "last"
_SAME_TIME = "period"
_SUBJECT_OF_TIMES = frozenset(
    {"neutral", "prev", "year", "verb", "application", "publicity", "whole"}
)
_NOUNS = frozenset({"foreign", "case", "outcome", "who", "document", "ending", "application"})
_APART = frozenset(
    {"foreign", "thing", "channel", "part_scope", "part_time", "outcome_part", "adjudicate", "rate",
     "share", "narrow", "level", "since"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """What changed, and how.

    ``by`` a number of cases, ``percent``, ``times`` last year's number, the ``same``, or ``more``
    (fewer where ``grows`` is false) without a number.
    """

    kind: ChangeKind
    quantity: Quantity
    head: str
    number: Decimal | None
    """This year's number where the text has it; else that of the tables counts."""
    stated: Decimal
    grows: bool
    start: int
    end: int
    scope: str = ""
    """Words for more offices than one's own (全市) that the number is of."""


@dataclass(frozen=True)
class _Subject:
    quantity: Quantity
    head: str = ""
    number: Decimal | None = None
    unit: str = ""
    scope: str = ""


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
            said = _said(piece)
            if said is not None and piece.has("respectively"):
                yield from _in_a_row(sentence, place, own, year)
                continue
            if said is None or not _is_of_last(sentence.pieces, place, year):
                continue
            subject = _subject(sentence.pieces, place, own, ours=spoken[number])
            subject = subject or _counted_behind(sentence.pieces, place, own)
            if subject is None or (said[0] == "by" and subject.unit not in ("", _unit(piece))):
                continue
            start, end = _span(piece, said[3])
            yield Change(
                said[0], subject.quantity, subject.head, subject.number, said[1],
                said[2], sentence.offset + start, sentence.offset + end, subject.scope,
            )  # fmt: skip


def _in_a_row(
    sentence: Sentence, place: int, own: Sequence[Statement], year: int
) -> Iterator[Change]:
    """行政复议7件、行政诉讼5件，较上年分别增加3件、1件: each change is of its own number."""
    pieces, said = sentence.pieces, _said(sentence.pieces[place])
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
        or not _is_of_last(pieces, place, year)
    ):
        return
    for at, one in zip(row, of, strict=True):
        number, figure = pieces[at].number, pieces[at].figure
        assert number is not None and figure is not None  # noqa: S101, PT018 - the row has them
        ways = [token.id for token in pieces[at].label if token.kind == "delta"]
        grows = ways[-1] == "up" if ways else said[2]
        each = _by(number.value, number.unit, grows=grows, word=said[3])
        if (
            each is not None
            and not number.vague
            and (each[0] != "by" or number.unit == one.number.unit)
        ):
            start = sentence.offset + (
                figure.start if at != place else _span(pieces[at], said[3])[0]
            )
            yield Change(
                each[0], one.quantity, one.head, one.number.value, each[1], each[2], start,
                sentence.offset + figure.end, one.scope,
            )  # fmt: skip


def _unit(piece: Piece) -> str:
    return piece.number.unit if piece.number else ""


def _said(piece: Piece) -> tuple[ChangeKind, Decimal, bool, Token] | None:
    """How a piece says that something changed, with the word that says it."""
    words = (*piece.label, *piece.tail)
    delta = next((t for t in piece.label if t.kind == "delta"), None)
    number = piece.number
    if any(token.id == "rough" for token in words):
        return None
    plain: tuple[ChangeKind, Decimal, bool, Token] | None = None
    times = number is not None and number.unit == "倍" and not number.vague and delta is None
    if times and number is not None and all(t.kind in _SUBJECT_OF_TIMES for t in words):
        return ("times", number.value, True, words[0])  # 受理量为上年的2倍
    same = next((token for token in words if token.kind in ("same", "times")), None)
    if same is not None:
        plain = ("same", Decimal(1), True, same)
        if same.kind == "times":
            plain = ("times", Decimal(2), True, same)
    elif number is None and delta is not None:
        plain = ("more", Decimal(0), delta.id == "up", delta)
    elif delta is not None and _names_a_time_behind(piece, delta):
        plain = None
    elif delta is not None and number is not None and not number.vague:
        plain = _by(number.value, number.unit, grows=delta.id == "up", word=delta)
    return plain


def _names_a_time_behind(piece: Piece, delta: Token) -> bool:
    """少于2023年的85件: the number is last year's, not the difference."""
    behind = piece.label[piece.label.index(delta) + 1 :]
    return any(token.kind in ("prev", "year") for token in behind)


def _by(
    value: Decimal, unit: str, *, grows: bool, word: Token
) -> tuple[ChangeKind, Decimal, bool, Token] | None:
    if unit == "%":
        return ("percent", value, grows, word)
    if unit == "倍":
        return ("times", value + 1, grows, word) if grows else None
    return ("by", value, grows, word)


def _is_of_last(pieces: Sequence[Piece], place: int, year: int) -> bool:
    """Whether a change is from last year; the number of last year may stand behind it."""
    if _against_last(pieces, place, year) or _bare(pieces, place):
        return True
    behind = pieces[place + 1] if place + 1 < len(pieces) else None  # 减少20件（上年100件）
    if behind is None or behind.before != "(" or behind.number is None or pieces[place].label[1:]:
        return False
    return any(t.id in (_LAST, str(year - 1)) for t in behind.label)


def _bare(pieces: Sequence[Piece], place: int) -> bool:
    """收到申请80件，减少20件: a change of the number right before it is one from last year."""
    piece, before = pieces[place], pieces[place - 1] if place else None
    plain = all(token.kind in ("delta", "done") for token in piece.label)
    if not plain or piece.number is None or piece.tail or before is None or before.number is None:
        return False
    beside = piece.before == "," and before.depth == piece.depth
    nested = piece.before == "(" and piece.parent == place - 1
    return (beside or nested) and not before.has("delta", "prev", "among", "carry", "rest")


def _counted_behind(
    pieces: Sequence[Piece], place: int, own: Sequence[Statement]
) -> _Subject | None:
    """与去年相比减少20件，收到申请80件; 受理量同比减少20%，收到80件."""
    behind = next((one for one in own if one.piece == place + 1), None)
    if place or behind is None or pieces[place + 1].before != ",":
        return None
    if any(t.kind in _APART or (t.kind == "unknown" and len(t.id) > 1) for t in pieces[0].label):
        return None
    verbs = {t.id for t in pieces[0].label if t.kind == "verb"}
    if verbs - {behind.verb, "received"} or pieces[0].has("who", "outcome", "case", "document"):
        return None
    return _of_number(behind)


def _against_last(pieces: Sequence[Piece], place: int, year: int) -> bool:
    """Whether a change is one from last year: its own words say so, or those before it do."""
    for at in range(place, -1, -1):
        words = pieces[at].label
        times = {t.id for t in words if t.kind == "prev"}
        times |= {t.id for t in words if t.kind == "year" and t.id != str(year)}
        if times != {_SAME_TIME}:  # 2022年同期
            times -= {_SAME_TIME}
        compares = any(t.kind == "compare" for t in words)
        if times:
            return times <= {_LAST, str(year - 1)}
        if any(t.id in ("on_year", "yearly") for t in words):
            return True
        if compares and at == place and place and pieces[at].before == "number":
            continue  # 与上年818件相比增加191件
        if compares:
            return False
        if at < place and pieces[at].number is not None and not pieces[at].has("delta"):
            return False
    return False


def _subject(
    pieces: Sequence[Piece], place: int, own: Sequence[Statement], *, ours: bool
) -> _Subject | None:
    """What the change is of."""
    named = _plainly_named(pieces[place].label, ours=ours)
    if named is not None:
        return named
    near = [pieces[place]]
    at = place
    while at and pieces[at].before in (",", "、") and _goes_on(pieces[at - 1]):
        at -= 1
        near.insert(0, pieces[at])
    named = _plainly_named([token for piece in near for token in piece.label], ours=ours)
    if named is not None:
        return named
    words = [token for piece in near for token in piece.label]
    if any(token.kind in _APART for token in words) or _is_unknown(words):
        return None
    # 复议7件（维持4件），比上年增加4件: what stands in brackets is passed over
    depth = pieces[place].depth
    before = [one for one in own if one.piece < place and pieces[one.piece].depth <= depth]
    if not before or _ends_a_row(pieces, [one.piece for one in before]):
        return None
    between = [one for one in pieces[before[-1].piece + 1 : at] if one.depth <= depth]
    if any(one.number and not one.has("delta", "prev", "year") for one in between):
        return None
    return _of_number(before[-1])


def _ends_a_row(pieces: Sequence[Piece], counted: Sequence[int]) -> bool:
    """复议10件，维持6件、纠正1件，较上年增加2件: which of them grew is not said."""
    last = pieces[counted[-1]]
    return len(counted) > 2 and last.before == "、" and not last.depth  # noqa: PLR2004


def _of_number(one: Statement) -> _Subject:
    return _Subject(one.quantity, one.head, one.number.value, one.number.unit, one.scope)


def _plainly_named(words: Sequence[Token], *, ours: bool) -> _Subject | None:
    """What words name where nothing in them sets it apart."""
    if any(token.kind in _APART for token in words) or _is_unknown(words):
        return None
    return _named(words, ours=ours)


def _goes_on(before: Piece) -> bool:
    """Whether a change is of what the piece before names: 受理量同比增加71件，增幅为38%."""
    return before.number is None or before.has("delta")


def _is_unknown(words: Sequence[Token]) -> bool:
    return any(token.kind == "unknown" and len(token.id) > 2 for token in words)  # noqa: PLR2004


def _named(words: Sequence[Token], *, ours: bool) -> _Subject | None:
    """申请量较上年增加24件: the quantity that the words name, with the number of the tables.

    ``ours``: whether applications were spoken of, so that 办结量 and 行政复议 are theirs.
    """
    kinds = {token.kind for token in words}
    ours = ours or bool(kinds & {"publicity", "application"})
    scope = "wide" if any(token.id == "wide" for token in words) else ""
    blocks = tuple(dict.fromkeys(t.id for t in words if t.kind == "case"))
    if blocks:
        plain = ours and len(blocks) == 1 and not kinds & {"ending", "verb"}
        return _Subject(Cases(blocks), scope=scope) if plain else None
    document = _document(words)
    if document is not None:
        return _Subject(document, scope=scope)
    if kinds & {"carry", "ending", "foreign"} or not ours:
        return None
    quantity = _applications(words)
    return None if quantity is None else _Subject(quantity, scope=scope)


def _document(words: Sequence[Token]) -> Documents | None:
    """规范性文件制发数量."""
    nouns = {token.id for token in words if token.kind == "document"}
    verbs = {token.id for token in words if token.kind == "document_verb"}
    if len(nouns) != 1 or len(verbs) != 1 or verbs & {"else", "public"}:
        return None
    return Documents(nouns.pop(), verbs.pop())


def _applications(words: Sequence[Token]) -> Quantity | None:
    """申请量, 办结量, 予以公开件数, 自然人申请: what was received or closed, or a part of it."""
    outcomes = tuple(dict.fromkeys(t.id for t in words if t.kind == "outcome"))
    who = tuple(dict.fromkeys(t.id for t in words if t.kind == "who"))
    if len(outcomes) + len(who) > 1:
        return None
    if outcomes or who:
        return Part(outcomes, who)
    verbs = [token.id for token in words if token.kind == "verb"]
    if verbs:
        return None if verbs[-1] == "extended" else Count(verbs[-1])
    return Count("received") if any(token.kind == "application" for token in words) else None


def _span(piece: Piece, word: Token) -> tuple[int, int]:
    first = next((t for t in piece.label if t.kind in ("compare", "prev", "delta")), word)
    end = piece.figure.end if piece.figure and word in piece.label else word.end
    return min(first.start, word.start), max(end, word.end)
