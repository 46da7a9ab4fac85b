"""One open report: its undo stack, its file, its findings, and the signals that views follow.

Views change nothing themselves: they ask ``edit``, which pushes a command, the command changes
the report, and the report's listener leads back here, where everything is checked anew.
"""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from nianbao.formats.registry import Form
from nianbao.report.book import PREAMBLE, Report
from nianbao.report.earlier import last_report, year_before
from nianbao.report.figures import Figures
from nianbao.ui.session.checking import Checking
from nianbao.ui.session.editing import Editing
from nianbao.ui.session.edits import ReplaceReport
from nianbao.ui.session.history import History
from nianbao.ui.session.undo_memory import BoundedStack

if TYPE_CHECKING:
    from nianbao.checks.decisions import SetAside
    from nianbao.checks.findings import Finding


class ReadFrom(NamedTuple):
    """What was read from a source, before anybody corrected it."""

    name: str
    values: Mapping[str, Decimal | None]


class Session(QObject):
    """A report while it is open: what it says, and who does what with it."""

    cells_changed = Signal(object)
    """frozenset of cell keys whose value in force, note or computed total changed."""
    texts_changed = Signal(object)
    """frozenset of text keys."""
    texts_followed = Signal(object)
    """frozenset of the keys of texts whose numbers followed a change in the tables."""
    facts_changed = Signal(object)
    """frozenset of the report's own field names."""
    findings_changed = Signal()
    dirty_changed = Signal(bool)
    path_changed = Signal()
    replaced = Signal()
    """Another report took the place of the old one; all views start anew."""
    said = Signal(str)
    """What an edit did besides what was typed."""
    refused = Signal(str, str)
    """Cell key and the sentence that says why a text was not entered."""

    def __init__(
        self, report: Report, path: Path | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.path = path
        self.unread: tuple[tuple[str, ...], ...] = ()
        """For each piece of a source that could not be read, the cells that it may belong to."""
        self.read: ReadFrom | None = None
        """What was read from the source of this report, in this session."""
        self.undo_stack = BoundedStack(self)
        self.undo_memory = self.undo_stack.memory
        self.undo_stack.cleanChanged.connect(self._tell_dirty)
        self._hear(report)
        self.edit = Editing(self.undo_stack, report, self)
        self.edit.refused.connect(self.refused)
        self.edit.said.connect(self.said)
        self.edit.texts_followed.connect(self.texts_followed)
        self.history = History(report, self)
        self._checking = Checking(self._figures, self)
        self.history.note_findings(self.findings, whole=False)
        self._checking.checked.connect(
            lambda whole: self.history.note_findings(self.findings, whole=whole)
        )
        self._checking.findings_changed.connect(self.findings_changed)

    def _hear(self, report: Report) -> None:
        """Follow a report's changes from now on."""
        self.report = report
        self._figures = Figures(report)
        self._text_keys = frozenset((PREAMBLE, *self.form.text_keys))
        self._stop_hearing = report.listen(self._on_report_changed)

    # What there is to read

    @property
    def form(self) -> Form:
        """The statutory form of the report."""
        return self._figures.form

    @property
    def is_dirty(self) -> bool:
        """Whether there is work that no file holds."""
        return not self.undo_stack.isClean()

    @property
    def title(self) -> str:
        """What the window and questions call this report."""
        unit = self.report.unit.strip() or "未命名单位"
        return f"{unit} · {self.report.year} 年度报告"

    @property
    def totals(self) -> Mapping[str, Decimal]:
        """The totals that can be computed, also of cells that were filled by hand."""
        return self._figures.totals.computed

    def value(self, key: str) -> Decimal | None:
        """Return the value in force: entered, or the computed total where totals are automatic."""
        return self._figures.value(key)

    @property
    def previous(self) -> tuple[Report, ...]:
        """The reports to compare with; they are saved with this one."""
        return self.report.previous

    def last_report(self) -> Report | None:
        """Return the newest report of an earlier year that was given for comparison."""
        return last_report(self.report)

    def year_before(self) -> Report | None:
        """Return the report of the very year before, whose figures go on in this one."""
        return year_before(self.report)

    def last_year(self, key: str) -> Decimal | None:
        """Return a cell's value in last year's report; None where there is none."""
        return self._figures.last_year(key)

    @property
    def findings(self) -> "tuple[Finding, ...]":
        """What the checks found and nobody has set aside, errors first."""
        return self._checking.findings

    @property
    def set_aside(self) -> "tuple[SetAside, ...]":
        """What decisions still in force keep apart."""
        return self._checking.set_aside

    def recheck(self) -> None:
        """Check at once what waits for a rest in typing."""
        self._checking.recheck()

    # The report as a whole

    def saved_to(self, path: Path) -> None:
        """Take note that the report as it is now stands in a file."""
        self.undo_stack.setClean()
        if path != self.path:
            self.path = path
            self.path_changed.emit()

    def replace(self, report: Report, label: str) -> None:
        """Put another report in the place of this one, as one undo step."""
        self.undo_stack.push(ReplaceReport(self._adopt, self.report, report, label))

    def retire(self) -> None:
        """Say nothing any more: the window has turned to another report, or closes.

        Qt's undo stack would still tell of its own end, to views that are gone by then.
        """
        self._stop_hearing()
        self._checking.stop()
        self.undo_stack.blockSignals(True)
        self.blockSignals(True)

    def _adopt(self, report: Report) -> None:
        self._stop_hearing()
        self._hear(report)
        self.edit.take(report)
        self.history.take(report)
        self._checking.take(self._figures)
        self.replaced.emit()

    # How changes come back

    def _tell_dirty(self, clean: bool) -> None:
        self.dirty_changed.emit(not clean)

    def _on_report_changed(self, keys: frozenset[str]) -> None:
        cells = keys & self.form.cells.keys()
        texts = keys & self._text_keys
        facts = keys - cells - texts
        self.history.note(cells)
        if cells or "auto_totals" in facts:
            moved = self._figures.add_up()
            everywhere = frozenset(self.totals) if "auto_totals" in facts else frozenset()
            self.cells_changed.emit(cells | moved | everywhere)
            self._checking.follow_cells()
        if texts:
            self.texts_changed.emit(texts)
            self._checking.follow_texts()
        if facts & {"previous", "year"}:
            self._figures.take_last_year()
            self.cells_changed.emit(frozenset(self.form.cells))
        if facts:
            self.facts_changed.emit(facts)
            self._checking.recheck()
