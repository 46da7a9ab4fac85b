"""What a collection is: every file in one state with its reason, every unit of the roster in one.

These are values: ``gather`` makes them anew, nothing changes them. What a clerk decides goes into
``decisions`` and the next ``gather`` answers it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Literal

from nianbao.checks.findings import Severity
from nianbao.rollup.known_years import YearFigures
from nianbao.rollup.numbers import Numbers

Progress = Callable[[int, int], None]
"""Told how many of how many files have been read, in the thread that reads."""
Cancelled = Callable[[], bool]
"""Asked before each file; True ends the reading and keeps what was read."""


@dataclass(frozen=True)
class Task:
    """How a long work is followed, and ended."""

    progress: Progress = lambda _done, _count: None
    cancelled: Cancelled = lambda: False


QUIET = Task()
"""Nobody follows, nobody ends it."""


UNITS_SHEET = "各单位数据"
"""The sheet with every unit's numbers, by which a workbook of sums is known again."""


class FileState(StrEnum):
    """Whether a file takes part in the sum, and why not. The values are those of the command line."""

    TAKEN = "taken"
    TAKEN_WITH_WARNINGS = "taken_with_warnings"
    FAILING = "failing"
    """Has errors; in the sum unless the clerk leaves it out."""
    WRONG_YEAR = "wrong_year"
    OTHER_FORM = "other_form"
    UNREADABLE = "unreadable"
    NAME_TO_CONFIRM = "name_to_confirm"
    SEVERAL_VERSIONS = "several_versions"
    EARLIER_SUM = "earlier_sum"
    NOT_A_REPORT = "not_a_report"


FILE_WORDS: Mapping[FileState, str] = {
    FileState.TAKEN: "可汇总",
    FileState.TAKEN_WITH_WARNINGS: "有提醒",
    FileState.FAILING: "有错误",
    FileState.WRONG_YEAR: "年度不符",
    FileState.OTHER_FORM: "格式不符",
    FileState.UNREADABLE: "读不出",
    FileState.NAME_TO_CONFIRM: "名称待认",
    FileState.SEVERAL_VERSIONS: "多份待选",
    FileState.EARLIER_SUM: "是以前的汇总",
    FileState.NOT_A_REPORT: "不是年报",
}
"""What a clerk reads, in the order of a legend."""
SUMMABLE = frozenset({FileState.TAKEN, FileState.TAKEN_WITH_WARNINGS, FileState.FAILING})
"""The states of a file that may be summed; ``FileRow.summed`` says whether it is."""


class UnitState(StrEnum):
    """Whether a unit of the roster has handed in, whatever became of its file."""

    RECEIVED = "received"
    LATE = "late"
    MISSING = "missing"


UNIT_WORDS: Mapping[UnitState, str] = {
    UnitState.RECEIVED: "已报",
    UnitState.LATE: "迟报",
    UnitState.MISSING: "没报",
}


@dataclass(frozen=True, slots=True)
class FileRow:
    """One file of the folder, or one report within a zip."""

    path: Path
    """The file on the disk; the zip, where the report lies in one."""
    inner: str = ""
    """The report's name within the zip."""
    place: str = ""
    """Where it lies below the folder, with the zip's name: 城关镇/年报.zip/年报.docx. Its key everywhere."""
    size: int = 0
    modified: datetime | None = None
    """When the file was last written, in local time; counts as received."""
    state: FileState = FileState.NOT_A_REPORT
    reason: str = ""
    """One sentence for every state but TAKEN."""
    unit: str = ""
    """The unit's name as the report writes it, else as the file's name does."""
    roster_name: str = ""
    """The unit on the roster (or the confirmed name); empty where none is certain."""
    year: int | None = None
    """None where the report names none."""
    form: str = ""
    errors: int = 0
    warnings: int = 0
    blanks: int = 0
    unread: int = 0
    """Pieces that the reader could not place; more than 0 asks for a review of the import."""
    late: bool = False
    summed: bool = False
    """Whether its numbers are in the sum."""
    undecided: bool = False
    """Whether it waits for the clerk's answer to a question."""
    digest: str = ""
    """Of its content: two equal ones are one file twice."""
    row: int = -1
    """Its row in ``Collection.numbers``; -1 where no report was read."""

    @property
    def name(self) -> str:
        """The file's own name, without folders."""
        return self.place.rpartition("/")[2]

    @property
    def folder(self) -> str:
        """The folders (and the zip) it lies in, below the collection's own."""
        return self.place.rpartition("/")[0]


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit: of the roster, or one that sent a report without standing on it."""

    name: str
    state: UnitState
    file: FileRow | None = None
    """The file that stands for the unit: the summed one, else the one that came nearest to it."""
    files: tuple[FileRow, ...] = ()
    """All that came from it, damaged and superseded ones too."""
    on_roster: bool = True

    @property
    def received(self) -> datetime | None:
        """When its file came; None where there is none."""
        return self.file.modified if self.file else None

    @property
    def summed(self) -> bool:
        """Whether its numbers are in the sum."""
        return self.file is not None and self.file.summed

    @property
    def in_order(self) -> bool:
        """Whether it is summed without errors."""
        return self.summed and self.file is not None and self.file.state is not FileState.FAILING


QuestionKind = Literal["versions", "name", "earlier_sum"]


@dataclass(frozen=True)
class Question:
    """What only the clerk can say; the answer goes into ``Decisions`` under ``subject``.

    - versions: ``decisions.choose_version(subject, place of the chosen file)``
    - name: ``decisions.confirm_name(subject, one of proposals, or any name)``
    - earlier_sum: ``decisions.count_as_unit(subject)`` where it is no sum after all, or
      ``decisions.settle_sum(subject)`` where it is
    """

    kind: QuestionKind
    subject: str
    """versions: the unit; name: the name as written; earlier_sum: the file's place."""
    message: str
    """One sentence: what is the matter."""
    files: tuple[FileRow, ...] = ()
    proposals: tuple[str, ...] = ()
    """name: units of the roster, the likeliest first; versions: places, the newest first."""
    differing: tuple[str, ...] = ()
    """versions: keys of the cells in which the files differ, in the order of the form."""


@dataclass(frozen=True)
class Remark:
    """One finding of one unit's report, kept with its numbers: what the letter to it says."""

    rule: str
    severity: Severity
    section: str
    message: str
    hint: str = ""
    cells: tuple[str, ...] = ()


@dataclass(frozen=True)
class Counts:
    """应报 60 · 已报 57 · 可汇总 52 · 有错误 3 · 没报 2."""

    due: int
    """Units of the roster; of those that sent something, where there is no roster."""
    received: int
    """Late ones too."""
    late: int
    missing: int
    summed: int
    failing: int
    undecided: int


@dataclass(frozen=True)
class Collection:
    """A folder as it stands: files in the order of their places, units in the order of the roster."""

    folder: Path
    year: int
    form: str
    year_proposed: bool
    """Whether the year is only what most reports say, not what the clerk said."""
    years: Mapping[int, int]
    """How many reports name each year, the most frequent first."""
    files: tuple[FileRow, ...]
    units: tuple[UnitRow, ...]
    """The roster's units in its order, then those that stand on no list, by name."""
    questions: tuple[Question, ...]
    numbers: Numbers
    """Of every report that was read; ``FileRow.row`` leads there."""
    last_year: "Collection | None" = None
    """Last year's folder, where one was given."""
    earlier: tuple[YearFigures, ...] = ()
    """What the folder's own files tell of years before; of each at most one."""
    deadline: date | None = None
    own_unit: str = ""
    has_roster: bool = False
    complete: bool = True
    """False where the reading was cancelled."""
    changed: frozenset[str] = frozenset()
    """Places of the files that were read anew this time."""
    notes: tuple[str, ...] = field(default=())
    """Sentences about the whole: a folder that could not be opened, names twice on the roster."""

    @property
    def summed(self) -> tuple[UnitRow, ...]:
        """The units whose numbers are in the sum."""
        return tuple(unit for unit in self.units if unit.summed)

    @property
    def missing(self) -> tuple[UnitRow, ...]:
        """The units of the roster that sent nothing."""
        return tuple(unit for unit in self.units if unit.state is UnitState.MISSING)

    @property
    def unexpected(self) -> tuple[UnitRow, ...]:
        """The units that sent something and stand on no list, where there is one."""
        return tuple(unit for unit in self.units if self.has_roster and not unit.on_roster)

    @property
    def in_order(self) -> bool:
        """Whether every unit of the roster is summed without errors, nothing undecided or unreadable."""
        due = [unit for unit in self.units if unit.on_roster or not self.has_roster]
        undecided = any(row.undecided for row in self.files)
        lost = any(row.state is FileState.UNREADABLE and not row.roster_name for row in self.files)
        all_in = all(unit.in_order for unit in due)
        return self.complete and bool(due) and all_in and not undecided and not lost

    @property
    def in_order_but_for_errors(self) -> bool:
        """Whether every unit of the roster is summed, failing or not."""
        due = [unit for unit in self.units if unit.on_roster or not self.has_roster]
        return self.complete and bool(due) and all(unit.summed for unit in due)

    def counts(self) -> Counts:
        """Count for the line above the table."""
        due = [unit for unit in self.units if unit.on_roster or not self.has_roster]
        return Counts(
            due=len(due),
            received=sum(unit.state is not UnitState.MISSING for unit in due),
            late=sum(unit.state is UnitState.LATE for unit in due),
            missing=sum(unit.state is UnitState.MISSING for unit in due),
            summed=sum(unit.summed for unit in self.units),
            failing=sum(
                unit.file is not None and unit.file.state is FileState.FAILING
                for unit in self.units
            ),
            undecided=sum(row.undecided for row in self.files),
        )
