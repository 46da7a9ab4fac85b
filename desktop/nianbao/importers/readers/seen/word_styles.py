"""The styles of a Word document; of a broken part those styles that are whole in themselves."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from nianbao.importers.errors import DamagedSourceError
from nianbao.importers.readers.archive import Archive
from nianbao.importers.readers.xml import parse_xml

if TYPE_CHECKING:
    from lxml.etree import _Element

_PART = "word/styles.xml"
_OPENING = re.compile(rb"<w:styles\b[^<>]*>")
_CLOSING = b"</w:styles>"
_STYLE, _STYLE_END = b"<w:style ", b"</w:style>"
_MOST_STYLES = 5000
"""Of a broken part; Word itself has some 400."""


@dataclass(frozen=True)
class WordStyles:
    """What a document says of its styles, parsed when asked for."""

    content: bytes
    is_there: bool
    """Whether the document has such a part, whatever became of it."""
    name: str

    @cached_property
    def root(self) -> "_Element | None":
        """The whole part; None where it is broken or not there."""
        try:
            return parse_xml(self.content, self.name) if self.is_there else None
        except DamagedSourceError:
            return None

    @cached_property
    def is_broken(self) -> bool:
        """Whether there is a part that cannot be read as a whole."""
        return self.is_there and self.root is None

    def roots(self) -> "list[_Element]":
        """Return the part, or the pieces of it that can be read."""
        if self.root is not None:
            return [self.root]
        opening = _OPENING.search(self.content)
        pieces = self.content.split(_STYLE)[1:]
        if opening is None or len(pieces) > _MOST_STYLES:
            return []
        whole = (piece.partition(_STYLE_END) for piece in pieces)
        written = (_STYLE + style + end for style, end, _ in whole if end)
        return [
            root
            for one in written
            if (root := self._parsed(opening[0] + one + _CLOSING)) is not None
        ]

    def _parsed(self, content: bytes) -> "_Element | None":
        try:
            return parse_xml(content, self.name)
        except DamagedSourceError:
            return None


def styles_of(archive: Archive, name: str) -> WordStyles:
    """Return the styles of a document; what its bytes cannot give counts as broken."""
    try:
        content = archive.part(_PART) if _PART in archive.names else b""
    except DamagedSourceError:
        content = b""
    return WordStyles(content, _PART in archive.names, name)
