"""Where the parts of a number end: at another result's, at a rest that has no number."""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from nianbao.checks.prose.quantity import Lines
from nianbao.checks.sentences.segments import Piece

_RESULTS = ("outcome", "outcome_wide")
_REST = ("rest", "others")


def of_its_result(head: Piece, parts: Sequence[Piece], lines: Lines) -> list[Piece]:
    """不予公开6件，其中4件涉及商业秘密；不掌握19件: the last is no part of what was denied."""
    groups = {*_groups(head, lines)} & {*lines.group_of.values()}
    if not groups:
        return list(parts)
    return list(takewhile(lambda one: groups.issuperset(_groups(one, lines)), parts))


def _groups(piece: Piece, lines: Lines) -> Iterator[str]:
    """The groups of the results that are named beside a number."""
    for token in (*piece.label, *piece.tail):
        if token.kind in _RESULTS:
            yield lines.group_of.get(token.id, token.id)


def names_a_rest(pieces: Sequence[Piece], last: Piece) -> bool:
    """其中动态140条、公告61条，其余为重点领域信息: how many these are is not said."""
    place = pieces.index(last) + 1
    behind = next((one for one in pieces[place:] if one.depth <= last.depth), None)
    if behind is None or behind.number is not None or behind.depth != last.depth:
        return False
    return bool(behind.label) and behind.label[0].kind in _REST
