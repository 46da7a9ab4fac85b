"""How a style of an office's document looks in the end: by itself, by what it is based on, by default.

Word hands on what a style does not say from the style it is based on, and names fonts by their place
in the theme; a painter has to know the font, the size and the indents themselves.
"""

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from lxml import etree

from nianbao.exporters.printed.page_setup import TWIPS_IN_HALF_POINT, Align, Style

if TYPE_CHECKING:
    from docx.document import Document

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_MOST_STEPS = 12
"""From a style to what it is based on; Word itself allows no more than that."""
_ALIGNS: dict[str, Align] = {
    "left": "left", "start": "left", "center": "center", "right": "right", "end": "right",
    "both": "both", "distribute": "both",
}  # fmt: skip
_SINGLE, _NATURAL = 240, 1.3
"""A line of 1 in ``w:line``, and how high it is beside its characters in Chinese fonts."""
_OFF = {"0", "false", "off"}
_COLOUR, _BLACK = re.compile(r"[0-9A-F]{6}"), "000000"
_AUTO_BLANK = 280
"""Twips, of a blank that is left to the program."""
_MOST = 31_680
"""Twips: the longest length that Word takes."""


class Usual(NamedTuple):
    """What a style of ours has in twips: its pitch, and the blanks above and below."""

    pitch: int
    before: int
    after: int


class StyleValues:
    """Looks up what holds for the styles of a document."""

    def __init__(self, document: "Document") -> None:
        root = document.styles.element
        self._styles = {style.get(qn("w:styleId"), ""): style for style in root.iter(qn("w:style"))}
        self._defaults = root.find(qn("w:docDefaults"))
        self._theme = _theme_fonts(document)

    def font(self, word: str) -> str:
        """Return the font of a style's Chinese characters; empty where nothing names one."""
        for fonts in self._all(word, "w:rPr", "w:rFonts"):
            named = self._theme.get(fonts.get(qn("w:eastAsiaTheme"), ""), "")
            if named := named or fonts.get(qn("w:eastAsia"), ""):
                return named.strip()
        return ""

    def bold(self, word: str) -> bool:
        """Whether a style is bold."""
        mark = next(self._all(word, "w:rPr", "w:b"), None)
        return mark is not None and mark.get(qn("w:val"), "1") not in _OFF

    def tracking(self, word: str) -> int:
        """Return by how much characters stand closer or wider."""
        return next(self._numbers(word, "w:rPr", "w:spacing", "w:val"), 0)

    def colour(self, word: str) -> str:
        """Return a style's colour; empty where it is black or the reader's choice."""
        named = (one.get(qn("w:val"), "").upper() for one in self._all(word, "w:rPr", "w:color"))
        found = next(named, "")
        return found if _COLOUR.fullmatch(found) and found != _BLACK else ""

    def adapted(self, style: Style, usual: Usual, grid: int) -> Style:
        """Return a style of ours, usually so, with size, pitch, blanks, indents and colour of the document's."""
        word = style.word
        size = next(self._numbers(word, "w:rPr", "w:sz", "w:val"), style.size)
        em = size * TWIPS_IN_HALF_POINT
        if em <= 0:
            return style
        pitch = self._pitch(word, em, grid)
        change = {
            "size": size,
            "line": style.line if pitch == usual.pitch else pitch,
            "align": next(self._aligns(word), "both"),
            "first_em": self._first(word, em),
            "left_em": self._indent(word, "left", em),
            "tracked": self.tracking(word) != 0,
            "colour": self.colour(word),
        }
        blanks = self._blank(word, "before", grid), self._blank(word, "after", grid)
        if blanks != (usual.before, usual.after):
            change |= {"lines_before": 0, "lines_after": 0}
            change |= {"space_before": blanks[0], "space_after": blanks[1]}
        return style.model_copy(update=change)

    def _blank(self, word: str, side: str, grid: int) -> int:
        """The blank above or below, given in twips or in hundredths of a line."""
        for spacing in self._all(word, "w:pPr", "w:spacing"):
            if spacing.get(qn(f"w:{side}Autospacing"), "0") not in _OFF:
                return _AUTO_BLANK
            lines, twips = _number(spacing, f"w:{side}Lines"), _number(spacing, f"w:{side}")
            if lines:
                return max(0, round((grid or _SINGLE) * lines / 100))
            if twips is not None:
                return max(0, twips)
        return 0

    def _pitch(self, word: str, em: int, grid: int) -> int:
        for spacing in self._all(word, "w:pPr", "w:spacing"):
            line = _number(spacing, "w:line")
            if line is None:
                continue
            if spacing.get(qn("w:lineRule"), "auto") != "auto":
                return line
            return round(self._single(word, em, grid) * line / _SINGLE)
        return self._single(word, em, grid)

    def _single(self, word: str, em: int, grid: int) -> int:
        natural = round(em * _NATURAL)
        snaps = next(self._all(word, "w:pPr", "w:snapToGrid"), None)
        if not grid or (snaps is not None and snaps.get(qn("w:val"), "1") in _OFF):
            return natural
        return -(-natural // grid) * grid

    def _first(self, word: str, em: int) -> int:
        return self._indent(word, "firstLine", em) - self._indent(word, "hanging", em)

    def _indent(self, word: str, side: str, em: int) -> int:
        for indent in self._all(word, "w:pPr", "w:ind"):
            characters = _number(indent, f"w:{side}Chars")
            if characters:
                return round(characters / 100)
            twips = _number(indent, f"w:{side}")
            if twips is not None:
                return round(twips / em)
        return 0

    def _aligns(self, word: str) -> Iterator[Align]:
        for one in self._all(word, "w:pPr", "w:jc"):
            if (value := one.get(qn("w:val"), "")) in _ALIGNS:
                yield _ALIGNS[value]

    def nearest(self, word: str, home: str, tag: str) -> etree._Element | None:
        """Return what is said of one thing nearest to a style; None where nothing is."""
        return next(self._all(word, home, tag), None)

    def _numbers(self, word: str, home: str, tag: str, name: str) -> Iterator[int]:
        found = (_number(one, name) for one in self._all(word, home, tag))
        return (value for value in found if value is not None)

    def _all(self, word: str, home: str, tag: str) -> Iterator[etree._Element]:
        """Yield what is said of one thing, the nearest first."""
        for style in self._chain(word):
            yield from style.iterfind(f"{qn(home)}/{qn(tag)}")
        if self._defaults is not None:
            yield from self._defaults.iterfind(f"{qn(f'{home}Default')}/{qn(home)}/{qn(tag)}")

    def _chain(self, word: str) -> Iterator[etree._Element]:
        for _step in range(_MOST_STEPS):
            style = self._styles.get(word)
            if style is None:
                return
            yield style
            based = style.find(qn("w:basedOn"))
            word = "" if based is None else based.get(qn("w:val"), "")


def _number(element: etree._Element, name: str) -> int | None:
    """A length that Word could have written; None for what is no number."""
    try:
        value = round(float(element.get(qn(name), "")))
    except (ValueError, OverflowError):
        return None
    return value if abs(value) <= _MOST else None


def _theme_fonts(document: "Document") -> Mapping[str, str]:
    """The fonts for Chinese by their names in styles: majorEastAsia, minorEastAsia."""
    for relation in document.part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.THEME:
            parser = etree.XMLParser(resolve_entities=False, no_network=True)
            root = etree.fromstring(relation.target_part.blob, parser)
            return {
                f"{kind}EastAsia": _chinese(root, f"{_A}{kind}Font") for kind in ("major", "minor")
            }
    return {}


def _chinese(root: etree._Element, tag: str) -> str:
    for fonts in root.iter(tag):
        plain = fonts.find(f"{_A}ea")
        if plain is not None and plain.get("typeface"):
            return str(plain.get("typeface"))
        for font in fonts.iterfind(f"{_A}font"):
            if font.get("script") == "Hans":
                return str(font.get("typeface", ""))
    return ""
