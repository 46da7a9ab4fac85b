"""One open report: its undo stack, its file, its findings, and the signals that views follow.

Views change nothing themselves: they ask the session, the session pushes a command, the command
changes the report, and the report's listener leads back here, where everything is checked anew.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from nianbao.checks.engine import check_report, in_order, run_table_checks
from nianbao.formats.registry import Form, load_form
from nianbao.report.book import PREAMBLE, Report
from nianbao.report.errors import UserError
from nianbao.report.numbers import format_number, parse_number, split_note
from nianbao.report.storage.files import load_report, save_report
from nianbao.report.totals import Totals, add_up
from nianbao.ui.session.edits import ReplaceReport, SetCells, SetFacts, SetText
from nianbao.ui.session.sentence_updates import Following
from nianbao.ui.system.local_rules import local_rules

if TYPE_CHECKING:
    from nianbao.checks.decisions import SetAside
    from nianbao.checks.findings import Finding

TEXT_CHECK_DELAY = 200
"""Milliseconds of rest in typing after which texts are checked."""


class Session(QObject):
    """A report while it is open."""

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
    refused = Signal(str, str)
    """Cell key and the sentence that says why a text was not entered."""

    def __init__(
        self, report: Report, path: Path | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.undo_stack = QUndoStack(self)
        self.undo_stack.cleanChanged.connect(self._tell_dirty)
        self.following = Following(self)
        self.path = path
        self.findings: tuple[Finding, ...] = ()
        self.set_aside: tuple[SetAside, ...] = ()
        """What decisions still in force keep apart, as of the last whole check."""
        self._read: tuple[Finding, ...] = ()
        self._totals = Totals({}, {})
        self._last_year: Mapping[str, Decimal] = {}
        self._timer = QTimer(self, singleShot=True, interval=TEXT_CHECK_DELAY)
        self._timer.timeout.connect(self.recheck)
        self._heard: list[Report] = []
        self._take(report)

    # What there is to read

    @property
    def form(self) -> Form:
        """The statutory form of the report."""
        return self._form

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
        return self._totals.computed

    def value(self, key: str) -> Decimal | None:
        """Return the value in force: entered, or the computed total where totals are automatic."""
        entered = self.report.cells.get(key)
        if entered is None and self.report.auto_totals:
            return self._totals.filled.get(key)
        return entered

    @property
    def previous(self) -> tuple[Report, ...]:
        """The reports to compare with; they are saved with this one."""
        return self.report.previous

    def last_report(self) -> Report | None:
        """Return the newest report of an earlier year that was given for comparison."""
        earlier = [one for one in self.previous if one.year < self.report.year]
        return max(earlier, key=lambda one: one.year, default=None)

    def last_year(self, key: str) -> Decimal | None:
        """Return a cell's value in last year's report; None where there is none."""
        return self._last_year.get(key)

    # What a clerk does

    def enter(self, key: str, text: str, *, keep_note: bool = True) -> bool:
        """Enter what was typed into a cell; where it is refused, say why and keep the old value.

        A note typed in brackets is taken apart; ``keep_note`` says whether a text without one
        leaves the cell's note alone.
        """
        number, note = split_note(text)
        try:
            value = parse_number(number, self.form.cells[key].value_type)
        except UserError as error:
            self.refused.emit(key, str(error))
            return False
        notes = {key: note} if note or value is None or not keep_note else {}
        notes = {
            one: new for one, new in notes.items() if self.report.cell_notes.get(one, "") != new
        }
        if value == self.report.cell(key) and not notes:
            return True
        self.push(SetCells(self, {key: value}, f"填写“{self.form.cells[key].name}”", notes))
        return True

    def enter_everywhere(self, keys: Sequence[str], text: str) -> bool:
        """Enter one text into several cells in one step; where one refuses it, none changes."""
        number, note = split_note(text)
        values: dict[str, Decimal | None] = {}
        for key in keys:
            try:
                values[key] = parse_number(number, self.form.cells[key].value_type)
            except UserError as error:
                self.refused.emit(key, str(error))
                return False
        changed = [key for key in keys if note or values[key] != self.report.cell(key)]
        notes = {key: note for key in changed if self.report.cell_notes.get(key, "") != note}
        self.set_cells(values, f"填充 {len(keys)} 格", notes)
        return True

    def may_hold(self, key: str, value: Decimal | None) -> bool:
        """Whether a cell may hold a value of another one; where not, say why."""
        try:
            parse_number(format_number(value), self.form.cells[key].value_type)
        except UserError as error:
            self.refused.emit(key, str(error))
            return False
        return True

    def set_cells(
        self,
        values: Mapping[str, Decimal | None],
        label: str,
        notes: Mapping[str, str] | None = None,
    ) -> int:
        """Enter several values in one step; return how many cells change."""
        changed = {key: value for key, value in values.items() if self.report.cell(key) != value}
        if changed or notes:
            self.push(SetCells(self, changed, label, notes))
        return len(changed)

    def fill(
        self, label: str, cells: Mapping[str, Decimal | None], texts: Mapping[str, str]
    ) -> None:
        """Enter cells and texts together, as one undo step."""
        self.undo_stack.beginMacro(label)
        for key, text in texts.items():
            self.set_text(key, text, label)
        self.set_cells(cells, label)
        self.undo_stack.endMacro()

    def set_note(self, key: str, note: str) -> None:
        """Write a cell's note; empty removes it."""
        if self.report.cell_notes.get(key, "") != note:
            self.push(SetCells(self, {}, "修改备注", {key: note}))

    def set_text(self, key: str, text: str, label: str = "修改文字") -> None:
        """Write a text."""
        if self.report.text(key) != text:
            self.push(SetText(self, key, text, label))

    def set_facts(self, label: str = "修改报告信息", **facts: object) -> None:
        """Change fields of the report itself."""
        changed = {name: fact for name, fact in facts.items() if getattr(self.report, name) != fact}
        if changed:
            self.push(SetFacts(self, changed, label))

    def replace(self, report: Report, label: str) -> None:
        """Put another report in the place of this one, as one undo step."""
        self.push(ReplaceReport(self, report, label))

    def push(self, command: QUndoCommand) -> None:
        """Do a command and remember it for undo."""
        followed = self.following.push(command)
        if followed:
            self.texts_followed.emit(followed)

    def set_previous(self, reports: Sequence[Report]) -> None:
        """Keep earlier years' reports beside this one for comparison, as an undo step."""
        from nianbao.report.earlier import with_earlier

        self.set_facts("更换对照的报告", previous=with_earlier(reports))

    def _take_last_year(self) -> None:
        self._last_year = {}
        last = self.last_report()
        if last is not None:
            from nianbao.report.compare import comparable_values

            self._last_year = comparable_values(self.form, last)

    # The file

    @classmethod
    def open(cls, path: Path, parent: QObject | None = None) -> "Session":
        """Return a session on a report file; UserError where it cannot be read."""
        return cls(load_report(path), path, parent)

    def save(self, path: Path) -> None:
        """Write the report; UserError where that fails, and nothing is lost."""
        save_report(self.report, path)
        self.undo_stack.setClean()
        if path != self.path:
            self.path = path
            self.path_changed.emit()

    def retire(self) -> None:
        """Say nothing any more: the window has turned to another report, or closes.

        Qt's undo stack would still tell of its own end, to views that are gone by then.
        """
        self._timer.stop()
        self.undo_stack.blockSignals(True)
        self.blockSignals(True)

    # How changes come back

    def adopt(self, report: Report) -> None:
        """Show another report; only commands call this."""
        self._take(report)
        self.replaced.emit()

    def _take(self, report: Report) -> None:
        self.report = report
        self._form = load_form(report.form)
        self._text_keys = frozenset((PREAMBLE, *self._form.text_keys))
        if not any(report is heard for heard in self._heard):
            self._heard.append(report)
            report.listen(lambda keys, mine=report: self._on_report_changed(mine, keys))  # type: ignore[misc]
        self._totals = add_up(self._form, report.cells)
        self._read = ()
        self._take_last_year()
        self._check_tables()

    def _on_report_changed(self, report: Report, keys: frozenset[str]) -> None:
        if report is not self.report:
            return
        cells = keys & self._form.cells.keys()
        texts = keys & self._text_keys
        facts = keys - cells - texts
        if cells or "auto_totals" in facts:
            self._on_cells_changed(cells, everywhere="auto_totals" in facts)
        if texts:
            self.texts_changed.emit(texts)
            self._timer.start()
        if facts & {"previous", "year"}:
            self._take_last_year()
            self.cells_changed.emit(frozenset(self.form.cells))
        if facts:
            self.facts_changed.emit(facts)
            self.recheck()

    def _on_cells_changed(self, cells: frozenset[str], *, everywhere: bool) -> None:
        before = self.totals
        self._totals = add_up(self._form, self.report.cells)
        after = self.totals
        computed = before.keys() | after.keys()
        moved = {key for key in computed if before.get(key) != after.get(key)}
        self.cells_changed.emit(frozenset(cells | (computed if everywhere else moved)))
        self._check_tables()

    def _check_tables(self) -> None:
        """Check the tables at once, and all the rest when there is a rest in typing."""
        filled = self._totals.filled if self.report.auto_totals else {}
        tables = run_table_checks(self.report, filled)
        self._find(in_order(self._form, (*tables, *self._read)) if self._read else tables)
        self._timer.start()

    def recheck(self) -> None:
        """Check everything; tell the views where the findings differ from before."""
        self._timer.stop()
        result = check_report(self.report, self.previous, local_rules())
        found = result.findings
        tables = frozenset(run_table_checks(self.report))
        self._read = tuple(one for one in found if one not in tables)
        moved, self.set_aside = result.set_aside != self.set_aside, result.set_aside
        self._find(found, anew=moved)

    def _find(self, found: "tuple[Finding, ...]", *, anew: bool = False) -> None:
        if anew or found != self.findings:
            self.findings = found
            self.findings_changed.emit()

    def _tell_dirty(self, clean: bool) -> None:
        self.dirty_changed.emit(not clean)
