"""A PDF's pages: running heads, page numbers and footnotes are no text, and no line is lost."""

from collections.abc import Callable, Sequence
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nianbao.importers.document import Document, Paragraph
from nianbao.importers.readers.pdf.reader import read_pdf
from nianbao.importers.visible import Mark, resolve
from tests.importers.drawn_pages import Drawn, Rule, Words, pdf

LEFT, TOP, STEP, SIZE = 90.0, 740.0, 24.0, 12.0
INDENT = 2 * SIZE


def sentence(number: int) -> str:
    return f"第{number}项工作已经完成，全年共办理{number * 7}件。"


def lines(page: int, count: int = 8) -> list[Words]:
    """Paragraphs of one line each, all different."""
    return [
        Words(sentence(page * 100 + at), LEFT + INDENT, TOP - at * STEP, SIZE)
        for at in range(count)
    ]


def read(*pages: Sequence[Drawn]) -> Document:
    return resolve(read_pdf(pdf(pages), "年报.pdf"))


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def edges(document: Document) -> list[str]:
    return [one.text for one in document.asides if one.reason == Mark.EDGE.value]


RUNNING: dict[str, Callable[[int], list[Words]]] = {
    "a head": lambda _: [Words("某县财政局政府信息公开工作年度报告", 200, 800, 9)],
    "a page number": lambda page: [Words(f"{page + 1}", 295, 40, 10)],
    "a page number with lines": lambda page: [Words(f"— {page + 4} —", 285, 40, 10)],
    "a page of pages": lambda page: [Words(f"第 {page + 1} 页 共 4 页", 260, 40, 10)],
    "a head and a number": lambda page: [
        Words("某县财政局", 90, 800, 9),
        Words(f"年报 {page + 1}", 480, 800, 9),
        Words(f"{page + 1}/4", 290, 40, 9),
    ],
    "what a browser prints": lambda page: [
        Words("2024/1/26 10:05", 40, 820, 8),
        Words("政府信息公开年报_某县人民政府", 300, 820, 8),
        Words("http://www.example.gov.cn/t20240126_31.html", 40, 20, 8),
        Words(f"{page + 1}/4", 540, 20, 8),
    ],
    "two lines of a foot": lambda page: [
        Words("某县财政局  地址：文化路1号", 90, 60, 9),
        Words(f"- {page + 1} -", 290, 40, 9),
    ],
}


@pytest.mark.parametrize("running", RUNNING.values(), ids=RUNNING)
@pytest.mark.parametrize("count", [2, 3, 4])
def test_what_runs_over_all_pages_is_no_text(
    running: Callable[[int], list[Words]], count: int
) -> None:
    document = read(*([*lines(page), *running(page)] for page in range(count)))

    assert texts(document) == [one.text for page in range(count) for one in lines(page)]
    said = "".join(edges(document)).replace(" ", "")
    assert all(one.text.replace(" ", "") in said for page in range(count) for one in running(page))


def test_a_sentence_that_a_page_breaks_goes_on_behind_its_edges() -> None:
    begin, rest = "政务公开平台一个，其中网站专栏三个：机构职能、政策文件和财政", "预决算。"

    def page(number: int, *own: Words) -> list[Drawn]:
        return [
            *lines(number), *own,
            Words("某县财政局", 90, 800, 9), Words(f"{number + 1}", 295, 40, 10),
        ]  # fmt: skip

    last = TOP - 8 * STEP
    document = read(
        page(0, Words(begin, LEFT + INDENT, last)), page(1, Words(rest, LEFT, TOP + STEP)), page(2)
    )

    assert begin + rest in texts(document)


def test_the_first_and_last_lines_of_pages_are_text_where_they_differ() -> None:
    document = read(*(lines(page) for page in range(4)))

    assert texts(document) == [one.text for page in range(4) for one in lines(page)]
    assert edges(document) == []


def test_a_title_over_every_page_stays_the_title_of_the_first() -> None:
    title = Words("某县财政局2023年政府信息公开工作年度报告", 230, TOP + STEP, SIZE)
    document = read(*([title, *lines(page)] for page in range(3)))

    assert texts(document)[0] == title.text
    assert edges(document) == [title.text] * 2


def test_the_titles_of_two_years_are_no_running_line() -> None:
    first, second = (
        Words(f"某县财政局{year}年政府信息公开工作年度报告", 150, 800, 10) for year in (2022, 2023)
    )
    document = read([first, *lines(0)], [second, *lines(1)])

    assert edges(document) == []


def test_a_sentence_on_every_page_is_none_of_its_edges() -> None:
    again = Words("以上内容均已公开。", LEFT + INDENT, TOP + STEP)
    document = read(*([again, *lines(page)] for page in range(3)))

    assert texts(document).count(again.text) == 3


def test_numbers_of_a_column_are_no_page_numbers() -> None:
    def page(number: int) -> list[Drawn]:
        values = [*(number * 100 + at for at in range(9)), number + 5]
        return [Words(str(one), LEFT, TOP - at * STEP) for at, one in enumerate(values)]

    document = read(page(0), page(1), page(2), [*lines(9)])

    assert edges(document) == []


NOTE = Words("1 含上年结转3件，不含下属单位。", LEFT, 92, 9)
SHORT_RULE = Rule(LEFT, LEFT + 120, 106)


@pytest.mark.parametrize("sign", ["1 ", "① ", "[1]", "*", "注："])
def test_small_print_under_a_short_rule_is_a_footnote(sign: str) -> None:
    note = NOTE._replace(text=f"{sign}含上年结转3件，不含下属单位。")
    document = read([*lines(0), SHORT_RULE, note, Words("— 1 —", 285, 40, 10)], lines(1))

    assert note.text.replace(" ", "") in edges(document)[0].replace(" ", "")
    assert not any("结转" in text for text in texts(document))


@pytest.mark.parametrize(
    "drawn",
    [
        pytest.param([NOTE], id="no rule"),
        pytest.param([Rule(LEFT, 500, 106), NOTE], id="a rule over the whole width"),
        pytest.param([SHORT_RULE, NOTE._replace(size=12.0)], id="not smaller"),
        pytest.param([SHORT_RULE, NOTE._replace(text="含上年结转3件。")], id="without a sign"),
        pytest.param(
            [Words("本年重点", LEFT, 108.5), Rule(LEFT, LEFT + 48, 106), NOTE], id="an underline"
        ),
    ],
)
def test_what_is_surely_no_footnote_stays_text(drawn: list[Drawn]) -> None:
    document = read([*lines(0), *drawn], lines(1))

    assert edges(document) == []
    assert any("结转3件" in text for text in texts(document))


@settings(max_examples=30, deadline=None, derandomize=True)
@given(st.integers(min_value=0, max_value=2**32))
def test_every_line_of_every_page_is_somewhere(seed: int) -> None:
    """The first and the last of a page, too: in a paragraph, or at the edges."""
    dice = Random(seed)  # noqa: S311 - a test's dice
    count = dice.randint(1, 4)
    running = dice.choice(list(RUNNING.values()))
    pages: list[list[Drawn]] = []
    for page in range(count):
        own: list[Drawn] = [*lines(page, dice.randint(1, 26))]
        if dice.random() < 0.7:
            own += running(page)
        if dice.random() < 0.3:
            own += [SHORT_RULE, NOTE]
        pages.append(own)
    document = read([*lines(9, 12)], *pages)

    said = "".join([*texts(document), *(one.text for one in document.asides)]).replace(" ", "")
    for one in (one for page in pages for one in page if isinstance(one, Words)):
        assert one.text.replace(" ", "") in said
