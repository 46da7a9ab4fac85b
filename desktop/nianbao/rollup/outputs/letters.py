"""退回修改意见: one .docx a unit, in a clerk's words, with the deadline and a place for the seal."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from nianbao.rollup.model import QUIET, Collection, Task, UnitRow


@dataclass(frozen=True)
class LetterFacts:
    """What stands in every letter."""

    sender: str
    """The collecting unit."""
    day: date
    """The date of the letter."""
    answer_by: date | None = None
    """By when the corrected report is wanted."""
    contact: str = ""
    with_warnings: bool = True
    """Whether warnings are named beside the errors."""


def needs_letter(unit: UnitRow, *, with_warnings: bool = False) -> bool:
    """Whether a unit's file has to go back: errors, wrong year or form, unreadable."""
    raise NotImplementedError


def letter(collection: Collection, unit: UnitRow, facts: LetterFacts) -> bytes:
    """Return one unit's letter as a .docx."""
    raise NotImplementedError


def write_letters(
    collection: Collection,
    folder: Path,
    facts: LetterFacts,
    units: tuple[UnitRow, ...] | None = None,
    task: Task = QUIET,
) -> tuple[Path, ...]:
    """Write the letters of all units that need one (or of those given); return the files."""
    raise NotImplementedError
