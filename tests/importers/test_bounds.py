"""Files with ten thousand rows or columns, a thousand tables, or tables in tables without end."""

import io
import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from nianbao.__main__ import main
from nianbao.importers.registry import read_bytes, read_clipboard
from nianbao.report.errors import UserError
from tests.importers.refused import refusal
from tests.importers.word_files import TITLE, docx, paragraph

Rows = Sequence[Sequence[str]]
LABELS = (
    "一、本年新收政府信息公开申请数量",
    "二、上年结转政府信息公开申请数量",
    "（一）予以公开",
    "1.属于国家秘密",
)
LONG = [
    [LABELS[row % 4], *(str(row * column % 50) for column in range(7))] for row in range(10_000)
]
WIDE = [[label, *map(str, range(10_000))] for label in LABELS]
MANY = [LONG[row : row + 10] for row in range(0, 10_000, 10)]


def html(tables: Sequence[Rows]) -> bytes:
    written = [
        "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
        for rows in tables
    ]
    inner = "".join(f"<table>{rows}</table>" for rows in written)
    return f"<html><meta charset=utf-8><h1>{TITLE}</h1>{inner}</html>".encode()


def mht(tables: Sequence[Rows]) -> bytes:
    head = b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\n'
    return head + b"Content-Type: text/html\r\n\r\n" + html(tables) + b"\r\n--b--\r\n"


def word(tables: Sequence[Rows]) -> bytes:
    def cell(text: str) -> str:
        return f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"

    inner = paragraph(TITLE)
    for rows in tables:
        lines = (f"<w:tr>{''.join(map(cell, row))}</w:tr>" for row in rows)
        inner += f"<w:tbl>{''.join(lines)}</w:tbl><w:p/>"
    return docx(inner)


def text(between: str, behind: str = "") -> Callable[[Sequence[Rows]], bytes]:
    def write(tables: Sequence[Rows]) -> bytes:
        lines = [between.join(row) + behind for rows in tables for row in rows]
        return "\n".join([TITLE, *lines]).encode()

    return write


def workbook(tables: Sequence[Rows]) -> bytes:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    for rows in tables:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append([int(cell) if cell.isdecimal() else cell for cell in row])
        sheet.close()  # Windows keeps no more than 512 files open
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


KINDS = {
    "html": html,
    "mht": mht,
    "docx": word,
    "tabs": text("\t"),
    "bars": text(" | ", " |"),
    "blanks": text("    "),
    "a line for each cell": text(" |\n", " |"),
    "xlsx": workbook,
}


@pytest.mark.long
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("tables", [[LONG], [WIDE], MANY], ids=["rows", "columns", "tables"])
def test_what_no_report_is_as_large_as_is_refused_with_its_size(
    kind: str, tables: Sequence[Rows]
) -> None:
    said = refusal(KINDS[kind](tables))

    assert "不像是一份年度报告" in said


@pytest.mark.long
def test_the_refusal_counts_what_is_too_many() -> None:
    assert "10000行" in refusal(html([LONG]))
    assert "1000张表" in refusal(word(MANY))
    assert "1000张工作表" in refusal(workbook(MANY))
    assert "10001格" in refusal(word([WIDE]))


@pytest.mark.long
def test_a_clipboard_of_ten_thousand_rows_is_refused() -> None:
    with pytest.raises(UserError, match="10000行"):
        read_clipboard(html([LONG]).decode(), "")
    with pytest.raises(UserError, match="10001行"):
        read_clipboard("", text("\t")([LONG]).decode())


@pytest.mark.parametrize("depth", [25, 240, 20_000])
def test_tables_in_tables_without_end_are_refused(depth: int) -> None:
    opening, closing = "<w:tbl><w:tr><w:tc>" * depth, "<w:p/></w:tc></w:tr></w:tbl>" * depth

    said = refusal(docx(paragraph(TITLE) + opening + paragraph("1") + closing))

    assert "一层套一层" in said or "已损坏" in said  # the parser itself limits the depth


@pytest.mark.parametrize("element", ["div", "table><tr><td"])
def test_a_page_whose_elements_stand_in_each_other_without_end_is_refused(element: str) -> None:
    page = f"<html><meta charset=utf-8>{f'<{element}>' * 5000}其他 1 2 3"

    assert "一层套一层" in refusal(page.encode())


def test_spans_that_add_up_to_thousands_of_columns_are_refused() -> None:
    row = "<tr>" + "<td colspan=9999 rowspan=9999>1</td>" * 8 + "</tr>"

    assert "列" in refusal(f"<html><table>{row * 3000}</table>".encode())


@pytest.mark.parametrize(
    "inside",
    [
        {"texts": {"problems": "长" * 2_000_000}},
        {"previous": [{"form": "gb_2021_30", "year": 2022}] * 10_000},
        {"decisions": [{"rule": "X", "subject": "a", "fingerprint": "b", "reason": "c"}] * 10_000},
        {"cells": {f"table_3.row_{number}.total": "1" for number in range(10_000)}},
    ],
    ids=["text", "previous", "decisions", "cells"],
)
def test_a_report_file_larger_than_any_report_is_refused(inside: dict[str, object]) -> None:
    data = {"schema": "nianbao-report", "schema_version": 3, "form": "gb_2021_30", "year": 2023}

    refusal(json.dumps({**data, **inside}, ensure_ascii=False).encode())


@pytest.mark.parametrize(
    "inside",
    [
        {"sections": {"problems": "长" * 2_000_000}},
        {"unread": [{"text": "1"}] * 10_000},
        {"cells": {f"table_3.row_{number}.total": "1" for number in range(10_000)}},
    ],
    ids=["text", "remarks", "cells"],
)
def test_json_larger_than_any_report_is_refused(inside: dict[str, object]) -> None:
    data = {"form": "gb_2021_30", "year": 2023, "cells": {}}

    refusal(json.dumps({**data, **inside}, ensure_ascii=False).encode())


@pytest.mark.long
def test_nothing_is_written_where_a_source_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "大表.html"
    source.write_bytes(html([LONG]))

    code = main(["read", str(source), "-o", str(tmp_path / "读出.nianbao")])

    assert code == 2
    assert list(tmp_path.iterdir()) == [source]
    assert "10000行" in capsys.readouterr().err


@pytest.mark.long
def test_a_workbook_with_more_sheets_than_are_read_says_so() -> None:
    other = [["台账", "1"]]
    report = [["一、本年新收政府信息公开申请数量", *map(str, [3, 0, 0, 0, 0, 0, 3])]]

    reading = read_bytes(workbook([report, *[other] * 40]), "资料.xlsx")

    assert reading.report.cells["table_3.received_new.total"] == 3
    assert any("41张表" in problem["message"] for problem in reading.problems)


def test_a_stray_cell_far_down_a_sheet_is_no_harm() -> None:
    report = [["一、本年新收政府信息公开申请数量", *map(str, [3, 0, 0, 0, 0, 0, 3])]]

    reading = read_bytes(workbook([[*report, *[[]] * 9000, ["完"]]]), "资料.xlsx")

    assert reading.report.cells["table_3.received_new.total"] == 3
