"""A folder becomes a collection: lists it, reads what changed, judges every file and unit.

Can be called from any thread and any number of times; a second call reads only what changed.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from nianbao.checks.settings import LocalRules
from nianbao.importers.review import ImportResult
from nianbao.report.book import Report
from nianbao.rollup.decisions import Decisions
from nianbao.rollup.model import QUIET, Collection, FileRow, Remark, Task
from nianbao.rollup.roster import Roster


@dataclass(frozen=True)
class Setup:
    """What to collect, and against what."""

    folder: Path
    year: int | None = None
    """None proposes the year that most reports name."""
    roster: Roster | None = None
    deadline: date | None = None
    """The last day that is in time."""
    own_unit: str = ""
    last_year: Path | None = None
    """The folder of last year's reports."""
    leave_out_failing: bool = False
    leave_out: tuple[Path, ...] = ()
    """Files in the folder that are no reports: the roster, what was written before."""
    rules: LocalRules | None = None


def setup_of(folder: Path, decisions: Decisions, rules: LocalRules | None = None) -> Setup:
    """Return what the decisions beside a folder say about how to collect it."""
    raise NotImplementedError


def gather(setup: Setup, decisions: Decisions, task: Task = QUIET) -> Collection:
    """Read a folder as far as it changed; raise UserError where it cannot be opened.

    A folder without any report is a collection without units, not an error: files may still come.
    The cache beside the folder is used where it can be written, and kept in memory else.
    """
    raise NotImplementedError


def open_report(row: FileRow) -> ImportResult:
    """Read a file's report again, out of its zip too, for a window or a review; UserError if it fails."""
    raise NotImplementedError


def remarks_of(collection: Collection, row: FileRow) -> tuple[Remark, ...]:
    """Return what the checks said of a file, errors first; from the cache, without reading it."""
    raise NotImplementedError


def last_year_report(collection: Collection, unit: str) -> Report | None:
    """Return a unit's report of last year's folder; None where there is none."""
    raise NotImplementedError
