"""A cell of a row with a label that is no number takes no other with it, however the table is written."""

from collections.abc import Callable

import pytest

from nianbao.importers.review import ImportResult
from tests.importers import bars
from tests.importers.layouts import blank_lines, cell_per_line, paragraphs, single_spaced, spaced
from tests.importers.one_table import WRITTEN, read_table
from tests.importers.printed import Rows
from tests.importers.word_files import FORM

TABLE = FORM.definition.tables[1].id
ROW, NEXT = "received_new", "carried_in"
KEYS = [key for key in FORM.cells if key.startswith(f"{TABLE}.{ROW}.")]
VALUES = dict(zip(KEYS, [3, 0, 1, 2, 6, 1, 13], strict=True))
BARS = ("opening bars", "closing bars", "markdown", "tabs of a sheet")
EVERY_WAY: dict[str, Callable[[Rows], str]] = {**WRITTEN, **{one: bars.ROWS[one] for one in BARS}}


def read(
    write: Callable[[Rows], str],
    *odd: tuple[int, str],
    blank: bool = False,
    change: Callable[[str], str] = str,
) -> ImportResult:
    """A report of this table alone, with other words in some cells of a row; the rest is 0."""
    shown = dict.fromkeys(FORM.cells, "0") | {key: str(value) for key, value in VALUES.items()}
    shown |= {KEYS[at]: text for at, text in odd}
    if blank:
        shown[f"{TABLE}.granted.natural_person"] = ""
    return read_table(TABLE, shown, write, change)


def found(result: ImportResult) -> dict[str, object]:
    return {key: result.reading.report.cells.get(key) for key in KEYS}


@pytest.mark.long(cases=6)
@pytest.mark.parametrize("write", EVERY_WAY.values(), ids=EVERY_WAY)
@pytest.mark.parametrize("at", [1, 3, 5])
@pytest.mark.parametrize("text", ["约5", "12人", "待定", "见附件"])
def test_one_cell_of_words_is_declined_alone(
    text: str, at: int, write: Callable[[Rows], str]
) -> None:
    result = read(write, (at, text))

    assert found(result) == {**VALUES, KEYS[at]: None}
    assert (text, (KEYS[at],)) in [(one.text, one.keys) for one in result.unread]
    assert result.reading.report.cells[f"{TABLE}.{NEXT}.total"] == 0


@pytest.mark.parametrize("at", [0, 6])
@pytest.mark.parametrize("write", [blank_lines, cell_per_line, spaced, single_spaced, paragraphs])
def test_a_row_s_end_is_a_cell_where_it_has_a_number(write: Callable[[Rows], str], at: int) -> None:
    assert found(read(write, (at, "约5"))) == {**VALUES, KEYS[at]: None}


@pytest.mark.parametrize(
    "odd",
    [
        pytest.param([(3, "待定"), (4, "99")], id="the sums deny it"),
        pytest.param([(3, "待定"), (5, "")], id="a cell too few"),
        pytest.param([(1, "待定"), (3, "约5"), (5, "待定")], id="too many words"),
        pytest.param([(3, "本单位没有收到过行政复议申请")], id="a sentence"),
        pytest.param([(0, "件数")], id="words before the row"),
    ],
)
@pytest.mark.parametrize("write", [blank_lines, spaced, paragraphs])
def test_a_row_with_words_that_may_have_come_in_is_declined(
    odd: list[tuple[int, str]], write: Callable[[Rows], str]
) -> None:
    result = read(write, *odd)

    assert set(found(result).values()) <= {None}
    assert result.unread


@pytest.mark.parametrize("write", [blank_lines, spaced, single_spaced, paragraphs])
def test_words_are_no_cell_where_blank_cells_leave_no_trace(write: Callable[[Rows], str]) -> None:
    """With a blank cell in the row there are as many pieces without the words."""
    assert set(found(read(write, (3, "约5"), blank=True)).values()) == {None}


def test_words_too_many_among_bars_are_no_cell() -> None:
    """The last cell is blank: with the words before it the row has as many as it should."""
    result = read(
        cell_per_line, (6, ""), change=lambda text: text.replace("6 |\n", "约3 |\n6 |\n", 1)
    )

    assert set(found(result).values()) <= {None}
    assert result.unread
