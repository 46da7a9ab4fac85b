"""Whether a change is one from last year."""

from collections.abc import Sequence

from nianbao.checks.sentences.segments import Piece

_LAST = "last"
_SAME_TIME = "period"


def is_of_last(pieces: Sequence[Piece], place: int, year: int) -> bool:
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
    plain = all(t.kind in ("delta", "done") or t.id == "latter" for t in piece.label)
    if not plain or piece.number is None or piece.tail or before is None or before.number is None:
        return False
    beside = piece.before == "," and before.depth == piece.depth
    nested = piece.before == "(" and piece.parent == place - 1
    return (beside or nested) and not before.has("delta", "prev", "among", "carry", "rest")


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
