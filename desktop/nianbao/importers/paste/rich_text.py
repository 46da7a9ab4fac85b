"""What rich text (RTF) on the clipboard shows and its plain text does not: raised, struck and hidden words.

Word, WPS, Excel and browsers offer what is copied as HTML, too, and that is read. Some programs offer RTF
and plain text alone: there 12 with a raised 1 comes as 121, and what is struck comes as if it counted.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from nianbao.importers.errors import SourceError

MOST = 3_000_000
"""Bytes that are looked into; far more is something else."""
_TOKEN = re.compile(
    rb"""(?P<brace>[{}])
    | \\(?P<word>[a-zA-Z]+)(?P<number>-?\d+)?[ ]?
    | \\'(?P<coded>[0-9a-fA-F]{2})
    | \\(?P<sign>[^a-zA-Z])
    | (?P<text>[^\\{}\r\n]+)""",
    re.VERBOSE,
)
_TAKES_AWAY = {b"strike", b"striked", b"v", b"deleted"}
_RAISES = {b"super", b"sub", b"up", b"dn"}
_NOT_SHOWN = {b"colortbl", b"filetbl", b"fonttbl", b"info", b"pict", b"stylesheet"}
"""Groups that hold no words of the page; so does every group that begins with ``\\*``."""


class _State(NamedTuple):
    """What holds within one pair of braces."""

    marks: frozenset[bytes] = frozenset()
    is_shown: bool = True


def refuse_lost_marks(rtf: bytes) -> None:
    """Refuse what is copied where its plain text would give other numbers than one sees.

    Raises `SourceError`.
    """
    for state, text in _words(rtf[:MOST]):
        raised = state.marks & _RAISES and any(letter in b"0123456789" for letter in text)
        if state.marks & _TAKES_AWAY or raised:
            raise SourceError(
                "复制的内容里有上标、下标、删除线或隐藏的文字，这样粘贴会把数字弄错，所以没有粘贴。",
                "请先在原文里去掉这些标记再复制，或者用 Word、WPS 打开原文，从那里复制。",
            )


def _words(rtf: bytes) -> Iterator[tuple[_State, bytes]]:
    """Each piece of text that the page shows, and what holds for it."""
    state, around = _State(), list[_State]()
    for token in _TOKEN.finditer(rtf):
        if token["brace"] == b"{":
            around.append(state)
        elif token["brace"]:
            state = around.pop() if around else _State()
        elif token["sign"] == b"*" or token["word"] in _NOT_SHOWN:
            state = state._replace(is_shown=False)
        elif token["word"] and token["word"] != b"u":
            state = state._replace(marks=_marks(state.marks, token["word"], token["number"]))
        elif state.is_shown and (text := (token["text"] or token[0]).strip()):
            yield state, text if token["text"] else b""


def _marks(marks: frozenset[bytes], word: bytes, number: bytes | None) -> frozenset[bytes]:
    """The marks behind a control word."""
    if word == b"plain":
        return frozenset()
    if word == b"nosupersub":
        return marks - _RAISES
    if word not in _TAKES_AWAY | _RAISES:
        return marks
    return marks - {word} if number == b"0" else marks | {word}
