"""设置: looks, where Enter goes, and whether totals are computed; local rules and the template."""

from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QWidget

from nianbao.ui.dialogs.local_rules import LocalRulesBox, PassOnBox
from nianbao.ui.dialogs.office_template import TemplateBox
from nianbao.ui.look import theme
from nianbao.ui.look.system_look import FOLLOW
from nianbao.ui.system import preferences
from nianbao.ui.widgets.dialog_frame import Dialog, muted
from nianbao.ui.widgets.steady import steady

_WIDE = 400
ENTER_WAYS = {"down": "向下一格", "right": "向右一格", "stay": "不动"}


class SettingsDialog(Dialog):
    """What the program remembers for this user."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("设置", parent)
        self.looks = _choice(
            "界面颜色",
            {FOLLOW: "跟随系统", **{one.name: one.label for one in theme.THEMES}},
            preferences.text("theme", FOLLOW),
        )
        self.enter = _choice("按回车以后", ENTER_WAYS, preferences.text("enter", "down"))
        self.guide = QCheckBox("写文字时显示写作提示(&G)")
        self.guide.setChecked(preferences.text("guide", "on") == "on")
        fields = QFormLayout()
        fields.setSpacing(2 * theme.GAP)
        fields.addRow("界面颜色(&T)", self.looks)
        fields.addRow("按回车以后(&E)", self.enter)
        fields.addRow("", self.guide)
        self.rules = LocalRulesBox(self)
        fields.addRow("本地规则", self.rules)
        self.template = TemplateBox(self)
        fields.addRow("版式", self.template)
        self.rules.hand_over = self.template.bring
        self.pass_on = PassOnBox(self.rules, self.template.shown, self)
        fields.addRow("发给下属单位", self.pass_on)
        self.column.addLayout(fields)
        self.column.addWidget(muted("设置只保存在这台电脑上。"))
        self.add_buttons("确定")
        # A width of its own would let the three buttons below the template be cut on a small screen.
        self.setMinimumWidth(max(_WIDE, self.sizeHint().width()))

    def accept(self) -> None:
        """Remember the choices."""
        preferences.remember("theme", self.looks.currentData())
        preferences.remember("enter", self.enter.currentData())
        preferences.remember("guide", "on" if self.guide.isChecked() else "off")
        self.rules.keep()
        self.template.keep()
        super().accept()


def _choice(name: str, ways: dict[str, str], chosen: str) -> QComboBox:
    box = steady(QComboBox())
    box.setAccessibleName(name)
    for key, label in ways.items():
        box.addItem(label, key)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    return box
