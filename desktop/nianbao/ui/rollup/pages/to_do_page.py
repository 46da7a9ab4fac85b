"""待处理: what only the coordinator can answer, one card each; an answer is kept at once."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QAbstractButton, QApplication, QFrame, QVBoxLayout, QWidget

from nianbao.formats.registry import load_form
from nianbao.report.errors import UserError
from nianbao.rollup.findings import RollupFinding
from nianbao.rollup.unwritten import Answer
from nianbao.ui.dialogs.set_aside import SetAsideDialog
from nianbao.ui.rollup.alike_dialog import AlikeDialog
from nianbao.ui.rollup.cards import finding_card, question_card
from nianbao.ui.rollup.county import County
from nianbao.ui.rollup.view import View, clear, heading, sheet_in_scroll
from nianbao.ui.widgets.dialog_frame import muted
from nianbao.ui.widgets.messages import tell_error

MOST = 40
"""Cards that are built at once; more would take longer than anybody answers."""
WIDTH = 1100
KEPT = "说明记在文件夹旁边的汇总记录里，并写进汇总工作簿的问题清单。"


class ToDoPage(View):
    """Cards, the questions first."""

    unit_asked = Signal(str)
    cells_asked = Signal(object)

    def __init__(self, county: County, parent: QWidget | None = None) -> None:
        super().__init__(county, parent)
        inner = QFrame()
        self._column = QVBoxLayout(inner)
        self._column.setSpacing(16)
        self._column.setContentsMargins(24, 24, 24, 24)
        self.title = heading("")
        self.words = muted("")
        self._cards = QVBoxLayout()
        self._cards.setSpacing(16)
        self._column.addWidget(self.title)
        self._column.addWidget(self.words)
        self._column.addLayout(self._cards)
        self._column.addStretch(1)
        self._scroll = sheet_in_scroll(self, inner, WIDTH)
        county.alike_found.connect(self.follow)

    def count(self) -> int:
        """Return how many cards wait."""
        collection = self.county.collection
        questions = len(collection.questions) if collection is not None else 0
        return questions + len(self._open_findings())

    def _open_findings(self) -> list[RollupFinding]:
        return [one for one in self.county.all_findings() if not one.said]

    def refresh(self) -> None:
        """Build the cards anew; the keyboard stays where it was, as far as it can."""
        answered = self._card_with_keyboard()
        scrolled = self._scroll.verticalScrollBar().value()
        clear(self._cards)
        count = self.count()
        self.title.setText(f"待处理 {count} 项" if count else "没有待处理的事")
        self.words.setText(
            "每一项点一下就好，马上记住，下次不再问；"
            "记录存在文件夹旁边的一个小文件里，各单位的文件不动。"
            if count
            else "单位名称、多份文件和汇总数都已经清楚。"
        )
        collection = self.county.collection
        if collection is None:
            return
        form = load_form(collection.form) if collection.form else None
        for question in collection.questions[:MOST]:
            if form is not None:
                self._add(question_card(collection, question, form, self._decide))
        room = max(0, MOST - len(collection.questions))
        for finding in self._open_findings()[:room]:
            self._add(self._finding_card(finding))
        if count > MOST:
            self._add(muted(f"还有 {count - MOST} 项，处理完上面的就显示。"))
        # Cards that come while the view is hidden would be squeezed into the height of none.
        self._cards.invalidate()
        self._column.activate()
        # The sheet grows with them now, not a moment after they were painted in what room there was.
        QApplication.sendPostedEvents(None, int(QEvent.Type.LayoutRequest))
        self._scroll.verticalScrollBar().setValue(scrolled)
        if answered is not None:
            self._take_keyboard_at(answered)

    def _add(self, card: QWidget) -> None:
        """Show a card at once: Qt would do it a moment later, and the keyboard is wanted now."""
        self._cards.addWidget(card)
        card.show()

    def _finding_card(self, finding: RollupFinding) -> QWidget:
        look = self._look(finding)
        return finding_card(finding, look, lambda: self._settle(finding), self.unit_asked.emit)

    def _look(self, finding: RollupFinding) -> Callable[[], object] | None:
        if finding.cells:
            return lambda: self.cells_asked.emit(finding.cells)
        if len(finding.units) > 1 and finding.section:
            return lambda: self._compare(finding)
        return None

    def _decide(self, answer: Answer) -> None:
        self.county.decide(answer, "已记住")

    def _settle(self, finding: RollupFinding) -> None:
        dialog = SetAsideDialog(finding, self, kept=KEPT)
        if dialog.exec():
            reason = dialog.reason()
            self._decide(lambda now: now.settle(finding.subject, reason))
        dialog.deleteLater()

    def _compare(self, finding: RollupFinding) -> None:
        if self.county.collection is None:
            return
        try:
            dialog = AlikeDialog(self.county.collection, finding, self)
        except UserError as error:
            tell_error(self, error)
            return
        dialog.exec()
        dialog.deleteLater()

    def take_keyboard(self) -> None:
        """Lead to the first answer."""
        self._take_keyboard_at(0)

    def _take_keyboard_at(self, number: int) -> None:
        """Lead to the answer of a card, or of the last one where there are fewer now."""
        answers = self._answers()
        if not answers:
            self.setFocus()
            return
        chosen = answers[min(number, len(answers) - 1)]
        chosen.setFocus()
        self._scroll.ensureWidgetVisible(chosen)

    def _card_with_keyboard(self) -> int | None:
        holder = QApplication.focusWidget()
        for number, card in enumerate(self._shown_cards()):
            if holder is not None and card.isAncestorOf(holder):
                return number
        return None

    def _shown_cards(self) -> list[QWidget]:
        items = (self._cards.itemAt(number) for number in range(self._cards.count()))
        return [card for item in items if item is not None and (card := item.widget()) is not None]

    def _answers(self) -> list[QWidget]:
        """The first answer of each card."""
        every = (card.findChildren(QAbstractButton) for card in self._shown_cards())
        return [answers[0] for answers in every if answers]

    def panes(self) -> tuple[QWidget, ...]:
        """The answers."""
        return (*self._answers()[:1],)
