"""The Word document, read back from its XML: the official grid, the values, the settings."""

import pytest

from nianbao.exporters.printed.describe import describe
from nianbao.exporters.printed.paper import PaperOptions
from nianbao.exporters.word.docx import render
from nianbao.formats.registry import load_form
from nianbao.report.book import Report
from tests.exporters.docx_reader import (
    Cell,
    W,
    grid,
    paragraphs,
    part,
    span_of,
    tables,
    value,
)
from tests.exporters.official import official_cells


def exported(report: Report, *, wide: bool = False) -> bytes:
    return render(describe(report, PaperOptions(wide_tables=wide)))


def as_official(cells: list[Cell]) -> list[tuple[int, int, str]]:
    return [(cell.row_span, cell.col_span, cell.text) for cell in cells]


def test_the_tables_of_a_blank_report_are_the_official_ones(form_id: str, blank_of: Report) -> None:
    content = exported(blank_of)

    ours = [as_official(grid(table)) for table in tables(content)]
    assert ours == [official_cells(form_id, name) for name in load_form(form_id).layouts]


def test_every_value_stands_in_its_cell(form_id: str, full_of: Report) -> None:
    content = exported(full_of)

    for layout, table in zip(load_form(form_id).layouts.values(), tables(content), strict=True):
        by_place = {(cell.row, cell.col): cell.text for cell in grid(table)}
        printed = {
            cell.key: by_place[cell.row, cell.col] for cell in layout.cells if cell.key is not None
        }
        assert printed == {
            key: f"{full_of.cells[key]}"
            + (f"（{full_of.cell_notes[key]}）" if key in full_of.cell_notes else "")
            for key in printed
        }


def test_what_no_validator_sees(full_of: Report) -> None:
    for table in tables(exported(full_of)):
        widths = [int(value(col, "w") or 0) for col in table.findall(f"{W}tblGrid/{W}gridCol")]
        assert value(table.find(f"{W}tblPr/{W}tblW"), "w") == str(sum(widths))
        for tr in table.findall(f"{W}tr"):
            col = 0
            for tc in tr.findall(f"{W}tc"):
                span = span_of(tc)
                assert tc.find(f"{W}p") is not None
                assert value(tc.find(f"{W}tcPr/{W}tcW"), "w") == str(sum(widths[col : col + span]))
                col += span
            assert col == len(widths)


@pytest.mark.parametrize("wide", [False, True])
def test_widths_are_the_forms(form_id: str, full_of: Report, *, wide: bool) -> None:
    for form_table, table in zip(
        load_form(form_id).definition.tables, tables(exported(full_of, wide=wide)), strict=True
    ):
        widths = [int(value(col, "w") or 0) for col in table.findall(f"{W}tblGrid/{W}gridCol")]
        assert tuple(widths) == (form_table.wide_widths if wide else form_table.widths)


def test_rows_are_never_split_and_heads_are_marked(form_id: str, full_of: Report) -> None:
    for layout, table in zip(
        load_form(form_id).layouts.values(), tables(exported(full_of)), strict=True
    ):
        rows = table.findall(f"{W}tr")
        assert all(tr.find(f"{W}trPr/{W}cantSplit") is not None for tr in rows)
        marked = [tr.find(f"{W}trPr/{W}tblHeader") is not None for tr in rows]
        heads = layout.header_rows or 1
        assert marked == [n < heads for n in range(layout.n_rows)]


def test_a_group_label_stays_with_its_rows(form_id: str, full_of: Report) -> None:
    content = exported(full_of)
    table = tables(content)[1]
    kept = [
        all(p.find(f"{W}pPr/{W}keepNext") is not None for p in tr.iter(f"{W}p"))
        for tr in table.findall(f"{W}tr")
    ]
    layout = load_form(form_id).layouts["table_3"]
    for label in ("（三）不予公开", "（四）无法提供", "（五）不予处理"):
        (cell,) = [cell for cell in layout.cells if cell.text == label]
        assert kept[cell.row : cell.row + cell.row_span - 1] == [True] * (cell.row_span - 1)


def test_tables_can_be_read_aloud(full_of: Report) -> None:
    for table in tables(exported(full_of)):
        assert value(table.find(f"{W}tblPr/{W}tblCaption"))
        assert value(table.find(f"{W}tblPr/{W}tblDescription"))


def test_the_navigation_pane_shows_the_six_sections(form_id: str, full_of: Report) -> None:
    found = paragraphs(exported(full_of))

    assert [text for style, text in found if style == "Heading1"] == [
        section.label for section in load_form(form_id).sections
    ]


def test_texts_stand_with_their_levels(full_of: Report) -> None:
    styles = {text: style for style, text in paragraphs(exported(full_of))}

    assert styles["（一）主动公开"] == "Heading2"
    assert styles["1.规划计划"] == "Heading3"
    assert styles["（1）执行情况"] == "Heading4"
    assert styles["公开年度计划6条。"] == "NbBody"
    assert styles["注：行政许可数据由县行政审批局提供。"] == "NbNote"


def test_a_heading_run_into_its_text_is_set_apart(full_of: Report) -> None:
    root = part(exported(full_of), "word/document.xml")
    runs = [r for r in root.iter(f"{W}r") if value(r.find(f"{W}rPr/{W}rStyle")) == "NbLead2"]

    assert ["".join(t.text or "" for t in r.iter(f"{W}t")) for r in runs] == ["（二）改进措施。"]


def test_the_page_is_the_official_one(full_of: Report) -> None:
    section = part(exported(full_of), "word/document.xml").find(f".//{W}sectPr")
    assert section is not None
    margins = section.find(f"{W}pgMar")
    assert [value(margins, side) for side in ("top", "bottom", "left", "right")] == [
        "2098",
        "1984",
        "1587",
        "1474",
    ]
    assert value(section.find(f"{W}docGrid"), "linePitch") == "579"


def test_properties_name_the_report_and_its_unit_and_nobody(full_of: Report) -> None:
    core = part(exported(full_of), "docProps/core.xml")
    facts = {etree_name(child.tag): child.text for child in core}

    assert facts.pop("title") == f"{full_of.unit}{full_of.year}年政府信息公开工作年度报告"
    assert facts.pop("creator") == full_of.unit
    assert facts.keys() == {"language", "created", "modified"}


def etree_name(tag: object) -> str:
    return str(tag).rpartition("}")[2]


def test_fonts_are_named_for_chinese_text_with_what_may_stand_in(full_of: Report) -> None:
    content = exported(full_of)
    fonts = {
        value(f, "name"): value(f.find(f"{W}altName")) for f in part(content, "word/fontTable.xml")
    }
    assert fonts["仿宋_GB2312"] == "仿宋"
    for style in part(content, "word/styles.xml").iter(f"{W}rFonts"):
        assert value(style, "eastAsia") in fonts


def test_page_numbers_stand_on_the_outer_side(full_of: Report) -> None:
    content = exported(full_of)
    sides = [value(part(content, f"word/footer{n}.xml").find(f".//{W}pPr/{W}jc")) for n in (1, 2)]
    assert sides == ["right", "left"]
    assert part(content, "word/settings.xml").find(f"{W}evenAndOddHeaders") is not None
