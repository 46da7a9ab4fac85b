"""文件 > 最近的报告: the reports used last, listed when the menu opens."""

from collections.abc import Callable

from PySide6.QtWidgets import QMenu, QWidget

from nianbao.ui.look import plain_text
from nianbao.ui.system import recent


class RecentMenu(QMenu):
    """A line for each report; nothing is read before one is chosen."""

    def __init__(self, choose: Callable[[str], object], parent: QWidget) -> None:
        super().__init__("最近的报告", parent)
        self._choose = choose
        self.aboutToShow.connect(self._fill)

    def _fill(self) -> None:
        self.clear()
        for one in recent.reports():
            words = f"{one.name} · {one.year} 年度报告" if one.unit else one.name
            action = self.addAction(words.replace("&", "&&"))
            action.setToolTip(plain_text.tip(str(one.path)))
            action.triggered.connect(lambda _on=False, name=str(one.path): self._choose(name))
        if not self.actions():
            self.addAction("还没有").setEnabled(False)
