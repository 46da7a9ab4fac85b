"""Which runs of a Word document are raised, struck, hidden or deleted, and what its symbols show."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from nianbao.importers.readers.archive import Archive
from nianbao.importers.readers.xml import parse_xml
from nianbao.importers.visible import Mark

if TYPE_CHECKING:
    from lxml.etree import _Element

_STYLES = "word/styles.xml"
_SIGNS = (b"strike", b"vanish", b"specVanish", b"vertAlign", b"FFFFFF", b"position")
_OFF = frozenset({"0", "false", "off"})
_MOST_STEPS = 20
_LOW = 0xF000
_SYMBOL = str.maketrans({"\u2212": "−", "-": "−"})
_KNOWN_SYMBOLS = frozenset("+-.,()/0123456789 ")
_UNKNOWN = "\ufffd"
_WHITE = frozenset({"FFFFFF", "ffffff", "white"})


class Marks:
    """Finds the marked texts of one document, before it is walked."""

    def __init__(self, archive: Archive, w: str, name: str) -> None:
        self._w = w
        self.of: dict[_Element, Mark] = {}
        """Elements of text with their marks."""
        self._styles: Mapping[str, Mark] = {}
        self._shaded: frozenset[str] = frozenset()
        """Table styles that colour cells."""
        content = archive.part(_STYLES) if _STYLES in archive.names else b""
        if any(sign in content for sign in _SIGNS):
            self._read_styles(parse_xml(content, name))

    def _read_styles(self, root: "_Element") -> None:
        w = self._w
        own: dict[str, Mark] = {}
        based: dict[str, str] = {}
        shaded: set[str] = set()
        for style in root.iter(f"{w}style"):
            name, parent = style.get(f"{w}styleId") or "", style.find(f"{w}basedOn")
            properties = style.find(f"{w}rPr")
            mark = self._own(properties) if properties is not None else None
            if mark is not None and style.get(f"{w}type") != "table":
                own[name] = mark
            if parent is not None:
                based[name] = parent.get(f"{w}val") or ""
            if any(map(self._is_coloured, style.iter(f"{w}shd"))):
                shaded.add(name)
        self._styles = {name: mark for name in {*own, *based} if (mark := _up(name, own, based))}
        self._shaded = frozenset(shaded)

    def apply(self, root: "_Element", main: bytes) -> None:
        """Find what is not plain text, and put in what symbols show."""
        w = self._w
        if b"sym " in main:
            for sym in list(root.iter(f"{w}sym")):
                self._put_in(sym)
        for kind in (f"{w}del", f"{w}moveFrom"):
            for one in list(root.iter(kind)):
                self._delete(one)
        for hidden in root.iter(f"{w}hidden") if b"hidden" in main else ():
            row = next(hidden.iterancestors(f"{w}tr"), None)
            self.of.update(dict.fromkeys(() if row is None else row.iter(f"{w}t"), Mark.HIDDEN))
        if self._styles or any(sign in main for sign in _SIGNS):
            for run in root.iter(f"{w}r"):
                mark = self._mark(run)
                if mark is not None:
                    self._put_on(run, mark)

    def _put_in(self, sym: "_Element") -> None:
        """Turn a symbol into text; one that is not known stays a sign that no number has."""
        sym.tag = f"{self._w}t"
        sym.text = symbol(sym.get(f"{self._w}font") or "", sym.get(f"{self._w}char") or "")

    def _delete(self, change: "_Element") -> None:
        w = self._w
        parent = change.getparent()
        if parent is not None and parent.tag == f"{w}trPr":
            row = parent.getparent()
            texts = row.iter(f"{w}t", f"{w}delText") if row is not None else ()
        else:
            texts = change.iter(f"{w}t", f"{w}delText")
        for text in list(texts):
            text.tag = f"{w}t"
            self.of[text] = Mark.DELETED

    def _put_on(self, run: "_Element", mark: Mark) -> None:
        texts = [one for one in run.iter(f"{self._w}t") if one.text]
        if mark is Mark.HIDDEN and self._is_white(run) and not _has_digit(texts):
            return  # white words are a heading on a colour of their own
        for one in texts:
            self.of.setdefault(one, mark)  # what was deleted stays so

    def _mark(self, run: "_Element") -> Mark | None:
        w = self._w
        properties = run.find(f"{w}rPr")
        if properties is not None:
            mark = self._own(properties)
            if mark is not None:
                return mark
            style = properties.find(f"{w}rStyle")
            if style is not None and (mark := self._styles.get(style.get(f"{w}val") or "")):
                return None if self._is_undone(properties, mark) else mark
        if self._styles:
            paragraph = next(run.iterancestors(f"{w}p"), None)
            style = paragraph.find(f"{w}pPr/{w}pStyle") if paragraph is not None else None
            if style is not None:
                return self._styles.get(style.get(f"{w}val") or "")
        return None

    def _is_undone(self, properties: "_Element", mark: Mark) -> bool:
        """Whether the run itself takes back what its style says."""
        names = {Mark.STRUCK: ("strike", "dstrike"), Mark.HIDDEN: ("vanish",)}.get(
            mark, ("vertAlign",)
        )
        return any(properties.find(f"{self._w}{name}") is not None for name in names)

    def _own(self, properties: "_Element") -> Mark | None:
        if self._is_on(properties, "vanish") or self._is_on(properties, "specVanish"):
            return Mark.HIDDEN
        if self._is_on(properties, "strike") or self._is_on(properties, "dstrike"):
            return Mark.STRUCK
        raised = properties.find(f"{self._w}vertAlign")
        value = raised.get(f"{self._w}val") if raised is not None else ""
        if value in {"superscript", "subscript"}:
            return Mark.RAISED if value == "superscript" else Mark.LOWERED
        position = properties.find(f"{self._w}position")
        height = position.get(f"{self._w}val") if position is not None else "0"
        if (height or "0").lstrip("-").isdecimal() and abs(int(height or "0")) >= _HIGH:
            return Mark.LOWERED if (height or "").startswith("-") else Mark.RAISED
        return Mark.HIDDEN if self._is_white_on_white(properties) else None

    def _is_on(self, properties: "_Element", name: str) -> bool:
        found = properties.find(f"{self._w}{name}")
        return found is not None and found.get(f"{self._w}val") not in _OFF

    def _is_white(self, run: "_Element") -> bool:
        properties = run.find(f"{self._w}rPr")
        color = properties.find(f"{self._w}color") if properties is not None else None
        return color is not None and color.get(f"{self._w}val") in _WHITE

    def _is_white_on_white(self, properties: "_Element") -> bool:
        w = self._w
        color = properties.find(f"{w}color")
        if color is None or color.get(f"{w}val") not in _WHITE:
            return False
        if properties.find(f"{w}highlight") is not None:
            return False
        return not any(map(self._is_coloured, self._shades(properties)))

    def _shades(self, properties: "_Element") -> Iterator["_Element"]:
        """Yield what colours the place of a run: its own shade, its cell's, its table's."""
        w = self._w
        yield from properties.iterchildren(f"{w}shd")
        for above in properties.iterancestors(f"{w}p", f"{w}tc", f"{w}tbl"):
            for kind in ("pPr", "tcPr", "tblPr"):
                yield from above.iterfind(f"{w}{kind}/{w}shd")
            style = above.find(f"{w}tblPr/{w}tblStyle")
            if style is not None and style.get(f"{w}val") in self._shaded:
                yield style

    def _is_coloured(self, shade: "_Element") -> bool:
        if shade.tag == f"{self._w}tblStyle":
            return True
        return shade.get(f"{self._w}fill") not in {None, "auto", *_WHITE}


_HIGH = 6
"""Half points by which a run is raised or lowered; less only straightens a line."""


def _has_digit(texts: "list[_Element]") -> bool:
    return any(letter.isdigit() for one in texts for letter in one.text or "")


def _up(name: str, own: Mapping[str, Mark], based: Mapping[str, str]) -> Mark | None:
    for _ in range(_MOST_STEPS):
        if name in own or name not in based:
            break
        name = based[name]
    return own.get(name)


def symbol(font: str, code: str) -> str:
    """Return what a symbol shows: w:char is its place in the font, often with F000 added."""
    try:
        number = int(code, 16)
    except ValueError:
        return _UNKNOWN
    if number >= _LOW:
        letter = chr(number - _LOW) if number < _LOW + 0x100 else _UNKNOWN
        known = font.casefold() == "symbol" and letter in _KNOWN_SYMBOLS
        return letter.translate(_SYMBOL) if known else _UNKNOWN
    return chr(number) if 0x20 <= number < 0xD800 else _UNKNOWN  # noqa: PLR2004 - Unicode's letters
