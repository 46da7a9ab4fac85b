"""Which runs of a Word document are raised, struck, hidden or deleted, and what its symbols show."""

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from nianbao.importers.readers.seen.digits import NOTE, SMALLER
from nianbao.importers.readers.seen.lost_styles import LostStyles
from nianbao.importers.readers.seen.word_shown import draws, put_in
from nianbao.importers.readers.seen.word_styles import WordStyles
from nianbao.importers.visible import Mark

if TYPE_CHECKING:
    from lxml.etree import _Element

_LOST = "文档的样式部分已损坏，带着读不出的样式的数字没有读入，请对照原文核对"
_SIGNS = (
    *(b"strike", b"anish", b"vertAlign", b"w:position", b"w:highlight", b"noFill", b"w:w w:val"),
    *(b"customMarkFollows", b"dings", b"Dings"),
)
_SIGNS_WITH_VALUE = (
    re.compile(rb"w:color\s[^>]*(?:white|[\"'](?:[EeFf][0-9A-Fa-f]){3}[\"']|background1)"),
    re.compile(rb"w:fill=[\"'](?!auto|[Ff]{6})"),
    re.compile(rb"w:sz w:val=[\"'][1-4][\"']"),
)
"""Each begins with its own letters: one pattern of all would try every one at every byte."""
_OFF = frozenset({"0", "false", "off"})
_MOST_STEPS = 20
_LIGHTEST = 0xEE
"""Of each colour, from which on it is not seen on white."""
_FILL = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_UNSEEN = 4
"""Half points, and parts of a hundred of a letter's width, up to which nothing is seen."""
_TINY = 15
"""Half points of a note's mark, where the size before is not said."""


class Marks:
    """Finds the marked texts of one document, before it is walked."""

    def __init__(self, part: WordStyles, w: str) -> None:
        self._w = w
        self.of: dict[_Element, Mark] = {}
        """Elements of text with their marks."""
        self._styles: Mapping[str, Mark] = {}
        self._shaded: frozenset[str] = frozenset()
        """Table styles that colour cells."""
        self._lost: LostStyles | None = None
        if part.is_broken or _may_have_marks(part.content):
            self._read_styles(part)

    @property
    def lost(self) -> str:
        """What to say of styles that cannot be read."""
        return _LOST if self._lost is not None else ""

    def _read_styles(self, part: WordStyles) -> None:
        w = self._w
        own: dict[str, Mark | None] = {}
        based: dict[str, str] = {}
        shaded: set[str] = set()
        names: set[str] = set()
        for style in (one for root in part.roots() for one in root.iter(f"{w}style")):
            name, parent = style.get(f"{w}styleId") or "", style.find(f"{w}basedOn")
            properties = style.find(f"{w}rPr")
            names.add(name)
            mark = self._of_style(properties) if properties is not None else None
            if style.get(f"{w}type") != "table" and properties is not None:
                if mark is not None:
                    own[name] = mark
                elif self._takes_back(properties):
                    own[name] = None
            if parent is not None:
                based[name] = parent.get(f"{w}val") or ""
            if any(map(self._is_coloured, style.iter(f"{w}shd"))):
                shaded.add(name)
        self._styles = {name: mark for name in {*own, *based} if (mark := _up(name, own, based))}
        self._shaded = frozenset(shaded)
        if part.is_broken:
            self._lost = LostStyles(w, names, own, based)

    def _of_style(self, properties: "_Element") -> Mark | None:
        """Return a style's mark; digits in a font of pictures are no digits to see."""
        return Mark.HIDDEN if draws(properties, self._w) else self._own(properties)

    def apply(self, root: "_Element", main: bytes) -> None:
        """Find what is not plain text, and put in what symbols show."""
        w = self._w
        self.of.update(put_in(root, main, w))
        for gone in list(root.iter(f"{w}cellDel")) if b"cellDel" in main else ():
            cell = next(gone.iterancestors(f"{w}tc"), None)
            self.of.update(dict.fromkeys(() if cell is None else cell.iter(f"{w}t"), Mark.DELETED))
        for kind in (f"{w}del", f"{w}moveFrom"):
            for one in list(root.iter(kind)):
                self._delete(one)
        for row in self._hidden_rows(root, main):
            self.of.update(dict.fromkeys(row.iter(f"{w}t"), Mark.HIDDEN))
        notes = (f"{w}footnoteReference", f"{w}endnoteReference")
        for note in root.iter(*notes) if b"customMarkFollows" in main else ():
            run = note.getparent()
            if note.get(f"{w}customMarkFollows") is not None and run is not None:
                self.of.update(dict.fromkeys(run.iter(f"{w}t"), Mark.RAISED))
        self._mark_runs(root, main)
        self._find_small(root)

    def _mark_runs(self, root: "_Element", main: bytes) -> None:
        if self._lost is not None:
            self._lost.look_at(root)
        elif not self._styles and not _may_have_marks(main):
            return
        for run in root.iter(f"{self._w}r"):
            mark = self._mark(run)
            if mark is not None:
                self._put_on(run, mark)

    def _hidden_rows(self, root: "_Element", main: bytes) -> "Iterator[_Element]":
        """Yield the rows that are hidden, or lower than any letter."""
        w = self._w
        may_be = b"hidden" in main or b"exact" in main
        for one in root.iter(f"{w}hidden", f"{w}trHeight") if may_be else ():
            properties = one.getparent()
            row = properties.getparent() if properties is not None else None
            if row is None or row.tag != f"{w}tr":
                continue
            height = one.get(f"{w}val") or ""
            is_low = one.get(f"{w}hRule") == "exact" and height.isdecimal() and int(height) <= _LOW
            if is_low or (one.tag == f"{w}hidden" and height not in _OFF):
                yield row

    def _find_small(self, root: "_Element") -> None:
        """Mark a few digits that stand smaller right behind a number."""
        before: _Element | None = None
        for text in root.iter(f"{self._w}t"):
            words = text.text or ""
            if before is not None and len(words) <= _LONGEST_NOTE and NOTE.fullmatch(words):
                one, other = text.getparent(), before.getparent()
                if (before.text or "")[-1:].isdigit() and self._is_smaller(one, other):
                    self.of.setdefault(text, Mark.SMALLER)
            before = text if words.strip() else before

    def _is_smaller(self, run: "_Element | None", before: "_Element | None") -> bool:
        if run is None or before is None or run.getparent() is not before.getparent():
            return False
        if not self._is_in_table(run):
            return False
        size, usual = self._size(run), self._size(before)
        return bool(size) and (size < SMALLER * usual if usual else size <= _TINY)

    def _size(self, run: "_Element") -> int:
        """Return a run's size in half points; 0 where it does not say."""
        size = run.find(f"{self._w}rPr/{self._w}sz")
        said = size.get(f"{self._w}val") if size is not None else None
        return int(said) if said and said.isdecimal() else 0

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
        if mark is Mark.UNSURE and not (_has_figure(texts) and self._is_in_table(run)):
            return  # words are read as words in any case
        for one in texts:
            self.of.setdefault(one, mark)  # what was deleted stays so

    def _is_in_table(self, run: "_Element") -> bool:
        return next(run.iterancestors(f"{self._w}tc"), None) is not None

    def _mark(self, run: "_Element") -> Mark | None:
        found = self._known_mark(run)
        if found is None and self._lost is not None and self._lost.has(run):
            return Mark.UNSURE
        return found

    def _known_mark(self, run: "_Element") -> Mark | None:
        w = self._w
        properties = run.find(f"{w}rPr")
        if properties is not None:
            mark = self._own(properties)
            if mark is not None:
                return mark
            style = properties.find(f"{w}rStyle")
            if style is not None and (mark := self._styles.get(style.get(f"{w}val") or "")):
                return None if self._takes_back(properties, mark) else mark
        if self._styles:
            paragraph = next(run.iterancestors(f"{w}p"), None)
            style = paragraph.find(f"{w}pPr/{w}pStyle") if paragraph is not None else None
            mark = self._styles.get(style.get(f"{w}val") or "") if style is not None else None
            if mark is None or properties is None or not self._takes_back(properties, mark):
                return mark
        return None

    def _takes_back(self, properties: "_Element", mark: Mark | None = None) -> bool:
        """Whether a run or a style itself takes back what its style says."""
        names = _TAKEN_BACK.get(mark, _ANY_MARK)
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
        is_unseen = self._is_lost(properties) or self._is_too_small(properties)
        return Mark.HIDDEN if is_unseen else None

    def _is_on(self, properties: "_Element", name: str) -> bool:
        found = properties.find(f"{self._w}{name}")
        return found is not None and found.get(f"{self._w}val") not in _OFF

    def _is_white(self, run: "_Element") -> bool:
        properties = run.find(f"{self._w}rPr")
        return properties is not None and _is_white(self._ink(properties))

    def _is_lost(self, properties: "_Element") -> bool:
        """Whether words stand in the colour of their ground: white on none, black on black."""
        ink = self._ink(properties)
        light = properties.find(f"{self._w}highlight")
        if light is not None and light.get(f"{self._w}val") not in {"none", "white"}:
            return light.get(f"{self._w}val") == "black" and ink in {"", "000000"}
        grounds = [one for one in self._shades(properties) if self._is_coloured(one)]
        if grounds and ink:
            return (grounds[0].get(f"{self._w}fill") or "").upper() == ink.upper()
        return not grounds and _is_white(ink)

    def _ink(self, properties: "_Element") -> str:
        """Return the colour of words; nothing where they have that of all words."""
        color = properties.find(f"{self._w}color")
        if color is None:
            return ""
        said = color.get(f"{self._w}val") or ""
        is_paper = color.get(f"{self._w}themeColor") in {"background1", "light1"}
        return "FFFFFF" if is_paper and not _COLOR.fullmatch(said) else said

    def _is_too_small(self, properties: "_Element") -> bool:
        """Whether words are too small or too narrow for an eye."""
        for name in ("sz", "w"):
            found = properties.find(f"{self._w}{name}")
            said = found.get(f"{self._w}val") if found is not None else None
            if said and said.rstrip("%").isdecimal() and 0 < int(said.rstrip("%")) <= _UNSEEN:
                return True
        fill = properties.find(f"{_FILL}textFill")
        return fill is not None and fill.find(f"{_FILL}noFill") is not None

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
        fill = shade.get(f"{self._w}fill")
        return fill not in {None, "auto"} and not _is_white(fill)


_ANY_MARK = ("strike", "dstrike", "vanish", "vertAlign", "color")
_TAKEN_BACK: dict[Mark | None, tuple[str, ...]] = {
    Mark.STRUCK: ("strike", "dstrike"),
    Mark.HIDDEN: ("vanish", "color"),
    Mark.RAISED: ("vertAlign", "position"),
    Mark.LOWERED: ("vertAlign", "position"),
}
_LOW = 60
"""Twentieths of a point."""
_LONGEST_NOTE = 4
_HIGH = 6
"""Half points by which a run is raised or lowered; less only straightens a line."""


def _may_have_marks(part: bytes) -> bool:
    return any(sign in part for sign in _SIGNS) or any(
        sign.search(part) for sign in _SIGNS_WITH_VALUE
    )


def _is_white(color: str | None) -> bool:
    """Whether a colour is white, or so near to it that nothing is seen."""
    if color is None or not _COLOR.fullmatch(color):
        return color == "white"
    return min(int(color[at : at + 2], 16) for at in (0, 2, 4)) >= _LIGHTEST


_COLOR = re.compile(r"[0-9a-fA-F]{6}")
_ITEM = re.compile(r"\s*\d{1,2}\s*[.．、]\s*[^\d\s]")


def _has_digit(texts: "list[_Element]") -> bool:
    return any(letter.isdigit() for one in texts for letter in one.text or "")


def _has_figure(texts: "list[_Element]") -> bool:
    """Whether there is a digit that is not the number of a label: 3.其他."""
    return _has_digit(texts) and not _ITEM.match("".join(one.text or "" for one in texts))


def _up(name: str, own: Mapping[str, Mark | None], based: Mapping[str, str]) -> Mark | None:
    for _ in range(_MOST_STEPS):
        if name in own or name not in based:
            break
        name = based[name]
    return own.get(name)
