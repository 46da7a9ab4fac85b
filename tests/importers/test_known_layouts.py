"""A source that is laid out as an earlier one is read at the same places, and never otherwise than alone."""

import random
import re
from collections.abc import Iterator
from unittest.mock import MagicMock

import pytest

from nianbao.importers.registry import bytes_for_review
from nianbao.importers.review import ImportResult
from nianbao.importers.tables.reader import read_tables
from nianbao.importers.whole import recognise
from nianbao.importers.whole.known_layouts import layout_with
from tests.cases import load_case
from tests.importers.layouts import html_page, html_table
from tests.importers.printed import Writer

NUMBER = re.compile(r"(?<=>)[0-9０-９]+(?=<)")
PAGE = (load_case("17-pingtan-2024").folder / "source.html").read_text(encoding="utf-8")
BEFORE_THE_TABLE = "<p>二、主动公开政府信息情况</p>"


@pytest.fixture(autouse=True)
def _nothing_is_known() -> Iterator[None]:
    layout_with.cache_clear()
    yield
    layout_with.cache_clear()


def with_other_numbers(page: str, seed: int) -> str:
    dice = random.Random(seed)  # noqa: S311 - a test's dice

    def another(_: re.Match[str]) -> str:
        ways = ["0", str(dice.randrange(10**6)), f"0{dice.randrange(9)}"]
        return dice.choices(ways, [6, 6, 1])[0]

    return NUMBER.sub(another, page)


def read(page: str) -> ImportResult:
    return bytes_for_review(page.encode(), "年报.html")


def read_alone(page: str) -> ImportResult:
    layout_with.cache_clear()
    return read(page)


def read_twice(page: str) -> None:
    """Twice, because what is met but once is not kept."""
    read(page)
    read(page)


def is_read_by_what_is_known(page: str, monkeypatch: pytest.MonkeyPatch) -> bool:
    search = MagicMock(side_effect=read_tables)
    monkeypatch.setattr(recognise, "read_tables", search)
    read(page)
    monkeypatch.undo()
    return not search.called


def test_other_numbers_in_the_same_cells_are_not_searched_for_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read_twice(PAGE)

    assert is_read_by_what_is_known(with_other_numbers(PAGE, 1), monkeypatch)


@pytest.mark.parametrize("seed", range(6))
def test_what_is_read_after_others_is_what_is_read_alone(seed: int) -> None:
    writer = Writer(seed)
    content = html_page(writer, html_table(writer))
    page = content.decode("utf-8" if b"charset=utf-8" in content else "gb18030")
    for source in (PAGE, page):
        alone = [read_alone(with_other_numbers(source, number)) for number in range(4)]
        layout_with.cache_clear()
        after = [read(with_other_numbers(source, number)) for number in range(4)]

        assert after == alone


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<p>62</p>", "<p></p>"),
        ("<p>62</p>", "<p>62件</p>"),
        ("<p>规章</p>", "<p>规 章</p>"),
        ("<td><p>62</p>", '<td colspan="2"><p>62</p>'),
        (BEFORE_THE_TABLE, f"{BEFORE_THE_TABLE}<p>单位：件、元</p>"),
        ("18651.06", "无"),
    ],
)
def test_what_says_more_than_a_number_makes_another_layout(
    old: str, new: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert old in PAGE
    read_twice(PAGE)

    assert not is_read_by_what_is_known(PAGE.replace(old, new, 1), monkeypatch)


def test_a_report_further_down_its_page_is_laid_out_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    read_twice(PAGE)
    longer = PAGE.replace("<p>二、", "<p>又一段。</p><p>还有一段。</p><p>二、", 1)

    assert is_read_by_what_is_known(longer, monkeypatch)
    assert read(longer) == read_alone(longer)


def test_a_row_that_only_its_sums_explain_is_weighed_each_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """表四 with a blank cell among its fifteen: its numbers are told by the sums alone."""
    row = re.compile(r"<tr>((?:<td><p>\d+</p></td>){15})</tr>")
    sums = "".join(f"<td><p>{number}</p></td>" for number in (1, 0, 0, 0, 1) * 3)
    page, count = row.subn(f"<tr>{sums}<td></td></tr>", PAGE)
    assert count == 1
    read_twice(page)

    assert not is_read_by_what_is_known(page, monkeypatch)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("（单位：万元）", "（单位：元）"),
        (
            "<td>(<p>217</p></td>.*</tr>\n.*数量</p></td>)<td><p>0</p></td>",
            r'<td rowspan="2">\1',
        ),
        ("<p>217</p>", "<p>217 3</p>"),
    ],
)
def test_what_is_declined_the_first_time_is_declined_again(old: str, new: str) -> None:
    page, count = re.subn(old, new, PAGE, count=1)
    assert count == 1

    first, *others = (read(page) for _ in range(3))

    assert first.unread
    assert others == [first, first]


def test_a_table_without_merged_cells_is_searched_each_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = re.sub(r' (?:col|row)span="\d+"', "", PAGE)
    read_twice(page)

    assert not is_read_by_what_is_known(page, monkeypatch)


def test_a_table_larger_than_any_report_is_not_kept() -> None:
    wide = "<tr>" + "<td>字</td>" * 20 + "</tr>"
    page = PAGE.replace("</tbody>", wide * 60 + "</tbody>", 1)
    read(page)

    assert layout_with.cache_info().currsize == 0
