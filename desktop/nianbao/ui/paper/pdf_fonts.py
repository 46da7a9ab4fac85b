"""The fonts in a finished PDF: what their glyphs mean, and what they are called."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, cast

from nianbao.ui.paper import unicode_map

if TYPE_CHECKING:
    from pypdf import PdfWriter
    from pypdf.generic import ArrayObject, DictionaryObject


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


def embedded_fonts(
    writer: "PdfWriter",
) -> Iterator[tuple["DictionaryObject", "DictionaryObject"]]:
    """Yield each font that has names for its glyphs, with what describes the file in it."""
    for font in _fonts(writer):
        (descendants,) = cast("ArrayObject", font["/DescendantFonts"])
        descendant = cast("DictionaryObject", descendants.get_object())
        yield font, cast("DictionaryObject", descendant["/FontDescriptor"])


def _fonts(writer: "PdfWriter") -> Iterator["DictionaryObject"]:
    """The fonts in the order of their first use, by which Qt numbers them: /F10, /F11."""
    named: dict[str, DictionaryObject] = {}
    for page in writer.pages:
        fonts = cast("DictionaryObject", cast("DictionaryObject", page["/Resources"])["/Font"])
        named |= {name: cast("DictionaryObject", fonts[name]) for name in fonts}
    for name in sorted(named, key=lambda name: int(name.removeprefix("/F"))):
        if "/ToUnicode" in named[name]:
            yield named[name]
