"""What every look into a finished .docx shares: its body, and the cells of a table in their places."""

import zipfile
from collections.abc import Callable
from io import BytesIO

from lxml import etree

from nianbao.exporters.exporter import Place
from nianbao.exporters.word.ooxml import W

TAG = f"{{{W}}}"
"""What stands before the name of an element or attribute of WordprocessingML."""


def body_of(content: bytes) -> etree._Element | None:
    """Return the body of a document; None where it has none."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        return etree.fromstring(package.read("word/document.xml")).find(f"{TAG}body")


def cells_of(table: etree._Element, text_of: Callable[[etree._Element], str]) -> dict[Place, str]:
    """Return what ``text_of`` says of each cell, by row and column; merged cells count once."""
    found: dict[Place, str] = {}
    for row, tr in enumerate(table.findall(f"{TAG}tr")):
        column = 0
        for tc in tr.findall(f"{TAG}tc"):
            span = tc.find(f"{TAG}tcPr/{TAG}gridSpan")
            merge = tc.find(f"{TAG}tcPr/{TAG}vMerge")
            if merge is None or merge.get(f"{TAG}val") == "restart":
                found[row, column] = text_of(tc)
            column += 1 if span is None else int(span.get(f"{TAG}val") or 1)
    return found
