"""The office's own local rules among the settings: a file, or the rules of the program."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from nianbao.checks.settings import load_rules
from nianbao.report.errors import UserError
from nianbao.ui.look import plain_text, theme
from nianbao.ui.system.local_rules import name_of_rules, use_rules, use_shipped_rules
from nianbao.ui.system.policy import policy
from nianbao.ui.widgets.choose_file import file_to_open
from nianbao.ui.widgets.messages import tell_error

if TYPE_CHECKING:
    from pathlib import Path

SHIPPED = "默认规则"
_FILTER = "本地规则 (*.toml);;所有文件 (*)"


def words_of_policy() -> str:
    """What a clerk should know of the computer's policy; empty where there is none."""
    if policy().error:
        return policy().error
    return "其中一部分由管理员统一设置，以统一设置为准。" if policy().rules else ""


class LocalRulesBox(QWidget):
    """Shows which rules are in force and lets another file be chosen; ``keep`` makes it so."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chosen: Path | None = None
        self._shipped = not name_of_rules()
        self.name = plain_text.label(name_of_rules() or SHIPPED)
        self.choose = QPushButton("选择文件…")
        self.choose.clicked.connect(self._choose)
        self.shipped = QPushButton("用默认规则")
        self.shipped.clicked.connect(self._use_shipped)
        row = QHBoxLayout()
        for button in (self.choose, self.shipped):
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP // 2)
        column.addWidget(self.name)
        column.addLayout(row)
        if words := words_of_policy():
            column.addWidget(plain_text.label(words))
        self._enable()

    def _choose(self) -> None:
        path = file_to_open(self, "选择本地规则文件", _FILTER)
        if path is None:
            return
        try:
            load_rules(path)
        except UserError as error:
            tell_error(self, error)
            return
        self._chosen, self._shipped = path, False
        self.name.setText(path.name)
        self._enable()

    def _use_shipped(self) -> None:
        self._chosen, self._shipped = None, True
        self.name.setText(SHIPPED)
        self._enable()

    def _enable(self) -> None:
        self.shipped.setEnabled(not self._shipped)

    def keep(self) -> None:
        """Use what was chosen from now on; say why where that fails."""
        try:
            if self._chosen is not None:
                use_rules(self._chosen)
            elif self._shipped:
                use_shipped_rules()
        except (UserError, OSError) as error:
            known = error if isinstance(error, UserError) else None
            tell_error(self, known or UserError("本地规则没有保存下来。", "请检查磁盘是否已满。"))
