"""The tree of a tagged PDF: elements in the order in which they are read out.

Each stretch of a page has a number; the tree knows its stretches, and a table of each page leads back
from a stretch to its element.
"""

import re
from collections.abc import Sequence
from io import BytesIO
from typing import IO, Any, cast

from pypdf import PageObject, PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
    PdfObject,
    StreamObject,
)

from nianbao.ui.paper.marks import bracketed

_WORDS = "/Alt"
_BLANK = re.compile(rb"\s+(?=[/<>\[\]])|(?<=[<>\[\]])\s+")


class _Element(DictionaryObject):
    """Written without the blanks that the syntax does not need: hundreds of them are in a report."""

    def write_to_stream(self, stream: IO[Any]) -> None:
        """Write the element; in words a blank counts, even before a bracket."""
        if _WORDS in self:
            super().write_to_stream(stream)
            return
        plain = BytesIO()
        super().write_to_stream(plain)
        stream.write(_BLANK.sub(b"", plain.getvalue()))


class TagTree:
    """Grows with the pieces, page after page."""

    def __init__(self, writer: PdfWriter) -> None:
        self._writer = writer
        self._pages: list[ArrayObject] = []
        self._page = IndirectObject(0, 0, writer)
        self._root = DictionaryObject({NameObject("/Type"): NameObject("/StructTreeRoot")})
        self.document = self.element("/Document", self.added(self._root))

    def turn_to(self, page: PageObject) -> None:
        """Begin the next page."""
        self._page = reference(page)
        self._pages.append(ArrayObject())
        page[NameObject("/StructParents")] = NumberObject(len(self._pages) - 1)
        # Whatever can be reached by the Tab key is reached in the order of reading.
        page[NameObject("/Tabs")] = NameObject("/S")

    def element(self, tag: str, parent: IndirectObject) -> DictionaryObject:
        """Return a new element, the last below its parent."""
        element = _Element({NameObject("/S"): NameObject(tag), NameObject("/P"): parent})
        _append(cast("DictionaryObject", parent.get_object()), self.added(element))
        return element

    def opening(self, element: DictionaryObject) -> bytes:
        """Give an element the next stretch of the page; return what is written where it begins."""
        stretches = self._pages[-1]
        number = NumberObject(len(stretches))
        stretches.append(reference(element))
        if element.setdefault(NameObject("/Pg"), self._page) == self._page:
            _append(element, number)
        else:
            elsewhere = {"/Type": NameObject("/MCR"), "/Pg": self._page, "/MCID": number}
            _append(element, DictionaryObject({NameObject(k): v for k, v in elsewhere.items()}))
        return f"{element['/S']} <</MCID {number}>> BDC\n".encode("ascii")

    def plant(self) -> None:
        """Put the tree into the file, with the way back from each numbered stretch to its element."""
        numbers = ArrayObject()
        for number, elements in enumerate(self._pages):
            numbers.extend((NumberObject(number), elements))
        parents = DictionaryObject({NameObject("/Nums"): numbers})
        self._root[NameObject("/ParentTree")] = self.added(parents)
        self._root[NameObject("/ParentTreeNextKey")] = NumberObject(len(self._pages))
        root = self._writer.root_object
        root[NameObject("/StructTreeRoot")] = reference(self._root)
        root[NameObject("/MarkInfo")] = DictionaryObject(
            {NameObject("/Marked"): BooleanObject(value=True)}
        )

    def added(self, value: DictionaryObject) -> IndirectObject:
        """Put an object into the file."""
        return self._writer._add_object(value)  # noqa: SLF001 - pypdf has no other way


def write_openings(page: PageObject, openings: Sequence[bytes]) -> None:
    """Put a tag into a page in the place of each mark that the painter laid."""
    content = cast("StreamObject", page["/Contents"].get_object())
    content.set_data(bracketed(content.get_data(), openings))


def reference(value: DictionaryObject) -> IndirectObject:
    """Return where an object stands that the writer has."""
    return cast("IndirectObject", value.indirect_reference)


def _append(element: DictionaryObject, kid: PdfObject) -> None:
    """A single kid needs no array, which is a third of the tree's size."""
    kids = element.get(NameObject("/K"))
    if kids is None:
        element[NameObject("/K")] = kid
    elif isinstance(kids, ArrayObject):
        kids.append(kid)
    else:
        element[NameObject("/K")] = ArrayObject([element.raw_get("/K"), kid])
