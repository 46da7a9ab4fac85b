"""The words that stand in an element of a page, with all that it holds."""

import re
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from nianbao.importers.readers.seen.boilerplate import FIELDS, SILENT
from nianbao.importers.readers.seen.web_fields import field_text

if TYPE_CHECKING:
    from lxml.etree import XPath, _Element

SPACES = re.compile(r"[ \t\r\n\f]+")
"""What a page shows as one blank."""
_BLANK = re.compile(r"\s")
_CELLS = frozenset(["td", "th"])
_NOT_AS_WRITTEN = _CELLS | SILENT | FIELDS
"""Whose words are not just those between the tags."""


def texts_in(element: "_Element") -> list[str]:
    """Return the pieces of text in an element, in a quarter of the time of ``itertext``."""
    return cast("list[str]", _text_finder()(element))


@lru_cache(maxsize=1)
def _text_finder() -> "XPath":
    from lxml import etree

    return etree.XPath(".//text()", smart_strings=False)


def words_in(element: "_Element") -> str:
    """Return all words in an element on one line."""
    if next(element.iter(*_NOT_AS_WRITTEN), None) is None:
        from lxml import etree

        text = etree.tostring(element, method="text", encoding="unicode", with_tail=False)
        if not _BLANK.search(text):
            return text  # and so there are none to be taken away around any piece
    return SPACES.sub(" ", _joined(element))


def _joined(element: "_Element") -> str:
    """Return an element's words; runs of blanks are still to be made one."""
    if element.tag in FIELDS:
        return field_text(element).strip()
    text = element.text or ""
    if not len(element):
        return text.strip()
    words = [text]
    for child in element:
        tag = child.tag
        if tag in _NOT_AS_WRITTEN:
            words.append(" " if tag in _CELLS else "")
            words.append("" if tag in SILENT else _joined(child))
        elif len(child):
            words.append(_joined(child))
        else:  # the last of a menu's element, and most there are
            words.append((child.text or "").strip())
        words.append(child.tail or "")
    return "".join(words).strip()
