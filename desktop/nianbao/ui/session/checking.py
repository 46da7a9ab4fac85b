"""Checks the open report: the tables at each edit, texts and years when there is a rest in typing."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from nianbao.checks.engine import CheckResult, check_report, check_tables
from nianbao.report.figures import Figures
from nianbao.ui.system.debounce import Debounced
from nianbao.ui.system.local_rules import local_rules

if TYPE_CHECKING:
    from nianbao.checks.decisions import SetAside
    from nianbao.checks.findings import Finding

TEXT_CHECK_DELAY = 200
"""Milliseconds of rest in typing after which texts are checked."""


class Checking(QObject):
    """The findings on one report, kept up with its changes."""

    findings_changed = Signal()
    checked = Signal(bool)
    """After each check, before the views hear of it: whether the whole report was checked."""

    def __init__(self, figures: Figures, parent: QObject) -> None:
        super().__init__(parent)
        self._whole = Debounced(self.recheck, self, TEXT_CHECK_DELAY)
        self._result = CheckResult()
        self.take(figures)

    @property
    def findings(self) -> "tuple[Finding, ...]":
        """What stands, errors first."""
        return self._result.findings

    @property
    def set_aside(self) -> "tuple[SetAside, ...]":
        """What decisions still in force keep apart."""
        return self._result.set_aside

    def take(self, figures: Figures) -> None:
        """Check another report: its tables now, the rest soon."""
        self._figures = figures
        self._show(check_tables(figures.report, figures.totals))
        self._whole.soon()

    def follow_cells(self) -> None:
        """Check the tables at once, and all the rest when there is a rest in typing."""
        figures = self._figures
        self._show(check_tables(figures.report, figures.totals, self._result.reading))
        self._whole.soon()

    def follow_texts(self) -> None:
        """Check the texts when there is a rest in typing."""
        self._whole.soon()

    def recheck(self) -> None:
        """Check now what has not been checked since the last change."""
        self._whole.cancel()
        report = self._figures.report
        found = check_report(report, report.previous, local_rules(), self._result.tables)
        self._show(found, whole=True)

    def stop(self) -> None:
        """Check nothing any more."""
        self._whole.cancel()

    def _show(self, result: CheckResult, *, whole: bool = False) -> None:
        """Tell the views where the findings differ from before."""
        before, self._result = self._result, result
        self.checked.emit(whole)
        if (result.findings, result.set_aside) != (before.findings, before.set_aside):
            self.findings_changed.emit()
