"""Tables whose merged cells were lost, and cells that lost their mark: no number changes its column."""

import random
from collections.abc import Callable, Sequence
from html import escape

import pytest

from nianbao.importers.registry import read_bytes
from tests.importers import bars
from tests.importers.printed import Rows, Writer
from tests.importers.test_layouts import check

Texts = Sequence[list[str]]
MOST = 10
"""Places tried of a report."""


def whole(rows: Rows) -> Texts:
    """A cell for each column, blank where a merged one reaches, down and across."""
    width = max(cell.col + cell.col_span for row in rows for cell, _ in row)
    lines = [[""] * width for _ in rows]
    for line, row in zip(lines, rows, strict=True):
        for cell, text in row:
            line[cell.col] = text
    return lines


def across(rows: Rows) -> Texts:
    return list(map(bars.padded_behind, rows))


def single(rows: Rows) -> Texts:
    return list(map(bars.texts, rows))


def as_they_are(lines: Texts) -> Texts:
    return lines


def equally_long(lines: Texts) -> Texts:
    width = max(map(len, lines))
    return [line + [""] * (width - len(line)) for line in lines]


def ending_in_words(lines: Texts) -> Texts:
    """As an editor leaves lines that it frees of blanks at their ends."""
    return [
        line[: max(at for at, text in enumerate(line, 1) if text)] for line in lines if any(line)
    ]


def separated(sign: str) -> Callable[[Texts], str]:
    def write(lines: Texts) -> str:
        return "\n".join(
            sign.join(f'"{text}"' if sign in text else text for text in line) for line in lines
        )

    return write


def markdown(lines: Texts) -> str:
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def html(lines: Texts) -> str:
    rows = ("".join(f"<td>{escape(text)}</td>" for text in line) for line in lines)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


MERGED = (whole, across, single)
ENDS = (as_they_are, equally_long, ending_in_words)
FILES: dict[str, Callable[[Texts], str]] = {
    "commas.csv": separated(","),
    "semicolons.csv": separated(";"),
    "tabs.txt": separated("\t"),
    "bars.txt": separated(" | "),
    "markdown.txt": markdown,
    "page.html": html,
}


def some_blank(seed: int) -> Writer:
    """A report in whose tables about every third cell is blank."""
    writer = Writer(seed)
    writer.damage, writer.traditional, writer.headings, writer.marks = 0.0, False, True, [""]
    for key in writer.cells:
        if writer.dice.random() < 0.3:
            writer.cells[key] = None
    return writer


def published(writer: Writer, file: str, table: Callable[[Rows], str]) -> str:
    if not file.endswith(".html"):
        return writer.document(table, str)
    body = writer.document(table, lambda text: f"<p>{escape(text)}</p>")
    return f"<html><meta charset=utf-8><body>{body}"


def wrong(writer: Writer, text: str, file: str) -> dict[str, tuple[object, object]]:
    found = read_bytes(text.encode(), file).report.cells
    return {
        key: (value, writer.cells.get(key))
        for key, value in found.items()
        if value is not None and value != writer.cells.get(key)
    }


@pytest.mark.long(cases=3)
@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("merged", MERGED)
@pytest.mark.parametrize("ends", ENDS)
def test_blanks_of_merged_cells_move_no_number(
    file: str, merged: Callable[[Rows], Texts], ends: Callable[[Texts], Texts]
) -> None:
    for seed in (102, 104, 112):
        writer = some_blank(seed)
        text = published(writer, file, lambda rows: FILES[file](ends(merged(rows))))

        assert wrong(writer, text, file) == {}


@pytest.mark.parametrize("file", sorted({*FILES} - {"bars.txt"}))
def test_a_sheet_with_a_cell_for_each_column_is_read_whole(file: str) -> None:
    writer = some_blank(102)
    text = published(writer, file, lambda rows: FILES[file](whole(rows)))

    found = read_bytes(text.encode(), file).report.cells

    assert {key: value for key, value in found.items() if value is not None} == {
        key: value for key, value in writer.cells.items() if value is not None
    }


def without_marks(text: str, dice: random.Random) -> list[str]:
    """The text with one blank cell that has no mark any more, in many ways."""
    lines = text.split("\n")
    found = [
        "\n".join([*lines[:at], dice.choice(["", " ", "\t", "\u3000", "\xa0"]), *lines[at + 1 :]])
        for at, line in enumerate(lines)
        if line.strip() == "|"
    ]
    for lost in ("||", "| |", "\t\t", ",,", ";;", "<td></td>"):
        shorter = lost[:1] if len(lost) < len("<td>") else ""
        places = [at for at in range(len(text)) if text.startswith(lost, at)]
        found += [text[:at] + shorter + text[at + len(lost) :] for at in places]
    return dice.sample(found, min(MOST, len(found)))


TABLES: dict[str, Callable[[Rows], str]] = {
    **{f"{name}.txt": table for name, table in bars.ROWS.items()},
    **{
        f"{name}": lambda rows, write=write: write(whole(rows))  # type: ignore[misc]
        for name, write in FILES.items()
    },
}


@pytest.mark.long
@pytest.mark.parametrize("name", TABLES)
def test_a_blank_cell_that_lost_its_mark_moves_no_number(name: str) -> None:
    dice = random.Random(name)  # noqa: S311 - a test's dice

    for seed in range(3):
        writer = some_blank(seed)
        for text in without_marks(published(writer, name, TABLES[name]), dice):
            assert wrong(writer, text, name) == {}


@pytest.mark.parametrize("seed", [733_535_593_659, 649_349_469_382])
def test_an_empty_line_between_closed_cells_may_be_a_blank_cell(seed: int) -> None:
    check(seed)
