"""What a paste would do, before it does it: where the block lands, and what cannot be entered."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QCheckBox, QHeaderView, QPushButton, QTableView, QWidget

from nianbao.importers.paste.plan import PasteItem, PastePlan
from nianbao.report.numbers import format_number
from nianbao.ui.commands.keys import keys_of
from nianbao.ui.look import plain_text, theme
from nianbao.ui.session.session import Session
from nianbao.ui.widgets.dialog_frame import Dialog, Role, muted

Index = QModelIndex | QPersistentModelIndex
HEADS = ("位置", "原来", "粘贴", "说明")
_DISPLAY, _TOOL_TIP, _FOREGROUND, _SPOKEN = 0, 3, 9, 11


class PlanModel(QAbstractTableModel):
    """One row a cell, those that cannot be entered first."""

    def __init__(self, session: Session, plan: PastePlan, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._items = sorted(plan.items, key=lambda item: not item.problem)

    def rowCount(self, parent: Index | None = None) -> int:
        """One row a cell."""
        return 0 if parent is not None and parent.isValid() else len(self._items)

    def columnCount(self, parent: Index | None = None) -> int:
        """Place, old, new, remark."""
        return 0 if parent is not None and parent.isValid() else len(HEADS)

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        """Return the words of a row."""
        item = self._items[index.row()]
        if int(role) in {_DISPLAY, _SPOKEN}:
            return self._words(item)[index.column()]
        if int(role) == _TOOL_TIP:
            return plain_text.tip(self._words(item)[index.column()])
        if int(role) == _FOREGROUND and item.problem:
            return theme.color("error")
        return None

    def _words(self, item: PasteItem) -> tuple[str, str, str, str]:
        old = self._session.report.cell(item.key)
        new = item.text if item.problem else format_number(item.value)
        remark = item.problem
        if not remark and old is not None and old != item.value:
            remark = "覆盖原来的数"
        if item.note:
            remark = f"备注：{item.note}"
        cell = self._session.form.cells[item.key]
        return cell.name, format_number(old), new, remark

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> object:
        """Return the head of a column."""
        if int(role) == _DISPLAY and orientation == Qt.Orientation.Horizontal:
            return HEADS[section]
        return None


class PasteDialog(Dialog):
    """Asks before a block is entered; where nothing can be, it only says why."""

    def __init__(self, session: Session, plan: PastePlan, parent: QWidget | None = None) -> None:
        super().__init__("粘贴", parent)
        self._plan = plan
        ready = len(plan.values())
        self.add_heading(f"将填入 {ready} 格" if ready else "没有可以填入的数", summary(plan))
        self.dashes = QCheckBox("把“-”“/”当作 0 填入(&Z)")
        self.dashes.setVisible(any(item.is_dash for item in plan.problems))
        self.dashes.toggled.connect(self._count_anew)
        self._accept: QPushButton | None = None
        if plan.items:
            self.column.addWidget(self._build_table(session))
            self.column.addWidget(self.dashes)
            self.column.addWidget(muted(f"填入是一步，可以用 {keys_of('undo')} 撤销。"))
            self._accept = self.add_buttons(f"填入 {ready} 格", "")
            self._give_up = self.buttons.addButton("取消", Role.RejectRole)
            self._count_anew()
            self.resize(680, 480)
        else:
            self.add_buttons("", "知道了")
            self.setMinimumWidth(480)

    def _build_table(self, session: Session) -> QTableView:
        table = QTableView()
        table.setAccessibleName("粘贴的各格")
        table.setModel(PlanModel(session, self._plan, table))
        table.verticalHeader().hide()
        table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for column, width in enumerate((210, 64, 88)):
            table.setColumnWidth(column, width)
        table.horizontalHeader().setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        return table

    def _count_anew(self) -> None:
        ready = len(self._plan.values(dash_is_zero=self.dashes.isChecked()))
        if self._accept is not None:
            self._accept.setText(f"填入 {ready} 格")
            self._accept.setEnabled(ready > 0)
            self._accept.setDefault(ready > 0)
            self._give_up.setDefault(ready == 0)  # with nothing to fill, Enter closes


def summary(plan: PastePlan) -> str:
    """Say in a line or two what does not fit."""
    lines = list(plan.remarks)
    if plan.problems:
        lines.append(f"有 {len(plan.problems)} 格不是这里能填的数，原来的内容不变。")
    if plan.outside:
        lines.append(f"有 {plan.outside} 格超出了表格，不填。请检查复制的范围和起点。")
    if plan.blank:
        lines.append(f"复制的内容里有 {plan.blank} 格是空白，原来的内容不变。")
    return "\n".join(lines)
