"""Beside a text: what last year's report said there, marked as such and never copied unasked."""

import re

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from nianbao.report.next_year import offered_text, offered_texts
from nianbao.report.taken_over.offer import taken_over
from nianbao.ui.look import plain_text, theme
from nianbao.ui.session.session import Session
from nianbao.ui.text.text_marks import TextMark, selections

_DOUBT = re.compile("【[^【】]+】")
LOOK_AT = "没有把握，请核对"
LINE = 208
"""Width of a line of words in the guide."""
LINES = 7
"""Longer texts scroll: what else helps with writing stays in sight."""


class LastYearWords(QWidget):
    """Last year's words with years raised and counts left open; hidden where there are none."""

    asked = Signal(str)
    """The words that are to be put into the text."""
    asked_everywhere = Signal()
    """All texts that are still empty are to begin with last year's words."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._key = ""
        self.title = plain_text.label(wraps=True)
        self.title.setFont(theme.font(10, bold=True))
        self.words = QPlainTextEdit(readOnly=True)
        self.words.setAccessibleName("上年的文字")
        self.words.setTabChangesFocus(True)
        self.put = QPushButton("放入上年的文字")
        self.put.setToolTip(
            "表格里认得出的数一起填上；放入以后逐处改写；【】里填今年的数，【】里有字的核对以后去掉括号"
        )
        self.put.clicked.connect(self._put)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        self.everywhere = QPushButton("空着的各段都放入")
        self.everywhere.setToolTip("一步放入空着的每一段，可以撤销")
        self.everywhere.clicked.connect(self.asked_everywhere)
        for widget in (self.title, self.words, self.put, self.everywhere):
            column.addWidget(widget)

    def show_text(self, key: str, written: str) -> None:
        """Speak of another text, or of the same one as it now is."""
        self._key = key
        year, last = self._session.report.year, self._session.last_report()
        offered = offered_text(last.text(key), last.year, year) if last is not None else ""
        self.setVisible(bool(offered.strip()))
        if last is None or not offered.strip():
            return
        doubts = [found.span() for found in _DOUBT.finditer(offered)]
        looked_at = f"，{len(doubts)} 处没有把握的放在【】里，请核对" if doubts else ""
        self.title.setText(f"{last.year} 年报告的文字（年份已改，数字留空{looked_at}）")
        if self.words.toPlainText() != offered:
            self.words.setPlainText(offered)
            marks = [TextMark(*span, "warning", LOOK_AT) for span in doubts]
            self.words.setExtraSelections(selections(self.words, marks))
            self._fit(offered)
        self.put.setEnabled(not written.strip())
        others = offered_texts(last, self._session.report).keys() - {key}
        self.everywhere.setVisible(bool(others))

    def _put(self) -> None:
        """Ask for the words with the numbers that this year's tables have by now."""
        from nianbao.checks.texts.carried_words import numbers_now

        report, last = self._session.report, self._session.last_report()
        if last is not None:
            known = numbers_now(last, report).get(self._key)
            self.asked.emit(taken_over(last.text(self._key), last.year, report.year, known))

    def _fit(self, text: str) -> None:
        """Be as high as the words, up to some lines."""
        metrics = self.words.fontMetrics()
        high = metrics.boundingRect(
            QRect(0, 0, LINE, 9999), int(Qt.TextFlag.TextWordWrap), text
        ).height()
        most = LINES * metrics.lineSpacing()
        self.words.setFixedHeight(min(high, most) + 2 * theme.GAP)
