"""What a document with tracked changes says once all of them are accepted, or all rejected."""

from collections.abc import Iterator
from functools import partial

from lxml import etree

from nianbao.exporters.exporter import Printed
from nianbao.exporters.word.finished import TAG, body_of, cells_of

_TEXT = (f"{TAG}t", f"{TAG}delText", f"{TAG}br")


def read_decided(content: bytes, *, accepted: bool) -> Printed:
    """Return what stands in the document, line breaks included."""
    body = body_of(content)
    if body is None:
        return Printed((), ())
    dropped = f"{TAG}{'del' if accepted else 'ins'}"
    return Printed(
        tuple(
            cells_of(table, partial(_text, dropped=dropped)) for table in body.findall(f"{TAG}tbl")
        ),
        tuple(_paragraphs(body, dropped)),
    )


def _paragraphs(body: etree._Element, dropped: str) -> Iterator[str]:
    """The paragraphs; one whose mark is dropped runs on into the next."""
    text = ""
    for paragraph in body.findall(f"{TAG}p"):
        text += _text(paragraph, dropped)
        if paragraph.find(f"{TAG}pPr/{TAG}rPr/{dropped}") is None:
            yield text
            text = ""
    if text:
        yield text


def _text(element: etree._Element, dropped: str) -> str:
    return "".join(
        "\n" if node.tag == f"{TAG}br" else node.text or ""
        for node in element.iter(*_TEXT)
        if next(node.iterancestors(dropped), None) is None
    )
