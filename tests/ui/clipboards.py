"""What Excel, WPS, Chromium and Word put on the clipboard for a block of cells: several formats at once.

Written after what these programs write, with the oddities that a reader stumbles over: style
sheets and comments, unclosed tags, ruby, padding blanks, a hidden row at the end, unquoted attributes.
"""

import html
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QMimeData

from nianbao.formats.layout import Layout


class Cell(NamedTuple):
    """One cell with its spans."""

    text: str
    row_span: int = 1
    col_span: int = 1


Rows = Sequence[Sequence[Cell]]


def printed(layout: Layout, numbers: dict[str, str]) -> list[list[Cell]]:
    """A table of the form, heads and names included, with these numbers."""
    rows: list[list[Cell]] = [[] for _ in range(layout.n_rows)]
    for cell in sorted(layout.cells, key=lambda one: (one.row, one.col)):
        text = cell.printed if cell.key is None else numbers.get(cell.key, "")
        rows[cell.row].append(Cell(text, cell.row_span, cell.col_span))
    return rows


def block(rows: Sequence[Sequence[str]]) -> list[list[Cell]]:
    """Plain cells."""
    return [[Cell(text) for text in row] for row in rows]


def _as_tabs(rows: Rows, end: str) -> str:
    """The text format: merged cells leave blanks behind."""
    taken: set[tuple[int, int]] = set()
    lines = []
    for number, row in enumerate(rows):
        line: list[str] = []
        for cell in row:
            while (number, len(line)) in taken:
                line.append("")
            at = len(line)
            taken |= {
                (number + down, at + right)
                for down in range(cell.row_span)
                for right in range(cell.col_span)
            }
            text = f'"{cell.text}"' if "\n" in cell.text else cell.text
            line += [text, *[""] * (cell.col_span - 1)]
        lines.append("\t".join(line))
    return end.join(lines) + end


def _spans(cell: Cell, quote: str = "") -> str:
    words = ""
    if cell.row_span > 1:
        words += f" rowspan={quote}{cell.row_span}{quote}"
    if cell.col_span > 1:
        words += f" colspan={quote}{cell.col_span}{quote}"
    return words


EXCEL_HEAD = """<html xmlns:v="urn:schemas-microsoft-com:vml"
xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:x="urn:schemas-microsoft-com:office:excel"
xmlns="http://www.w3.org/TR/REC-html40">

<head>
<meta http-equiv=Content-Type content="text/html; charset=utf-8">
<meta name=ProgId content=Excel.Sheet>
<meta name=Generator content="Microsoft Excel 15">
<style>
<!--table
	{mso-displayed-decimal-separator:"\\.";
	mso-displayed-thousand-separator:"\\,";}
tr
	{mso-height-source:auto;
	mso-ruby-visibility:none;}
td
	{padding-top:1px; mso-number-format:General; white-space:nowrap;}
rt
	{font-size:9.0pt; mso-char-type:none; display:none;}
-->
</style>
</head>

<body link="#0563C1" vlink="#954F72">

<table border=0 cellpadding=0 cellspacing=0 width=504 style='border-collapse:
 collapse;width:378pt'>
<!--StartFragment-->
 <col width=72 span=7 style='width:54pt'>
"""
EXCEL_TAIL = """ <![if supportMisalignedColumns]>
 <tr height=0 style='display:none'>
  <td width=72 style='width:54pt'></td>
 </tr>
 <![endif]>
<!--EndFragment-->
</table>

</body>

</html>
"""


def _excel_cell(cell: Cell) -> str:
    words = html.escape(cell.text).replace("\n", "<br>\n    ")
    if cell.text.replace(",", "").isdecimal():
        pad = "<span style='mso-spacerun:yes'>&nbsp;</span>" if "," in cell.text else ""
        return f"  <td class=xl65 align=right width=72 style='width:54pt'>{pad}{words}{pad}</td>\n"
    ruby = "<span style='display:none'><rt class=font5></rt></span>"
    words = f"<ruby>{words}{ruby}</ruby>" if words else "　"
    return f"  <td{_spans(cell)} height=19 class=xl67 style='border-top:none'>{words}</td>\n"


def excel(rows: Rows) -> QMimeData:
    """Excel: HTML, text with an empty line at the end, and what only Office reads."""
    body = "".join(
        f" <tr height=19 style='height:14.25pt'>\n{''.join(map(_excel_cell, row))} </tr>\n"
        for row in rows
    )
    data = QMimeData()
    data.setHtml(EXCEL_HEAD + body + EXCEL_TAIL)
    data.setText(_as_tabs(rows, "\r\n"))
    data.setData("text/rtf", b"{\\rtf1\\ansi wrong}")
    data.setData("text/csv", b"wrong,wrong\r\n")
    data.setData("image/png", b"\x89PNG")
    data.setData('application/x-qt-windows-mime;value="XML Spreadsheet"', b"<?xml version='1.0'?>")
    return data


def _wps_cell(cell: Cell) -> str:
    words = html.escape(cell.text).replace("\n", "<br/>")
    kind = " x:num" if cell.text.isdecimal() else " x:str" if words else ""
    return f'<td class="et3"{_spans(cell, chr(34))}{kind}>{words}</td>'


def wps(rows: Rows) -> QMimeData:
    """WPS: the fragment's marks stand around the table."""
    body = "".join(f'<tr height="18">{"".join(map(_wps_cell, row))}</tr>\n' for row in rows)
    data = QMimeData()
    data.setHtml(
        '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head>'
        '<meta name="Generator" content="WPS Office ET"/><style>.et3{text-align:center;}</style>'
        '</head><body><!--StartFragment--><table width="504.07" border="0" cellspacing="0">'
        f'<col width="72"/>{body}</table><!--EndFragment--></body></html>'
    )
    data.setText(_as_tabs(rows, "\r\n"))
    data.setData("WPS Spreadsheets 6.0 Format", b"\xd0\xcf\x11\xe0")
    return data


def _chromium_cell(cell: Cell) -> str:
    words = html.escape(cell.text).replace("\n", "<br>") or "&nbsp;"
    style = "font-family: 宋体; text-indent: 0px; white-space: normal;"
    return (
        f'<td{_spans(cell, chr(34))} style="{style}"><p style="margin: 0px;">'
        f'<span style="{style}">{words}</span></p></td>'
    )


def chromium(rows: Rows) -> QMimeData:
    """A web page in Chrome or Edge: styles on every tag, lines of text before and after."""
    body = "".join(f"<tr>{''.join(map(_chromium_cell, row))}</tr>" for row in rows)
    data = QMimeData()
    data.setHtml(
        "<html>\r\n<body>\r\n<!--StartFragment--><p><strong>三、收到和处理政府信息公开申请情况"
        f'</strong></p><table border="1"><tbody>{body}</tbody></table><p>　</p>'
        "<!--EndFragment-->\r\n</body>\r\n</html>"
    )
    data.setText("三、收到和处理政府信息公开申请情况\n" + _as_tabs(rows, "\n"))
    data.setData("chromium/x-source-url", b"about:blank")
    return data


def _word_cell(cell: Cell) -> str:
    words = html.escape(cell.text).replace("\n", "<br>\n")
    digits = cell.text.isdecimal()
    words = f"<span lang=EN-US>{words}<o:p></o:p></span>" if digits else f"<span>{words}</span>"
    blank = "<span lang=EN-US><o:p>&nbsp;</o:p></span>"
    return (
        f"  <td{_spans(cell)} width=66 valign=center style='width:49.4pt'>\n"
        f"  <p class=MsoNormal align=center style='text-align:center'>{words or blank}</p>\n  </td>\n"
    )


def word(rows: Rows) -> QMimeData:
    """Word: a paragraph in every cell, Office's own tags in every paragraph."""
    body = "".join(f" <tr>\n{''.join(map(_word_cell, row))} </tr>\n" for row in rows)
    data = QMimeData()
    data.setHtml(
        '<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:x">\n<head>'
        "<meta name=Generator content='Microsoft Word 15'><style><!--p.MsoNormal{margin:0cm;}-->"
        "</style></head>\n<body lang=ZH-CN style='word-wrap:break-word'>\n<!--StartFragment-->\n"
        f"<table class=MsoNormalTable border=1>\n{body}</table>\n<!--EndFragment-->\n</body></html>"
    )
    data.setText(_as_tabs(rows, "\r\n"))
    data.setData("text/rtf", b"{\\rtf1 wrong}")
    return data


SOURCES = {"excel": excel, "wps": wps, "chromium": chromium, "word": word}
