"""What a Word document shows without writing it as text: symbols, chosen items, formulas."""

import re
from typing import TYPE_CHECKING

from nianbao.importers.readers.seen.digits import PICTURES
from nianbao.importers.visible import Mark

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml.etree import _Element

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_KNOWN_SPACES = ("http://schemas.microsoft.com/", "http://schemas.openxmlformats.org/", "urn:")
_DRAWN = re.compile(r"\s*(?:EQ|SYMBOL|MACROBUTTON)\b", re.IGNORECASE)
_STRANGE = (
    *(f"{_MATH}{name}" for name in ("f", "d", "rad", "limUpp", "limLow", "nary", "m", "eqArr")),
    *(f"{_MATH}{name}" for name in ("bar", "borderBox", "box", "acc", "groupChr", "phant", "func")),
)
"""Formulas that are no number, whatever digits they have."""
_SAYS = re.compile(r"[\d\u4e00-\u9fff]")
_REVERSED = "\u202e"
_DIGIT = re.compile(r"\d")
_LOW = 0xF000
_SYMBOL = str.maketrans({"\u2212": "−", "-": "−"})
_KNOWN_SYMBOLS = frozenset("+-.,()/0123456789 ")
_UNKNOWN = "\ufffd"


def put_in(root: "_Element", main: bytes, w: str) -> dict["_Element", Mark]:
    """Turn into text what is shown otherwise; return the marks of what is raised in formulas."""
    if b"AlternateContent" in main:
        _choose(root)
    for sign, put_in_place in _WAYS:
        if sign in main:
            put_in_place(root, w)
    found = _put_in_formulas(root, w) if b"oMath" in main else {}
    if b"instrText" in main:
        _put_in_codes(root, w)
        found.update(dict.fromkeys(_within_codes(root, w), Mark.HIDDEN))
    if b"w:ruby" in main:
        found.update(dict.fromkeys(_guides(root, w), Mark.GUIDE))
    return found


def _put_in_symbols(root: "_Element", w: str) -> None:
    for sym in list(root.iter(f"{w}sym")):
        sym.tag = f"{w}t"
        sym.text = symbol(sym.get(f"{w}font") or "", sym.get(f"{w}char") or "")


def _put_in_turns(root: "_Element", w: str) -> None:
    """Make digits that are shown from right to left no number."""
    for turned in root.iter(f"{w}bdo"):
        first = next(turned.iter(f"{w}t"), None)
        if turned.get(f"{w}val") == "rtl" and first is not None:
            first.text = _REVERSED + (first.text or "")


def _guides(root: "_Element", w: str) -> "Iterator[_Element]":
    """Yield what stands above words and says something; pinyin is left out."""
    for text in [text for guide in root.iter(f"{w}rt") for text in guide.iter(f"{w}t")]:
        if _SAYS.search(text.text or ""):
            yield text
        else:
            text.text = ""


def _choose(root: "_Element") -> None:
    """Leave of alternatives the first that Word knows, the fallback where it knows none."""
    for alternatives in list(root.iter(f"{_ALTERNATIVES}AlternateContent")):
        choices = [one for one in alternatives if one.tag == f"{_ALTERNATIVES}Choice"]
        chosen = next((one for one in choices if _is_known(one)), None)
        for one in list(alternatives):
            is_fallback = one.tag == f"{_ALTERNATIVES}Fallback"
            if one is chosen or (chosen is None and is_fallback):
                one.tag = f"{_ALTERNATIVES}Chosen"
            else:
                alternatives.remove(one)
        parent = alternatives.getparent()
        if parent is not None and str(parent.tag).endswith("}rPr"):
            for look in [look for one in alternatives for look in one]:
                parent.append(look)


def _is_known(choice: "_Element") -> bool:
    spaces = (choice.nsmap.get(one) or "" for one in (choice.get("Requires") or "").split())
    return all(space.startswith(_KNOWN_SPACES) for space in spaces)


def _put_in_codes(root: "_Element", w: str) -> None:
    """Make visible the fields that draw what their code says: nobody knows what they show."""
    for code in list(root.iter(f"{w}instrText")):
        if _DRAWN.match(code.text or ""):
            code.tag, code.text = f"{w}t", f"〔域：{(code.text or '').strip()}〕"


def _within_codes(root: "_Element", w: str) -> "Iterator[_Element]":
    """Yield the texts of a field's code: results of fields that stand in it."""
    open_codes: list[bool] = []
    for one in root.iter(f"{w}fldChar", f"{w}t"):
        kind = one.get(f"{w}fldCharType")
        if kind == "begin":
            open_codes.append(True)
        elif kind == "separate" and open_codes:
            open_codes[-1] = False
        elif kind == "end" and open_codes:
            open_codes.pop()
        elif kind is None and any(open_codes[:-1]):
            yield one


def _put_in_choices(root: "_Element", w: str) -> None:
    for entries in list(root.iter(f"{w}ddList")):
        _put_in_chosen(entries, w)


def _put_in_chosen(entries: "_Element", w: str) -> None:
    """Turn a form's list into the item that it shows."""
    items = [one.get(f"{w}val") or "" for one in entries.iter(f"{w}listEntry")]
    result = entries.find(f"{w}result")
    result = entries.find(f"{w}default") if result is None else result
    at = (result.get(f"{w}val") or "0") if result is not None else "0"
    if at.isdecimal() and int(at) < len(items):
        entries.tag, entries.text = f"{w}t", items[int(at)]


def _put_in_formulas(root: "_Element", w: str) -> dict["_Element", Mark]:
    found: dict[_Element, Mark] = {}
    for strange in root.iter(*_STRANGE):
        first = next(strange.iter(f"{_MATH}t"), None)
        if first is not None:
            first.text = _UNKNOWN + (first.text or "")
    for text in list(root.iter(f"{_MATH}t")):
        text.tag = f"{w}t"
        above = next(text.iterancestors(f"{_MATH}sup", f"{_MATH}sub"), None)
        if above is not None:
            found[text] = Mark.RAISED if str(above.tag).endswith("sup") else Mark.LOWERED
    return found


def draws(properties: "_Element", w: str) -> bool:
    """Whether a style's font draws pictures for digits."""
    fonts = properties.find(f"{w}rFonts")
    return fonts is not None and (fonts.get(f"{w}ascii") or "").lower().startswith(PICTURES)


def _put_in_pictures(root: "_Element", w: str) -> None:
    """Turn digits in a font of pictures into a sign that no number has."""
    for fonts in root.iter(f"{w}rFonts"):
        run = next(fonts.iterancestors(f"{w}r"), None)
        if run is not None and (fonts.get(f"{w}ascii") or "").lower().startswith(PICTURES):
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


_WAYS: "tuple[tuple[bytes, Callable[[_Element, str], None]], ...]" = (
    (b"sym ", _put_in_symbols),
    (b"ddList", _put_in_choices),
    (b"dings", _put_in_pictures),
    (b"w:bdo", _put_in_turns),
)
"""What a document's source says where there is something to put in, and what puts it in."""
