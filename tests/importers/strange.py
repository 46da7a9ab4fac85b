"""Sources of every kind that say what no source says: by their structure, not by chance.

Each is a maker by name, ``kind: what is strange``; a reader reads it or refuses it with a sentence.
"""

import io
import struct
import warnings
import zipfile
from collections.abc import Callable, Mapping
from functools import partial

from tests.importers.old_books import Cell, old_book, record
from tests.importers.word_files import TITLE, docx, package, paragraph

LABEL = "一、本年新收政府信息公开申请数量"
LONG = "9" * 1_000_000
DEEP = 3000
Maker = Callable[[], bytes]


def _row(number: str) -> list[str]:
    return [LABEL, *[number] * 7]


def _text(between: str, behind: str = "") -> bytes:
    return f"{TITLE}\n{between.join(_row(LONG))}{behind}\n{between.join(_row('1'))}".encode()


def page(inner: str) -> bytes:
    return f"<html><meta charset=utf-8><h1>{TITLE}</h1>{inner}</html>".encode()


def _cells(number: str, attributes: str = "") -> str:
    cells = "".join(f"<td {attributes}>{cell}</td>" for cell in _row(number))
    return f"<table><tr>{cells}</tr></table>"


def _nested(opening: str, closing: str = "", inner: str = "其他 1", depth: int = DEEP) -> str:
    return opening * depth + inner + closing * depth


def word_row(number: str, properties: str = "") -> str:
    cells = "".join(
        f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(cell)}</w:tc>" for cell in _row(number)
    )
    return f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"


def _mht(kind: str, depth: int = DEEP) -> bytes:
    """A page in parts within parts, or in messages within messages."""
    lines = [b"MIME-Version: 1.0"]
    for number in range(depth):
        bound = f'; boundary="b{number}"' if kind.startswith("multipart") else ""
        lines += [f"Content-Type: {kind}{bound}".encode(), b""]
        lines += [f"--b{number}".encode()] if bound else []
    return b"\r\n".join([*lines, b"Content-Type: text/html", b"", page(_cells("1"))])


def book(sheet: str, **more: str) -> bytes:
    """A workbook with one sheet of this XML and other parts, by name with _ for /."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    packages = "http://schemas.openxmlformats.org/package/2006"
    head = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{packages}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{head}.sheet.main+xml"/><Override '
        f'PartName="/xl/worksheets/sheet1.xml" ContentType="{head}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{packages}/relationships"><Relationship Id="a" '
        f'Type="{kinds}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{kinds}"><sheets>'
        '<sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{packages}/relationships">'
        f'<Relationship Id="r1" Type="{kinds}/worksheet" Target="worksheets/sheet1.xml"/>'
        "</Relationships>",
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}">{sheet}</worksheet>',
    }
    return package({**parts, **{name.replace("_", "/"): xml for name, xml in more.items()}})


def sheet_row(number: str, columns: str = "ABCDEFGH", row: str = "1") -> str:
    label = f'<c r="A{row}" t="inlineStr"><is><t>{LABEL}</t></is></c>'
    cells = "".join(f'<c r="{column}{row}"><v>{number}</v></c>' for column in columns[1:])
    return f'<sheetData><row r="{row}">{label}{cells}</row></sheetData>'


def twice(content: bytes, part: str) -> bytes:
    """An archive in whose directory a part stands a second time, with other words."""
    stream = io.BytesIO(content)
    with warnings.catch_warnings(), zipfile.ZipFile(stream, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr(part, "<x/>")
    return stream.getvalue()


def lying(content: bytes, at: int, lie: bytes) -> bytes:
    """An archive whose directory's first entry says something else at this place."""
    entry = content.index(b"PK\x01\x02") + at
    return content[:entry] + lie + content[entry + len(lie) :]


def counting(content: bytes, count: int) -> bytes:
    """An archive whose directory counts its entries wrongly."""
    end = content.rindex(b"PK\x05\x06")
    number = struct.pack("<HH", count, count)
    return content[: end + 8] + number + content[end + 12 :]


def pdf(*objects: bytes) -> bytes:
    body = b"".join(b"%d 0 obj%b\nendobj\n" % (at, one) for at, one in enumerate(objects, 1))
    return b"%PDF-1.4\n" + body + b"trailer<</Size %d/Root 1 0 R>>\n%%%%EOF" % (len(objects) + 1)


_ROOT = b"<</Type/Catalog/Pages 2 0 R>>"
_WORD = docx(word_row("1"))
_OLD: list[Cell] = [(0, 0, LABEL), *((0, n, float(n)) for n in range(1, 8))]
_CORNERS = [(65535, 0), (0, 65535), (65535, 65535), (65535, 255)]

STRANGE: Mapping[str, Maker] = {
    "text: a row of million-digit numbers": partial(_text, " "),
    "tabs: a row of million-digit numbers": partial(_text, "\t"),
    "bars: a row of million-digit numbers": partial(_text, " | ", " |"),
    "text: a million brackets": f"{TITLE}\n{LABEL}{'（' * 1_000_000}".encode,
    "text: a million marks": f"{TITLE}\n{'一、' * 500_000}".encode,
    "text: a year of a million digits": f"某镇{LONG}年{TITLE}\n{LABEL} 1".encode,
    "html: million-digit numbers": lambda: page(_cells(LONG)),
    "html: numbers of five thousand digits": lambda: page(_cells("9" * 5000)),
    "html: exponents": lambda: page(_cells("1e999999999")),
    "html: huge spans": lambda: page(_cells("1", 'colspan="99999999999" rowspan="99999999999"')),
    "html: spans of a million digits": lambda: page(_cells("1", f'colspan="{LONG}"')),
    "html: spans in spans": lambda: page(_nested("<span>", "</span>")),
    "html: lists in lists": lambda: page(_nested("<ul><li>", "</li></ul>")),
    "html: raised in raised": lambda: page(f"<table><tr><td>{_nested('<sup>')}</table>"),
    "html: tables in tables": lambda: page(_nested("<table><tr><td>", depth=400)),
    "html: 100,000 open elements": lambda: page(_nested("<div>", depth=100_000)),
    "html: a style without end": lambda: page(f"<p style='{'a:b;' * 1_000_000}'>x</p>"),
    "html: a name of a million letters": lambda: page(f"<{'a' * 1_000_000}>x"),
    "mht: parts in parts": partial(_mht, "multipart/related"),
    "mht: messages in messages": partial(_mht, "message/rfc822"),
    "mht: 300 parts in parts": partial(_mht, "multipart/related", 300),
    "mht: a charset of no kind": lambda: _mht("multipart/related", 1).replace(
        b"text/html", b"text/html; charset*0*=\xff''%ff; charset*1=" + b"x" * 5000
    ),
    "docx: million-digit numbers": lambda: docx(word_row(LONG)),
    "docx: huge spans": lambda: docx(word_row("1", '<w:gridSpan w:val="999999999"/>')),
    "docx: a span of a million digits": lambda: docx(
        word_row("1", f'<w:gridSpan w:val="{LONG}"/>')
    ),
    "docx: controls in controls": lambda: docx(
        _nested("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>", paragraph("1"), 100)
    ),
    "docx: controls in controls without end": lambda: docx(
        _nested("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>", paragraph("1"))
    ),
    "docx: boxes in boxes": lambda: docx(
        _nested("<w:p><w:r><w:txbxContent>", "</w:txbxContent></w:r></w:p>", paragraph("1"), 70)
    ),
    "docx: wrapped rows": lambda: docx(
        f"<w:tbl>{_nested('<w:ins>', '</w:ins>', '<w:tr><w:tc/></w:tr>', 200)}</w:tbl>"
    ),
    "xlsx: million-digit numbers": lambda: book(sheet_row(LONG)),
    "xlsx: exponents": lambda: book(sheet_row("1e308")),
    "xlsx: no numbers": lambda: book(sheet_row("NaN") + sheet_row("Infinity", row="2")),
    "xlsx: the far corner": lambda: book(sheet_row("1", "ABCDEFGH") + _far("XFD1048576")),
    "xlsx: beyond the far corner": lambda: book(_far("ZZZ99999999")),
    "xlsx: a row of a million digits": lambda: book(sheet_row("1", row=LONG)),
    "xlsx: deep elements": lambda: book(_nested("<x>", "</x>")),
    "xlsx: deep 100,000": lambda: book(_nested("<x>", "</x>", depth=100_000)),
    "xlsx: merged everything": lambda: book(
        f"{sheet_row('1')}<mergeCells><mergeCell ref='A1:XFD1048576'/></mergeCells>"
    ),
    "xlsx: a format without end": lambda: book(
        sheet_row("1") + f'<cols><col min="1" max="{LONG}"/></cols>'
    ),
    "xlsx: huge content types": lambda: book(
        sheet_row("1"), **{"docProps_custom.xml": " " * 99_000_000}
    ),
    **{
        f"xls: a cell at {row}, {column}": partial(old_book, [*_OLD, (row, column, 1.0)])
        for row, column in _CORNERS
    },
    "xls: merged everything": lambda: old_book(
        _OLD, record(0x00E5, b"\xe8\x03" + struct.pack("<HHHH", 0, 65535, 0, 255) * 1000)
    ),
    "xls: records of no kind": lambda: old_book(
        _OLD, b"".join(record(kind, b"\xff" * 40) for kind in range(0, 0x0900, 3) if kind != 0x0A)
    ),
    "zip: a part twice": partial(twice, _WORD, "word/document.xml"),
    "zip: entries without end": lambda: _WORD + b"PK\x01\x02" * 1_000_000,
    "zip: a directory that counts too many": lambda: counting(_WORD, 65535),
    "zip: a directory that counts none": lambda: counting(_WORD, 0),
    "zip: a size that is a lie": lambda: lying(_WORD, 24, b"\xff\xff\xff\x7f"),
    "zip: a packed size that is a lie": lambda: lying(_WORD, 20, b"\xff\xff\xff\x7f"),
    "zip: a place that is a lie": lambda: lying(_WORD, 42, b"\xff\xff\xff\x7f"),
    "zip: a way of packing of no kind": lambda: lying(_WORD, 10, b"\x63\x00"),
    "zip: a date that is none": lambda: lying(_WORD, 12, b"\xff\xff\xff\xff"),
    "zip: a name that is longer": lambda: lying(_WORD, 28, b"\xff\xff"),
    "pdf: pages that hold themselves": lambda: pdf(_ROOT, b"<</Type/Pages/Kids[2 0 R]/Count 9>>"),
    "pdf: two billion pages": lambda: pdf(_ROOT, b"<</Type/Pages/Kids[]/Count 2147483647>>"),
    "pdf: deep lists": lambda: pdf(_ROOT, b"<</Type/Pages/Kids" + b"[" * 100_000 + b">>"),
    "pdf: a sheet without end": lambda: pdf(
        _ROOT,
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 1e38 1e38]/Contents 4 0 R>>",
        b"<</Length 9>>stream\n" + b"q " * 500_000 + b"\nendstream",
    ),
    "json: lists in lists": lambda: b'{"cells":' + b"[" * 100_000,
    "json: objects in objects": lambda: b'{"cells":' * 100_000,
    "json: a number of a million digits": lambda: (
        b'{"form":"gb_2021_30","cells":{"a":%b}}' % LONG.encode()
    ),
    "nianbao: a year of a million digits": lambda: (
        b'{"schema":"nianbao-report","schema_version":%b}' % LONG.encode()
    ),
}


def _far(place: str) -> str:
    return f'<sheetData><row><c r="{place}"><v>1</v></c></row></sheetData>'
