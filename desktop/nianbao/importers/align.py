"""Which of a row's values stands in which column of the form.

Only what can be told apart is placed: by the count where every column has a value, by the grid
columns where some are blank. Everything else is refused with the reason.
"""

from collections.abc import Sequence

from nianbao.importers.tokens import Kind, Style, Token
from nianbao.report.errors import UserError

Placed = tuple[Token | None, ...]


class NotAlignedError(UserError):
    """A row whose values cannot be told apart."""


def learn_columns(tails: Sequence[Sequence[Token]], count: int) -> tuple[int, ...]:
    """Return the grid columns in which complete rows have their values; empty where they differ."""
    seen: set[tuple[int, ...]] = set()
    for tail in tails:
        filled = [token for token in tail if token.kind != Kind.BLANK]
        if len(filled) == count:
            seen.add(tuple(token.col for token in filled))
    return seen.pop() if len(seen) == 1 else ()


def place(
    tail: Sequence[Token], count: int, style: Style, columns: tuple[int, ...], *, cut: bool
) -> Placed:
    """Return the token of each column, None where it is blank; raise NotAlignedError.

    ``cut`` says that the source breaks off in this row.
    """
    filled = [token for token in tail if token.kind != Kind.BLANK]
    if len(filled) == count:
        return tuple(filled)
    if not filled:
        return (None,) * count
    if style == Style.GRID:
        return _by_columns(tail, filled, count, columns)
    if style == Style.PIPED:
        return _by_pipes(tail, count, cut=cut)
    raise NotAlignedError(_too(len(filled), count))


def _by_columns(
    tail: Sequence[Token], filled: Sequence[Token], count: int, columns: tuple[int, ...]
) -> Placed:
    if len(tail) == count:
        return tuple(token if token.kind != Kind.BLANK else None for token in tail)
    slots: list[Token | None] = [None] * count
    if not columns:
        raise NotAlignedError(_too(len(filled), count))
    if len(tail) < count and not any(_covers(token, columns[-1]) for token in tail):
        raise NotAlignedError("这一行少了格子，分不清数字属于哪一列")
    for token in filled:
        covered = [at for at in columns if _covers(token, at)]
        if token.col not in columns or len(covered) != 1:
            raise NotAlignedError("这一行的格子和别的行对不齐，分不清数字属于哪一列")
        slots[columns.index(token.col)] = token
    return tuple(slots)


def _covers(token: Token, column: int) -> bool:
    return token.col <= column < token.col + token.col_span


def _by_pipes(tail: Sequence[Token], count: int, *, cut: bool) -> Placed:
    head = [token if token.kind != Kind.BLANK else None for token in tail[:count]]
    rest = [token for token in tail[count:] if token.kind != Kind.BLANK]
    if not rest and len(tail) >= count and (head[0] is not None or len(tail) == count):
        return tuple(head)
    if not rest and len(tail) >= count:
        return _with_pads(tail, count)
    filled = sum(token is not None for token in head)
    if cut and not rest and filled == len(head):
        return (*head, *([None] * (count - len(head))))
    raise NotAlignedError(_too(filled + len(rest), count))


def _with_pads(tail: Sequence[Token], count: int) -> Placed:
    """Place a row that begins and ends with blanks, some of which may fill up merged cells."""
    last = max(number for number, token in enumerate(tail) if token.kind != Kind.BLANK)
    if last != count - 1:
        raise NotAlignedError("这一行的空格和数字分不清属于哪一列")
    return tuple(token if token.kind != Kind.BLANK else None for token in tail[:count])


def _too(filled: int, count: int) -> str:
    return f"这一行有 {filled} 个数，格式里是 {count} 列，分不清属于哪一列"
