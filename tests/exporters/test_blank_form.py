"""The exported tables against a blank that an office circulated in December 2025.

``blank_form.json`` holds what was read from that blank's XML: its grid columns in twips and each
merged cell as row, column, rows, columns, label.
"""

import json
from pathlib import Path

from nianbao.exporters.printed.describe import describe
from nianbao.exporters.printed.paper import PaperOptions
from nianbao.exporters.word.docx import render
from tests.exporters.docx_reader import W, grid, tables, value
from tests.exporters.reports import blank

BLANK = json.loads((Path(__file__).parent / "blank_form.json").read_text(encoding="utf-8"))
CONTENT = render(describe(blank("gb_2021_30"), PaperOptions(wide_tables=True)))


def test_rows_spans_and_labels_are_those_of_the_blank() -> None:
    for facts, table in zip(BLANK.values(), tables(CONTENT), strict=True):
        ours = [
            [cell.row, cell.col, cell.row_span, cell.col_span, "".join(cell.text.split())]
            for cell in grid(table)
        ]
        assert ours == facts["cells"]


def test_wide_tables_are_as_wide_as_the_blank() -> None:
    for facts, table in zip(BLANK.values(), tables(CONTENT), strict=True):
        columns = table.findall(f"{W}tblGrid/{W}gridCol")
        assert [int(value(column, "w") or 0) for column in columns] == facts["widths"]
