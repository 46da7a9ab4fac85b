"""Published reports written otherwise: the same cells come out, or fewer, never other ones."""

import random
from collections.abc import Callable
from decimal import Decimal

import opencc
import pytest

from nianbao.formats.layout import LayoutCell
from nianbao.importers.errors import UnknownSourceError
from nianbao.importers.registry import read_bytes
from tests.cases import COMPLETE, NAMES, Case, load_case
from tests.importers import bars
from tests.importers.damage import DAMAGES
from tests.importers.layouts import cell_per_line, no_spans, spaced, tabbed
from tests.importers.printed import FULL_WIDTH, Rows

TEXTS = [name for name in NAMES if (load_case(name).folder / "source.txt").exists()]
READABLE = [name for name in TEXTS if name not in {"13-pingtan-2020", "17-pingtan-2024"}]


def source(name: str) -> str:
    return (load_case(name).folder / "source.txt").read_text(encoding="utf-8")


def cells_of(content: bytes) -> dict[str, Decimal | None]:
    return dict(read_bytes(content, "报告").report.cells)


def values(cells: dict[str, Decimal | None]) -> dict[str, Decimal]:
    return {key: value for key, value in cells.items() if value is not None}


SAME: dict[str, Callable[[str], bytes]] = {
    "full-width digits": lambda text: text.translate(FULL_WIDTH).encode(),
    "Windows line ends": lambda text: text.replace("\n", "\r\n").encode(),
    "a mark at the beginning": lambda text: b"\xef\xbb\xbf" + text.encode(),
    "the usual Chinese encoding": lambda text: text.encode("gb18030"),
    "blanks at the ends of lines": lambda text: text.replace("\n", " \u3000\n").encode(),
    "traditional characters": lambda text: opencc.OpenCC("s2t").convert(text).encode(),
}


@pytest.mark.long(cases=8)
@pytest.mark.parametrize("way", sorted(SAME))
@pytest.mark.parametrize("name", TEXTS)
def test_the_same_characters_in_another_coat_give_the_same_cells(name: str, way: str) -> None:
    text = source(name)

    assert cells_of(SAME[way](text)) == cells_of(text.encode())


@pytest.mark.long(cases=6)
@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
@pytest.mark.parametrize("name", READABLE)
def test_a_damaged_report_gives_fewer_cells_never_other_ones(
    name: str, damage: Callable[[str, random.Random], str]
) -> None:
    text = source(name)
    printed = load_case(name).cells

    for seed in range(3):
        damaged = damage(text, random.Random(seed))  # noqa: S311 - a test's dice
        try:
            found = values(cells_of(damaged.encode()))
        except UnknownSourceError:
            continue
        wrong = {key: (printed.get(key), value) for key, value in found.items()}
        assert {key: pair for key, pair in wrong.items() if pair[0] != pair[1]} == {}, seed


def rows_of(case: Case, table: str) -> Rows:
    def printed(cell: LayoutCell) -> str:
        if cell.key is None:
            return cell.text
        value = case.cells.get(cell.key)
        return "" if value is None else format(value, "f")

    rows = case.form.layouts[table].rows()
    return [[(cell, printed(cell)) for cell in row] for row in rows]


LAYOUTS: dict[str, Callable[[Rows], str]] = {
    **bars.ROWS,
    "one a line with bars": cell_per_line,
    "columns": spaced,
    "tabs again": tabbed,
    "a page": no_spans,
}


@pytest.mark.long(cases=8)
@pytest.mark.parametrize("layout", sorted(LAYOUTS))
@pytest.mark.parametrize("name", [name for name in COMPLETE if name[:2] != "06"])
def test_a_whole_report_reads_the_same_in_every_layout(name: str, layout: str) -> None:
    case = load_case(name)
    pieces = [f"{case.unit}{case.year}年政府信息公开工作年度报告"]
    for section in case.form.sections:
        pieces.append(f"<p>{section.label}</p>" if layout == "a page" else section.label)
        if section.table:
            pieces.append(LAYOUTS[layout](rows_of(case, section.table)))

    assert case.differences(cells_of("\n".join(pieces).encode())) == {}


@pytest.mark.parametrize("layout", sorted(bars.ROWS))
def test_tables_in_another_order_read_the_same(layout: str) -> None:
    case = load_case("04-suqian-2023")
    tables = [
        bars.ROWS[layout](rows_of(case, table)) for table in ("table_4", "table_3", "table_2")
    ]

    assert case.differences(cells_of("\n".join(tables).encode())) == {}


def test_a_bar_on_the_line_behind_a_label_closes_it() -> None:
    """As sites write long labels between short ones: 行政规范性文件⏎|⏎2 |⏎1 |⏎7 |."""
    case = load_case("04-suqian-2023")
    table = LAYOUTS["one a line with bars"](rows_of(case, "table_2"))
    torn = table.replace("行政规范性文件 |", "行政规范性文件\n|")

    cells = cells_of(torn.encode())

    assert torn != table
    assert cells == cells_of(table.encode())
    assert cells["table_2.normative_doc.in_force"] == 597
