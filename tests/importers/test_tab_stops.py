"""A page whose blanks an editor has written as tabs reads as the page with its blanks."""

from collections.abc import Callable, Mapping
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nianbao.importers.errors import UnknownSourceError
from nianbao.importers.paste.blocks import read_document
from nianbao.importers.readers.tab_stops import with_blanks
from nianbao.importers.registry import read_bytes
from tests.importers.layouts import laid_out, spaced, tabbed, wrapped
from tests.importers.printed import Rows, Writer

QUIET = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much)
STOP = 8


def every_eight(line: str) -> str:
    return line.replace(" " * STOP, "\t")


def up_to_stops(width: int) -> Callable[[str], str]:
    """What an editor does that counts so many columns for a Chinese character."""

    def write(line: str) -> str:
        pieces, piece, at = [], "", 0
        for letter in line:
            piece += letter
            at += width if letter > "\u2e80" else 1
            if at % STOP == 0:
                kept = piece.rstrip(" ")
                pieces.append(f"{kept}\t" if len(piece) > len(kept) + 1 else piece)
                piece = ""
        return "".join(pieces) + piece

    return write


EDITORS = {"every eight blanks": every_eight} | {
    f"stops, {width} wide": up_to_stops(width) for width in (1, 2, 3)
}


def written(writer: Writer, table: Callable[[Writer], Callable[[Rows], str]]) -> str:
    return writer.document(table(writer), str)


def read(text: str) -> Mapping[str, Decimal]:
    """The numbers of a page; a damaged one may be refused."""
    try:
        cells = read_bytes(text.encode(), "年报.txt").report.cells
    except UnknownSourceError:
        return {}
    return {key: value for key, value in cells.items() if value is not None}


@pytest.mark.long
@pytest.mark.parametrize("editor", EDITORS.values(), ids=EDITORS)
@pytest.mark.parametrize(
    "table", [lambda writer: laid_out(writer.dice), lambda _: spaced, lambda _: wrapped]
)
@settings(max_examples=8, deadline=None, derandomize=True, suppress_health_check=QUIET)
@given(seed=st.integers(min_value=0, max_value=2**32))
def test_tabs_for_blanks_lose_and_invent_no_cell(
    editor: Callable[[str], str], table: Callable[[Writer], Callable[[Rows], str]], seed: int
) -> None:
    writer = Writer(seed)
    page = written(writer, table)
    with_tabs = "\n".join(map(editor, page.split("\n")))

    found, known = read(with_tabs), read(page)

    assert known.items() <= found.items()
    # Blanks given back may show a row that was declined as it stood.
    more = {key: found[key] for key in found.keys() - known.keys()}
    assert more.items() <= writer.cells.items()


@pytest.mark.parametrize(
    "pad", ["{}", " {}", "{} ", " {} ", "　{}"], ids=["none", "before", "behind", "both", "wide"]
)
@pytest.mark.parametrize("seed", range(5))
def test_tabs_between_cells_stay_what_they_are(pad: str, seed: int) -> None:
    def table(rows: Rows) -> str:
        return tabbed([[(cell, pad.format(text)) for cell, text in row] for row in rows])

    page = written(Writer(seed), lambda _: table)

    assert with_blanks(page) == page


def test_a_label_with_blanks_between_its_letters_makes_no_page_of_blanks() -> None:
    page = "合    计\t1\t2\n其    他\t3\t4\n  （一）予以公开\t5\t6\n总  计\t8\t8"

    assert with_blanks(page) == page


def test_what_is_pasted_with_tabs_for_blanks_has_no_cells_of_half_a_row() -> None:
    page = "行政许可             12     3\n行政处罚              5    11"

    document = read_document("", "\n".join(map(every_eight, page.split("\n"))))

    assert page.split("\n") == document.text().split("\n")[2:]
