"""What of a web page is not the article: what its reader does not see, and the site around."""

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import XPath, _Element

    from nianbao.importers.visible import Mark

SILENT = frozenset(
    [
        *("script", "style", "noscript", "template", "head", "rt", "rp", "object", "iframe"),
        *("datalist", "canvas", "video", "audio", "meter", "progress"),
    ]
)
"""What holds no words for a reader."""
_AROUND = frozenset(["nav", "footer", "aside", "button", "svg"])
_LISTS = frozenset(["ul", "ol", "li"])
_NAME = re.compile(r"[a-z]+")
_SITE_NAMES = frozenset(
    [
        *("nav", "navbar", "menu", "submenu", "breadcrumb", "crumb", "crumbs"),
        *("foot", "footer", "share", "copyright", "sidebar", "toolbar"),
    ]
)
FIELDS = frozenset(["input", "select", "textarea"])


class Furniture:
    """The elements of one page that hold nothing of a report."""

    def __init__(self, marks: "Mapping[_Element, Mark]") -> None:
        self._marks = marks

    def spares(self, table: "_Element") -> bool:
        """Whether all that a table holds is to be read as it stands."""
        if next(table.iter(*SILENT, *_AROUND, *_LISTS, *FIELDS), None) is not None:
            return False
        return not self._marks or self._marks.keys().isdisjoint(table.iter())

    def __contains__(self, element: "_Element") -> bool:
        """Whether an element belongs to the site, with all that it holds."""
        tag = element.tag
        if tag in _LISTS and _is_menu(element):
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
    return etree.XPath(f"not(contains(., '报告')) and not({outside})")


@lru_cache(maxsize=256)
def _is_site(name: str | None) -> bool:
    """Whether a class or an id is that of a site's furniture; a page has few, again and again."""
    return name is not None and not _SITE_NAMES.isdisjoint(_NAME.findall(name.lower()))
