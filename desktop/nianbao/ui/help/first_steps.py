"""Five steps for a first report: on the start page at first, later under 帮助."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from nianbao.ui.commands.keys import words_of
from nianbao.ui.look import plain_text, theme
from nianbao.ui.system import preferences

STEPS = (
    (
        "新建或读入",
        "点“新建报告”，填单位和年度；有上年报告的，点“从上年报告新建”，上年结转会自动填好。",
    ),
    (
        "填三张表",
        "在左边选“二、三、四”。格子像 Excel 一样填，合计自动算好；没有发生的填 0，可以用“其余填 0”。",
    ),
    ("写文字", "“一、五、六”旁边有写作提示和常用句，句子里的数字取自表格，表格改了会跟着改。"),
    (
        "看提示改错",
        f"右边随时列出不平衡和缺漏的地方。按 {words_of('next_finding')} 跳到下一处，改好了提示就会消失。",
    ),
    (
        "审核与导出",
        f"做完保密审查，点“导出”，就得到可以上报和公开的 Word 文档。不懂的地方按 {words_of('help')}。",
    ),
)
SEEN = "tour"


class FirstSteps(QFrame):
    """One step at a time, with a way to skip the rest."""

    finished = Signal()

    def __init__(self, parent: QWidget | None = None, *, always: bool = False) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._always = always
        self.step = 0
        self._number = plain_text.label()
        self._number.setObjectName("muted")
        self._name = plain_text.label()
        self._name.setFont(theme.font(13))
        self._words = plain_text.label(wraps=True)
        self._words.setMinimumHeight(5 * theme.GAP)
        self.back = QPushButton("上一步")
        self.next = QPushButton("下一步")
        self.skip = QPushButton("跳过")
        self.back.clicked.connect(lambda: self._go(-1))
        self.next.clicked.connect(lambda: self._go(1))
        self.skip.clicked.connect(self._finish)
        buttons = QHBoxLayout()
        for button in (self.next, self.back, self.skip):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[2 * theme.GAP] * 4)
        column.setSpacing(theme.GAP)
        for widget in (self._number, self._name, self._words):
            column.addWidget(widget)
        column.addLayout(buttons)
        # Never setVisible(True) here: without a parent yet, that would open a window of its own.
        if not always and preferences.text(SEEN) == "seen":
            self.hide()
        self._show()

    def _go(self, by: int) -> None:
        if self.step + by >= len(STEPS):
            self._finish()
            return
        self.step = max(0, self.step + by)
        self._show()

    def _show(self) -> None:
        name, words = STEPS[self.step]
        last = self.step == len(STEPS) - 1
        self._number.setText(f"五步入门 · 第 {self.step + 1} 步")
        self._name.setText(name)
        self._words.setText(words)
        self.back.setEnabled(self.step > 0)
        self.next.setText("开始使用" if last else "下一步")
        self.skip.setVisible(not last)

    def _finish(self) -> None:
        preferences.remember(SEEN, "seen")
        if not self._always:
            self.hide()
        self.finished.emit()
