"""What the fields of a page's forms show: a value, the chosen items."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_NO_TEXT = frozenset(
    [
        *("hidden", "submit", "button", "reset", "image", "checkbox", "radio", "file", "range"),
        "color",
    ]
)


def field_text(element: "_Element") -> str:
    """Return what a form's field shows."""
    if element.tag == "input":
        kind = (element.get("type") or "text").lower()
        if kind == "password":
            return "•" * len(element.get("value", ""))
        return "" if kind in _NO_TEXT else element.get("value", "")
    if element.tag != "select":
        return "".join(map(str, element.itertext()))
    options = list(element.iter("option"))
    chosen = [one for one in options if one.get("selected") is not None]
    if element.get("multiple") is not None:
        return " ".join(map(_item, options))  # all of them stand there, some on a colour
    chosen = chosen[-1:] or [one for one in options if one.get("disabled") is None][:1]
    return _item(chosen[0]) if chosen else ""


def _item(option: "_Element") -> str:
    return option.get("label") or "".join(map(str, option.itertext())).strip()
