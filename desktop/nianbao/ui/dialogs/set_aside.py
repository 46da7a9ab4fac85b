"""情况说明: a finding is set aside with the clerk's reason."""

from typing import Protocol

from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from nianbao.checks.decisions import suggested_reasons
from nianbao.ui.look import theme
from nianbao.ui.widgets.dialog_frame import Dialog, muted
from nianbao.ui.widgets.words_edit import WordsEdit

SHORTEST = 4
"""Characters below which words are no reason."""


WITH_REPORT = "说明会随报告保存，并列入审核情况表。相关的数字或文字改动以后，会重新提醒。"


class Settled(Protocol):
    """What can be set aside: a finding of a report, or of the sum of many."""

    @property
    def rule(self) -> str:
        """The id of its rule."""

    @property
    def message(self) -> str:
        """What is the matter."""


class SetAsideDialog(Dialog):
    """Asks for the reason; without one there is no setting aside."""

    def __init__(
        self, finding: Settled, parent: QWidget | None = None, *, kept: str = WITH_REPORT
    ) -> None:
        """``kept`` says what becomes of the reason."""
        super().__init__("情况说明", parent)
        self.add_heading("写明情况，这一条就不再提醒")
        message = muted(finding.message)
        message.setObjectName("")
        self.column.addWidget(message)
        self._choices = QButtonGroup(self)
        reasons = suggested_reasons(finding.rule)
        for number, reason in enumerate(reasons):
            button = QRadioButton(reason)
            self._choices.addButton(button, number)
            self.column.addWidget(button)
        self.words = WordsEdit()
        self.words.setAccessibleName("情况说明")
        self.words.setPlaceholderText("也可以自己写：为什么这样是对的")
        self.words.setTabChangesFocus(True)
        self.words.setFixedHeight(12 * theme.GAP)
        self.column.addWidget(self.words)
        self.column.addWidget(muted(kept))
        self._accept = self.add_buttons("确定")
        self._choices.idClicked.connect(lambda number: self.words.setPlainText(reasons[number]))
        self.words.textChanged.connect(self._check)
        self._check()
        self.setMinimumWidth(480)

    def _check(self) -> None:
        if self._accept is not None:
            self._accept.setEnabled(len(self.reason()) >= SHORTEST)

    def reason(self) -> str:
        """Return the words of the reason."""
        return " ".join(self.words.toPlainText().split())
