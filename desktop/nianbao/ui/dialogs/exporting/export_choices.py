"""Choices that both windows of an export offer, and what goes along with all documents."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from nianbao.exporters.against_last_year import can_compare
from nianbao.ui.look import theme
from nianbao.ui.session.session import Session
from nianbao.ui.system import preferences

ARCHIVAL_ENDING = ".pdf"
_NAME = "export_archival"
_PICTURE, _CHANGES = "export_all_picture", "export_all_changes"
_YES = "yes"


def reviewed_box(session: Session) -> QCheckBox:
    """Return the box of the review for secrets, ticked where the report says that it was done."""
    box = QCheckBox("已按“先审查、后公开”完成保密审查(&S)")
    box.setChecked(session.report.secrecy_reviewed)
    return box


def wide_box() -> QCheckBox:
    """Return the box for tables as wide as those of the form that was handed down."""
    return QCheckBox("表格用下发样表的宽度（比正文宽）(&W)")


def archival_box() -> QCheckBox:
    """Return the box, ticked where the last choice was so."""
    box = QCheckBox("PDF 用长期保存的格式（PDF/A，归档用）(&A)")
    box.setToolTip("样子完全一样，文件稍大；字体和颜色说明都在文件里，多年以后照样能打开")
    box.setChecked(preferences.text(_NAME) == _YES)
    return box


def remember_choice(*, archival: bool) -> None:
    """Propose the same the next time."""
    preferences.remember(_NAME, _YES if archival else "")


@dataclass(frozen=True)
class Extras:
    """What is wanted besides the report itself."""

    picture: bool = False
    changes: bool = False

    def remember(self, offered: "ExtrasBox") -> None:
        """Propose the same the next time; of what was not offered the last choice stays."""
        if not offered.picture.isHidden():
            preferences.remember(_PICTURE, _YES if self.picture else "")
        if not offered.changes.isHidden():
            preferences.remember(_CHANGES, _YES if self.changes else "")


class ExtrasBox(QWidget):
    """Offers those that there can be, ticked where the last choice was so."""

    changed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        last = session.last_report()
        self.picture = QCheckBox("也导出一图读懂(&T)")
        self.changes = QCheckBox("")
        self.picture.setToolTip("部分、配色和文件格式和上次导出一图读懂时一样")
        self.picture.setVisible(session.form.has_picture)
        self.changes.setVisible(last is not None and can_compare(session.report, last))
        if last is not None:
            self.changes.setText(f"也导出与 {last.year} 年的对比稿(&D)")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * theme.GAP)  # as the dialog's own rows
        for box, name in ((self.picture, _PICTURE), (self.changes, _CHANGES)):
            box.setChecked(preferences.text(name) == _YES)
            box.toggled.connect(lambda _on: self.changed.emit())
            column.addWidget(box)

    @property
    def extras(self) -> Extras:
        """What is ticked of what is offered."""
        return Extras(_is_wanted(self.picture), _is_wanted(self.changes))


def _is_wanted(box: QCheckBox) -> bool:
    return not box.isHidden() and box.isChecked()
