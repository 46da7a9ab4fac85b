"""A sheet with 75 ways to write a number so that it is seen otherwise, as .xls and as .ods.

``look_alike/members.json`` says of each cell what a person sees in it; what cannot be told may be
declined. The files were made from one workbook by another program.
"""

import json
from decimal import Decimal
from pathlib import Path
from typing import TypedDict

import pytest

from nianbao.importers.registry import read_for_review

FOLDER = Path(__file__).parent / "look_alike"
CLEAR = 37
"""Members that are read; the others are declined."""


class Seen(TypedDict):
    """What a person sees in a cell."""

    member: str
    seen: list[str]


CELLS: dict[str, Seen] = json.loads((FOLDER / "members.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("ending", ["xls", "ods"])
def test_a_sheet_is_read_as_it_is_seen(ending: str) -> None:
    result = read_for_review(FOLDER / f"members.{ending}")

    found = {k: v for k, v in result.reading.report.cells.items() if v is not None}
    wrong = {
        (CELLS[key]["member"], value)
        for key, value in found.items()
        if value not in map(Decimal, CELLS[key]["seen"])
    }
    members = {key for key, one in CELLS.items() if one["member"]}
    assert wrong == set()
    assert CELLS.keys() - members <= found.keys()
    assert len(members & found.keys()) == CLEAR


@pytest.mark.parametrize("ending", ["xls", "ods"])
def test_what_is_not_read_of_a_sheet_is_listed(ending: str) -> None:
    result = read_for_review(FOLDER / f"members.{ending}")

    declined = [key for key, one in CELLS.items() if result.reading.report.cells.get(key) is None]
    named = {key for piece in result.unread for key in piece.keys}
    places = {one.place for one in result.unread} | {one.place for one in result.left_out}
    hidden = [key for key in declined if key not in named and CELLS[key]["member"] != "dash"]
    assert {CELLS[key]["member"] for key in hidden} == {
        *("all struck", "white all", "ground colour", "hidden fmt"),
    }
    assert len(places) >= len(declined) - 1


def test_digits_of_a_pdf_in_the_colour_of_their_ground_are_not_read() -> None:
    """White and yellow ones on the same; far smaller ones are doubtful; white on blue is read."""
    result = read_for_review(FOLDER / "pale.pdf")

    cells = result.reading.report.cells
    row = [key for key in cells if key.startswith(("table_3.received_new.", "table_3.carried_in."))]
    found = [str(cells[key]) for key in row if not key.endswith(".total")]
    assert found[::2] == ["12", "12", "None", "12", "None", "12"]
    assert {"9", "12"} <= {one.text for one in [*result.left_out]} | {
        one.text for one in result.unread
    }
