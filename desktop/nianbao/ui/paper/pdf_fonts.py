"""The fonts in a finished PDF: what their glyphs mean, what they are called, and how little they take."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, cast

from nianbao.ui.paper import unicode_map

if TYPE_CHECKING:
    from pypdf import PdfWriter
    from pypdf.generic import ArrayObject, DictionaryObject, StreamObject

_HARD = 9
"""Of zlib."""


def name_characters(writer: "PdfWriter", used: Mapping[bytes, Mapping[int, str]]) -> None:
    """Say of each glyph which character it stands for, where Qt names another one or none."""
    from pypdf.generic import StreamObject

    lists = [list(glyphs.values()) for glyphs in used.values()]
    nameless: list[StreamObject] = []
    for font in _fonts(writer):
        cmap = font["/ToUnicode"].get_object()
        if not isinstance(cmap, StreamObject):
            continue
        characters = unicode_map.best(unicode_map.names(cmap.get_data()), lists)
        if characters is None:
            nameless.append(cmap)
        else:
            cmap.set_data(unicode_map.written(characters))
            lists.remove(characters)
    # Fonts of rare characters only, which Qt does not name at all: both stand in order of first use.
    if len(nameless) == len(lists):
        for cmap, characters in zip(nameless, lists, strict=True):
            cmap.set_data(unicode_map.written(characters))


def name_fonts(writer: "PdfWriter") -> None:
    """A subset has one name, the tag before it included, wherever the font is named; Qt's has two."""
    from pypdf.generic import NameObject

    for font in _fonts(writer):
        (descendants,) = cast("ArrayObject", font["/DescendantFonts"])
        descendant = cast("DictionaryObject", descendants.get_object())
        name = cast("DictionaryObject", descendant["/FontDescriptor"])["/FontName"]
        font[NameObject("/BaseFont")] = descendant[NameObject("/BaseFont")] = name


def press(writer: "PdfWriter") -> None:
    """Press pages and names of glyphs harder than Qt does, to make up for what the tags take."""
    for page in writer.pages:
        page.compress_content_streams(level=_HARD)
    for font in _fonts(writer):
        names = cast("StreamObject", font["/ToUnicode"].get_object())
        if "/Filter" not in names:
            pressed = names.flate_encode(_HARD)
            writer._replace_object(font.raw_get("/ToUnicode"), pressed)  # noqa: SLF001 - no other way


def _fonts(writer: "PdfWriter") -> Iterator["DictionaryObject"]:
    """The fonts in the order of their first use, by which Qt numbers them: /F10, /F11."""
    named: dict[str, DictionaryObject] = {}
    for page in writer.pages:
        fonts = cast("DictionaryObject", cast("DictionaryObject", page["/Resources"])["/Font"])
        named |= {name: cast("DictionaryObject", fonts[name]) for name in fonts}
    for name in sorted(named, key=lambda name: int(name.removeprefix("/F"))):
        if "/ToUnicode" in named[name]:
            yield named[name]
