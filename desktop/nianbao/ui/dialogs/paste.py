"""What a paste would do, before it does it: where the block lands, and what cannot be entered."""

from collections.abc import Mapping
from decimal import Decimal

from PySide6.QtWidgets import (
    QCheckBox,
    QHeaderView,
    QLabel,
    QListWidget,
    QPushButton,
    QTableView,
    QWidget,
)

from nianbao.importers.paste.plan import PastePlan
from nianbao.report.totals import left_computed
from nianbao.ui.commands.keys import words_of
from nianbao.ui.dialogs.paste_shape import ShapeModel
from nianbao.ui.look import plain_text, theme
from nianbao.ui.session.session import Session
from nianbao.ui.widgets.dialog_frame import Dialog, Role, muted

Values = Mapping[str, Decimal | None]
COLUMN_WIDTH = 64
REFUSED_HEIGHT = 88


class PasteDialog(Dialog):
    """Asks before a block is entered; where nothing can be, it only says why."""

    def __init__(self, session: Session, plan: PastePlan, parent: QWidget | None = None) -> None:
        super().__init__("粘贴", parent)
        self._plan, self._session = plan, session
        ready = len(plan.values())
        self.add_heading(f"将填入 {ready} 格" if ready else "没有可以填入的数", summary(plan))
        self._as_before = muted("")
        self.dashes = QCheckBox("把“-”“/”当作 0 填入(&Z)")
        self.dashes.setVisible(any(item.is_dash for item in plan.problems))
        self.dashes.toggled.connect(self._count_anew)
        self.refused = QListWidget()
        self.refused.setAccessibleName("不能填的各格")
        self.refused.setFixedHeight(REFUSED_HEIGHT)
        self._accept: QPushButton | None = None
        if plan.items:
            self.column.addWidget(self._as_before)
            self.column.addWidget(self._build_table(session), 1)
            self.column.addWidget(_legend())
            self.column.addWidget(self.refused)
            self.column.addWidget(self.dashes)
            self.column.addWidget(muted(f"填入是一步，可以用 {words_of('undo')} 撤销。"))
            self._accept = self.add_buttons(f"填入 {ready} 格", "")
            self._give_up = self.buttons.addButton("取消", Role.RejectRole)
            self._count_anew()
            self.resize(760, 560)
        else:
            self.add_buttons("", "知道了")
            self.setMinimumWidth(480)

    def _build_table(self, session: Session) -> QTableView:
        self.shape = ShapeModel(session, self._plan)
        table = QTableView()
        table.setAccessibleName("粘贴的各格")
        self.shape.setParent(table)
        table.setModel(self.shape)
        table.setTabKeyNavigation(False)
        table.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        table.setCornerButtonEnabled(False)
        table.horizontalHeader().setMinimumSectionSize(COLUMN_WIDTH)
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        return table

    def _show_refused(self) -> None:
        lines = self.shape.refused()
        self.refused.clear()
        self.refused.addItems(lines)
        self.refused.setVisible(bool(lines))

    def _count_anew(self) -> None:
        values = self._plan.values(dash_is_zero=self.dashes.isChecked())
        ready = len(values)
        words = words_of_unchanged(self._session, values)
        self._as_before.setText(words)
        self._as_before.setVisible(bool(words))
        self.shape.show_dashes(as_zero=self.dashes.isChecked())
        self._show_refused()
        if self._accept is not None:
            self._accept.setText(f"填入 {ready} 格")
            self._accept.setEnabled(ready > 0)
            self._accept.setDefault(ready > 0)
            self._give_up.setDefault(ready == 0)  # with nothing to fill, Enter closes


def _legend() -> QLabel:
    """What the tints mean."""
    chips = (("新填", "accent_soft"), ("改了原来的数", "warning_soft"), ("不能填", "error_soft"))
    colour = theme.color("text").name()
    words = "　".join(
        f"<span style='background-color:{theme.color(fill).name()};color:{colour}'>"
        f"\u00a0{label}\u00a0</span>"
        for label, fill in chips
    )
    return plain_text.markup_label(words)


def words_of_unchanged(session: Session, values: Values) -> str:
    """Say of how many cells the report itself stays as it was: cards and undo count only the others."""
    entered = left_computed(session.form, session.report, values)
    same = [key for key, value in entered.items() if session.report.cell(key) == value]
    totals = sum(1 for key in same if values[key] is not None and entered[key] is None)
    parts = [f"{totals} 格是合计，与各项之和一致，仍由程序自动合计"] if totals else []
    if len(same) > totals:
        parts.append(f"{len(same) - totals} 格与原来的数一样")
    changed = len(values) - len(same)
    return f"其中 {'；'.join(parts)}。实际改动 {changed} 格。" if parts else ""


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
