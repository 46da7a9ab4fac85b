"""A Word document from the paper: python-docx's package around paragraphs and tables of ours."""

from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING

from docx.oxml import parse_xml

from nianbao.exporters.printed.page_setup import Setup
from nianbao.exporters.printed.paper import Paper, Paragraph
from nianbao.exporters.word import ooxml
from nianbao.exporters.word.office_template import office_document
from nianbao.exporters.word.table import table_xml
from nianbao.exporters.word.template import new_document

if TYPE_CHECKING:
    from docx.document import Document


_LONGEST_PROPERTY = 255
"""Characters; the library raises above it."""


def render(paper: Paper) -> bytes:
    """Return the .docx of a report."""
    document, setup = begun(paper)
    blocks = "".join(
        ooxml.paragraph(block, setup) if isinstance(block, Paragraph) else table_xml(block, setup)
        for block in paper.blocks
    )
    return finished(document, blocks, paper, paper.title)


def begun(paper: Paper) -> tuple["Document", Setup]:
    """Return the empty document and its settings: the office's own where it has a template."""
    if paper.office:
        return office_document(paper.office.template), paper.setup
    return new_document(), paper.setup


def finished(document: "Document", blocks: str, paper: Paper, title: str) -> bytes:
    """Return the file of a document with its blocks, as XML, and its properties."""
    _fill(document, blocks)
    properties = document.core_properties
    properties.title = title[:_LONGEST_PROPERTY]
    properties.author = paper.unit[:_LONGEST_PROPERTY]
    properties.language = "zh-CN"
    properties.created = properties.modified = datetime.now(UTC).replace(tzinfo=None)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _fill(document: "Document", blocks: str) -> None:
    """Put the blocks into the document, as a body that is parsed and moved in one piece.

    Moved one by one, or into the old body, the same elements take lxml several times as long.
    """
    body = parse_xml(f"<w:body {ooxml.NAMESPACES}>{blocks}</w:body>")
    old = document.element.body
    body.extend(old)  # the template's only element there: its section
    document.element.replace(old, body)
