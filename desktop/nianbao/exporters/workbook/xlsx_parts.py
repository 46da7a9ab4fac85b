"""What openpyxl leaves undone in a workbook's parts.

It writes formulas without their results (not every viewer counts), strings inside the cells
(Excel moves them on the next save) and the facts of a font in an order that the schema forbids.
"""

import zipfile
from collections.abc import Mapping, Sequence
from decimal import Decimal
from io import BytesIO

from lxml import etree

from nianbao.report.numbers import format_number

Results = Mapping[str, Decimal | None]
"""What the formulas of a sheet amount to, by coordinate."""
_NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_MAIN = f"{{{_NAMESPACE}}}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_FONT_ORDER = ("b", "i", "strike", "u", "vertAlign", "sz", "color", "name", "family", "charset")
_SHARED = "xl/sharedStrings.xml"
_STRINGS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
_STRINGS_RELATION = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
)


def finished(content: bytes, sheets: Sequence[Results]) -> bytes:
    """Return a workbook with its parts completed."""
    strings: dict[str, int] = {}
    with zipfile.ZipFile(BytesIO(content)) as package:
        parts = {info.filename: package.read(info) for info in package.infolist()}
    for number, results in enumerate(sheets, 1):
        name = f"xl/worksheets/sheet{number}.xml"
        parts[name] = _sheet(parts[name], results, strings)
    parts["xl/styles.xml"] = _styles(parts["xl/styles.xml"])
    parts[_SHARED] = _shared(strings)
    _announce_strings(parts)
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, body in parts.items():
            package.writestr(name, body)
    return stream.getvalue()


def _xml(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _sheet(body: bytes, results: Results, strings: dict[str, int]) -> bytes:
    root = etree.fromstring(body)
    for cell in root.iter(f"{_MAIN}c"):
        place = cell.get("r") or ""
        if cell.find(f"{_MAIN}f") is not None:
            _put_result(cell, results[place])
        elif cell.get("t") == "inlineStr":
            text = "".join(str(piece) for piece in cell.itertext())
            for child in list(cell):
                cell.remove(child)
            cell.set("t", "s")
            etree.SubElement(cell, f"{_MAIN}v").text = str(strings.setdefault(text, len(strings)))
    return _xml(root)


def _put_result(cell: etree._Element, result: Decimal | None) -> None:
    value = cell.find(f"{_MAIN}v")
    if value is None:
        value = etree.SubElement(cell, f"{_MAIN}v")
    if result is None:
        cell.set("t", "str")
    value.text = format_number(result)


def _announce_strings(parts: dict[str, bytes]) -> None:
    types, relations = "[Content_Types].xml", "xl/_rels/workbook.xml.rels"
    override = f'<Override PartName="/{_SHARED}" ContentType="{_STRINGS_TYPE}"/></Types>'
    relation = (
        f'<Relationship Type="{_STRINGS_RELATION}" Target="/{_SHARED}" Id="rIdStrings"/>'
        "</Relationships>"
    )
    parts[types] = parts[types].replace(b"</Types>", override.encode())
    parts[relations] = parts[relations].replace(b"</Relationships>", relation.encode())


def _shared(strings: Mapping[str, int]) -> bytes:
    root = etree.fromstring(f'<sst xmlns="{_NAMESPACE}"/>')
    for text in strings:
        item = etree.SubElement(etree.SubElement(root, f"{_MAIN}si"), f"{_MAIN}t")
        item.text = text
        item.set(_SPACE, "preserve")
    return _xml(root)


def _styles(body: bytes) -> bytes:
    root = etree.fromstring(body)
    for font in root.iter(f"{_MAIN}font"):
        font[:] = sorted(font, key=_font_place)
    return _xml(root)


def _font_place(fact: etree._Element) -> int:
    name = str(fact.tag).removeprefix(_MAIN)
    return _FONT_ORDER.index(name) if name in _FONT_ORDER else len(_FONT_ORDER)
