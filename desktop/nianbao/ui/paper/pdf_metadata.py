"""What a PDF says of itself: the same in its dictionary, in its XMP and in its first line."""

from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Protocol, cast

from nianbao import resources

if TYPE_CHECKING:
    from xml.dom.minidom import Document, Element

    from pypdf import PdfReader, PdfWriter
    from pypdf.xmp import XmpInformation

LANGUAGE = "zh-CN"
_LEFT_OPEN, _CLOSED = b"/Trapped /False\n2\nendobj", b"/Trapped /False>>\nendobj"
_PROGRAM = "公开年报"
_UNIVERSAL = "pdf_ua.xml"


class Titled(Protocol):
    """What is printed: it has a title and the unit that it is of."""

    @property
    def title(self) -> str:
        """The document's title."""

    @property
    def unit(self) -> str:
        """Its author."""


@dataclass(frozen=True)
class Standards:
    """What a file says that it keeps to."""

    tagged: bool = False
    """PDF/UA-1."""
    archival: bool = False
    """PDF/A-1a."""


_NONE = Standards()


def read_drawn(content: bytes) -> "PdfReader":
    """Read the pages that Qt drew.

    Qt 6.8.0, the newest for arm64 at an old C library, leaves the dictionary of title and producer
    open. It is closed within the same bytes, so that every offset in the file still holds.
    """
    from pypdf import PdfReader

    return PdfReader(BytesIO(content.replace(_LEFT_OPEN, _CLOSED, 1)))


def describe_itself(
    writer: "PdfWriter", drawn: "PdfReader", paper: Titled, standards: Standards = _NONE
) -> None:
    """Name report, unit, program and time; the producer stays the library that drew the pages.

    pypdf would name an older version in the first line than the file makes use of, and leaves Qt's
    XMP as it stands beside a dictionary of its own.
    """
    moment = datetime.now(UTC).replace(microsecond=0)
    producer = (drawn.metadata and drawn.metadata.producer) or ""
    stamp = moment.strftime("D:%Y%m%d%H%M%S+00'00'")
    writer.pdf_header = drawn.pdf_header
    writer.metadata = {
        "/Title": paper.title,
        **({"/Author": paper.unit} if paper.unit else {}),
        "/Creator": _PROGRAM,
        "/Producer": producer,
        "/CreationDate": stamp,
        "/ModDate": stamp,
    }
    writer.xmp_metadata = _xmp(paper, producer, moment, standards)


def _xmp(paper: Titled, producer: str, moment: datetime, standards: Standards) -> "XmpInformation":
    from pypdf.xmp import XmpInformation

    xmp = XmpInformation.create()
    if standards.tagged:
        _add_universal(xmp, explained=standards.archival)
    xmp.dc_title = {"x-default": paper.title}
    xmp.dc_creator = [paper.unit] if paper.unit else None
    xmp.dc_language = [LANGUAGE]
    xmp.xmp_creator_tool = _PROGRAM
    xmp.pdf_producer = producer
    xmp.xmp_create_date = xmp.xmp_modify_date = xmp.xmp_metadata_date = moment
    if standards.archival:
        xmp.pdfaid_part, xmp.pdfaid_conformance = "1", "A"
    return xmp


def _add_universal(xmp: "XmpInformation", *, explained: bool) -> None:
    """Say that the file is PDF/UA, for which pypdf has no words; explained where PDF/A wants it."""
    from xml.dom.minidom import parseString

    document = cast("Document", xmp.rdf_root.ownerDocument)
    # Our own file, as it is shipped.
    shipped = parseString(resources.text(_UNIVERSAL))  # noqa: S318
    words = cast("Element", shipped.documentElement)
    for name, value in words.attributes.items():
        xmp.rdf_root.setAttribute(name, value)
    claim, explanation = words.getElementsByTagName("rdf:Description")
    for description in (claim, explanation) if explained else (claim,):
        xmp.rdf_root.appendChild(document.importNode(description, deep=True))
