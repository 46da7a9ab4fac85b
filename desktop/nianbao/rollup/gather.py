"""A folder becomes a collection: lists it, reads what changed, judges every file and unit.

Can be called from any thread and any number of times; a second call reads only what changed.
"""

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePath

from nianbao.checks.settings import LocalRules
from nianbao.formats.registry import load_form
from nianbao.importers.registry import read_for_review
from nianbao.importers.review import ImportResult
from nianbao.report.book import Report
from nianbao.report.errors import UserError
from nianbao.report.storage.files import read_bytes
from nianbao.rollup.decisions import Decisions, cache_path, home_of
from nianbao.rollup.files.kept import BrokenCacheError, Cache, Details, Kept
from nianbao.rollup.files.listing import Entry, Listing, list_files
from nianbao.rollup.files.reading import ZIP_BYTES, FileReader, Found, StoppedError, report_in
from nianbao.rollup.judging.drafts import Draft
from nianbao.rollup.judging.earlier_years import earlier_years
from nianbao.rollup.judging.judge import Against, form_of, judge, proposed_year
from nianbao.rollup.model import QUIET, Collection, FileRow, Remark, Task
from nianbao.rollup.names import Names
from nianbao.rollup.numbers import WIDTH, Numbers
from nianbao.rollup.roster import Roster

_SERVER = "\\\\"
_SELDOM = 100_000
"""Objects made before the collector looks; as Python sets out it would look every 700."""
_BATCH = 200
"""Files after which what was read is kept: a cancelled run loses none of it, a killed one few."""


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


def leads_away(home: PurePath, last: PurePath) -> bool:
    """Whether a path leads to a server that is not the folder's own.

    Whoever can write beside the folder could name any; asking a server hands the user's login to it.
    """
    return last.drive.startswith(_SERVER) and last.drive.casefold() != home.drive.casefold()


def setup_of(folder: Path, decisions: Decisions, rules: LocalRules | None = None) -> Setup:
    """Return what the decisions beside a folder say about how to collect it."""
    last = Path(decisions.last_year) if decisions.last_year else None
    if last is not None and leads_away(home_of(folder), last):
        last = None
    return Setup(
        folder,
        decisions.year,
        Roster(decisions.roster) if decisions.roster else None,
        decisions.deadline,
        decisions.own_unit,
        home_of(folder) / last if last else None,
        decisions.leave_out_failing,
        rules=rules,
    )


def gather(setup: Setup, decisions: Decisions, task: Task = QUIET) -> Collection:
    """Read a folder as far as it changed; raise UserError where it cannot be opened.

    A folder without any report is a collection without units, not an error: files may still come.
    The cache beside the folder is used where it can be written, and kept in memory else.
    What ``setup`` says goes before what the decisions say.
    """
    decisions = decisions.model_copy(update={"own_unit": setup.own_unit})
    last = _last_year(setup, decisions, task)
    reader = FileReader(_LastYear(last) if last else None, setup.rules)
    state = _read(setup.folder, setup.leave_out, reader, task)
    return _collection(setup, decisions, state, last)


def _last_year(setup: Setup, decisions: Decisions, task: Task) -> Collection | None:
    """Last year's folder, unchecked: it is only compared with."""
    if setup.last_year is None:
        return None
    theirs = Decisions(names=decisions.names, own_unit=setup.own_unit)
    state = _read(setup.last_year, (), FileReader(check=False), task)
    year = setup.year - 1 if setup.year is not None else None
    return _collection(Setup(setup.last_year, year, own_unit=setup.own_unit), theirs, state, None)


@dataclass
class _State:
    """What a folder holds, as far as it was read."""

    listing: Listing
    files: list[Kept]
    changed: frozenset[str]
    complete: bool


def _read(folder: Path, leave_out: Sequence[Path], reader: FileReader, task: Task) -> _State:
    listing = list_files(folder, leave_out)
    # A folder that holds nothing, perhaps the wrong one, is left without a file of ours beside it.
    with _opened(folder) if listing.entries else Cache(None) as cache:
        known = _known(cache)
        todo = [one for one in listing.entries if not _is_known(one, known.get(one.place), reader)]
        cache.forget(known.keys() - {entry.place for entry in listing.entries})
        cache.forget(entry.place for entry in todo if known.pop(entry.place, None))
        with collecting_seldom():
            complete = _read_all(todo, reader, cache, known, task)
    files = [kept for entry in listing.entries for kept in known.get(entry.place, ())]
    read = frozenset(kept.place for entry in todo for kept in known.get(entry.place, ()))
    return _State(listing, files, read, complete)


def _read_all(
    todo: Sequence[Entry],
    reader: FileReader,
    cache: Cache,
    known: dict[str, list[Kept]],
    task: Task,
) -> bool:
    """Read what is new or changed; whatever ends it, what was read is kept."""
    batch: list[Found] = []
    try:
        for number, entry in enumerate(todo, 1):
            if task.cancelled():
                return False
            try:
                found = reader.read(entry, task.cancelled)
            except StoppedError:
                return False
            known[entry.place] = [kept for kept, _details in found]
            batch += found
            if len(batch) >= _BATCH:
                cache.put(batch)
                batch = []
            task.progress(number, len(todo))
    finally:
        cache.put(batch)
    return True


@contextmanager
def collecting_seldom() -> Iterator[None]:
    """Let the collector look less often: reading makes many objects that live, and no circles."""
    before = gc.get_threshold()
    gc.set_threshold(max(_SELDOM, before[0]), *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _opened(folder: Path) -> Cache:
    return Cache(cache_path(folder))


def _known(cache: Cache) -> dict[str, list[Kept]]:
    """Everything kept, by the file on the disk; nothing where the cache is not as we made it."""
    known: dict[str, list[Kept]] = {}
    try:
        for kept in cache.all():
            known.setdefault(kept.outer, []).append(kept)
    except BrokenCacheError:
        cache.empty()
        return {}
    return known


def _is_known(entry: Entry, kept: list[Kept] | None, reader: FileReader) -> bool:
    """Whether a file is as it was read, and would be checked with the same things again."""
    if not kept or (kept[0].size, kept[0].modified) != (entry.size, entry.modified):
        return False
    if not kept[0].is_settled and not _same_content(entry, kept[0]):
        return False
    return all(
        one.kind != "report" or reader.mark(one.unit, one.year) in (None, one.against)
        for one in kept
    )


def _same_content(entry: Entry, kept: Kept) -> bool:
    from nianbao.report.storage.watch import digest_of

    try:
        return digest_of(read_bytes(entry.path, ZIP_BYTES)) == kept.digest
    except UserError:
        return False


def _collection(
    setup: Setup, decisions: Decisions, state: _State, last: Collection | None
) -> Collection:
    paths = {entry.place: entry.path for entry in state.listing.entries}
    drafts = [
        Draft(kept, paths[kept.outer], inner=kept.place.removeprefix(kept.outer).removeprefix("/"))
        for kept in state.files
        if kept.kind != "archive"
    ]
    state.files.clear()  # the numbers shall not stand in memory twice
    years, proposed = proposed_year(drafts)
    year = proposed if setup.year is None else setup.year
    form = form_of(drafts, year)
    numbers = _numbers(drafts, form)
    against = Against(year, form, setup.roster, setup.deadline, setup.leave_out_failing, decisions)
    judged = judge(drafts, numbers, against)
    return Collection(
        folder=setup.folder,
        year=year,
        form=form,
        year_proposed=setup.year is None,
        years=years,
        files=judged.files,
        units=judged.units,
        questions=judged.questions,
        numbers=numbers,
        last_year=last,
        earlier=earlier_years(drafts, numbers, year, setup.own_unit),
        deadline=setup.deadline,
        own_unit=setup.own_unit,
        has_roster=setup.roster is not None,
        complete=state.complete,
        changed=state.changed,
        notes=(*state.listing.notes, *_about_roster(setup.roster)),
    )


def _numbers(drafts: Sequence[Draft], form: str) -> Numbers:
    """The numbers of the reports in the collection's form; those in another one cannot be added."""
    numbers = Numbers(tuple(load_form(form).cells))
    for draft in drafts:
        kept = draft.kept
        if kept.form == form and len(kept.numbers) == WIDTH * len(numbers.keys):
            draft.row = numbers.add(kept.numbers, kept.large)
            kept.numbers = b""  # the array has them now
    return numbers


def _about_roster(roster: Roster | None) -> tuple[str, ...]:
    if roster is None or not roster.repeated:
        return ()
    shown = "、".join(roster.repeated[:5]) + ("等" if len(roster.repeated) > 5 else "")  # noqa: PLR2004
    return (f"名单里有 {len(roster.repeated)} 个单位写了不止一次，只算一次：{shown}。",)


class _LastYear:
    """Finds a unit's report in last year's folder."""

    def __init__(self, collection: Collection) -> None:
        self._rows = {unit.name: unit.file for unit in collection.units if unit.file is not None}
        self._names = Names(self._rows)

    def _row(self, unit: str, year: int) -> FileRow | None:
        row = self._rows.get(self._names.is_sure(unit)) if unit else None
        return row if row is not None and row.row >= 0 and row.year == year - 1 else None

    def mark(self, unit: str, year: int) -> str:
        """Return the mark of last year's report."""
        row = self._row(unit, year)
        return row.digest[:16] if row else ""

    def report(self, unit: str, year: int) -> Report | None:
        """Return last year's report, read again."""
        row = self._row(unit, year)
        if row is None:
            return None
        try:
            return open_report(row).reading.report
        except UserError:
            return None


def open_report(row: FileRow) -> ImportResult:
    """Read a file's report again, out of its zip too, for a window or a review; UserError if it fails."""
    if not row.inner:
        return read_for_review(row.path)
    return report_in(read_bytes(row.path, ZIP_BYTES), row.inner, row.path.name)


def remarks_of(collection: Collection, row: FileRow) -> tuple[Remark, ...]:
    """Return what the checks said of a file, errors first; from the cache, without reading it.

    Where the cache does not know, the file is read and checked again.
    """
    with _opened(collection.folder) as cache:
        return _remarks_of(cache, collection, row)


def all_remarks(collection: Collection) -> Iterator[tuple[str, tuple[Remark, ...]]]:
    """Yield the place of each file with what the checks said of it, in the order of the units."""
    with _opened(collection.folder) as cache:
        for unit in collection.units:
            if unit.file is not None and (unit.file.errors or unit.file.warnings):
                yield unit.file.place, _remarks_of(cache, collection, unit.file)


def _remarks_of(cache: Cache, collection: Collection, row: FileRow) -> tuple[Remark, ...]:
    remarks: tuple[Remark, ...] = ()
    with suppress(BrokenCacheError):
        remarks = cache.remarks(row.place)
    if remarks or not (row.errors or row.warnings):
        return remarks
    return _read_again(collection, row).remarks


def texts_of(collection: Collection) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Yield each summed unit with the texts of its report, by section, as far as they are kept."""
    units = {unit.file.place: unit for unit in collection.summed if unit.file is not None}
    with _opened(collection.folder) as cache, suppress(BrokenCacheError):
        for place, texts in cache.all_texts():
            if place in units:
                yield units[place].name, texts


def _read_again(collection: Collection, row: FileRow) -> Details:
    last = collection.last_year
    try:
        status = row.path.stat()
    except OSError:  # the stick was pulled out
        return Details()
    outer = row.place.removesuffix(f"/{row.inner}") if row.inner else row.place
    entry = Entry(row.path, outer, status.st_size, status.st_mtime_ns)
    found: list[Found] = FileReader(_LastYear(last) if last else None).read(entry)
    return next((details for kept, details in found if kept.place == row.place), Details())


def last_year_report(collection: Collection, unit: str) -> Report | None:
    """Return a unit's report of last year's folder; None where there is none."""
    if collection.last_year is None:
        return None
    return _LastYear(collection.last_year).report(unit, collection.year)
