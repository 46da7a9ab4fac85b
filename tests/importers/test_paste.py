"""Blocks as Excel, WPS and browsers put them on the clipboard, and where they land in a table."""

from collections.abc import Sequence
from decimal import Decimal

import pytest

from nianbao.formats.body import Body
from nianbao.formats.registry import load_form
from nianbao.importers.paste.blocks import Rows, as_html, as_text, largest_block, read_document
from nianbao.importers.paste.plan import PastePlan, plan_paste

FORM = load_form("gb_2021_30")
TABLE_3 = Body(FORM.layouts["table_3"])
TABLE_2 = Body(FORM.layouts["table_2"])
TABLE_4 = Body(FORM.layouts["table_4"])
NEW = "table_3.received_new.natural_person"

EXCEL = """<html xmlns:o="urn:schemas-microsoft-com:office:office">
<head><style><!--td {mso-number-format:General;}--></style></head><body>
<!--StartFragment--><table border=0>
 <col width=64><tr height=19><td height=19 class=xl65 align=right>60</td>
  <td class=xl65 align=right>2</td></tr>
 <tr height=19><td align=right>1,113</td><td></td></tr>
<!--EndFragment--></table></body></html>"""
"""What Excel offers as HTML Format, shortened."""


def read_block(html: str, plain: str) -> Rows:
    return largest_block(read_document(html, plain))


def plan(body: Body, rows: Rows, at: tuple[int, int]) -> PastePlan:
    return plan_paste(FORM, body, read_document(as_html(rows), ""), at)


CHROMIUM = (
    "<meta charset='utf-8'><table><tbody><tr><th rowspan='2'>申请人</th><td>自然人</td></tr>"
    "<tr><td><p>商业<br>企业</p></td></tr></tbody></table>"
)


@pytest.mark.parametrize(
    ("html", "plain", "rows"),
    [
        ("", "60\t2\r\n0\t1\r\n", (("60", "2"), ("0", "1"))),
        ("", "60\t2\r\n0\r\n\r\n", (("60", "2"), ("0", ""))),
        ("", '"第一行\n第二行"\t5', (("第一行\n第二行", "5"),)),
        ("", "12", (("12",),)),
        ("", "", ()),
        (EXCEL, "wrong", (("60", "2"), ("1,113", ""))),
        (CHROMIUM, "", (("申请人", "自然人"), ("", "商业\n企业"))),
        ("<p>没有表格的网页</p>", "7", (("7",),)),
        ("<table><tr><td>1<td>2<tr><td>3", "", (("1", "2"), ("3", ""))),
    ],
)
def test_a_block_is_read_as_the_source_shows_it(
    html: str, plain: str, rows: Sequence[Sequence[str]]
) -> None:
    assert read_block(html, plain) == rows


COLUMNS = "<col><col style='display:none'><col>"
WIDE = "<tr><td colspan=2>5</td><td>6</td></tr>"
HIGH = "<tr><td rowspan=2>5</td><td>9</td><td>6</td></tr><tr><td>8</td><td>4</td></tr>"
ROW = "<tr><td>60</td><td>7</td><td>2</td></tr>"
HIDDEN = "mso-width-source:userset;display:none"


@pytest.mark.parametrize(
    ("html", "rows"),
    [
        (f"<table><col><col width=0 style='{HIDDEN}'><col>{ROW}</table>", (("60", "2"),)),
        (f"<table><col style='visibility:collapse'><col span=2>{ROW}</table>", (("7", "2"),)),
        (f"<table><col><col span=2 style='display:none'>{ROW}</table>", (("60",),)),
        (
            f"<table><colgroup><col><col style='display:none'></colgroup><col>{ROW}</table>",
            (("60", "2"),),
        ),
        (
            f"<table><colgroup span=2 style='display:none'></colgroup><col>{ROW}</table>",
            (("2",),),
        ),
        (f"<table>{COLUMNS}{ROW}{WIDE}</table>", (("60", "2"), ("5", "6"))),
        (f"<table>{COLUMNS}{ROW}{HIGH}</table>", (("60", "2"), ("5", "6"), ("", "4"))),
        (
            f"<table>{COLUMNS}{ROW.replace('<td>7', '<td style=display:none>7')}</table>",
            (("60", "2"),),
        ),
    ],
)
def test_a_hidden_column_takes_no_place(html: str, rows: Rows) -> None:
    assert read_block(html, "") == rows


def test_what_a_hidden_column_says_is_kept_beside() -> None:
    page = read_document(f"<table>{COLUMNS}{ROW}</table>", "")

    assert [piece.text for piece in page.asides] == ["7"]


@pytest.mark.parametrize("inner", ["<xml>5</xml>12", "12<xml><w:data>5</w:data></xml>"])
def test_what_an_office_program_keeps_for_itself_is_no_part_of_a_number(inner: str) -> None:
    assert read_block(f"<table><tr><td>{inner}</td><td>3</td></tr></table>", "") == (("12", "3"),)


def test_a_span_of_a_damaged_page_does_not_fill_the_memory() -> None:
    rows = read_block(
        "<table><tr><td colspan=999999999 rowspan=77777777>1</td><td>2</td></tr></table>", ""
    )

    assert len(rows) * len(rows[0]) <= 200 * 200


def test_a_blank_cell_in_a_column_keeps_the_cells_below_it_in_their_places() -> None:
    column = "1\r\n\r\n3\r\n"
    html = "<table><tr><td>1</td></tr><tr><td>&nbsp;</td></tr><tr><td>3</td></tr></table>"

    assert read_block("", column) == read_block(html, "") == (("1",), ("",), ("3",))


def test_what_is_copied_can_be_read_back() -> None:
    rows = [["60", "2"], ["", "<3>"]]

    assert read_block(as_html(rows), "") == (("60", "2"), ("", "<3>"))
    assert read_block("", as_text(rows)) == (("60", "2"), ("", "<3>"))


def test_a_block_begins_at_the_cursor() -> None:
    made = plan(TABLE_3, (("60", "2"), ("0", "1")), (0, 0))

    assert made.values() == {
        NEW: 60,
        "table_3.received_new.org_business": 2,
        "table_3.carried_in.natural_person": 0,
        "table_3.carried_in.org_business": 1,
    }
    assert not made.recognised


def test_what_is_no_number_is_named_and_the_rest_is_kept() -> None:
    made = plan(TABLE_3, (("１２", "abc", "-", ""),), (0, 0))

    assert made.values() == {NEW: 12}
    assert [item.text for item in made.problems] == ["abc", "-"]
    assert made.blank == 1
    assert made.values(dash_is_zero=True) == {NEW: 12, "table_3.received_new.org_research": 0}


def test_cells_beyond_the_table_are_counted() -> None:
    made = plan(TABLE_3, (("1", "2", "3"),), (0, 5))

    assert len(made.values()) == 2
    assert made.outside == 1


def test_a_block_as_large_as_the_table_is_the_table_wherever_the_cursor_stands() -> None:
    rows = tuple(tuple(str(row * 7 + column) for column in range(7)) for row in range(25))
    made = plan(TABLE_3, rows, (4, 3))

    assert len(made.values()) == 175
    assert made.values()[NEW] == 0
    assert made.values()["table_3.carried_out.total"] == 174


def whole_table_3(*, head: bool) -> tuple[tuple[str, ...], ...]:
    """The printed 表三 with numbers, its merged cells as a clipboard leaves them."""
    layout = FORM.layouts["table_3"]
    grid = [[""] * layout.n_columns for _ in range(layout.n_rows)]
    for number, cell in enumerate(layout.cells):
        grid[cell.row][cell.col] = str(number) if cell.key else cell.printed
    return tuple(tuple(row) for row in grid[0 if head else layout.header_rows :])


@pytest.mark.parametrize("head", [True, False])
def test_a_whole_table_3_finds_its_place_by_its_labels(*, head: bool) -> None:
    made = plan(TABLE_3, whole_table_3(head=head), (10, 4))
    numbers = {
        cell.key: Decimal(number)
        for number, cell in enumerate(FORM.layouts["table_3"].cells)
        if cell.key
    }

    assert made.recognised
    assert made.values() == numbers
    assert made.outside == 0


def test_columns_in_another_order_are_not_put_into_the_form_s_order() -> None:
    names = ["总计", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"]
    labels = [cell.text for cell in TABLE_3.layout.cells if cell.role == "row"]
    rows = (("", *names), *((label, "62", "60", "2", "0", "0", "0", "0") for label in labels))
    made = plan(TABLE_3, rows, (0, 0))

    assert made.values() == {}
    assert "表头的次序和格式不同" in made.remarks[0]


def test_one_row_with_its_name_goes_to_its_row() -> None:
    made = plan(TABLE_3, (("本年新收", "60", "2", "0", "0", "0", "0", "62"),), (5, 3))

    assert made.recognised
    assert made.values()[NEW] == 60
    assert len(made.values()) == 7


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ((("本单位", "60", "2"),), "左边有文字“本单位”"),
        ((("甲", "乙"), ("60", "2")), "上面有文字“甲”"),
        (
            (("一、本年新收政府信息公开申请数量", "60", "2", "0", "0", "0", "0"),),
            "分不清属于哪一列",
        ),
    ],
)
def test_numbers_beside_unknown_words_are_not_entered_one_place_off(rows: Rows, said: str) -> None:
    made = plan(TABLE_3, rows, (0, 0))

    assert made.values() == {}
    assert said in made.remarks[0]


def test_the_right_one_of_several_tables_of_a_web_page_is_taken() -> None:
    page = as_html([["规章", "1", "2", "3"], ["行政规范性文件", "4", "5", "6"]])
    page += "<p>三、收到和处理政府信息公开申请情况</p>" + as_html(whole_table_3(head=True))
    document = read_document(page, "")

    assert len(plan_paste(FORM, TABLE_3, document, (0, 0)).values()) == 175
    assert list(plan_paste(FORM, TABLE_2, document, (0, 0)).values().values()) == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize("body", [TABLE_2, TABLE_3, TABLE_4])
def test_every_table_with_its_heads_finds_its_place(body: Body) -> None:
    layout = body.layout
    grid = [[""] * layout.n_columns for _ in range(layout.n_rows)]
    wanted = {}
    for number, cell in enumerate(layout.cells):
        grid[cell.row][cell.col] = str(number) if cell.key else cell.printed
        if cell.key:
            wanted[cell.key] = number
    as_tabs = read_document("", as_text(grid))

    assert plan_paste(FORM, body, as_tabs, (0, 0)).values() == wanted


def test_lines_copied_from_a_pdf_are_recognised() -> None:
    lines = "一、本年新收政府信息公开申请数量 60 2 0 0 0 0 62\n二、上年结转政府信息公开申请数量 1 0 0 0 0 0 1"
    made = plan_paste(FORM, TABLE_3, read_document("", lines), (4, 4))

    assert made.values()[NEW] == 60
    assert made.values()["table_3.carried_in.total"] == 1


def test_one_value_fills_the_selection_and_a_row_is_repeated_over_rows() -> None:
    square = [(row, column) for row in range(2) for column in range(2)]
    one = plan_paste(FORM, TABLE_3, read_document("", "5\r\n"), (0, 0), square)
    row = plan_paste(FORM, TABLE_3, read_document("", "5\t6\r\n"), (0, 0), square)
    three = plan_paste(FORM, TABLE_3, read_document("", "5\t6\t7\r\n"), (0, 0), square)

    assert list(one.values().values()) == [5, 5, 5, 5]
    assert list(row.values().values()) == [5, 6, 5, 6]
    assert list(three.values().values()) == [5, 6, 7]


def test_a_note_in_brackets_comes_along() -> None:
    copied = read_document("", "22（其中修订16件）\r\n")
    made = plan_paste(FORM, TABLE_2, copied, TABLE_2.rows[0][0])

    assert list(made.notes().values()) == ["其中修订16件"]


def test_the_one_row_of_table_4_takes_fifteen_numbers() -> None:
    made = plan(TABLE_4, (tuple(map(str, range(15))),), (0, 0))

    assert list(made.values().values()) == list(range(15))
