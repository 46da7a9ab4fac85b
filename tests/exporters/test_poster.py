"""一图读懂 says what the tables say: every figure is read back from its page and found in its cells."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import pytest

from nianbao.exporters.checked import DifferenceError
from nianbao.exporters.poster.declared import Colours, declared
from nianbao.exporters.poster.describe import BLANK, PosterOptions, describe_poster
from nianbao.exporters.poster.formats import HTML, PictureFormat, write_picture
from nianbao.exporters.poster.layout import WIDTH, picture_of
from nianbao.exporters.poster.measure import broken, width_of
from nianbao.exporters.poster.shapes import Box, Picture, Strokes, Words, hatched
from nianbao.exporters.poster.svg import read_html, render_html
from nianbao.formats.registry import all_forms, load_form
from nianbao.report.book import Report, blank_report
from nianbao.report.errors import UserError
from nianbao.report.numbers import format_number
from nianbao.report.totals import values_in_force
from tests.cases import COMPLETE, load_case
from tests.exporters.reports import blank, full, summed
from tests.other_forms.registered import printed_report

FORM = "gb_2021_30"
LONG_UNIT = "克孜勒苏柯尔克孜自治州阿克陶县克孜勒陶柯尔克孜族乡人民政府综合便民服务中心政务公开办公"
LEGIBLE, SEEN = 4.5, 3.0
"""What WCAG asks of the contrast of words, and of shapes."""


def published(name: str) -> Report:
    case = load_case(name)
    report = blank_report(case.form.id, case.form.cells, case.year)
    report.change(facts={"unit": case.unit or "", "auto_totals": False})
    report.change(cells={key: value for key, value in case.cells.items() if key in case.form.cells})
    return report


def zero(form_id: str) -> Report:
    report = blank(form_id)
    report.change(facts={"unit": "城关镇人民政府"})
    report.change(cells={key: Decimal(0) for key in load_form(form_id).cells})
    return report


def huge(form_id: str) -> Report:
    report = blank(form_id)
    report.change(facts={"unit": LONG_UNIT, "auto_totals": False})
    report.change(cells={key: Decimal(98765432) for key in load_form(form_id).cells})
    return beside(report, {key: Decimal(87654321) for key in load_form(form_id).cells})


def beside(report: Report, last: dict[str, Decimal]) -> Report:
    """The report with one of the year before, which has other figures."""
    earlier = deepcopy(report)
    earlier.change(cells=last)
    return replace(report, previous=(replace(earlier, year=report.year - 1),))


REPORTS = {
    **{name: published(name) for name in COMPLETE},
    **{f"zero {form.id}": zero(form.id) for form in all_forms()},
    **{f"full {form.id}": full(form.id) for form in all_forms()},
    **{f"summed {form.id}": summed(form.id) for form in all_forms()},
    **{f"huge {form.id}": huge(form.id) for form in all_forms()},
    **{f"blank {form.id}": blank(form.id) for form in all_forms()},
}
EVERY_REPORT = pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS)
EVERY_COLOUR = pytest.mark.parametrize("inks", declared().colours, ids=lambda one: one.id)


def said_in_cells(report: Report) -> Iterator[tuple[str, str]]:
    """What each figure of the page reads, beside what its cells give."""
    picture = picture_of(report)
    values = values_in_force(load_form(report.form), report)
    lines = read_html(render_html(picture))
    for words, line in zip(picture.words, lines, strict=True):
        for run in words.runs:
            if run.cells:
                parts = [values[key] for key in run.cells]
                known = [part for part in parts if part is not None]
                whole = len(known) == len(parts)
                yield line.split(" ")[0], format_number(sum(known, Decimal(0))) if whole else BLANK


@EVERY_REPORT
def test_every_figure_of_the_page_is_its_cells(report: Report) -> None:
    assert [found for found, wanted in said_in_cells(report) if found != wanted] == []


@pytest.mark.parametrize("form_id", [form.id for form in all_forms()])
def test_every_declared_figure_is_in_the_picture_of_a_full_report(form_id: str) -> None:
    form = load_form(form_id)
    named = {
        key
        for section in declared().sections
        for block in section.blocks
        for one in (*block.figures, *block.rows)
        for key in one.cells
        if key in form.cells
    }
    shown = {
        key for words in picture_of(full(form_id)).words for run in words.runs for key in run.cells
    }

    assert shown == named
    assert len(shown) > 40


def test_every_declared_cell_is_one_of_some_form() -> None:
    known = {key for form in all_forms() for key in form.cells}
    named = [
        key
        for section in declared().sections
        for block in section.blocks
        for one in (*block.figures, *block.rows)
        for key in one.cells
    ]

    assert [key for key in named if key not in known] == []
    assert len(named) == len(set(named))


IN_THE_FORM = {"本年新收": "新收", "本年办结": "办理结果总计"}
"""Names of the picture that are not the form's own, and what they are called there."""


@pytest.mark.parametrize("form_id", [form.id for form in all_forms()])
def test_a_figure_is_called_what_its_cells_are_called(form_id: str) -> None:
    form, wrong = load_form(form_id), []
    for section in describe_poster(full(form_id)).sections:
        for block in section.blocks:
            columns = block.columns or ("",)
            for row in block.rows:
                for column, figure in zip(columns, row, strict=True):
                    for cell in (form.cells[key] for key in figure.cells):
                        words = cell.name + "".join(cell.row_labels)
                        name = IN_THE_FORM.get(figure.name, figure.name)
                        if name not in words or column not in words:
                            wrong.append((figure.name, column, cell.name))

    assert wrong == []


@pytest.mark.parametrize("name", ["results", "applicants"])
@pytest.mark.parametrize("form_id", [form.id for form in all_forms()])
def test_the_parts_of_a_section_are_all_there_are(form_id: str, name: str) -> None:
    report = summed(form_id)
    values = values_in_force(load_form(form_id), report)
    whole = {"results": "table_3.result_total.total", "applicants": "table_3.received_new.total"}
    section = next(one for one in describe_poster(report).sections if one.id == name)
    parts = [figure.now for block in section.blocks for figure in block.figures]

    assert None not in parts
    assert sum(part for part in parts if part is not None) == values[whole[name]]


def test_last_year_is_said_with_what_became_of_it() -> None:
    report = zero(FORM)
    key = "table_3.received_new.total"
    report.change(facts={"auto_totals": False})
    report.change(cells={key: Decimal(118)})
    report = beside(report, {key: Decimal(130)})
    lines = read_html(render_html(picture_of(report)))

    assert f"{report.year - 1} 年 130 件，少 12" in lines
    assert f"{report.year - 1} 年" in lines
    assert f"{report.year - 1} 年" not in read_html(render_html(picture_of(zero(FORM))))


def test_a_blank_is_not_0() -> None:
    texts = [words.text for words in picture_of(blank(FORM)).words]

    assert BLANK in texts
    assert "0 件" not in texts


def test_a_report_of_nothing_says_so_in_sentences() -> None:
    picture = picture_of(zero(FORM))
    texts = "".join(words.text for words in picture.words)
    sentences = [one.nothing for one in declared().sections if one.nothing]

    assert [one for one in sentences if one not in texts] == []
    assert [one for one in sentences if one not in picture.alternative] == []
    assert not any(isinstance(shape, Strokes) for shape in picture.shapes)


@EVERY_REPORT
def test_the_alternative_text_says_every_figure(report: Report) -> None:
    picture = picture_of(report)
    figures = [run.text for words in picture.words for run in words.runs if run.cells]

    assert [one for one in figures if one not in picture.alternative] == []
    assert picture.alternative.startswith(f"{report.unit}{report.year}年")


@pytest.mark.parametrize("section", declared().sections, ids=lambda one: one.id)
def test_a_section_can_be_left_out(section: object) -> None:
    name, title = section.id, section.title  # type: ignore[attr-defined]
    picture = picture_of(full(FORM), PosterOptions(frozenset({name})))
    texts = [words.text for words in picture.words]

    assert title not in texts
    assert title not in picture.alternative
    assert (
        len([one for one in declared().sections if one.title in texts])
        == len(declared().sections) - 1
    )
    assert picture.height < picture_of(full(FORM)).height


def test_without_any_section_there_is_still_a_picture() -> None:
    all_of_them = frozenset(one.id for one in declared().sections)

    assert picture_of(full(FORM), PosterOptions(all_of_them)).height > 0


@EVERY_REPORT
def test_no_text_is_wider_than_its_room_or_beyond_the_edge(report: Report) -> None:
    picture = picture_of(report)

    for words in picture.words:
        width = sum(width_of(run.text, run.size) for run in words.runs)
        left = words.x - {"start": 0.0, "middle": width / 2, "end": width}[words.anchor]
        assert width <= words.room + 0.01, words.text
        assert left >= 0, words.text
        assert left + width <= WIDTH, words.text
        assert words.y < picture.height
        assert min(run.size for run in words.runs) >= 16, words.text


@EVERY_REPORT
def test_no_two_texts_overlap(report: Report) -> None:
    boxes = [(_box(words), words.text) for words in picture_of(report).words]
    overlapping = [
        (one, other)
        for number, (first, one) in enumerate(boxes)
        for second, other in boxes[number + 1 :]
        if first[0] < second[2]
        and second[0] < first[2]
        and first[1] < second[3]
        and second[1] < first[3]
    ]

    assert overlapping == []


def _box(words: Words) -> tuple[float, float, float, float]:
    size = max(run.size for run in words.runs)
    width = sum(width_of(run.text, run.size) for run in words.runs)
    left = words.x - {"start": 0.0, "middle": width / 2, "end": width}[words.anchor]
    return left, words.y - 0.8 * size, left + width, words.y + 0.1 * size


def test_bars_are_as_long_as_their_figures() -> None:
    report = zero(FORM)
    report.change(
        cells={
            "table_3.received_new.natural_person": Decimal(40),
            "table_3.received_new.org_business": Decimal(10),
        }
    )
    inks = declared().colours[0]
    solid = [
        shape.width
        for shape in picture_of(report, PosterOptions(frozenset({"received"}))).shapes
        if isinstance(shape, Box) and shape.fill == inks.accent and shape.width > 10
    ]

    assert solid == [solid[0], solid[0] / 4]


def test_hatching_stays_within_its_rectangle() -> None:
    box = Box(10, 20, 55, 16, "")
    for left, top, right, bottom in hatched(box, "#000000").lines:
        assert 10 <= min(left, right) <= max(left, right) <= 65
        assert 20 <= min(top, bottom) <= max(top, bottom) <= 36


def test_words_of_a_file_are_never_markup() -> None:
    report = zero(FORM)
    report.change(facts={"unit": "<script>alert(1)</script>&\"'<b>镇"})
    page = render_html(picture_of(report)).decode()

    found: set[str] = set()

    class Tags(HTMLParser):
        def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
            found.add(tag)

    Tags().feed(page)
    assert found.isdisjoint({"script", "b"})
    assert "<script>alert(1)</script>&\"'<b>镇" in "".join(read_html(page.encode()))


def test_the_page_needs_nothing_else_and_can_be_read_aloud() -> None:
    picture = picture_of(full(FORM))
    page = render_html(picture).decode()

    assert 'lang="zh-CN"' in page
    assert 'role="img" lang="zh-CN" aria-labelledby="poster-title poster-words"' in page
    assert f'<desc id="poster-words">{picture.alternative}</desc>' in page
    assert "<main" in page
    assert [one for one in ("href", "src=", "url(", "<style", "onload") if one in page] == []


def test_a_report_of_another_family_has_no_picture(third: None) -> None:  # noqa: ARG001
    report = printed_report()

    assert not load_form(report.form).has_picture
    with pytest.raises(UserError, match="这种报告没有一图读懂。"):
        picture_of(report)


def test_a_page_that_says_something_else_is_not_put_in_place(tmp_path: Path) -> None:
    target = tmp_path / "图.html"
    target.write_text("原来的", encoding="utf-8")

    def wrong(picture: Picture) -> bytes:
        return render_html(picture).replace(b" \xe4\xbb\xb6</tspan>", b" \xe9\xa1\xb9</tspan>", 1)

    broken_format = PictureFormat(".html", "网页", wrong, HTML.faults)
    with pytest.raises(DifferenceError, match="导出后核对发现 1 处与报告不一致"):
        write_picture(broken_format, picture_of(full(FORM)), target)

    assert target.read_text(encoding="utf-8") == "原来的"


def test_a_page_is_written(tmp_path: Path) -> None:
    target = tmp_path / "图.html"
    picture = picture_of(full(FORM))
    write_picture(HTML, picture, target)

    assert read_html(target.read_bytes()) == tuple(words.text for words in picture.words)


def _luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@EVERY_COLOUR
def test_words_and_bars_stand_out_by_lightness_alone(inks: Colours) -> None:
    """Luminance is what is left in grey, and what every eye sees."""
    words = [
        (inks.ink, inks.card), (inks.ink, inks.tint), (inks.muted, inks.card),
        (inks.muted, inks.tint), (inks.muted, inks.sheet), (inks.accent, inks.card),
        (inks.accent, inks.tint), (inks.on_band, inks.band),
    ]  # fmt: skip

    assert [pair for pair in words if _contrast(*pair) < LEGIBLE] == []
    assert _contrast(inks.accent, inks.tint) >= SEEN


@EVERY_COLOUR
def test_a_picture_is_drawn_in_one_set_of_colours(inks: Colours) -> None:
    picture = picture_of(huge(FORM), PosterOptions(colours=inks.id))
    used = {run.colour for words in picture.words for run in words.runs}
    used |= {shape.fill for shape in picture.shapes if isinstance(shape, Box)}
    used |= {shape.colour for shape in picture.shapes if isinstance(shape, Strokes)}

    assert used <= {colour for colour in dict(inks).values() if colour.startswith("#")}


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("短", ["短"]),
        ("一二三四五六七八九十。", ["一二三四五六", "七八九十。"]),
        ("一二三四五六，七八九十", ["一二三四五六，", "七八九十"]),
        ("共 12345678 件公开", ["共 ", "12345678", "件公开"]),
    ],
)
def test_lines_are_about_equal_and_break_no_number(text: str, lines: list[str]) -> None:
    assert broken(text, 10, 75) == [one.strip() for one in lines]
