"""Blocks as Word, Excel, WPS, LibreOffice, browsers and mail programs copy them: what is seen is pasted."""

import pytest

from nianbao.formats.body import Body
from nianbao.formats.registry import load_form
from nianbao.importers.paste.blocks import read_document
from nianbao.importers.paste.plan import PastePlan, plan_paste

FORM = load_form("gb_2021_30")
TABLE = Body(FORM.layouts["table_3"])
KEYS = [TABLE.keys[place] for place in TABLE.rows[0]]
DELETED = '<del cite="mailto:a" datetime="2024-01-01T10:00"><span lang=EN-US>15</span></del>'
INSERTED = '<ins cite="mailto:a" datetime="2024-01-01T10:00"><span lang=EN-US>12</span></ins>'
FOOTNOTE = (
    '<a style="mso-footnote-id:ftn1" href="#_ftn1"><span class=MsoFootnoteReference>[1]</span></a>'
)
OFF_SCREEN = "position:absolute;left:-9999px"

TWELVE = {
    "a number": "12",
    "full-width digits": "１２",
    "a unit": "12件",
    "a unit behind a blank": "12 件",
    "decimals that Excel shows": "12.00",
    "a zero-width blank": "1&#8203;2",
    "blanks that do not break": "&nbsp;12&nbsp;",
    "Excel's blanks": '<span style="mso-spacerun:yes">&nbsp; </span>12',
    "Word's empty paragraph mark": "12<o:p>&nbsp;</o:p>",
    "Word's smart tag": '<st1:chmetcnv w:st="on" UnitName="件" SourceValue="12">12件</st1:chmetcnv>',
    "WPS's font": '<font class="font0">12</font>',
    "a raised note": "12<sup>1</sup>",
    "a lowered note": "12<sub>1</sub>",
    "a raised note by style": '12<span style="vertical-align:super">1</span>',
    "a raised note by Word": '12<span style="mso-text-raise:3.0pt;position:relative;top:-3pt">1</span>',
    "a raised note by Excel": '12<font class="font5"><sup>1</sup></font>',
    "a footnote by Word": f"12{FOOTNOTE}",
    "struck": "<s>15</s>12",
    "struck by an old tag": "<strike>15</strike>12",
    "struck by style": '<span style="text-decoration:line-through">15</span>12',
    "struck twice by Word": '<span style="text-line-through:double">15</span>12',
    "struck once by Word": '<span style="text-line-through:single">15</span>12',
    "struck by Excel's font": '<font class="font6">15</font><font class="font0">12</font>',
    "Word's changes": f"<p class=MsoNormal>{DELETED}{INSERTED}</p>",
    "Word's changes by class": "<span class=msoDel>15</span><span class=msoIns>12</span>",
    "not displayed": '12<span style="display:none">99</span>',
    "hidden by Word": '12<span style="mso-hide:all">99</span>',
    "hidden by its attribute": "12<span hidden>99</span>",
    "not visible": '12<span style="visibility:hidden">9</span>',
    "white on white": '12<span style="color:white">9</span>',
    "white by an old tag": '12<font color="#FFFFFF">9</font>',
    "of no size": '12<span style="font-size:0">9</span>',
    "of no opacity": '12<span style="opacity:0">9</span>',
    "off the screen": f'12<span style="{OFF_SCREEN}">9</span>',
    "a field": "<input value=12>",
    "a hidden field": "12<input type=hidden value=9>",
    "a tick": "12<input type=checkbox value=9>",
    "a choice": "<select><option>9</option><option selected>12</option></select>",
    "a text field": "<textarea>12</textarea>",
    "a script": "12<script>9</script>",
    "a template": "12<template>9</template>",
    "a picture": '12<img alt="9">',
    "ruby": "<ruby>12<rt>9</rt></ruby>",
    "Word's comment for itself": "12<!--[if gte mso 9]><xml>99</xml><![endif]-->",
    "a number of a style sheet": "<span class=one></span>2",
}
"""What is seen as 12."""

DOUBTFUL = {
    "a circled note": "12②",
    "a raised character": "12²",
    "a note in brackets": "12[1]",
    "two lines": "12<br>3",
    "two paragraphs": "<p>12</p><p>3</p>",
    "a struck cell": "<s>15</s>",
    "a power of ten": "1.0E+05",
    "a column too narrow": "####",
    "an error": "#REF!",
    "a share": "12%",
    "money": "¥12",
    "brackets": "(12)",
    "a sign before 0": "-0",
    "a dash": "-",
    "a soft hyphen": "1&shy;2",
    "turned round": "<bdo dir=rtl>21</bdo>",
    "a symbol of Wingdings": '<span style="font-family:Wingdings">8</span>',
    "a truth": "TRUE",
    "a closed part": "<details><summary>12</summary>99</details>",
}
STYLE = """<style>.font6, .msoDel {text-decoration:line-through; color:red}
.one:before {content:"1"} .font0 {color:#000000; font-size:11pt}</style>"""


def paste(html: str, plain: str = "") -> PastePlan:
    return plan_paste(FORM, TABLE, read_document(html, plain), (0, 0))


def row(plan: PastePlan) -> dict[str, int]:
    """The numbers by their places in the first row; others by their keys."""
    places = {key: str(at) for at, key in enumerate(KEYS)}
    return {places.get(key, key): int(n) for key, n in plan.values().items() if n is not None}


@pytest.mark.parametrize("member", sorted(TWELVE))
def test_what_is_seen_in_a_copied_cell_is_pasted(member: str) -> None:
    table = f"<table><tr><td>5<td>{TWELVE[member]}<td>7</tr></table>"

    assert row(paste(f"<html><head>{STYLE}</head><body>{table}</body></html>")) == {
        "0": 5,
        "1": 12,
        "2": 7,
    }


@pytest.mark.parametrize("member", sorted(DOUBTFUL))
def test_a_doubtful_cell_is_left_and_those_beside_it_keep_their_places(member: str) -> None:
    made = paste(f"<table><tr><td>5<td>{DOUBTFUL[member]}<td>7</tr></table>")

    assert row(made) == {"0": 5, "2": 7}
    assert made.problems or made.remarks


UNSEEN = ("style='display:none'", "hidden", "style='visibility:collapse'",
          "height=0 style='mso-height-source:userset;display:none'")  # fmt: skip
THREE = "<tr><td>5<td>12<td>7</tr>"
GOOGLE = '<style type="text/css"><!--td {border: 1px solid}--></style><table dir="ltr">'
BLOCKS = {
    **{f"hidden row {at}": f"<table><tr {how}><td>9<td>9<td>9</tr>{THREE}</table>"
       for at, how in enumerate(UNSEEN)},
    "hidden cell": "<table><tr><td>5<td style='display:none'>9<td>12<td>7</tr></table>",
    "Google's sheets": f"<meta charset='utf-8'><google-sheets-html-origin>{GOOGLE}{THREE}</table>",
    "an unknown element, a paragraph": f"<x-sheet><table>{THREE}</table></x-sheet><p>7</p>",
    "within a table": f"<table><tr><td><table>{THREE}</table></td></tr></table>",
    "heads alone": "<table><thead><tr><th>5<th>12<th>7</tr></thead></table>",
    "head of the clipboard": "Version:0.9\r\nStartHTML:97\r\n<html><body><!--StartFragment-->"
                             f"<table>{THREE}</table><!--EndFragment--></body></html>",
    "Excel's misaligned columns": f"<table>{THREE}<![if supportMisalignedColumns]><tr height=0 "
                                  "style='display:none'><td></td><td></td></tr><![endif]></table>",
    "LibreOffice": '<table><tr><td sdval="5" sdnum="1033;"><font face="Sans">5</font></td>'
                   '<td sdval="12">12</td><td>7</td></tr></table>',
}  # fmt: skip
TEXTS = ("5\t12\t7", "5\t12\t7\r\n", "\ufeff5\t12\t7", "５\t１２\t７", '5\t"12"\t7', '5\t="12"\t7',
         "5\t'12\t7", "5\xa0\t\xa012\t7", "5\t12\t7\t", "5\t12\t7\x0b", "5\t12\t7\x00")  # fmt: skip


@pytest.mark.parametrize("block", sorted(BLOCKS))
def test_rows_and_cells_of_a_block_are_those_that_are_seen(block: str) -> None:
    assert row(paste(BLOCKS[block], "1\t2\t3")) == {"0": 5, "1": 12, "2": 7}


@pytest.mark.parametrize("text", TEXTS)
def test_a_block_of_text_is_read_as_programs_show_it(text: str) -> None:
    assert row(paste("", text)) == {"0": 5, "1": 12, "2": 7}


@pytest.mark.parametrize("text", ["5,12,7", "5;12;7", "5  12  7", "5 12 7", "| 5 | 12 | 7 |"])
def test_a_line_whose_cells_nothing_parts_is_pasted_as_no_number(text: str) -> None:
    made = paste("", text)

    assert row(made) == {}
    assert made.problems


def test_the_page_says_what_is_struck_where_the_text_beside_it_does_not() -> None:
    made = paste("<table><tr><td>5<td><s>15</s>12<td>7</tr></table>", "5\t1512\t7")

    assert row(made) == {"0": 5, "1": 12, "2": 7}


def test_the_foot_of_a_table_is_its_last_row_wherever_it_is_written() -> None:
    made = paste(f"<table><tfoot><tr><td>8<td>8<td>8</tr></tfoot><tbody>{THREE}</tbody></table>")

    assert list(made.values().values()) == [5, 12, 7, 8, 8, 8]
