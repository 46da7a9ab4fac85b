"""A cell of 表四 that is no number takes no other with it, however the row is written as text."""

from collections.abc import Callable

import pytest

from nianbao.importers.review import ImportResult
from tests.importers.layouts import blank_lines, cell_per_line, paragraphs, spaced
from tests.importers.one_table import WRITTEN, read_table
from tests.importers.printed import Rows
from tests.importers.word_files import FORM

TABLE = FORM.definition.tables[-1].id
KEYS = [key for key in FORM.cells if key.startswith(f"{TABLE}.")]
VALUES = dict(zip(KEYS, [3, 0, 1, 2, 6, 1, 1, 0, 0, 2, 4, 0, 0, 5, 9], strict=True))
"""In each group of five the last is the sum."""


def read(write: Callable[[Rows], str], *odd: tuple[int, str], behind: str = "") -> ImportResult:
    """A report of this table alone, with other words in some of its cells."""
    shown = {key: str(value) for key, value in VALUES.items()} | {
        KEYS[at]: text for at, text in odd
    }
    return read_table(TABLE, shown, write, lambda text: text + behind)


@pytest.mark.long(cases=6)
@pytest.mark.parametrize("write", WRITTEN.values(), ids=WRITTEN)
@pytest.mark.parametrize("at", [1, 5, 9, 13])
@pytest.mark.parametrize("text", ["约5", "12人", "待定", "见附件"])
def test_one_cell_of_words_is_declined_alone(
    text: str, at: int, write: Callable[[Rows], str]
) -> None:
    result = read(write, (at, text))

    cells = result.reading.report.cells
    assert {key: cells[key] for key in KEYS} == {**VALUES, KEYS[at]: None}
    assert (text, (KEYS[at],)) in [(one.text, one.keys) for one in result.unread]


@pytest.mark.parametrize("at", [0, 14])
@pytest.mark.parametrize("write", [blank_lines, cell_per_line, spaced, paragraphs])
def test_a_row_s_end_is_a_cell_where_it_has_a_number(write: Callable[[Rows], str], at: int) -> None:
    cells = read(write, (at, "约5")).reading.report.cells

    assert {key: cells[key] for key in KEYS} == {**VALUES, KEYS[at]: None}


@pytest.mark.parametrize(
    ("odd", "behind"),
    [
        pytest.param([(3, "待定"), (9, "7")], "", id="the sums deny it"),
        pytest.param([(3, "待定"), (5, "")], "", id="a cell too few"),
        pytest.param([(3, "待定")], "\n\n8", id="a number too many"),
        pytest.param([(1, "待定"), (6, "待定"), (11, "待定")], "", id="too many words"),
        pytest.param([(3, "本单位没有收到过行政复议申请")], "", id="a sentence"),
        pytest.param([(0, "件数")], "", id="words before the row"),
    ],
)
@pytest.mark.parametrize("write", [blank_lines, paragraphs], ids=["text", "page"])
def test_a_row_with_words_that_may_have_come_in_is_declined(
    odd: list[tuple[int, str]], behind: str, write: Callable[[Rows], str]
) -> None:
    if write is paragraphs and behind:
        behind = f"<p>{behind.strip()}</p>"
    result = read(write, *odd, behind=behind)

    values = {key: result.reading.report.cells.get(key) for key in KEYS}
    assert all(value is None for value in values.values())
    assert result.unread
