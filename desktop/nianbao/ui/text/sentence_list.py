"""The standard sentences for a text, in a list from which one is put in."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from nianbao.formats.grounds.sources import labels
from nianbao.report.sentences import Proposal
from nianbao.ui.look import plain_text, theme


class SentenceList(QListWidget):
    """Sentences, wrapped, as high as they need; those that the tables make true come first."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self._width = width
        self.setAccessibleName("常用句")
        self.setWordWrap(True)
        self.setSpacing(2)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setFont(theme.font(9.5))

    def show_proposals(self, offered: tuple[Proposal, ...], written: str) -> None:
        """List the sentences; nothing moves where they are the same as before."""
        texts = [
            (f"✓ {one.text}" if one.text in written else one.text, one)
            for one in sorted(offered, key=lambda one: not one.holds)
        ]
        old = [self.item(row).text() for row in range(self.count())]
        if old == [shown for shown, _proposal in texts]:
            return
        row = max(0, self.currentRow())
        self.clear()
        for shown, one in texts:
            item = QListWidgetItem(shown)
            item.setData(Qt.ItemDataRole.UserRole, one.text)
            item.setToolTip(plain_text.tip(f"依据：{labels(one.sentence.source)}"))
            self.addItem(item)
        self.setCurrentRow(min(row, self.count() - 1))
        self._fit()

    def _fit(self) -> None:
        width = self._width
        metrics = self.fontMetrics()
        flags = int(Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere)
        total = 2 * self.frameWidth()
        for row in range(self.count()):
            item = self.item(row)
            box = metrics.boundingRect(0, 0, width, 10_000, flags, item.text())
            height = box.height() + 2 * theme.GAP
            item.setSizeHint(QSize(width, height))
            total += height + 2 * self.spacing()
        self.setFixedHeight(total)
