"""What a document with tracked changes says once all of them are accepted, or all rejected."""

import zipfile
from collections.abc import Iterator
from io import BytesIO

from lxml import etree

from nianbao.exporters.exporter import Place, Printed
from nianbao.exporters.word.ooxml import W

_W = f"{{{W}}}"
_TEXT = (f"{_W}t", f"{_W}delText", f"{_W}br")


def read_decided(content: bytes, *, accepted: bool) -> Printed:
    """Return what stands in the document, line breaks included."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        body = etree.fromstring(package.read("word/document.xml")).find(f"{_W}body")
    if body is None:
        return Printed((), ())
    dropped = f"{_W}{'del' if accepted else 'ins'}"
    return Printed(
        tuple(_table(table, dropped) for table in body.findall(f"{_W}tbl")),
        tuple(_paragraphs(body, dropped)),
    )


def _paragraphs(body: etree._Element, dropped: str) -> Iterator[str]:
    """The paragraphs; one whose mark is dropped runs on into the next."""
    text = ""
    for paragraph in body.findall(f"{_W}p"):
        text += _text(paragraph, dropped)
        if paragraph.find(f"{_W}pPr/{_W}rPr/{dropped}") is None:
            yield text
            text = ""
    if text:
        yield text


def _table(table: etree._Element, dropped: str) -> dict[Place, str]:
    found: dict[Place, str] = {}
    for row, tr in enumerate(table.findall(f"{_W}tr")):
        column = 0
        for tc in tr.findall(f"{_W}tc"):
            span = tc.find(f"{_W}tcPr/{_W}gridSpan")
            merge = tc.find(f"{_W}tcPr/{_W}vMerge")
            if merge is None or merge.get(f"{_W}val") == "restart":
                found[row, column] = _text(tc, dropped)
            column += 1 if span is None else int(span.get(f"{_W}val") or 1)
    return found


def _text(element: etree._Element, dropped: str) -> str:
    return "".join(
        "\n" if node.tag == f"{_W}br" else node.text or ""
        for node in element.iter(*_TEXT)
        if next(node.iterancestors(dropped), None) is None
    )
