"""Reads PDFs with a text layer: characters by their places, tables by their ruled lines."""

import ctypes
from collections.abc import Iterator
from typing import TYPE_CHECKING

from nianbao.importers.document import Document, Grid
from nianbao.importers.errors import (
    FEWEST_LETTERS,
    SourceError,
    damaged,
    locked,
    scanned,
    too_large,
)
from nianbao.importers.readers.pdf.edges import with_footnotes, with_running_lines
from nianbao.importers.readers.pdf.overlaps import UNKNOWN, without_overlaps
from nianbao.importers.readers.pdf.paragraphs import paragraphs
from nianbao.importers.readers.pdf.ruling import (
    Box,
    Char,
    Line,
    TextLine,
    find_tables,
    text_lines,
    without_strikes,
)
from nianbao.importers.readers.pdf.streams import check_streams
from nianbao.importers.readers.seen.digits import PICTURES
from nianbao.importers.readers.seen.pdf_colours import Grounds
from nianbao.importers.visible import Mark

if TYPE_CHECKING:
    import pypdfium2

_MOST_PAGES = 60
_MOST_CHARS = 60_000
"""On all pages; a report has some 8,000."""
_MOST_SEGMENTS = 20_000
_LONGEST_NAME = 128
_PICTURES = tuple(name.encode() for name in PICTURES)
_THIN = 2.5
_SHORTEST = 4.0


def read_pdf(content: bytes, name: str) -> Document:
    """Return the document of a PDF; raise where it is locked, broken or only pictures."""
    import pypdfium2

    check_streams(content, name)
    try:
        pdf = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise locked(name) if "assword" in str(error) else damaged(name) from error
    try:
        remarks: tuple[str, ...] = ()
        if len(pdf) > _MOST_PAGES:
            remarks = (f"文件有{len(pdf)}页，只读了前{_MOST_PAGES}页",)
        pages: list[list[TextLine | Grid]] = []
        letters = 0
        for number in range(min(len(pdf), _MOST_PAGES)):
            page = pdf[number]
            chars = without_overlaps(list(_chars(page)))
            letters += len(chars)
            if letters > _MOST_CHARS:
                raise too_large(name)
            pages.append(_page(page, chars))
            page.close()
    except (SourceError, MemoryError, RecursionError):
        raise
    except (pypdfium2.PdfiumError, ValueError, OSError) as error:
        raise damaged(name) from error
    finally:
        pdf.close()
    blocks = tuple(paragraphs(with_running_lines(pages)))
    if not blocks or (letters < FEWEST_LETTERS and b"/Image" in content):
        raise scanned(name)  # a scanner's own mark on the pages is no text
    return Document("pdf", blocks, remarks=remarks)


def _page(page: "pypdfium2.PdfPage", chars: list[Char]) -> list[TextLine | Grid]:
    lines, chars = without_strikes(list(_lines(page)), chars)
    tables = find_tables(lines, chars) if chars else []
    return with_footnotes(list(_parts(tables, chars)), lines)


def _parts(tables: list[tuple[Box, Grid]], chars: list[Char]) -> Iterator[TextLine | Grid]:
    """Yield the tables of a page and the lines around them, from the top down."""
    outside = [char for char in chars if not any(box.holds(char) for box, _ in tables)]
    pending = list(tables)
    for line in text_lines(outside):
        while pending and _middle(pending[0][0]) > line.height:
            yield pending.pop(0)[1]
        if line.text.strip():
            yield line
    yield from (grid for _, grid in pending)


def _middle(box: Box) -> float:
    return (box.top + box.bottom) / 2


def _chars(page: "pypdfium2.PdfPage") -> Iterator[Char]:
    from pypdfium2 import raw

    text = page.get_textpage()
    grounds = Grounds(page, text)
    try:
        for number, letter in _letters(text):
            is_blank = letter == " " and raw.FPDFText_IsGenerated(text.raw, number) == 0
            if is_blank or (letter.strip() and letter not in "\ufffe\uffff\ufeff"):
                edges = text.get_charbox(number, loose=True)
                is_lost = letter.isdigit() and grounds.hides(number, edges)
                is_picture = letter.isdigit() and _is_picture(text, number)
                char = Char(UNKNOWN if is_picture else letter, *edges)
                yield char._replace(mark=Mark.HIDDEN) if is_lost else char
    finally:
        text.close()


def _is_picture(text: "pypdfium2.PdfTextPage", number: int) -> bool:
    """Whether a character is drawn in a font of pictures: a 7 of Wingdings is no digit."""
    from pypdfium2 import raw

    name = ctypes.create_string_buffer(_LONGEST_NAME)
    raw.FPDFText_GetFontInfo(text.raw, number, name, _LONGEST_NAME, None)
    return any(font in name.value.lower() for font in _PICTURES)


def _letters(text: "pypdfium2.PdfTextPage") -> Iterator[tuple[int, str]]:
    """Yield the characters; pdfium tells those beyond U+FFFF in two halves."""
    from pypdfium2 import raw

    high = ""
    for number in range(min(text.count_chars(), _MOST_CHARS + 1)):
        code = raw.FPDFText_GetUnicode(text.raw, number)
        letter = chr(code) if 0 < code < 0x110000 else ""  # noqa: PLR2004 - Unicode's end
        if "\ud800" <= letter <= "\udbff":
            high = letter
            continue
        whole = (high + letter).encode("utf-16", "surrogatepass").decode("utf-16", "ignore")
        high = ""
        yield number, whole


def _lines(page: "pypdfium2.PdfPage") -> Iterator[Line]:
    """Yield the ruled lines: segments of paths, and rectangles thin enough to be lines."""
    from pypdfium2 import raw

    seen = 0
    for part in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]):
        seen += 1
        if seen > _MOST_SEGMENTS:
            return
        left, bottom, right, top = part.get_bounds()
        if right - left <= _THIN < top - bottom:
            yield Line(upright=True, at=(left + right) / 2, start=bottom, end=top)
            continue
        if top - bottom <= _THIN < right - left:
            yield Line(upright=False, at=(top + bottom) / 2, start=left, end=right)
            continue
        count = raw.FPDFPath_CountSegments(part.raw)
        seen += max(count, 0)
        if seen > _MOST_SEGMENTS:
            return
        yield from _segments(part, count)


def _segments(part: "pypdfium2.PdfObject", count: int) -> Iterator[Line]:
    from pypdfium2 import raw

    matrix = part.get_matrix()
    start = last = None
    for number in range(count):
        segment = raw.FPDFPath_GetPathSegment(part.raw, number)
        x, y = ctypes.c_float(), ctypes.c_float()
        if not raw.FPDFPathSegment_GetPoint(segment, x, y):
            continue
        point = matrix.on_point(x.value, y.value)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            start = point
        elif last is not None and kind == raw.FPDF_SEGMENT_LINETO:
            yield from _ruled(last, point)
        last = point
        if start is not None and raw.FPDFPathSegment_GetClose(segment):
            yield from _ruled(point, start)


def _ruled(one: tuple[float, float], other: tuple[float, float]) -> Iterator[Line]:
    (x1, y1), (x2, y2) = one, other
    if abs(x1 - x2) <= 1 and abs(y1 - y2) >= _SHORTEST:
        yield Line(upright=True, at=(x1 + x2) / 2, start=min(y1, y2), end=max(y1, y2))
    elif abs(y1 - y2) <= 1 and abs(x1 - x2) >= _SHORTEST:
        yield Line(upright=False, at=(y1 + y2) / 2, start=min(x1, x2), end=max(x1, x2))
