"""A Word document from the paper: a shell opened by python-docx, filled with ready XML."""

import zipfile
from datetime import UTC, datetime
from functools import lru_cache
from io import BytesIO

import docx

from nianbao import resources
from nianbao.exporters.printed.page_setup import Setup, load_setup
from nianbao.exporters.printed.paper import Paper, Paragraph
from nianbao.exporters.word import ooxml, styles
from nianbao.exporters.word.table import table_xml

_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_PARTS = {
    "styles": f"{_CONTENT}.styles+xml",
    "settings": f"{_CONTENT}.settings+xml",
    "fontTable": f"{_CONTENT}.fontTable+xml",
    "footer1": f"{_CONTENT}.footer+xml",
    "footer2": f"{_CONTENT}.footer+xml",
    "theme": "application/vnd.openxmlformats-officedocument.theme+xml",
}
"""Content types, in the order of the relationship ids, rId1 and on."""


def render(paper: Paper) -> bytes:
    """Return the .docx of a report."""
    document = docx.Document(BytesIO(_filled_shell(paper, load_setup())))
    properties = document.core_properties
    properties.title = paper.title
    properties.author = paper.unit
    properties.language = "zh-CN"
    properties.created = properties.modified = datetime.now(UTC).replace(tzinfo=None)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _filled_shell(paper: Paper, setup: Setup) -> bytes:
    """The package that python-docx opens. Filled as a string: moving parsed tables costs more."""
    parts = {**_shell(), "word/document.xml": _document(paper, setup)}
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, text in parts.items():
            package.writestr(name, text)
    return stream.getvalue()


def _document(paper: Paper, setup: Setup) -> str:
    blocks = "".join(
        ooxml.paragraph(block, setup) if isinstance(block, Paragraph) else table_xml(block, setup)
        for block in paper.blocks
    )
    return (
        f"{styles.HEAD}<w:document {ooxml.NAMESPACES}><w:body>{blocks}"
        f"{styles.section_xml(setup.page)}</w:body></w:document>"
    )


@lru_cache(maxsize=1)
def _shell() -> dict[str, str]:
    """What is the same in every document: page, styles, fonts, page numbers."""
    setup = load_setup()
    return {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _package_relationships(),
        "docProps/core.xml": _core_properties(),
        "word/_rels/document.xml.rels": _document_relationships(),
        "word/styles.xml": styles.styles_xml(setup),
        "word/settings.xml": styles.settings_xml(setup),
        "word/fontTable.xml": styles.font_table_xml(setup),
        "word/footer1.xml": styles.footer_xml(setup, even=False),
        "word/footer2.xml": styles.footer_xml(setup, even=True),
        "word/theme.xml": resources.text("theme.xml"),
    }


def _content_types() -> str:
    overrides = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{content}"/>'
        for part, content in _PARTS.items()
    )
    return (
        f'{styles.HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_CONTENT}.document.main+xml"/>'
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        f"{overrides}</Types>"
    )


def _package_relationships() -> str:
    return (
        f'{styles.HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{ooxml.R}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" '
        'Target="docProps/core.xml"/></Relationships>'
    )


def _document_relationships() -> str:
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="{ooxml.R}/{part.rstrip("12")}" Target="{part}.xml"/>'
        for n, part in enumerate(_PARTS, 1)
    )
    return (
        f'{styles.HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>'
    )


def _core_properties() -> str:
    return (
        f'{styles.HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/>'
    )
