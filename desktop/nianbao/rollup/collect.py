"""Reads every file of a folder and says of each whether it takes part in the sum, and why not."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from nianbao.checks.engine import run_checks
from nianbao.checks.findings import Severity, count
from nianbao.importers.readers.folder import files_in
from nianbao.report.book import Report
from nianbao.report.contract import Reading
from nianbao.report.errors import UserError
from nianbao.rollup.roster import Roster

Progress = Callable[[int, int], None]
Read = Callable[[Path], Reading]


class Standing(StrEnum):
    """Why a file does or does not take part."""

    TAKEN = "taken"
    UNREADABLE = "unreadable"
    WRONG_YEAR = "wrong_year"
    OTHER_FORM = "other_form"
    DUPLICATE = "duplicate"


@dataclass(frozen=True)
class UnitFile:
    """One file of the folder."""

    path: Path
    standing: Standing
    report: Report | None = None
    reason: str = ""
    errors: int = 0
    unread: int = 0
    year_known: bool = True

    @property
    def unit(self) -> str:
        """The unit's name, the file's where the report names none."""
        return (self.report.unit if self.report else "") or self.path.stem


@dataclass(frozen=True)
class Collection:
    """All files, in the order of their names, and the roster's units that sent none."""

    year: int
    form: str
    files: tuple[UnitFile, ...]
    missing: tuple[str, ...]
    unexpected: tuple[str, ...]
    """Units that sent a report but stand on no list."""

    @property
    def taken(self) -> tuple[UnitFile, ...]:
        """The files that are summed."""
        return tuple(one for one in self.files if one.standing is Standing.TAKEN)


def collect(
    folder: Path,
    read: Read,
    roster: Roster | None = None,
    *,
    leave_out: tuple[Path, ...] = (),
    progress: Progress | None = None,
) -> Collection:
    """Read a folder; raise UserError where it is none or holds no report at all.

    ``leave_out`` may lie in the same folder: the roster, and the file the sum goes to.
    """
    paths = files_in(folder, leave_out)
    first: list[UnitFile] = []
    for number, path in enumerate(paths, 1):
        first.append(_read_one(path, read))
        if progress is not None:
            progress(number, len(paths))
    readable = [one.report for one in first if one.report is not None and one.year_known]
    if not readable:
        raise UserError(
            f"文件夹“{folder.name}”里没有找到年度报告，或者都没有写明年度。",
            "请检查选的文件夹对不对。",
        )
    year, form = Counter((one.year, one.form) for one in readable).most_common(1)[0][0]
    files = _judge(first, year, form)
    return Collection(year, form, files, *_against(roster, files))


def _read_one(path: Path, read: Read) -> UnitFile:
    try:
        reading = read(path)
    except UserError as error:
        return UnitFile(path, Standing.UNREADABLE, reason=error.message)
    errors = count(run_checks(reading.report), Severity.ERROR)
    return UnitFile(
        path,
        Standing.TAKEN,
        reading.report,
        errors=errors,
        unread=len(reading.unread),
        year_known=reading.year_known,
    )


def _judge(files: Sequence[UnitFile], year: int, form: str) -> tuple[UnitFile, ...]:
    seen: dict[str, Path] = {}
    return tuple(_judge_one(one, year, form, seen) for one in files)


def _judge_one(one: UnitFile, year: int, form: str, seen: dict[str, Path]) -> UnitFile:
    report = one.report
    if report is None:
        return one
    standing, reason = Standing.TAKEN, ""
    if not one.year_known:
        standing, reason = Standing.WRONG_YEAR, "没有写明是哪一年的报告"
    elif report.year != year:
        standing, reason = Standing.WRONG_YEAR, f"是 {report.year} 年的报告，其他单位是 {year} 年"
    elif report.form != form:
        standing, reason = Standing.OTHER_FORM, "用的是另一种格式"
    elif one.unit in seen:
        standing, reason = Standing.DUPLICATE, f"与“{seen[one.unit].name}”是同一个单位"
    else:
        seen[one.unit] = one.path
    return replace(one, standing=standing, reason=reason)


def _against(
    roster: Roster | None, files: Sequence[UnitFile]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if roster is None:
        return (), ()
    sent = [one.unit for one in files if one.standing in {Standing.TAKEN, Standing.DUPLICATE}]
    missing = tuple(unit for unit in roster.units if unit not in sent)
    unexpected = tuple(dict.fromkeys(unit for unit in sent if unit not in roster.units))
    return missing, unexpected
