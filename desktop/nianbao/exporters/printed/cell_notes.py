"""The words beside a number; those too long for the cell stand under the table, a mark in it."""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from nianbao.exporters.printed.page_setup import TableSettings
from nianbao.exporters.printed.paragraphs import em_width, lines_of
from nianbao.formats.layout import LayoutCell
from nianbao.formats.registry import Form
from nianbao.report.footnotes import footnote, mark


@dataclass(frozen=True)
class CellNotes:
    """The notes of a table as they are printed."""

    inside: Mapping[str, str]
    """By cell key, what stands in the cell."""
    below: tuple[str, ...]
    """What stands under the table, a paragraph each."""


def words_of(note: str) -> str:
    """Return a note in one line, without the brackets that it is printed in anyway."""
    words = "".join(lines_of(note))
    bracketed = re.fullmatch(r"[（(]([^（）()]+)[）)]", words)
    return bracketed[1] if bracketed else words


def place_notes(
    form: Form,
    cells: tuple[LayoutCell, ...],
    notes: Mapping[str, str],
    settings: TableSettings,
    room: Callable[[LayoutCell], float],
) -> CellNotes:
    """Say where each note of a table stands; ``room`` is how many characters a cell's line holds."""
    inside: dict[str, str] = {}
    below: list[str] = []
    for cell in cells:
        if cell.key is None or cell.key not in notes:
            continue
        words = words_of(notes[cell.key])
        if not words:
            continue
        lines = math.ceil(em_width(f"（{words}）") / max(1, math.floor(room(cell))))
        if len(words) > settings.longest_note or lines > settings.note_lines:
            sign = mark(len(below) + 1)
            inside[cell.key] = sign
            below.append(footnote(form, cell.key, sign, words))
        else:
            inside[cell.key] = words
    return CellNotes(inside, tuple(below))
