"""设置: looks, where Enter goes, and whether totals are computed; local rules and the template."""

from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QScrollArea, QWidget

from nianbao.ui.dialogs.local_rules import LocalRulesBox, PassOnBox
from nianbao.ui.dialogs.office_template import TemplateBox
from nianbao.ui.look import theme
from nianbao.ui.look.system_look import FOLLOW
from nianbao.ui.system import preferences
from nianbao.ui.widgets.dialog_frame import Dialog, Scrolled, muted
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
        around = scrolled(fields)
        self.column.addWidget(around, 1)
        self.column.addWidget(muted("设置只保存在这台电脑上。"))
        self.add_buttons("确定")
        self._fit(around, fields)

    def _fit(self, around: QScrollArea, fields: QFormLayout) -> None:
        """Be as high as everything needs; on a low screen the settings are scrolled, the buttons are not."""
        margins = self.column.contentsMargins()
        # A width of its own would let the three buttons below the template be cut on a small screen.
        wide = max(_WIDE, around.minimumWidth())
        beside = self.column.totalSizeHint().height() - around.sizeHint().height()
        high = beside + fields.totalHeightForWidth(wide)
        self.setMinimumWidth(wide + margins.left() + margins.right())
        self.resize(self.minimumWidth(), high)

    def accept(self) -> None:
        """Remember the choices."""
        preferences.remember("theme", self.looks.currentData())
        preferences.remember("enter", self.enter.currentData())
        preferences.remember("guide", "on" if self.guide.isChecked() else "off")
        self.rules.keep()
        self.template.keep()
        super().accept()


def scrolled(fields: QFormLayout) -> Scrolled:
    """Return an area in which fields are moved up and down where there is no room for all of them."""
    sheet = QWidget()
    fields.setContentsMargins(0, 0, theme.GAP, 0)
    sheet.setLayout(fields)
    around = Scrolled(sheet)
    around.setAccessibleName("设置")
    return around


def _choice(name: str, ways: dict[str, str], chosen: str) -> QComboBox:
    box = steady(QComboBox())
    box.setAccessibleName(name)
    for key, label in ways.items():
        box.addItem(label, key)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    return box
