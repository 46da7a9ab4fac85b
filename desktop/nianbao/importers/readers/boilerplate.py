"""What of a web page is not the article: what its reader does not see, and the site around."""

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import XPath, _Element

_SILENT = frozenset(
    [
        *("script", "style", "noscript", "template", "head", "rt", "rp", "select", "option"),
        *("button", "textarea", "svg", "object", "iframe"),
    ]
)
_AROUND = frozenset(["nav", "footer", "aside"])
_LISTS = frozenset(["ul", "ol", "li"])
_NAME = re.compile(r"[a-z]+")
_SITE_NAMES = frozenset(
    [
        *("nav", "navbar", "menu", "submenu", "breadcrumb", "crumb", "crumbs"),
        *("foot", "footer", "share", "copyright", "sidebar", "toolbar"),
    ]
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SIGNS_OF_HIDDEN = ("isplay", "isibility", "ISPLAY", "ISIBILITY")


class Furniture:
    """The elements of one page that hold nothing of a report."""

    def __init__(self, page: bytes) -> None:
        hides = any(sign.encode() in page for sign in _SIGNS_OF_HIDDEN)
        self.hides = _is_hidden if hides else _is_seen
        """Whether a page does not show an element."""

    def spares(self, table: "_Element") -> bool:
        """Whether all that a table holds is to be read."""
        if next(table.iter(*_SILENT, *_AROUND, *_LISTS), None) is not None:
            return False
        return self.hides is _is_seen or not any(map(self.hides, table.iter()))

    def __contains__(self, element: "_Element") -> bool:
        """Whether an element is to be passed over with all that it holds."""
        tag = element.tag
        if tag in _SILENT or self.hides(element) or (tag in _LISTS and _is_menu(element)):
            return True
        around = tag in _AROUND or _is_site(element.get("class")) or _is_site(element.get("id"))
        return around and element.find(".//table") is None


def _is_menu(element: "_Element") -> bool:
    """Whether a list holds nothing but links that name no report."""
    return element.find(".//a") is not None and bool(_is_linked()(element))


@lru_cache(maxsize=1)
def _is_linked() -> "XPath":
    from lxml import etree

    outside = "descendant::text()[not(ancestor::a)][normalize-space()]"
    return etree.XPath(f"not({outside}) and not(contains(., '报告'))")


def _is_seen(_: "_Element") -> bool:
    return False


def _is_hidden(element: "_Element") -> bool:
    style = element.get("style")
    if style is None or not any(sign in style for sign in _SIGNS_OF_HIDDEN):
        return False  # nearly every cell of an editor has a long style
    return _HIDDEN.search(style) is not None


def _is_site(name: str | None) -> bool:
    return name is not None and not _SITE_NAMES.isdisjoint(_NAME.findall(name.lower()))
