"""The findings as a list: groups by weight, one card a finding; keeps the chosen one when it can."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex

from nianbao.checks.catalogue import catalogue
from nianbao.checks.findings import Finding, Severity
from nianbao.checks.remedies import Remedy
from nianbao.report.numbers import format_number
from nianbao.ui.commands.keys import words_of
from nianbao.ui.findings.offers import also_failed, cause_words, offers
from nianbao.ui.session.session import Session

Index = QModelIndex | QPersistentModelIndex
GROUPS = {Severity.ERROR: "错误", Severity.WARNING: "提醒", Severity.HINT: "建议"}
LEFT_OUT = "＋ …"
"""What ends a sum that is too long to be said whole."""
_DISPLAY, _SPOKEN = 0, 11


def basis_of(finding: Finding, session: Session) -> str:
    """Return the official ground of a finding's rule."""
    rule = catalogue().get(finding.rule)
    return rule.basis_for(session.form.definition.document) if rule is not None else ""


def title_of(finding: Finding) -> str:
    """Return what its rule asks, in a few words."""
    rule = catalogue().get(finding.rule)
    return rule.title if rule is not None else ""


def terms_of(finding: Finding, session: Session) -> str:
    """Return all terms of a sum that is too long for the sentence; empty where none was left out."""
    if LEFT_OUT not in finding.message or not finding.identities:
        return ""
    form = session.form
    *terms, _total = finding.identities[0].cells
    one_column = len({form.cells[key].column.id for key in terms}) == 1
    named = {key: form.cells[key].row if one_column else form.cells[key].column for key in terms}
    shown = [
        f"{named[key].name} {format_number(value)}"
        for key in terms
        if (value := session.value(key))
    ]
    return f"各项：{'、'.join(shown)}；其余各项是 0 或没有填。"


class FindingsModel(QAbstractListModel):
    """The findings shown, the gravest first."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._section: str | None = None
        self.shown: tuple[Finding, ...] = ()
        self._offers: dict[Finding, tuple[Remedy, ...]] = {}
        self.refresh()

    def rowCount(self, parent: Index | None = None) -> int:
        """One row a finding."""
        return 0 if parent is not None and parent.isValid() else len(self.shown)

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        """Return the sentence; for screen readers with its weight, cause and ground."""
        if int(role) not in {_DISPLAY, _SPOKEN}:
            return None
        finding = self.shown[index.row()]
        if int(role) == _DISPLAY:
            return finding.message
        return "。".join(
            part.rstrip("。")
            for part in (
                GROUPS[finding.severity],
                finding.message,
                terms_of(finding, self._session),
                finding.hint,
                *self.extra_words(index.row()),
                f"依据：{basis_of(finding, self._session)}",
                _step_words(self.offers(index.row())),
            )
            if part
        )

    def offers(self, row: int) -> tuple[Remedy, ...]:
        """Return what can be done about the finding of a row."""
        finding = self.shown[row]
        if finding not in self._offers:
            self._offers[finding] = offers(self._session, finding)
        return self._offers[finding]

    def own_offer(self, row: int) -> Remedy | None:
        """Return the step that the card itself shows as a button: one that changes the report."""
        return next((one for one in self.offers(row) if one.changes), None)

    def offers_beside(self, row: int) -> tuple[Remedy, ...]:
        """Return the other steps: what stands on the card is not said a second time."""
        own = self.own_offer(row)
        return tuple(one for one in self.offers(row) if one is not own)

    def extra_words(self, row: int) -> tuple[str, ...]:
        """Return what a card says besides: what else fails, and after which edit it appeared."""
        finding = self.shown[row]
        said = (also_failed(self._session, finding), cause_words(self._session, finding))
        return tuple(one for one in said if one)

    def begins_group(self, row: int) -> bool:
        """Whether a row is the first of its weight."""
        return row == 0 or self.shown[row].severity is not self.shown[row - 1].severity

    def filter_section(self, section: str | None) -> None:
        """Show one section's findings only, or all."""
        self._section = section
        self.refresh()

    def refresh(self) -> None:
        """Take the session's findings; rows that stay the same stay where they are."""
        self._offers.clear()
        wanted = tuple(
            one
            for one in self._session.findings
            if self._section is None or one.section == self._section
        )
        if [_identity(one) for one in wanted] == [_identity(one) for one in self.shown]:
            self._replace_words(wanted)
            return
        self.beginResetModel()
        self.shown = wanted
        self.endResetModel()

    def _replace_words(self, wanted: Sequence[Finding]) -> None:
        old, self.shown = self.shown, tuple(wanted)
        for row, (before, after) in enumerate(zip(old, wanted, strict=True)):
            if before != after:
                self.dataChanged.emit(self.index(row), self.index(row))

    def row_like(self, finding: Finding) -> int:
        """Return the row of the same finding, also when its words have changed; −1 if mended.

        A quantity may be wrong in two sentences; then the one with the same number is meant.
        """
        wanted = _identity(finding)
        rows = [n for n, one in enumerate(self.shown) if _identity(one) == wanted]
        same = (n for n in rows if self.shown[n].left == finding.left)
        return next(same, rows[0] if rows else -1)


def _step_words(offers: Sequence[Remedy]) -> str:
    return f"按 {words_of('mend')} {offers[0].label}" if offers else ""


def _identity(finding: Finding) -> tuple[str, str, str, str]:
    text = finding.spans[0].key if finding.spans else ""
    return finding.rule, finding.section, finding.subject, text
