"""Texts whose cells no longer stand where they stood: what they hold is declined, never moved."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from nianbao.formats.layout import LayoutCell
from nianbao.importers.registry import bytes_for_review, read_bytes
from nianbao.report.contract import Reading
from tests.cases import load_case
from tests.importers.bars import pads, texts
from tests.importers.printed import Rows
from tests.importers.test_rewritten import rows_of

CASE = load_case("04-suqian-2023")


def _blank_for_zero(rows: Rows) -> Rows:
    """Return rows of a clerk who leaves cells blank instead of writing 0."""

    def text(cell: LayoutCell, written: str) -> str:
        return "" if cell.key is not None and written == "0" else written

    return [[(cell, text(cell, written)) for cell, written in row] for row in rows]


def read(write: Callable[[Rows], str], *, zeros: bool = False) -> Reading:
    lines = [f"{CASE.unit}{CASE.year}年政府信息公开工作年度报告"]
    for section in CASE.form.sections:
        lines.append(section.label)
        if section.table:
            rows = rows_of(CASE, section.table)
            lines.append(write(rows if zeros else _blank_for_zero(rows)))
    return read_bytes("\n".join(lines).encode(), "报告")


def wrong(reading: Reading) -> dict[str, tuple[Decimal | None, Decimal | None]]:
    """Return the cells with a number that is not theirs; 0 and blank are both no applications."""
    return {
        key: (CASE.cells.get(key), value)
        for key, value in reading.report.cells.items()
        if value is not None and value != CASE.cells.get(key)
    }


def blanks_at_the_end(rows: Rows) -> str:
    """Bars; blank cells taken out, and as many blanks added at the row's end."""
    lines = []
    for row in rows:
        kept = [text for text in texts(row) if text]
        blanks = len(row) - len(kept) + pads(row)
        lines.append(" | ".join(kept) + " |" + "|" * blanks)
    return "\n".join(lines)


def cut_at_the_edge(rows: Rows) -> str:
    """Tabs between the columns of a page whose last two are beyond its edge."""
    width = max(cell.col + cell.col_span for row in rows for cell, _ in row)
    lines = ({cell.col: text for cell, text in row} for row in rows)
    return "\n".join("\t".join(line.get(at, "") for at in range(width - 2)) for line in lines)


def column_by_column(rows: Rows) -> str:
    """One column after another, as some readers give a PDF; the last label is followed by seven."""
    cells = sorted((cell.col, text) for row in rows for cell, text in row if cell.key and text)
    values = [text for _, text in cells]
    labels = [text for row in rows for cell, text in row if cell.key is None and text]
    return "\n\n".join([*values[:-7], *labels, *values[-7:]])


def merged_repeated(rows: Rows) -> str:
    """One cell a line, each as often as it has columns; blank ones leave no line."""
    cells = [(cell, text) for row in rows for cell, text in row if text]
    return "\n".join(text for cell, text in cells for _ in range(cell.col_span))


@pytest.mark.parametrize("zeros", [True, False])
@pytest.mark.parametrize(
    "write", [blanks_at_the_end, cut_at_the_edge, column_by_column, merged_repeated]
)
def test_no_number_is_moved_to_another_cell(write: Callable[[Rows], str], *, zeros: bool) -> None:
    assert wrong(read(write, zeros=zeros)) == {}


def test_rows_that_lack_nothing_are_read_where_others_lost_their_blanks() -> None:
    cells = read(blanks_at_the_end).report.cells

    assert cells["table_2.normative_doc.in_force"] == 597


def test_a_row_that_lost_its_blanks_is_listed_with_the_reason() -> None:
    told = [entry for entry in read(blanks_at_the_end).unread if "空格子" in entry["reason"]]

    assert any("重复申请" in entry["text"] for entry in told)


def test_a_missing_total_alone_is_no_sign_of_lost_blanks() -> None:
    def without_first_total(rows: Rows) -> str:
        written = (
            ["" if cell.key == "table_3.received_new.total" else text for cell, text in row]
            for row in rows
        )
        return "\n".join(" | ".join(row) + " |" for row in written)

    cells = read(without_first_total).report.cells
    assert cells["table_3.received_new.natural_person"] == 3402
    assert cells["table_3.received_new.total"] is None


def test_no_row_is_believed_on_a_page_whose_numbers_were_put_together_as_they_lie() -> None:
    """As pdftotext writes a page with blank cells: a row's numbers stand behind another's label."""
    rows = {
        "一、本年新收政府信息公开申请数量": "0 6 0 0 0 0 0",
        "1.属于国家秘密": "0 8 0 0 0 93 51 0 79 0 0 0 0 9 0 84",
        "（七）总计": "0",
        "四、结转下年度继续办理": "0 3 0 97 0 7 0",  # the 3 is of the row above
    }
    lines = ["某县2024年政府信息公开工作年度报告", "一、总体情况", "全年公开信息54条。"]
    lines.append("三、收到和处理政府信息公开申请情况")
    lines += [line for label, numbers in rows.items() for line in (label, *numbers.split())]

    reading = read_bytes("\n\n".join(lines).encode(), "报告")

    assert not {key for key, value in reading.report.cells.items() if value is not None}
    assert any("0 3 0 97 0 7 0" in piece["text"] for piece in reading.unread)


def test_rows_found_once_of_a_table_that_stands_twice_with_other_numbers_are_declined() -> None:
    """Last year's table beside this year's, in which a label of this year's is torn."""
    names = [
        "一、本年新收政府信息公开申请数量",
        "二、上年结转政府信息公开申请数量",
        "（一）予以公开",
    ]
    names += ["1.属于国家秘密", "2.重复申请", "四、结转下年度继续办理"]
    now = [f"{name} | 1 | 0 | 0 | 0 | 0 | 0 | 1 |" for name in names]
    old = [f"{name} | 2 | 0 | 0 | 0 | 0 | 0 | 2 |" for name in names]
    now[4] = "2. | 1 | 0 | 0 | 0 | 0 | 0 | 1 |"

    heads = ["二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况"]
    result = bytes_for_review("\n".join([*heads, *now, *old]).encode(), "报告")

    assert {key for key, value in result.reading.report.cells.items() if value is not None} == set()
    assert any("重复申请 2" in piece.text for piece in result.unread)
