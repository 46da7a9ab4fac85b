"""The Word document as LibreOffice renders it, looked at page by page."""

import itertools
from collections import Counter
from decimal import Decimal

import pytest

from nianbao.exporters.printed.describe import describe
from nianbao.exporters.word.docx import render
from nianbao.formats.registry import load_form
from nianbao.report.book import Report
from nianbao.report.storage.files import load_report
from tests import cases
from tests.conftest import ROOT
from tests.exporters.rendered import LINE, SOFFICE, Box, Character, Page, pages, to_pdf
from tests.exporters.reports import blank, full, long

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed"),
]

TEXT = Box(28, 37, 184, 262)
"""The type area: A4 without the margins of GB/T 9704."""
SHEET_FOOT = 279.0
BLANK = 14 * 25.4 / 72
"""A character of the page number's size."""
Rendered = dict[str, list[Page]]
HANGING = 5.7
"""LibreOffice lets a mark hang over the right edge by its width, whatever the document says."""


def seed() -> Report:
    return load_report(ROOT / "resources" / "samples" / "sample-report.nianbao")


def published(name: str) -> Report:
    case = cases.load_case(name)
    report = Report(form=case.form.id, year=case.year, unit=case.unit or "")
    report.change(cells=case.cells)
    return report


def annotated() -> Report:
    """Notes in so many cells that 表三 must be broken over pages."""
    report = full("gb_2021_30")
    for key in report.cells:
        if ".deny_" in key or ".reject_" in key:
            report.change(notes={key: "其中重复提出3件"})
    return report


def marked() -> Report:
    """Paragraphs whose first lines end before, at and after every kind of mark."""
    report = full("gb_2021_30")
    lengths, marks = range(18, 30), "，。；、：”）》"
    lines = [f"{'甲' * n}{marks[n % len(marks)]}{'乙' * 20}2024年，丙。" for n in lengths]
    report.change(texts={"overview.lead": "\n".join(lines)})
    return report


def widest() -> Report:
    """Numbers of eight digits and a unit of 43 characters."""
    report = long("gb_2021_30")
    report.change(cells={key: Decimal(90_000_000 + n) for n, key in enumerate(report.cells)})
    report.change(
        facts={
            "unit": "新疆维吾尔自治区伊犁哈萨克自治州察布查尔锡伯自治县"
            "住房和城乡建设局房屋征收与补偿办公室"
        }
    )
    return report


def addressed() -> Report:
    """An address that the lines before it must make room for, at every place of a line."""
    report = full("gb_2021_30")
    address = (
        "http://www.linjiangxian.gov.cn/qingshanzhen/zhengfuxinxigongkai/nianbao/2024/index.html"
    )
    lines = [f"{'甲' * n}，详见{address}。{'乙' * 30}" for n in range(10, 26, 3)]
    report.change(texts={"overview.lead": "\n".join(lines)})
    return report


REPORTS = {
    "blank": blank("gb_2021_30"),
    "blank-2019": blank("gb_2019_60_trial"),
    "seed": seed(),
    "case-04": published("04-suqian-2023"),
    "long": long("gb_2021_30"),
    "full": full("gb_2021_30"),
    "full-2019": full("gb_2019_60_trial"),
    "marked": marked(),
    "addressed": addressed(),
    "widest": widest(),
    "annotated": annotated(),
}
WHOLE = tuple(name for name in REPORTS if name != "annotated")
each_report = pytest.mark.parametrize("name", REPORTS)
each_whole = pytest.mark.parametrize("name", WHOLE)


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Rendered:
    folder = tmp_path_factory.mktemp("rendered")
    documents = {name: render(describe(report)) for name, report in REPORTS.items()}
    return {name: pages(pdf) for name, pdf in to_pdf(documents, "docx", folder).items()}


def foot(page: Page) -> list[Character]:
    """What stands below the type area."""
    return [one for one in page.characters if one.box.top > TEXT.bottom]


@each_report
def test_texts_and_tables_stay_in_the_type_area(rendered: Rendered, name: str) -> None:
    wider = Box(TEXT.left, TEXT.top, TEXT.right + HANGING, TEXT.bottom)
    for page in rendered[name]:
        below = foot(page)
        outside = [one for one in page.characters if one not in below and not wider.holds(one.box)]
        assert outside == []
        assert [rule for rule in page.rules() if not TEXT.holds(rule)] == []


@each_report
def test_nothing_is_printed_on_the_margins(rendered: Rendered, name: str) -> None:
    allowed = Box(TEXT.left, TEXT.top, TEXT.right + HANGING, SHEET_FOOT)
    for page in rendered[name]:
        assert allowed.holds(page.ink(), slack=1)


@each_report
def test_page_numbers_stand_outside(rendered: Rendered, name: str) -> None:
    for number, page in enumerate(rendered[name], 1):
        characters = foot(page)
        assert "".join(one.text for one in characters) == f"—{number}—"
        if number % 2:
            assert characters[-1].box.right == pytest.approx(TEXT.right - BLANK, abs=2)
        else:
            assert characters[0].box.left == pytest.approx(TEXT.left + BLANK, abs=2)


@each_report
def test_no_character_of_the_report_is_lost(rendered: Rendered, name: str) -> None:
    """Broken tables repeat their heads, so that there may be more of some characters."""
    paper = describe(REPORTS[name])
    texts = [block.text for block in paper.paragraphs()]
    texts += [cell.text for table in paper.tables() for cell in table.cells]
    texts += [f"—{page}—" for page, _ in enumerate(rendered[name], 1)]
    written = Counter("".join("".join(texts).split()))
    printed = Counter("".join(page.text for page in rendered[name]))

    assert written - printed == Counter()
    assert printed == written or name not in WHOLE


def test_no_line_is_spread_before_a_long_address(rendered: Rendered) -> None:
    pairs = [
        (before, after)
        for page in rendered["addressed"]
        for before, after in itertools.pairwise(page.characters)
        if {before.text, after.text} <= set("甲乙")
    ]
    on_one_line = [(a, b) for a, b in pairs if b.box.bottom - a.box.bottom < LINE]
    assert len(on_one_line) > 150
    assert max(b.cell.left - a.cell.right for a, b in on_one_line) < BLANK / 4


@each_report
def test_no_number_is_cut_or_broken(rendered: Rendered, name: str) -> None:
    for value in REPORTS[name].cells.values():
        if value is not None:
            assert any(page.shows(f"{value}") for page in rendered[name]), value


@each_report
def test_no_row_is_split_over_pages(rendered: Rendered, name: str) -> None:
    form = load_form(REPORTS[name].form)
    for layout in form.layouts.values():
        for cell in layout.cells:
            if cell.role == "row" and cell.row_span == 1:
                holding = [page for page in rendered[name] if cell.text in page.text]
                assert holding, cell.text


@each_report
def test_table_4_stays_on_one_page(rendered: Rendered, name: str) -> None:
    heads = ("未经复议直接起诉", "复议后起诉")
    values = [
        f"{value}"
        for key, value in REPORTS[name].cells.items()
        if key.startswith("table_4.") and value is not None
    ]
    (page,) = [page for page in rendered[name] if all(page.find(head) for head in heads)]
    assert page.find("行政诉讼")
    assert all(page.shows(value) for value in values)


@each_whole
def test_table_3_stands_on_one_page_under_its_heading(rendered: Rendered, name: str) -> None:
    (page,) = [page for page in rendered[name] if page.find("（本列数据的勾稽关系为")]
    assert page.find("三、收到和处理政府信息公开申请情况")
    assert page.find("四、结转下年度继续办理")


def test_a_broken_table_3_repeats_its_head_on_each_page(rendered: Rendered) -> None:
    parts = [page for page in rendered["annotated"] if page.find("申请人情况")]

    assert len(parts) > 1
    for page in parts:
        assert page.find("自然人")
        assert page.find("总计")


def test_a_group_label_stays_with_its_rows(rendered: Rendered) -> None:
    def page_of(text: str) -> int:
        (number,) = [n for n, page in enumerate(rendered["annotated"]) if text in page.text]
        return number

    assert page_of("1.属于国家秘密") == page_of("8.属于行政查询事项")
    assert page_of("1.信访举报投诉类申请") == page_of("5.要求行政机关确认或重新出具已获取信息")


def test_a_full_page_has_22_lines(rendered: Rendered) -> None:
    page = rendered["long"][1]
    below = foot(page)
    pitch = 225 / 22
    middles = [(one.box.top + one.box.bottom) / 2 for one in page.characters if one not in below]
    assert {int((middle - TEXT.top) / pitch) for middle in middles} == set(range(22))


def test_seven_digits_are_the_premise_of_the_long_report() -> None:
    values = [value for value in REPORTS["long"].cells.values() if value is not None]
    assert min(values) >= Decimal(1_000_000)
