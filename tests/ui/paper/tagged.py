"""A tagged PDF as a reading program meets it: the tree by pypdf, what is drawn by PDFium."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pypdfium2
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

Stretch = tuple[int, int]
"""A page, from 0, and the number of a stretch of its content."""


@dataclass(frozen=True)
class Element:
    """One element with what is drawn for it."""

    tag: str
    text: str
    kids: tuple["Element", ...]
    attributes: dict[str, Any]
    stretches: tuple[Stretch, ...]
    own: DictionaryObject

    def walk(self) -> Iterator["Element"]:
        """Yield the element and all below it, in the order of reading."""
        yield self
        for kid in self.kids:
            yield from kid.walk()


class Tagged:
    """A finished file."""

    def __init__(self, content: bytes) -> None:
        self.reader = PdfReader(BytesIO(content))
        self.drawn = _drawn(content)
        """What is drawn, by stretch; -1 is what is drawn but not read out."""
        pages = (page.indirect_reference for page in self.reader.pages)
        self._pages = {reference.idnum: n for n, reference in enumerate(pages) if reference}
        root: Any = self.reader.root_object["/StructTreeRoot"]
        self.root = root
        self.document = self._element(root["/K"])

    def all(self) -> list[Element]:
        """Every element in the order of reading."""
        return list(self.document.walk())

    def _element(self, own: DictionaryObject) -> Element:
        kids: list[Element] = []
        stretches: list[Stretch] = []
        found: Any = own.get("/K", [])
        for kid in found if isinstance(found, list) else [found]:
            one = kid.get_object()
            if isinstance(one, int):
                stretches.append((self._page(own), one))
            elif one.get("/Type") == "/MCR":
                stretches.append((self._page(one), one["/MCID"]))
            else:
                kids.append(self._element(one))
        text = "".join(self.drawn[stretch] for stretch in stretches)
        attributes: Any = own.get("/A", DictionaryObject()).get_object()
        tag = str(own["/S"]).removeprefix("/")
        return Element(tag, text, tuple(kids), attributes, tuple(stretches), own)

    def _page(self, holder: DictionaryObject) -> int:
        return self._pages[holder.raw_get("/Pg").idnum]


def _drawn(content: bytes) -> dict[Stretch, str]:
    texts: dict[Stretch, str] = defaultdict(str)
    document = pypdfium2.PdfDocument(content)
    for number, page in enumerate(document):
        looking = page.get_textpage()
        for one in page.get_objects(textpage=looking):
            if isinstance(one, pypdfium2.PdfTextObj):
                stretch = pypdfium2.raw.FPDFPageObj_GetMarkedContentID(one.raw)
                texts[number, stretch] += one.extract()
    return texts
