"""One file becomes what is kept of it: its numbers, what the checks say, or why it is no report."""

import io
import json
import re
import zipfile
from collections.abc import Container, Iterator
from contextlib import suppress
from dataclasses import asdict, replace
from itertools import count as count_from
from pathlib import PurePosixPath
from typing import Protocol

from pydantic_core import to_json

from nianbao.checks.catalogue import catalogue
from nianbao.checks.context import CheckContext, make_context
from nianbao.checks.engine import check_context
from nianbao.checks.findings import Finding, Severity, count
from nianbao.checks.settings import LocalRules
from nianbao.exporters.printed.paragraphs import clean
from nianbao.formats.registry import load_form
from nianbao.importers.errors import UnknownSourceError
from nianbao.importers.readers.archive import Archive
from nianbao.importers.registry import MAX_BYTES, bytes_for_review
from nianbao.importers.review import ImportResult
from nianbao.report.book import Report
from nianbao.report.contract import Reading
from nianbao.report.earlier import with_earlier
from nianbao.report.errors import UserError
from nianbao.report.storage.files import read_bytes
from nianbao.report.storage.watch import digest_of
from nianbao.report.texts import section_text
from nianbao.report.totals import values_in_force
from nianbao.rollup.figures import yearly_figures
from nianbao.rollup.files.foreign import LOCKED, UNPACK, is_locked_zip, what_it_is
from nianbao.rollup.files.kept import Details, Kept, Kind, now
from nianbao.rollup.files.listing import Entry, is_hidden
from nianbao.rollup.files.sums_of_then import years_of_sum
from nianbao.rollup.known_years import YearFigures, packed
from nianbao.rollup.model import QUIET, UNITS_SHEET, Cancelled, Remark
from nianbao.rollup.numbers import pack

Found = tuple[Kept, Details]

ZIP_BYTES = 300_000_000
"""Of a zip with the reports of many units."""
_UNPACKED = 1_000_000_000
_LONGEST_NAME = 200
"""Characters of a unit's name that count; names are compared, and one from a file may have no end."""
_MOST_FILES = 5000
"""Of a zip and all the zips within it."""
_ZIP = b"PK\x03\x04"
_SHEET = "xl/workbook.xml"
_SHEET_OF_SUMS = f'"{UNITS_SHEET}"'.encode()
_MOST_SHEETS = 1_000_000
"""Bytes of the list of a workbook's sheets."""
_MOST_VALUES = 2_000_000
"""Of a sum as JSON, each unit's blanks by name; each becomes an object."""
_DOCUMENTS = ("[Content_Types].xml", "mimetype", "OFD.xml")
"""In a zip that is one document, not a bundle of files."""
_DEEPEST = 3
"""Zips within zips."""
_UTF8_NAMES = 0x800
_DRIVE = re.compile("[A-Za-z]:")
_UNREAD = re.compile(r"是图片|扫描件|是空的")
"""What the readers say of a picture of a report, and of a file that lost its content."""


class Previous(Protocol):
    """Last year's reports, by the unit's name and the year of its report now."""

    def report(self, unit: str, year: int) -> Report | None:
        """Return last year's report."""

    def mark(self, unit: str, year: int) -> str:
        """Return what tells its content from another, without reading it; empty where there is none."""


class NoReports:
    """No last year to compare with."""

    def report(self, unit: str, year: int) -> None:
        """Return nothing."""

    def mark(self, unit: str, year: int) -> str:
        """Return nothing."""
        del unit, year
        return ""


class StoppedError(Exception):
    """Nobody waits for this file any more."""


class _TooMuchError(UserError):
    """A zip holds more than is ever read of one."""


class _Budget:
    """What may be read of one file of the folder, however deep its zips lie in each other."""

    def __init__(self, cancelled: Cancelled) -> None:
        self._files, self._bytes = _MOST_FILES, _UNPACKED
        self._cancelled = cancelled

    def take(self, content: bytes) -> None:
        """Count a file that came out of a zip."""
        if self._cancelled():
            raise StoppedError
        self._files -= 1
        self._bytes -= len(content)
        if self._files < 0 or self._bytes < 0:
            raise _TooMuchError("压缩包里的文件太多或者太大。", UNPACK)


class FileReader:
    """Reads files of one folder, all against the same rules and last year."""

    def __init__(
        self,
        previous: Previous | None = None,
        rules: LocalRules | None = None,
        *,
        check: bool = True,
    ) -> None:
        """``check`` is left out for a folder that is only compared with."""
        self._previous = previous or NoReports()
        self._rules = rules
        self._rules_mark = "" if rules is None else digest_of(to_json(asdict(rules)))[:16]
        self._check = check

    def mark(self, unit: str, year: int | None) -> str | None:
        """Return what a report of this unit would be checked with now."""
        if not self._check:
            return None
        last = self._previous.mark(unit, year) if year is not None else ""
        return f"{self._rules_mark}/{last}"

    def read(self, entry: Entry, cancelled: Cancelled = QUIET.cancelled) -> list[Found]:
        """Return what is kept of a file: one entry, or one for each file within a zip.

        Raises StoppedError where it is cancelled amid a zip.
        """
        blank = Kept(entry.place, entry.place, entry.size, entry.modified, now(), "unreadable")
        is_zip = _is_zip_name(entry.place)
        if is_zip and entry.size > ZIP_BYTES:
            return [(replace(blank, reason=f"压缩包太大。{UNPACK}"), Details())]
        try:
            content = read_bytes(entry.path, ZIP_BYTES if is_zip else MAX_BYTES)
            blank = replace(blank, digest=digest_of(content))
            name = PurePosixPath(entry.place).name
            return list(self._of_content(blank, content, name, _DEEPEST, _Budget(cancelled)))
        except UserError as error:
            return [(replace(blank, reason=_sentence(error)), Details())]

    def _of_content(
        self, blank: Kept, content: bytes, name: str, depth: int, budget: _Budget
    ) -> Iterator[Found]:
        if content.startswith(_ZIP):
            names = _names(content)
            if names is not None and not any(one in names for one in _DOCUMENTS) and depth:
                yield from self._of_zip(blank, content, name, depth, budget)
                return
        yield self._of_source(blank, content, name)

    def _of_zip(
        self, blank: Kept, content: bytes, name: str, depth: int, budget: _Budget
    ) -> Iterator[Found]:
        found: list[Found] = []
        try:
            for inner, part in parts_of_zip(content, name):
                budget.take(part)
                place = f"{blank.place}/{inner}"
                within = replace(blank, place=place, digest=digest_of(part))
                one = PurePosixPath(inner).name
                found += self._of_content(within, part, one, depth - 1, budget)
        except _TooMuchError:
            raise
        except UserError as error:
            locked = is_locked_zip(content)
            reason = LOCKED if locked else _sentence(error)
            yield replace(blank, kind="unreadable", reason=reason), Details()
            return
        if not found:
            yield replace(blank, kind="foreign", reason="压缩包是空的。"), Details()
            return
        yield replace(blank, kind="archive"), Details()
        yield from found

    def _of_source(self, blank: Kept, content: bytes, name: str) -> Found:
        if is_our_sum(content):
            reason = "是以前用公开年报汇总出来的结果，没有计入。"
            told = years_of_sum(content)
            return replace(blank, kind="sum", reason=reason, earlier=told), Details()
        known = what_it_is(content, name)
        if known is not None:
            return replace(blank, kind=known.kind, reason=known.reason), Details()
        try:
            reading = bytes_for_review(content, name).reading
        except UserError as error:
            kind = _kind_of_refusal(error, content, name)
            return replace(blank, kind=kind, reason=_sentence(error)), Details()
        return self._of_reading(blank, reading)

    def _of_reading(self, blank: Kept, reading: Reading) -> Found:
        report = reading.report
        form = load_form(report.form)
        context = self._context(report)
        packed, large = pack(tuple(form.cells), context.values)
        year = report.year if reading.year_known else None
        found = _checked(context) if self._check else ()
        kept = Kept(  # not by ``replace``, which takes four times as long
            blank.place,
            blank.outer,
            blank.size,
            blank.modified,
            blank.read_at,
            "report",
            blank.digest,
            unit=" ".join(report.unit[:_LONGEST_NAME].split()),
            year=year,
            form=report.form,
            errors=count(found, Severity.ERROR),
            warnings=count(found, Severity.WARNING),
            blanks=len(context.blank),
            unread=len(reading.unread),
            against=self.mark(report.unit, year),
            numbers=packed,
            large=large,
            earlier=_years_beside(report) if report.previous else "",
        )
        written = dict.fromkeys(key.partition(".")[0] for key in report.texts)
        texts = {one: text for one in written if (text := section_text(form, report, one))}
        return kept, Details(tuple(_remark(one) for one in found), texts)

    def _context(self, report: Report) -> CheckContext:
        """The report as it is checked: its values in force, and last year's beside them."""
        last = self._previous.report(report.unit, report.year) if self._check else None
        previous = with_earlier(report.previous, *((last,) if last else ()))
        return make_context(report, previous, self._rules)


def _years_beside(report: Report) -> str:
    """What a report has of earlier years, kept for comparing it."""
    years = []
    for one in report.previous:
        values = values_in_force(load_form(one.form), one)
        years.append(YearFigures(one.year, yearly_figures(one.form, values.get)))
    return packed(years)


def _checked(context: CheckContext) -> tuple[Finding, ...]:
    """What stands, but for what the program asks only whoever exports the report."""
    found = check_context(context).findings
    return tuple(one for one in found if not catalogue()[one.rule].asked_at_export)


def _remark(finding: Finding) -> Remark:
    return Remark(
        finding.rule,
        finding.severity,
        finding.section,
        finding.message,
        finding.hint,
        finding.cells,
    )


def parts_of_zip(content: bytes, name: str) -> Iterator[tuple[str, bytes]]:
    """Yield the files within a zip by their names as their writer saw them."""
    archive = Archive(content, name)
    for shown, written in _shown_names(content).items():
        yield shown, archive.part(written, MAX_BYTES)


def report_in(content: bytes, inner: str, name: str) -> ImportResult:
    """Read one report out of a zip, out of a zip in it too; UserError where it is not there."""
    archive = Archive(content, name)
    for shown, written in _shown_names(content).items():
        if shown == inner:
            part = archive.part(written, MAX_BYTES)
            return bytes_for_review(part, PurePosixPath(shown).name)
        if inner.startswith(f"{shown}/"):
            part = archive.part(written, MAX_BYTES)
            return report_in(part, inner.removeprefix(f"{shown}/"), shown)
    raise UserError(f"压缩包“{name}”里已经没有“{inner}”。", "请刷新后再看。")


def _shown_names(content: bytes) -> dict[str, str]:
    """Return the names of a zip's files as they are shown, each once, and as the zip writes them."""
    with zipfile.ZipFile(io.BytesIO(content)) as directory:
        infos = [info for info in directory.infolist() if not info.is_dir()]
    found: dict[str, str] = {}
    for info in infos:
        shown = _shown_name(info)
        if shown and not any(is_hidden(part) for part in shown.split("/")):
            found[_only_once(shown, found)] = info.filename
    return found


def _only_once(shown: str, known: Container[str]) -> str:
    """What a zip tells apart by a stroke in the other direction is still two files."""
    if shown not in known:
        return shown
    path = PurePosixPath(shown)
    names = (str(path.with_stem(f"{path.stem}（{number}）")) for number in count_from(2))
    return next(name for name in names if name not in known)


def _shown_name(info: zipfile.ZipInfo) -> str:
    """Windows' own zips write names in GBK, which the format calls something else.

    Nothing is written under these names; ways up and to a drive only say that somebody tried.
    """
    name = info.filename
    if not info.flag_bits & _UTF8_NAMES:
        with suppress(UnicodeEncodeError, UnicodeDecodeError):
            name = name.encode("cp437").decode("gb18030")
    parts = clean(name).replace("\\", "/").split("/")
    return "/".join(part for part in parts if part.strip(".") and not _DRIVE.fullmatch(part))


def _names(content: bytes) -> frozenset[str] | None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return frozenset(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return None


def _is_zip_name(place: str) -> bool:
    return place.lower().endswith(".zip")


def is_our_sum(content: bytes) -> bool:
    """Whether a file says itself that ``rollup`` wrote it: a workbook or the JSON of the command line."""
    if content.startswith(_ZIP):
        return _is_workbook_of_sums(content)
    if content[:1] != b"{" or b'"blank_units"' not in content:
        return False
    if sum(map(content.count, (b",", b"[", b"{"))) > _MOST_VALUES:
        return False
    try:
        data = json.loads(content)
    except (ValueError, RecursionError):
        return False
    return isinstance(data, dict) and {"sum", "units", "missing", "blank_units"} <= data.keys()


def _is_workbook_of_sums(content: bytes) -> bool:
    """By the sheet that holds every unit's numbers: no unit's own report has one."""
    try:
        archive = Archive(content, "")
        return _SHEET in archive.names and _SHEET_OF_SUMS in archive.part(_SHEET, _MOST_SHEETS)
    except UserError:
        return False


def _kind_of_refusal(error: UserError, content: bytes, name: str) -> Kind:
    """Whether a source that gave no report is a report that cannot be read, or something else."""
    if name.lower().endswith(".nianbao") or b"nianbao-report" in content[:200]:
        return "unreadable"
    if isinstance(error, UnknownSourceError):
        return "foreign"
    return "foreign" if content[:1] == b"{" else "unreadable"


def is_unread_report(reason: str) -> bool:
    """Whether a reader found a picture, or nothing, where the words should be."""
    return bool(_UNREAD.search(reason))


def _sentence(error: UserError) -> str:
    return f"{error.message}{error.advice}"
