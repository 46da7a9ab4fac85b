"""Two windows, a colleague, a stick that comes and goes, crashes and clocks, in any order.

The windows are the policy without Qt: journal, held file, versions and recovery. A naive model
remembers every content that anybody made; none may ever be gone without having been asked about.
"""

import os
import shutil
import tempfile
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from nianbao.formats.registry import load_form
from nianbao.report.book import Report, blank_report
from nianbao.report.errors import UserError
from nianbao.report.storage import held_file
from nianbao.report.storage.files import parse_report, save_report
from nianbao.report.storage.journal import Journal
from nianbao.report.storage.recovery import find_drafts
from nianbao.report.storage.versions import list_versions
from nianbao.report.storage.watch import UNKNOWN, Stamp

FORM = load_form("gb_2021_30")
CELL = next(iter(FORM.cells))
WHO = st.integers(0, 1)


class Window:
    """One open report, as the window's parts hold it together."""

    def __init__(
        self, folder: Path, report: Report, path: Path, seen: Stamp, *, dirty: bool
    ) -> None:
        self.report, self.path, self.seen, self.dirty = report, path, seen, dirty
        known = None if seen == UNKNOWN else seen.digest
        self.journal = Journal(folder, report, path, unsaved=dirty, seen=known)
        self.stop = report.listen(self.journal.record)

    def die(self) -> None:
        """Let go as the system does; the files stay."""
        if self.journal._lock is not None:
            self.journal._lock._stream.close()
        if self.journal._stream is not None:
            self.journal._stream.close()
        self.journal._stream = None
        self.stop()


class TwoWindows(RuleBasedStateMachine):
    """What can happen to one file; each content is a number that nobody else writes."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp())
        self.stick, self.drawer = self.root / "U盘", self.root / "抽屉"
        self.stick.mkdir()
        self.file = self.stick / "报告.nianbao"
        self.recovery, self.versions = self.root / "recovery", self.root / "versions"
        self.windows: list[Window | None] = [None, None]
        self.number = 0
        self.made: set[int] = set()
        """Contents that were on the file or in a window."""
        self.given_up: set[int] = set()
        """Contents that somebody was asked about, or that went on to be edited."""
        save_report(self.fresh(), self.file)

    def fresh(self) -> Report:
        """Return a report with a content of its own."""
        report = blank_report(FORM.id, FORM.cells, 2023)
        report.change(cells={CELL: Decimal(self.next())})
        return report

    def next(self) -> int:
        """Return a content that never was."""
        self.number += 1
        self.made.add(self.number)
        return self.number

    def teardown(self) -> None:
        """Leave nothing behind."""
        for window in self.windows:
            if window is not None:
                window.stop()
                window.journal.close()
        shutil.rmtree(self.root)

    @rule(who=WHO)
    def opens(self, who: int) -> None:
        """A window opens the file, giving up what it had when asked."""
        try:
            loaded = held_file.load(self.file, self.versions)
        except UserError:
            return
        self.close(who)
        window = Window(self.recovery, loaded.report, self.file, loaded.stamp, dirty=False)
        self.windows[who] = window

    def close(self, who: int) -> None:
        """Close a window; where its work is not saved it is asked about."""
        window = self.windows[who]
        if window is None:
            return
        if window.dirty:
            self.given_up.add(content(window.report))
        window.stop()
        window.journal.close()
        self.windows[who] = None

    @rule(who=WHO)
    def types(self, who: int) -> None:
        """A clerk changes the number; what stood there in this window alone is the clerk's to change."""
        if self.windows[who] is None:
            self.opens(who)
        window = self.windows[who]
        if window is None:
            return
        if window.dirty:
            self.given_up.add(content(window.report))
        window.report.change(cells={CELL: Decimal(self.next())})
        window.dirty = True

    @rule(who=WHO, overwrites=st.booleans())
    def saves(self, who: int, overwrites: bool) -> None:  # noqa: FBT001 - drawn
        """A clerk saves; where asked, the answer is drawn. Asking alone excuses no loss."""
        window = self.windows[who]
        if window is None:
            return
        granted = None
        for _question in range(2):
            try:
                stamp = held_file.write(
                    window.report, window.path, self.versions, window.seen, granted
                )
            except held_file.ChangedOutsideError as outside:
                if not overwrites:
                    return
                granted = outside.theirs
            except UserError:
                return
            else:
                window.seen, window.dirty = stamp, False
                window.journal.saved(window.path, stamp.digest)
                return

    @precondition(lambda self: self.stick.exists())
    @rule(time=st.integers(1, 2_000_000_000))
    def a_colleague_saves(self, time: int) -> None:
        """Somebody else's program keeps what it replaces; its clock may say anything."""
        if self.file.exists():
            held_file.load(self.file, self.versions)
        save_report(self.fresh(), self.file)
        os.utime(self.file, (time, time))

    @precondition(lambda self: self.stick.exists())
    @rule()
    def the_stick_goes(self) -> None:
        """Pulled out."""
        self.stick.rename(self.drawer)

    @precondition(lambda self: self.drawer.exists())
    @rule()
    def the_stick_comes_back(self) -> None:
        """And put in again."""
        self.drawer.rename(self.stick)

    @precondition(lambda self: self.drawer.exists())
    @rule()
    def a_colleague_saves_elsewhere(self) -> None:
        """The stick is in another computer, whose versions are kept there."""
        there = self.drawer / self.file.name
        held_file.write(self.fresh(), there, self.versions, None)

    @rule(who=WHO)
    def crashes(self, who: int) -> None:
        """A window is killed."""
        window, self.windows[who] = self.windows[who], None
        if window is not None:
            window.die()

    @rule(who=WHO)
    def starts_again(self, who: int) -> None:
        """The next start takes the latest draft, and leaves the others for later."""
        if self.windows[who] is not None:
            return
        drafts = find_drafts(self.recovery)
        for number, draft in enumerate(drafts):
            if number or draft.origin is None:
                draft.keep_for_later()
                continue
            self.windows[who] = Window(
                self.recovery, draft.report, draft.origin, draft.seen, dirty=True
            )
            draft.settle()

    @precondition(lambda self: self.stick.exists())
    @rule(who=WHO, time=st.integers(1, 2_000_000_000))
    def a_colleague_saves_between_crash_and_start(self, who: int, time: int) -> None:
        """Four in a row, which seldom come together by chance."""
        self.types(who)
        self.crashes(who)
        self.a_colleague_saves(time)
        self.starts_again(who)

    @invariant()
    def nothing_is_lost(self) -> None:
        """Every content is in the file, a window, a draft or a version, or was given up when asked."""
        assert self.made - self.given_up - self.held() == set()

    def held(self) -> set[int]:
        """Return every content that can still be had."""
        found = {content(window.report) for window in self.windows if window is not None}
        for place in (self.file, self.drawer / self.file.name):
            if place.exists():
                found.add(read(place.read_bytes()))
            kept = list_versions(self.versions, place)
            found |= {read(one.path.read_bytes()) for one in kept}
        for draft in find_drafts(self.recovery):
            found.add(content(draft.report))
            draft.keep_for_later()
        return found


def content(report: Report) -> int:
    """Return the number that a report holds."""
    return int(report.cell(CELL) or 0)


@lru_cache(maxsize=1000)
def read(written: bytes) -> int:
    """Return the number that a report's file holds."""
    return content(parse_report(written, "报告.nianbao"))


TwoWindows.TestCase.settings = settings(
    max_examples=60, stateful_step_count=20, deadline=None, print_blob=True
)
TestTwoWindows = pytest.mark.long(TwoWindows.TestCase)
