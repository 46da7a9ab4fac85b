"""What a PDF can do without: words about its fonts and its colours, and bytes that press smaller.

Tags and the archive's profile make a file a third larger. Part of that is won back from what nobody
sees: a font's licence in every subset, a curve of a thousand points that is drawn by a hundred.
"""

from collections.abc import Mapping
from struct import pack, unpack_from
from typing import TYPE_CHECKING, Any, cast

from nianbao.ui.paper.pdf_fonts import embedded_fonts

if TYPE_CHECKING:
    from pypdf import PdfWriter
    from pypdf.generic import DictionaryObject, StreamObject

_HARD = 9
"""Of zlib."""
_NEEDED = (b"cvt ", b"fpgm", b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp", b"prep")
"""Of a TrueType font in a PDF; what else there is serves systems in which a font is installed."""
_WHOLE, _LESS_ITS_SUM = 0xFFFFFFFF, 0xB1B0AFBA
_SUM_AT = slice(8, 12)
"""Where a font's head keeps what makes the sum of the whole file the same in all fonts."""
_COLOURS = (
    b"desc",
    b"cprt",
    b"wtpt",
    b"rXYZ",
    b"gXYZ",
    b"bXYZ",
    b"rTRC",
    b"gTRC",
    b"bTRC",
    b"chad",
)
"""Of a colour profile; what else there is describes a screen and how one looks at it."""
_PROFILE_HEAD = 128
_STEP = 11
"""1,024 points of a curve less one are 93 times 11: straight lines between every eleventh are off by
no more than a ten-thousandth."""
_INTENT = {"/OutputConditionIdentifier": "sRGB", "/Info": "sRGB IEC61966-2.1"}
_INTENT_SAID_TWICE = ("/OutputCondition", "/RegistryName")
Tables = dict[bytes, bytes]


def press(writer: "PdfWriter") -> None:
    """Press pages, fonts, names of glyphs and the profile, to make up for what the tags take."""
    for page in writer.pages:
        page.compress_content_streams(level=_HARD)
    for font, descriptor in embedded_fonts(writer):
        names = cast("StreamObject", font["/ToUnicode"].get_object())
        if "/Filter" not in names:
            _replace(writer, font, "/ToUnicode", names.get_data())
        program = cast("StreamObject", descriptor["/FontFile2"].get_object())
        lean = without_names(program.get_data())
        _replace(writer, descriptor, "/FontFile2", lean, {"/Length1": len(lean)})
    for intent in cast("Any", writer.root_object.get("/OutputIntents", ())):
        _shorten(writer, intent.get_object())


def _shorten(writer: "PdfWriter", intent: "DictionaryObject") -> None:
    from pypdf.generic import NameObject, TextStringObject

    profile = cast("StreamObject", intent["/DestOutputProfile"].get_object())
    lean = with_fewer_points(profile.get_data())
    _replace(writer, intent, "/DestOutputProfile", lean, {"/N": int(cast("int", profile["/N"]))})
    for name, words in _INTENT.items():
        intent[NameObject(name)] = TextStringObject(words)
    for name in _INTENT_SAID_TWICE:
        intent.pop(NameObject(name), None)


def _replace(
    writer: "PdfWriter",
    holder: "DictionaryObject",
    name: str,
    content: bytes,
    entries: Mapping[str, int] | None = None,
) -> None:
    """Put a stream in another one's place."""
    from pypdf.generic import NameObject, NumberObject, StreamObject

    stream = StreamObject()
    stream.set_data(content)
    pressed = stream.flate_encode(_HARD)
    for key, value in (entries or {}).items():
        pressed[NameObject(key)] = NumberObject(value)
    writer._replace_object(holder.raw_get(name), pressed)  # noqa: SLF001 - no other way


def without_names(font: bytes) -> bytes:
    """Return a TrueType font with what a PDF needs of it."""
    (count,) = unpack_from(">H", font, 4)
    entries = (unpack_from(">4s4xII", font, 12 + 16 * number) for number in range(count))
    kept = {tag: font[at : at + size] for tag, at, size in entries if tag in _NEEDED}
    head = bytearray(kept[b"head"])
    head[_SUM_AT] = bytes(4)
    kept[b"head"] = bytes(head)
    head[_SUM_AT] = pack(">I", (_LESS_ITS_SUM - _sum(_font_of(kept))) & _WHOLE)
    return _font_of({**kept, b"head": bytes(head)})


def _font_of(tables: Tables) -> bytes:
    """A font of tables; the sum of its head leaves out what the head says of the whole."""
    half = 1 << (len(tables).bit_length() - 1)
    start = pack(
        ">IHHHH", 0x10000, len(tables), 16 * half, half.bit_length() - 1, 16 * (len(tables) - half)
    )
    sums = {tag: _sum(_summed(tag, table)) for tag, table in tables.items()}
    places = _laid(tables, len(start) + 16 * len(tables))
    entries = (pack(">4sIII", tag, sums[tag], places[tag], len(tables[tag])) for tag in tables)
    return start + b"".join(entries) + b"".join(_whole_words(table) for table in tables.values())


def _summed(tag: bytes, table: bytes) -> bytes:
    return table[: _SUM_AT.start] + bytes(4) + table[_SUM_AT.stop :] if tag == b"head" else table


def _sum(content: bytes) -> int:
    padded = _whole_words(content)
    words: tuple[int, ...] = unpack_from(f">{len(padded) // 4}I", padded)
    return sum(words) & _WHOLE


def _whole_words(content: bytes) -> bytes:
    return content + bytes(-len(content) % 4)


def _laid(tables: Tables, start: int) -> dict[bytes, int]:
    """Where each table begins when they stand one after the other."""
    places = {}
    for tag, table in tables.items():
        places[tag] = start
        start += len(_whole_words(table))
    return places


def with_fewer_points(profile: bytes) -> bytes:
    """Return a colour profile that means the same by a twelfth of the numbers."""
    (count,) = unpack_from(">I", profile, _PROFILE_HEAD)
    tables: Tables = {}
    for number in range(count):
        tag, at, size = unpack_from(">4sII", profile, _PROFILE_HEAD + 4 + 12 * number)
        if tag in _COLOURS:
            tables[tag] = _fewer(profile[at : at + size])
    once = dict.fromkeys(tables.values())
    homes = _laid({table: table for table in once}, _PROFILE_HEAD + 4 + 12 * len(tables))
    entries = (pack(">4sII", tag, homes[table], len(table)) for tag, table in tables.items())
    body = pack(">I", len(tables)) + b"".join(entries) + b"".join(map(_whole_words, once))
    size = pack(">I", _PROFILE_HEAD + len(body))
    return size + profile[4:_PROFILE_HEAD] + body


def _fewer(table: bytes) -> bytes:
    if not table.startswith(b"curv"):
        return table
    (count,) = unpack_from(">I", table, 8)
    if count <= _STEP or (count - 1) % _STEP:
        return table
    points = unpack_from(f">{count}H", table, 12)[::_STEP]
    return table[:8] + pack(f">I{len(points)}H", len(points), *points)
