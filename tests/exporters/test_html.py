"""The web page, read by an HTML parser: one page, real tables, heads that can be read aloud."""

import pytest
from lxml.html import HtmlElement, document_fromstring, fragment_fromstring

from nianbao import resources
from nianbao.exporters.printed.describe import describe
from nianbao.exporters.web.html import SITE_CSS, html_fragment, plain_text, render
from nianbao.formats.registry import load_form
from nianbao.report.book import Report
from tests.exporters.official import official_cells


def page(report: Report) -> HtmlElement:
    return document_fromstring(render(describe(report)).decode("utf-8"))


def printed(cell: HtmlElement) -> str:
    """A cell's text with its line breaks."""
    for br in cell.iter("br"):
        br.tail = "\n" + (br.tail or "")
    return str(cell.text_content())


def test_the_grid_is_the_official_one(form_id: str, blank_of: Report) -> None:
    for name, table in zip(load_form(form_id).layouts, page(blank_of).iter("table"), strict=True):
        cells = [
            (int(cell.get("rowspan", 1)), int(cell.get("colspan", 1)), printed(cell))
            for cell in table.iter("td", "th")
        ]
        assert [upright_joined(*cell) for cell in cells] == official_cells(form_id, name)


def upright_joined(rows: int, columns: int, text: str) -> tuple[int, int, str]:
    """A label that stands one character per line is the same label."""
    lines = text.split("\n")
    upright = len(lines) > 2 and all(len(line) == 1 for line in lines)
    return rows, columns, "".join(lines) if upright else text


def test_every_value_stands_in_its_cell(form_id: str, full_of: Report) -> None:
    layouts = load_form(form_id).layouts.values()
    for layout, table in zip(layouts, page(full_of).iter("table"), strict=True):
        cells = zip(layout.cells, table.iter("td", "th"), strict=True)
        for place, cell in cells:
            if place.key is not None:
                note = full_of.cell_notes.get(place.key)
                expected = f"{full_of.cells[place.key]}" + (f"（{note}）" if note else "")
                assert cell.text_content() == expected


def test_heads_say_what_they_head(full_of: Report) -> None:
    scopes = {cell.text_content(): cell.get("scope") for cell in page(full_of).iter("td", "th")}
    assert scopes["法人或其他组织"] == "colgroup"
    assert scopes["自然人"] == "col"
    assert scopes["（三）不予公开"] == "rowgroup"
    assert scopes["1.属于国家秘密"] == "row"
    assert scopes["第二十条第（一）项"] == "rowgroup"
    assert scopes["7"] is None


def test_the_page_needs_nothing_else(full_of: Report) -> None:
    root = page(full_of)

    assert not list(root.iter("script", "link", "img", "iframe", "object"))
    assert [style.get("media") for style in root.iter("style")] == ["print"]
    assert not [node for node in root.iter() if node.get("src") or node.get("href")]
    assert not [name for node in root.iter() for name in node.attrib if name.startswith("on")]
    assert root.get("lang") == "zh-CN"
    assert root.findtext("head/title") == describe(full_of).title


def test_the_outline_is_the_reports(form_id: str, full_of: Report) -> None:
    heads = [node.text_content() for node in page(full_of).iter("h2")]

    assert heads == [section.label for section in load_form(form_id).sections]


def test_what_is_pasted_keeps_its_form_on_the_elements(full_of: Report) -> None:
    fragment = fragment_fromstring(html_fragment(describe(full_of)))

    assert fragment.tag == "article"
    for node in fragment.iter("table", "td", "th", "p", "h1", "h2", "h3"):
        assert node.get("style")


def test_help_gives_the_lines_for_the_sites_style_sheet() -> None:
    assert SITE_CSS in resources.text("help/topics.toml")


def test_a_long_unit_is_one_line_of_the_title(full_of: Report) -> None:
    unit = "新疆维吾尔自治区伊犁哈萨克自治州察布查尔锡伯自治县人民政府"
    full_of.change(facts={"unit": unit})
    (title,) = page(full_of).iter("h1")

    assert printed(title) == f"{unit}\n{full_of.year}年政府信息公开工作年度报告"


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "甲&乙", '"><img src=x>'])
def test_what_a_clerk_types_is_text(blank_of: Report, text: str) -> None:
    blank_of.change(texts={"problems": text})
    blank_of.change(facts={"unit": text})
    root = page(blank_of)

    assert text in [p.text_content() for p in root.iter("p")]
    assert not list(root.iter("script", "img"))


def test_plain_text_has_tables_by_tabs(full_of: Report) -> None:
    lines = plain_text(describe(full_of)).split("\n")

    assert lines[0] == "临江县青山镇人民政府"
    (row,) = [line for line in lines if line.startswith("一、本年新收政府信息公开申请数量\t")]
    values = [
        full_of.cells[f"table_3.received_new.{column}"] for column in ("natural_person", "total")
    ]
    assert row.split("\t")[1] == str(values[0])
    assert row.split("\t")[-1] == str(values[1])


def test_lines_and_widths_stand_in_attributes_too(full_of: Report) -> None:
    """Editors that strip styles keep these: lines, the whole width, the columns' shares."""
    for table in page(full_of).iter("table"):
        assert (table.get("border"), table.get("cellspacing")) == ("1", "0")
        assert (table.get("cellpadding"), table.get("width")) == ("3", "100%")
        shares = [float(str(col.get("width")).removesuffix("%")) for col in table.iter("col")]
        assert sum(shares) == pytest.approx(100, abs=0.1)
        for cell in table.iter("td", "th"):
            assert f"text-align:{cell.get('align')}" in str(cell.get("style"))


def test_an_editor_that_drops_padding_cuts_nothing_off(full_of: Report) -> None:
    for node in page(full_of).iter("p", "h1", "h2", "h3", "h4", "h5"):
        rules = dict(rule.split(":", 1) for rule in str(node.get("style")).split(";"))
        assert "padding" not in str(node.get("style"))
        indent = float(rules.get("text-indent", "0em").removesuffix("em"))
        assert float(rules.get("margin-left", "0em").removesuffix("em")) + indent >= 0
        assert rules["text-align"] == node.get("align")


def test_no_rule_stands_behind_a_font_with_quotes_at_which_an_editor_breaks_off(
    full_of: Report,
) -> None:
    for node in page(full_of).iter("p", "h1", "h2", "h3", "h4", "h5", "span", "td", "th"):
        _, _, behind = str(node.get("style")).partition("'")
        assert ":" not in behind


def test_the_report_is_the_pages_main_part(full_of: Report) -> None:
    root = page(full_of)

    (main,) = root.iter("main")
    assert [child.tag for child in main] == ["article"]
    assert not list(fragment_fromstring(html_fragment(describe(full_of))).iter("main"))


def test_tables_that_scroll_are_stops_of_the_tab_key_with_a_name(full_of: Report) -> None:
    root = page(full_of)
    for table in root.iter("table"):
        around = table.getparent()
        assert around is not None
        assert (around.get("tabindex"), around.get("role")) == ("0", "region")
        name = root.get_element_by_id(str(around.get("aria-labelledby")))
        assert name.tag == "h2"


def test_print_keeps_headings_with_what_follows_and_rows_whole(full_of: Report) -> None:
    root = page(full_of)

    assert all("break-after:avoid" in str(h.get("style")) for h in root.iter("h1", "h2", "h4"))
    assert all("break-inside:avoid" in str(tr.get("style")) for tr in root.iter("tr"))
