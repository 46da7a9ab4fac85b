"""Pasted blocks whose cells show less than they hold: marks, struck and tracked numbers, hidden rows."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from nianbao.formats.registry import load_form
from tests.ui.clipboards import EXCEL_HEAD, EXCEL_TAIL
from tests.ui.grid_keys import show_table
from tests.ui.test_clipboard_sources import COLUMNS, open_blank, paste

WORD_HEAD = """<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40"><head>
<meta name=ProgId content=Word.Document><style><!--
p.MsoNormal {mso-style-unhide:no; margin:0cm; font-size:10.5pt;}
span.msoIns {mso-style-type:export-only; text-decoration:underline; color:teal;}
span.msoDel {mso-style-type:export-only; text-decoration:line-through; color:red;}
--></style></head><body lang=ZH-CN><!--StartFragment--><table class=MsoNormalTable border=1>"""
WORD_TAIL = "</table><!--EndFragment--></body></html>"
INS = '<span class=msoIns><ins cite="mailto:a" datetime="2024-01-22T09:00">{}</ins></span>'
DEL = '<span class=msoDel><del cite="mailto:a" datetime="2024-01-22T09:00">{}</del></span>'


def word_row(*cells: str) -> str:
    paragraphs = (f"<p class=MsoNormal align=center>{one}<o:p></o:p></p>" for one in cells)
    return "<tr>" + "".join(f"<td width=60 valign=top>{one}</td>" for one in paragraphs) + "</tr>"


def excel_row(*cells: str, hidden: bool = False) -> str:
    height = "height=0 style='display:none'" if hidden else "height=19"
    return f"<tr {height}>" + "".join(f"<td class=xl65>{one}</td>" for one in cells) + "</tr>"


def put(html: str, text: str) -> None:
    """Several formats at once; the text is what the program sees where it ignores the looks."""
    data = QMimeData()
    data.setHtml(html)
    data.setText(text)
    data.setData("text/rtf", b"{\\rtf1\\ansi wrong}")
    QGuiApplication.clipboard().setMimeData(data)


BLOCKS: dict[str, tuple[str, str, list[int | None], tuple[str, str]]] = {
    "a browser's raised mark": (
        "<table><tr><td>12<sup>1</sup></td><td>3</td></tr><tr><td>5</td><td>6</td></tr></table>",
        "121\t3\r\n5\t6\r\n",
        [12, 3],
        ("“1”没有填", "注释记号"),
    ),
    "a browser's struck number": (
        "<table><tr><td><s>15</s> 12</td><td>3</td></tr><tr><td>5</td><td>6</td></tr></table>",
        "15 12\t3\r\n5\t6\r\n",
        [12, 3],
        ("“15”没有填", "划掉"),
    ),
    "Word's tracked change": (
        WORD_HEAD
        + word_row(DEL.format("15") + INS.format("12"), "3")
        + word_row("5", "6")
        + WORD_TAIL,
        "1512\t3\r\n5\t6\r\n",
        [12, 3],
        ("“15”没有填", "划掉"),
    ),
    "Word's deleted number": (
        WORD_HEAD + word_row(DEL.format("15"), "3") + word_row("5", "6") + WORD_TAIL,
        "15\t3\r\n5\t6\r\n",
        [None, 3],
        ("“15”没有填", "划掉"),
    ),
    "Excel's hidden row": (
        EXCEL_HEAD
        + excel_row("7", "8", hidden=True)
        + excel_row("12", "3")
        + excel_row("5", "6")
        + EXCEL_TAIL,
        "12\t3\r\n5\t6\r\n",
        [12, 3],
        ("“7 8”没有填", "隐藏"),
    ),
    "Excel's raised mark": (
        EXCEL_HEAD + excel_row("12<font class=font6><sup>①</sup></font>", "3") + excel_row("5", "6")
        + EXCEL_TAIL,
        "12①\t3\r\n5\t6\r\n",
        [12, 3],
        ("“①”没有填", "注释记号"),
    ),
    "Excel's struck digits": (
        EXCEL_HEAD + excel_row("<font><s>15</s></font><font>12</font>", "3") + excel_row("5", "6")
        + EXCEL_TAIL,
        "1512\t3\r\n5\t6\r\n",
        [12, 3],
        ("“15”没有填", "划掉"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BLOCKS)
def test_what_is_seen_is_pasted_and_the_preview_says_what_was_not(
    qtbot: QtBot, tmp_path: Path, name: str
) -> None:
    html, text, first, words = BLOCKS[name]
    window, session = open_blank(qtbot, tmp_path, load_form("gb_2021_30"))
    show_table(window, "applications")
    put(html, text)
    said: list[str] = []
    paste(said)

    keys = [
        f"table_3.{row}.{column}" for row in ("received_new", "carried_in") for column in COLUMNS
    ]
    cells = [session.report.cell(key) for key in keys if not key.endswith(COLUMNS[2])]
    assert cells == [*first, 5, 6]
    assert any(all(word in line for word in words) for line in said), said


def test_a_single_cell_with_a_mark_is_shown_before_it_is_pasted(
    qtbot: QtBot, tmp_path: Path
) -> None:
    window, session = open_blank(qtbot, tmp_path, load_form("gb_2021_30"))
    show_table(window, "applications")
    put("<table><tr><td>12<sup>2</sup></td></tr></table>", "122")
    said: list[str] = []
    paste(said)

    assert session.report.cell("table_3.received_new.natural_person") == 12
    assert any("“2”没有填" in line for line in said)
