"""Small fonts under any names: one box for every character. For what is chosen by a font's name."""

import struct
from collections.abc import Sequence

_BASE, _EM = 880, 1000
_ENGLISH, _CHINESE = 0x409, 0x804
_FAMILY, _STYLE, _FULL, _POSTSCRIPT = 1, 2, 4, 6


def small_font(postscript: str, english: str = "", chinese: str = "") -> bytes:
    """A TrueType font that is called so in English, in Chinese, or in both."""
    families = [(_ENGLISH, english)] * bool(english) + [(_CHINESE, chinese)] * bool(chinese)
    names = [
        entry
        for language, family in families
        for entry in ((language, _FAMILY, family), (language, _FULL, family))
    ]
    names += [(_ENGLISH, _STYLE, "Regular"), (_ENGLISH, _POSTSCRIPT, postscript)]
    return _file(
        {
            b"OS/2": _os2(),
            b"cmap": _cmap(),
            b"glyf": _box(),
            b"head": _head(),
            b"hhea": struct.pack(">IhhhH11hH", 0x10000, _BASE, -120, 0, _EM, *[0] * 11, 2),
            b"hmtx": struct.pack(">HhHh", _EM, 0, _EM, 100),
            b"loca": struct.pack(">III", 0, 0, len(_box())),
            b"maxp": struct.pack(">IH13H", 0x10000, 2, 4, 1, 0, 0, 2, *[0] * 8),
            b"name": _names(sorted(names)),
            b"post": struct.pack(">IIhhIIIII", 0x30000, 0, 0, 0, 1, 0, 0, 0, 0),
        }
    )


def _file(tables: dict[bytes, bytes]) -> bytes:
    place = 12 + 16 * len(tables)
    head, body = struct.pack(">IHHHH", 0x10000, len(tables), 128, 3, 32), b""
    for tag, content in tables.items():
        head += struct.pack(">4sIII", tag, 0, place + len(body), len(content))
        body += content + bytes(-len(content) % 4)
    return head + body


def _names(entries: Sequence[tuple[int, int, str]]) -> bytes:
    words = [text.encode("utf-16-be") for _language, _kind, text in entries]
    head = struct.pack(">HHH", 0, len(entries), 6 + 12 * len(entries))
    for number, (language, kind, _text) in enumerate(entries):
        start = sum(map(len, words[:number]))
        head += struct.pack(">6H", 3, 1, language, kind, len(words[number]), start)
    return head + b"".join(words)


def _cmap() -> bytes:
    """From the blank to the last Chinese character of the first plane: one range, one glyph each."""
    many_to_one = struct.pack(">HHIIIIII", 13, 0, 28, 0, 1, 0x20, 0xFFFD, 1)
    return struct.pack(">HHHHI", 0, 1, 3, 10, 12) + many_to_one


def _box() -> bytes:
    ends, flags = struct.pack(">hhhhhHH", 1, 100, 0, 900, 800, 3, 0), bytes([1, 1, 1, 1])
    xs, ys = struct.pack(">4h", 100, 800, 0, -800), struct.pack(">4h", 0, 0, 800, 0)
    content = ends + flags + xs + ys
    return content + bytes(-len(content) % 4)


def _head() -> bytes:
    numbers = (0x10000, 0x10000, 0, 0x5F0F3CF5, 3, _EM, 0, 0, 100, 0, 900, 800, 0, 8, 2, 1, 0)
    return struct.pack(">IIIIHHqqhhhhHHhhh", *numbers)


def _os2() -> bytes:
    """Version 1, with the bits of Chinese set."""
    head = struct.pack(">HhHHH10hh", 1, _EM, 400, 5, 0, *[0] * 10, 0)
    middle = bytes(10) + struct.pack(">4I4s", 0, 1 << 27, 0, 0, b"TEST")
    tail = struct.pack(">HHHhhhHH", 0x40, 0x20, 0xFFFD, _BASE, -120, 0, _BASE, 120)
    return head + middle + tail + struct.pack(">II", 1 << 18, 0)
