"""An .xlsx workbook without what hangs on its sheets, for the library that reads the cells.

The library refuses the whole workbook where a drawing, a chart, a picture, a remark, a link or the
file's description is broken or gone, and puts a link's address into an empty cell. What of these has
words is read elsewhere (``sheet_boxes``).
"""

import io
import re
import zipfile
from collections.abc import Iterator

from nianbao.importers.readers.archive import Archive

_NOT_OF_CELLS = re.compile(
    r"docProps/|customXml/|xl/(?:\w+/)+_rels/"
    r"|xl/(?:drawings|charts|diagrams|media|tables|pivot\w+|ctrlProps|activeX|embeddings"
    r"|comments|threadedComments|persons|externalLinks|printerSettings|slicer\w*|query\w+)/"
)
_KINDS = (".xml", ".rels")
_END_OF_CELLS = re.compile(rb"</(?:\w+:)?sheetData>")
_POINTS = b"|".join((b"hyperlinks", b"tableParts"))
_POINTING = re.compile(
    rb"<(?P<tag>(?:\w+:)?(?:%(points)s))\b[^>]*?(?:/>|>.*?</(?P=tag)>)" % {b"points": _POINTS},
    re.DOTALL,
)


def bare_book(archive: Archive, limit: int) -> bytes:
    """Return the workbook's own parts as a workbook; no part of it may be larger than the limit."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as book:
        for part in parts_of_cells(archive):
            book.writestr(part, _unlinked(archive.part(part, limit)))
    return stream.getvalue()


def parts_of_cells(archive: Archive) -> Iterator[str]:
    """Yield the parts that the cells of a workbook are read from."""
    for part in sorted(archive.names):
        if part.endswith(_KINDS) and not _NOT_OF_CELLS.match(part):
            yield part


def _unlinked(content: bytes) -> bytes:
    """Return a sheet without the links and tables behind its cells; other parts as they are."""
    end = _END_OF_CELLS.search(content)
    if end is None:
        return content
    return content[: end.start()] + _POINTING.sub(b"", content[end.start() :])
