"""What a PDF says of itself: the same in its dictionary, in its XMP and in its first line."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pypdf import PdfReader, PdfWriter

LANGUAGE = "zh-CN"
_PROGRAM = "公开年报"


class Titled(Protocol):
    """What is printed: it has a title and the unit that it is of."""

    @property
    def title(self) -> str:
        """The document's title."""

    @property
    def unit(self) -> str:
        """Its author."""


def describe_itself(writer: "PdfWriter", drawn: "PdfReader", paper: Titled) -> None:
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
        "/Author": paper.unit,
        "/Creator": _PROGRAM,
        "/Producer": producer,
        "/CreationDate": stamp,
        "/ModDate": stamp,
    }
    _add_xmp(writer, paper, producer, moment)


def _add_xmp(writer: "PdfWriter", paper: Titled, producer: str, moment: datetime) -> None:
    from pypdf.xmp import XmpInformation

    xmp = XmpInformation.create()
    xmp.dc_title = {"x-default": paper.title}
    xmp.dc_creator = [paper.unit] if paper.unit else None
    xmp.dc_language = [LANGUAGE]
    xmp.xmp_creator_tool = _PROGRAM
    xmp.pdf_producer = producer
    xmp.xmp_create_date = xmp.xmp_modify_date = xmp.xmp_metadata_date = moment
    writer.xmp_metadata = xmp
