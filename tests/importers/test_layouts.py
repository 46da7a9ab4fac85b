"""A random report in a random layout reads back right, or is declined: never wrong."""

import os
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nianbao.importers.errors import UnknownSourceError
from nianbao.importers.registry import bytes_for_review, read_bytes
from tests.importers import bars
from tests.importers.layouts import Published, publish
from tests.importers.printed import Writer

SEEDS = st.integers(min_value=0, max_value=2**40)
QUIET = (HealthCheck.too_slow, HealthCheck.data_too_large)


def wrong_cells(published: Published) -> dict[str, tuple[object, object]]:
    """The cells that were read with a value that is not printed; a damaged source may be refused."""
    try:
        cells = read_bytes(published.content, published.name).report.cells
    except UnknownSourceError:
        assert not published.whole, published.layout
        return {}
    return {
        key: (published.cells.get(key), value)
        for key, value in cells.items()
        if value is not None and value != published.cells.get(key)
    }


def unread_cells(published: Published) -> list[str]:
    """The printed values that were not read."""
    cells = read_bytes(published.content, published.name).report.cells
    return [
        key
        for key, value in published.cells.items()
        if value is not None and cells.get(key) is None
    ]


def check(seed: int) -> None:
    published = publish(seed)

    assert wrong_cells(published) == {}, published.layout
    if published.whole:
        assert unread_cells(published) == [], published.layout


@pytest.mark.long
@settings(max_examples=120, deadline=None, derandomize=True, suppress_health_check=QUIET)
@given(SEEDS)
def test_a_random_report_is_read_right_or_declined(seed: int) -> None:
    check(seed)


def test_a_number_that_is_broken_in_two_is_no_smaller_number() -> None:
    """A number broken after its comma, 29,⏎946."""
    check(15_362_583)


def test_the_last_head_of_a_table_is_no_row_of_the_table_before_it() -> None:
    """总计 behind 尚未审结, with what stands in 表四; the row of that name is empty."""
    check(861_736_558_494)


@pytest.mark.slow
@settings(max_examples=5000, deadline=None, suppress_health_check=QUIET)
@given(SEEDS)
def test_five_thousand_random_reports_are_read_right_or_declined(seed: int) -> None:
    if not os.environ.get("NIANBAO_SLOW"):
        pytest.skip("set NIANBAO_SLOW=1 for the long run")
    check(seed)


@pytest.mark.long(cases=3)
@pytest.mark.parametrize("layout", sorted(bars.ROWS))
def test_blank_cells_are_told_apart_by_how_all_rows_are_written(layout: str) -> None:
    """Only applicants and totals are filled in, as small offices do; the rest stays blank."""
    writer = Writer(7)
    writer.damage, writer.traditional, writer.headings, writer.marks = 0.0, False, True, [""]
    for key, cell in writer.form.cells.items():
        often = cell.column.id in {"natural_person", "total"} or cell.table != "table_3"
        writer.cells[key] = writer.cells[key] or Decimal(1) if often else None
    content = writer.document(bars.ROWS[layout], str).encode()
    published = Published(layout, content, "报告", writer.form, writer.cells, whole=True)

    assert wrong_cells(published) == {}
    assert unread_cells(published) == []


def test_a_row_that_lost_a_cell_is_refused_and_listed() -> None:
    rows = [
        "一、本年新收政府信息公开申请数量 | | | 5 | | | | | | 5 |",
        "二、上年结转政府信息公开申请数量 | | | 1 | | | | | | 1 |",
        "（二）部分公开 | | 2 | | | | | 2 |",
        "1.属于国家秘密 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |",
    ]

    reading = read_bytes("\n".join(rows).encode(), "报告")

    cells = reading.report.cells
    assert cells["table_3.received_new.total"] == Decimal(5)
    assert "table_3.granted_partly.natural_person" not in cells
    assert any("部分公开" in piece["text"] for piece in reading.unread)


@pytest.mark.parametrize(
    ("values", "read"),
    [
        ("1 0 0 0 0 0 1", "read"),
        ("1 0 0 0 0 0\n1", "inferred"),
        ("1 0 0 0 0 0 1\n2", "inferred"),
        ("1 0 0 0 0 0 2\n2", "unread"),
        ("10 2 0 0 0 0 1\n2", "unread"),
        ("1 0 0 1", "unread"),
        ("1000001", "unread"),
        ("396442278", "unread"),
    ],
)
def test_numbers_without_separators_are_read_only_where_they_cannot_be_otherwise(
    values: str, read: str
) -> None:
    lines = [
        "三、收到和处理政府信息公开申请情况",
        f"一、本年新收政府信息公开申请数量 {values}",
        "二、上年结转政府信息公开申请数量 0 0 0 0 0 0 0",
    ]

    result = bytes_for_review("\n".join(lines).encode(), "报告")

    keys = [key for key in result.reading.report.cells if key.startswith("table_3.received_new")]
    marks = {result.marks[key].state for key in keys}
    assert marks == ({read} if read != "unread" else set())
    assert bool(result.unread) == (read == "unread")
