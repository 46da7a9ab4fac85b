"""The exported web page in a browser: on a telephone, by keyboard, before axe, on paper."""

from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from nianbao.exporters.poster.declared import declared
from nianbao.exporters.poster.describe import PosterOptions
from nianbao.exporters.poster.layout import picture_of
from nianbao.exporters.poster.svg import render_html
from nianbao.exporters.printed.describe import describe
from nianbao.exporters.web.html import render
from nianbao.report.book import Report
from tests.exporters.reports import blank, full, long
from tests.exporters.test_poster import beside
from tests.web.conftest import Run

pytestmark = pytest.mark.slow


def addressed(form_id: str) -> Report:
    """Long numbers, a long unit, and an address that is wider than a telephone."""
    report = long(form_id)
    report.change(texts={"problems": "详见http://www.linjiangxian.gov.cn/" + "nianbao" * 20 + "。"})
    report.change(facts={"unit": "新疆维吾尔自治区伊犁哈萨克自治州察布查尔锡伯自治县人民政府"})
    return report


REPORTS = {
    "blank": blank("gb_2021_30"),
    "full": full("gb_2021_30"),
    "full-2019": full("gb_2019_60_trial"),
    "addressed": addressed("gb_2021_30"),
}
each_report = pytest.mark.parametrize("name", REPORTS)


@pytest.fixture(scope="module")
def pages(in_browser: Run, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    folder = tmp_path_factory.mktemp("pages")
    seen: dict[str, dict[str, Any]] = {}
    for name, report in REPORTS.items():
        page, pdf = folder / f"{name}.html", folder / f"{name}.pdf"
        page.write_bytes(render(describe(report)))
        seen[name] = in_browser("page.mjs", page, pdf) | {"pdf": pdf}
    return seen


@each_report
def test_no_page_is_wider_than_a_telephone(pages: dict[str, dict[str, Any]], name: str) -> None:
    assert pages[name]["width"] <= pages[name]["room"]


@each_report
def test_every_table_is_a_stop_of_the_tab_key_and_moves_by_arrows(
    pages: dict[str, dict[str, Any]], name: str
) -> None:
    assert len(pages[name]["stops"]) == 3
    for stop in pages[name]["stops"]:
        assert stop["table"]
        assert stop["moved"] == stop["wider"]
    assert any(stop["wider"] for stop in pages[name]["stops"])


@each_report
def test_axe_finds_nothing(pages: dict[str, dict[str, Any]], name: str) -> None:
    assert pages[name]["violations"] == []


@pytest.mark.parametrize("name", REPORTS)
def test_the_picture_fits_a_telephone_and_axe_finds_nothing(
    in_browser: Run, tmp_path: Path, name: str
) -> None:
    page = tmp_path / "picture.html"
    page.write_bytes(render_html(picture_of(REPORTS[name])))
    seen: dict[str, Any] = in_browser("page.mjs", page, tmp_path / "picture.pdf")

    assert seen["width"] <= seen["room"]
    assert seen["violations"] == []


@pytest.mark.parametrize("colours", [one.id for one in declared().colours])
def test_axe_finds_nothing_in_any_colours_of_the_picture(
    in_browser: Run, tmp_path: Path, colours: str
) -> None:
    page = tmp_path / "picture.html"
    report = beside(REPORTS["full"], {key: Decimal(7) for key in REPORTS["full"].cells})
    page.write_bytes(render_html(picture_of(report, PosterOptions(colours=colours))))
    seen: dict[str, Any] = in_browser("page.mjs", page, tmp_path / "picture.pdf")

    assert seen["violations"] == []


@each_report
def test_the_largest_table_stands_whole_on_a_sheet_below_its_heading(
    pages: dict[str, dict[str, Any]], name: str
) -> None:
    paper = describe(REPORTS[name])
    (head,) = (block.text for block in paper.paragraphs() if block.starts_page)
    (table,) = (one for one in paper.tables() if one.dense)
    rows = ["".join(one.text.split()) for one in table.cells if one.place.role == "row"]
    sheets = pypdfium2.PdfDocument(pages[name]["pdf"])
    texts = ["".join(sheet.get_textpage().get_text_bounded().split()) for sheet in sheets]

    (sheet,) = (text for text in texts if "".join(head.split()) in text)
    assert [row for row in rows if row not in sheet and len(row) < 12] == []


@each_report
def test_no_character_is_lost_on_paper(pages: dict[str, dict[str, Any]], name: str) -> None:
    """A table over two pages repeats its head, so that there may be more of some characters."""
    paper = describe(REPORTS[name])
    texts = [block.text for block in paper.paragraphs()]
    texts += [cell.text for table in paper.tables() for cell in table.cells]
    sheets = pypdfium2.PdfDocument(pages[name]["pdf"])
    printed = "".join(sheet.get_textpage().get_text_bounded() for sheet in sheets)

    assert Counter("".join("".join(texts).split())) - Counter(printed) == Counter()
