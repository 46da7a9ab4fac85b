"""A statutory table as one WordprocessingML string: every ``w:tc`` written once.

What LibreOffice, Word and WPS agree on: a fixed layout whose widths are those of ``w:tblGrid``,
spans of each row that add up to the grid, ``w:vMerge`` restarted and then bare, a paragraph in
every cell.
"""

from collections.abc import Callable, Sequence

from nianbao.exporters.printed.page_setup import Setup
from nianbao.exporters.printed.paper import PaperCell, PaperTable
from nianbao.exporters.printed.tables import margin_of
from nianbao.exporters.word.ooxml import attribute, run

STYLE, STYLE_NAME = "NbGrid", "年报表格"
Words = Callable[[PaperCell, str], str]
"""The runs of a cell, given what stands in their ``w:rPr``."""


def plain(cell: PaperCell, look: str) -> str:
    """Return a cell's text as it is."""
    return run(cell.text, look)


def table_xml(table: PaperTable, setup: Setup, words: Words = plain) -> str:
    """Return the table, each cell filled by ``words``."""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in table.widths)
    rows = "".join(
        _row(table, number, row, setup, words) for number, row in enumerate(table.grid())
    )
    return f"<w:tbl>{_properties(table, setup)}<w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"


def _properties(table: PaperTable, setup: Setup) -> str:
    margin, vertical = setup.table.margin, setup.table.vertical_margin
    first_column = int(table.layout.label_columns > 0)
    return (
        f'<w:tblPr><w:tblStyle w:val="{STYLE}"/>'
        f'<w:tblW w:w="{sum(table.widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        '<w:tblLayout w:type="fixed"/>'
        f'<w:tblCellMar><w:top w:w="{vertical}" w:type="dxa"/>'
        f'<w:left w:w="{margin}" w:type="dxa"/><w:bottom w:w="{vertical}" w:type="dxa"/>'
        f'<w:right w:w="{margin}" w:type="dxa"/></w:tblCellMar>'
        f'<w:tblLook w:val="{0x0620 | 0x80 * first_column:04X}" w:firstRow="1" w:lastRow="0"'
        f' w:firstColumn="{first_column}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f"<w:tblCaption w:val={attribute(table.title)}/>"
        f"<w:tblDescription w:val={attribute(table.summary)}/></w:tblPr>"
    )


def _row(
    table: PaperTable, number: int, row: Sequence[PaperCell], setup: Setup, words: Words
) -> str:
    head = "<w:tblHeader/>" if number < table.head_rows else ""
    cells = "".join(_cell(table, cell, number, setup, words) for cell in row)
    return (
        f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{table.row_height}" w:hRule="atLeast"/>'
        f'{head}<w:jc w:val="center"/></w:trPr>{cells}</w:tr>'
    )


def _cell(table: PaperTable, cell: PaperCell, row: int, setup: Setup, words: Words) -> str:
    place = cell.place
    first = row == place.row
    span = f'<w:gridSpan w:val="{place.col_span}"/>' if place.col_span > 1 else ""
    merge = ""
    if place.row_span > 1:
        merge = '<w:vMerge w:val="restart"/>' if first else "<w:vMerge/>"
    margin = margin_of(cell, setup.table)
    margins = (
        f'<w:tcMar><w:left w:w="{margin}" w:type="dxa"/><w:right w:w="{margin}" w:type="dxa"/>'
        "</w:tcMar>"
        if margin != setup.table.margin
        else ""
    )
    inside = words if first else _nothing
    direction = '<w:textDirection w:val="tbRlV"/>' if cell.upright else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{table.width_of(cell)}" w:type="dxa"/>{span}{merge}{margins}'
        f'{direction}<w:vAlign w:val="center"/></w:tcPr>'
        f"{_paragraph(cell, setup, inside, keep_next=table.kept[row])}"
        "</w:tc>"
    )


def _nothing(_cell: PaperCell, _look: str) -> str:
    """What stands in the lower cells of a vertical merge."""
    return ""


def _paragraph(cell: PaperCell, setup: Setup, words: Words, *, keep_next: bool) -> str:
    keep = "<w:keepNext/>" if keep_next else ""
    align = '<w:jc w:val="center"/>' if cell.upright else ""
    size = "" if cell.size is None else f'<w:sz w:val="{cell.size}"/><w:szCs w:val="{cell.size}"/>'
    style = setup.styles[cell.style].word
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{keep}{align}</w:pPr>{words(cell, size)}</w:p>'
