"""What a Word document shows without writing it as text: symbols, chosen items, formulas."""

import re
from typing import TYPE_CHECKING

from nianbao.importers.visible import Mark

if TYPE_CHECKING:
    from lxml.etree import _Element

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_PICTURES = ("wingdings", "webdings")
"""Fonts whose digits are pictures."""
_DIGIT = re.compile(r"\d")
_LOW = 0xF000
_SYMBOL = str.maketrans({"\u2212": "−", "-": "−"})
_KNOWN_SYMBOLS = frozenset("+-.,()/0123456789 ")
_UNKNOWN = "\ufffd"


def put_in(root: "_Element", main: bytes, w: str) -> dict["_Element", Mark]:
    """Turn into text what is shown otherwise; return the marks of what is raised in formulas."""
    if b"sym " in main:
        for sym in list(root.iter(f"{w}sym")):
            sym.tag = f"{w}t"
            sym.text = symbol(sym.get(f"{w}font") or "", sym.get(f"{w}char") or "")
    if b"ddList" in main:
        for entries in list(root.iter(f"{w}ddList")):
            _put_in_chosen(entries, w)
    if b"dings" in main:
        for fonts in root.iter(f"{w}rFonts"):
            _put_in_pictures(fonts, w)
    return _put_in_formulas(root, w) if b"oMath" in main else {}


def _put_in_chosen(entries: "_Element", w: str) -> None:
    """Turn a form's list into the item that it shows."""
    items = [one.get(f"{w}val") or "" for one in entries.iter(f"{w}listEntry")]
    result = entries.find(f"{w}result")
    at = (result.get(f"{w}val") or "0") if result is not None else "0"
    if at.isdecimal() and int(at) < len(items):
        entries.tag, entries.text = f"{w}t", items[int(at)]


def _put_in_formulas(root: "_Element", w: str) -> dict["_Element", Mark]:
    found: dict[_Element, Mark] = {}
    for text in list(root.iter(f"{_MATH}t")):
        text.tag = f"{w}t"
        above = next(text.iterancestors(f"{_MATH}sup", f"{_MATH}sub"), None)
        if above is not None:
            found[text] = Mark.RAISED if str(above.tag).endswith("sup") else Mark.LOWERED
    return found


def _put_in_pictures(fonts: "_Element", w: str) -> None:
    """Turn digits in a font of pictures into a sign that no number has."""
    run = next(fonts.iterancestors(f"{w}r"), None)
    if run is not None and (fonts.get(f"{w}ascii") or "").lower().startswith(_PICTURES):
        for text in run.iter(f"{w}t"):
            text.text = _DIGIT.sub(_UNKNOWN, text.text or "")


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
