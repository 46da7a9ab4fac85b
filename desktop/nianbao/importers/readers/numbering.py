"""Automatic numbers of Word's paragraphs: the 一、 that stands on paper but not in the text.

A paragraph names a list and a level, itself or through its style; the list says how the number is
written. Bullets and formats that no report uses give no number.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nianbao.importers.readers.archive import Archive
from nianbao.importers.readers.bounds import whole_number
from nianbao.importers.readers.seen.word_styles import WordStyles
from nianbao.importers.readers.xml import sound_part

if TYPE_CHECKING:
    from lxml.etree import _Element

_NUMBERING = "word/numbering.xml"
_MARK = b"numPr"
_MOST_STEPS = 20
"""Styles that a style may be based on, one after another."""
_DIGITS = "〇一二三四五六七八九"
_LARGEST = 99
_LOST = "文档里自动编号的部分已损坏，段落前面的编号（如“一、”“（一）”）可能没有读入，请对照原文补上"


def _plain(number: int) -> str:
    return str(number)


def _chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    if not tens:
        return _DIGITS[ones]
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")


def _circled(number: int) -> str:
    return chr(0x245F + number) if number <= 20 else str(number)  # noqa: PLR2004 - ⑳ is the last


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": _plain,
    "decimalFullWidth": _plain,
    "decimalHalfWidth": _plain,
    "decimalZero": _plain,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "japaneseCounting": _chinese,
    "taiwaneseCounting": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "ideographDigital": _chinese,
}


@dataclass(frozen=True)
class _Level:
    style: str
    pattern: str
    start: int


@dataclass(frozen=True)
class _Use:
    """A list and a level of it."""

    list_id: str
    level: int


class Numbering:
    """Counts the paragraphs of one document in their order."""

    def __init__(self, lists: "_Element", styles: WordStyles, namespace: str) -> None:
        self._w = f"{{{namespace}}}"
        self._levels: dict[str, dict[int, _Level]] = {}
        self._kin: dict[str, str] = {}
        """List → its definition; lists of one definition count together."""
        self._styles: dict[str, _Use] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._read_lists(lists)
        if _MARK in styles.content:
            self._read_styles(styles.roots())

    def number(self, paragraph: "_Element") -> str:
        """Return what stands before a paragraph's text; call it once for every paragraph."""
        use = self._use(paragraph.find(f"{self._w}pPr"))
        kin = self._kin.get(use.list_id) if use else None
        levels = self._levels.get(use.list_id, {}) if use else {}
        if use is None or kin is None or use.level not in levels:
            return ""
        counts = self._counts[kin]
        counts[use.level] = counts.get(use.level, levels[use.level].start - 1) + 1
        for deeper in [level for level in counts if level > use.level]:
            del counts[deeper]
        return _written(levels, counts, use.level)

    def _use(self, properties: "_Element | None") -> _Use | None:
        if properties is None:
            return None
        style = properties.find(f"{self._w}pStyle")
        by_style = self._styles.get(self._value(style)) if style is not None else None
        return self._direct(properties, by_style) or by_style

    def _direct(self, properties: "_Element", default: _Use | None = None) -> _Use | None:
        used = properties.find(f"{self._w}numPr")
        if used is None:
            return None
        list_id = used.find(f"{self._w}numId")
        level = used.find(f"{self._w}ilvl")
        found = self._value(list_id) if list_id is not None else default and default.list_id
        return _Use(found or "0", _whole(self._value(level)) if level is not None else 0)

    def _value(self, element: "_Element") -> str:
        return element.get(f"{self._w}val") or ""

    def _read_lists(self, root: "_Element") -> None:
        w = self._w
        definitions = {
            one.get(f"{w}abstractNumId"): dict(self._read_levels(one))
            for one in root.iter(f"{w}abstractNum")
        }
        for one in root.iter(f"{w}num"):
            link = one.find(f"{w}abstractNumId")
            list_id, kin = one.get(f"{w}numId"), self._value(link) if link is not None else ""
            if list_id is None or kin not in definitions:
                continue
            again = one.find(f".//{w}startOverride") is not None
            self._levels[list_id] = {**definitions[kin], **dict(self._overrides(one))}
            self._kin[list_id] = f"{kin}/{list_id}" if again else kin

    def _overrides(self, one: "_Element") -> Iterator[tuple[int, _Level]]:
        for override in one.iter(f"{self._w}lvlOverride"):
            yield from self._read_levels(override)

    def _read_levels(self, parent: "_Element") -> Iterator[tuple[int, _Level]]:
        w = self._w
        for level in parent.iterchildren(f"{w}lvl"):
            style, pattern, start = (
                self._value(found) if (found := level.find(f"{w}{tag}")) is not None else ""
                for tag in ("numFmt", "lvlText", "start")
            )
            number = _whole(level.get(f"{w}ilvl") or "")
            yield number, _Level(style or "decimal", pattern, _whole(start) if start else 1)

    def _read_styles(self, roots: "Sequence[_Element]") -> None:
        w = self._w
        based: dict[str, str] = {}
        for style in (one for root in roots for one in root.iter(f"{w}style")):
            name, parent = style.get(f"{w}styleId") or "", style.find(f"{w}basedOn")
            properties = style.find(f"{w}pPr")
            if parent is not None:
                based[name] = self._value(parent)
            if properties is not None and (use := self._direct(properties)):
                self._styles[name] = use
        for name in based:
            at = name
            for _ in range(_MOST_STEPS):
                if at in self._styles or at not in based:
                    break
                at = based[at]
            if at in self._styles:
                self._styles[name] = self._styles[at]


def numbering_of(
    archive: Archive, main: bytes, styles: WordStyles, namespace: str, name: str
) -> tuple[Numbering | None, str]:
    """Return the automatic numbers of a document, None where it has none, and what was lost of them."""
    if _NUMBERING not in archive.names:
        return None, ""
    if _MARK not in main and _MARK not in styles.content and not styles.is_broken:
        return None, ""
    lists = sound_part(archive, _NUMBERING, name)
    if lists is None:
        return None, _LOST
    return Numbering(lists, styles, namespace), _LOST if styles.is_broken else ""


def _written(levels: dict[int, _Level], counts: dict[int, int], at: int) -> str:
    text = levels[at].pattern
    for level in range(at + 1):
        mark = f"%{level + 1}"
        if mark not in text:
            continue
        one = levels.get(level)
        write = _FORMATS.get(one.style) if one else None
        count = counts.get(level, one.start if one else 1)
        if write is None or not 0 < count <= _LARGEST:
            return ""
        text = text.replace(mark, write(count))
    return text if "%" in levels[at].pattern else ""


def _whole(text: str) -> int:
    return whole_number(text, _LARGEST) or 0
