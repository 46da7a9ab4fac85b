"""The office's own local rules among the settings: a file, or the rules of the program."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from nianbao.checks.passed_on import MAX_BYTES, Carried, read_passed_on, write_passed_on
from nianbao.checks.settings import LocalRules, default_rules, parse_rules
from nianbao.report.errors import UserError
from nianbao.report.storage.atomic import write_atomically
from nianbao.report.storage.files import read_bytes
from nianbao.ui.look import plain_text, theme
from nianbao.ui.system import preferences
from nianbao.ui.system.local_rules import (
    keep_rules,
    local_rules,
    name_of_rules,
    use_shipped_rules,
)
from nianbao.ui.system.policy import policy
from nianbao.ui.widgets.choose_file import file_to_open, file_to_save
from nianbao.ui.widgets.dialog_frame import muted
from nianbao.ui.widgets.messages import tell_error

SHIPPED = "默认规则"
_FILTER = "本地规则 (*.toml);;所有文件 (*)"
_KINDS, _ENDING = "本地规则和版式 (*.toml)", ".toml"
_PASSED_ON = "年报本地规则和版式.toml"
_HOW = (
    "本地规则和版式模板存在一个文件里，发给下属单位；对方在“本地规则”里选这个文件，两样一起用上。"
)


def words_of_policy() -> str:
    """What a clerk should know of the computer's policy; empty where there is none."""
    if policy().error:
        return policy().error
    return "其中一部分由管理员统一设置，以统一设置为准。" if policy().rules else ""


class LocalRulesBox(QWidget):
    """Shows which rules are in force and lets another file be chosen; ``keep`` makes it so."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chosen: tuple[str, bytes] | None = None
        self.hand_over: Callable[[Carried], None] = lambda _carried: None
        """Who takes the template that a file brings along; UserError where it is none."""
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
            content = read_bytes(path, MAX_BYTES)
            carried = read_passed_on(content, path.name).template
            if carried is not None:
                self.hand_over(carried)
        except UserError as error:
            tell_error(self, error)
            return
        self._chosen, self._shipped = (path.name, content), False
        along = f"（带有版式模板“{carried.name}”）" if carried else ""
        self.name.setText(path.name + along)
        self._enable()

    def _use_shipped(self) -> None:
        self._chosen, self._shipped = None, True
        self.name.setText(SHIPPED)
        self._enable()

    def _enable(self) -> None:
        self.shipped.setEnabled(not self._shipped)

    def shown(self) -> LocalRules:
        """The rules as they would be kept."""
        if self._chosen is not None:
            name, content = self._chosen
            return parse_rules(content, name)
        return default_rules() if self._shipped else local_rules()

    def keep(self) -> None:
        """Use what was chosen from now on; say why where that fails."""
        try:
            if self._chosen is not None:
                keep_rules(*self._chosen)
            elif self._shipped:
                use_shipped_rules()
        except (UserError, OSError) as error:
            known = error if isinstance(error, UserError) else None
            tell_error(self, known or UserError("本地规则没有保存下来。", "请检查磁盘是否已满。"))


class PassOnBox(QWidget):
    """Saves rules and template, as they are shown, as one file for others."""

    def __init__(
        self,
        rules: LocalRulesBox,
        template: Callable[[], Carried | None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._rules, self._template = rules, template
        self.save = QPushButton("存成一个文件…")
        self.save.clicked.connect(self._save)
        row = QHBoxLayout()
        row.addWidget(self.save)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP // 2)
        column.addLayout(row)
        note = muted(_HOW)
        note.setWordWrap(True)
        column.addWidget(note)

    def _save(self) -> None:
        rules, template = self._rules.shown(), self._template()
        if rules == default_rules() and template is None:
            tell_error(
                self,
                UserError(
                    "现在用的是默认规则和通行的公文版式，没有要发给别人的。",
                    "请先选本地规则文件或者版式模板。",
                ),
            )
            return
        folder = Path(preferences.text("export_folder", preferences.folder()))
        path = file_to_save(self, "存到哪里", _KINDS, folder / _PASSED_ON)
        if path is None:
            return
        if path.suffix.lower() != _ENDING:
            path = path.with_name(path.name + _ENDING)
        try:
            write_atomically(path, write_passed_on(rules, template))
        except UserError as error:
            tell_error(self, error)
