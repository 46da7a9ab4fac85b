"""Offers the drafts of an earlier run that ended without saving."""

from collections.abc import Sequence
from enum import Enum, auto

from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from nianbao.formats.registry import load_form
from nianbao.report.storage.recovery import Draft
from nianbao.ui.dialogs.differences import named_cells
from nianbao.ui.dialogs.times import spoken_time
from nianbao.ui.widgets.dialog_frame import Dialog, Role, muted
from nianbao.ui.widgets.messages import ask

CUT_SHORT = (
    "！记录中间有一处损坏，只能恢复到损坏之前，后来的修改没有恢复。"
    "恢复以后请从最后改过的地方往下核对、补填；损坏的记录会留着，可以请技术人员查看。"
)


class Answer(Enum):
    """What the clerk wants."""

    RESTORE = auto()
    LATER = auto()


class RecoveryDialog(Dialog):
    """A list of drafts, the latest chosen."""

    def __init__(self, drafts: Sequence[Draft], parent: QWidget | None = None) -> None:
        super().__init__("恢复没有保存的内容", parent)
        self._drafts = list(drafts)
        self.given_up: list[Draft] = []
        self.answer = Answer.LATER
        self.list = QListWidget()
        self.list.setAccessibleName("可以恢复的报告")
        self.list.setSpacing(4)
        self.list.setWordWrap(True)
        for draft in drafts:
            self.list.addItem(QListWidgetItem(describe(draft)))
        self._details = muted("")
        self.list.currentRowChanged.connect(lambda _row: self._show_details())
        self.list.setCurrentRow(0)
        self.list.itemDoubleClicked.connect(lambda _item: self._restore())
        self.add_heading(
            "上次没有正常退出，下面的内容还没有保存",
            "恢复后请检查一遍，再保存到文件。选“以后再说”，下次启动时还会问。",
        )
        self.column.addWidget(self.list, 1)
        self.column.addWidget(self._details)
        self.add_buttons("", "")
        restore = self.buttons.addButton("恢复", Role.ActionRole)
        restore.setDefault(True)
        restore.clicked.connect(self._restore)
        later = self.buttons.addButton("以后再说", Role.RejectRole)
        later.setAutoDefault(False)
        give_up = self.buttons.addButton("不要了…", Role.ActionRole)
        give_up.setAutoDefault(False)
        give_up.clicked.connect(self._give_up)
        self.resize(560, 320)

    @property
    def chosen(self) -> Draft | None:
        """The draft in the list's current row."""
        row = self.list.currentRow()
        return self._drafts[row] if 0 <= row < len(self._drafts) else None

    def _show_details(self) -> None:
        draft = self.chosen
        words = "" if draft is None else details(draft)
        self._details.setText(words)
        self._details.setVisible(bool(words))

    def _restore(self) -> None:
        if self.chosen is not None:
            self.answer = Answer.RESTORE
            self.accept()

    def _give_up(self) -> None:
        draft = self.chosen
        if draft is None:
            return
        choices = {"delete": "不要了", "keep": "先留着"}
        question = f"“{title_of(draft)}”没有保存的内容将被删除。"
        if ask(self, question, "删除后不能找回。", choices, "keep") == "delete":
            self.given_up.append(draft)
            row = self.list.currentRow()
            self._drafts.pop(row)
            self.list.takeItem(row)
        if not self._drafts:
            self.reject()


def title_of(draft: Draft) -> str:
    """Return what a draft is called: its file, or unit and year where it never had one."""
    if draft.origin is not None:
        return draft.origin.stem
    return f"{draft.report.unit.strip() or '未命名单位'} {draft.report.year} 年度报告"


def details(draft: Draft) -> str:
    """Return what a clerk should know before the draft is taken."""
    words = []
    if draft.difference is not None:
        words.append(named_cells(draft.difference, load_form(draft.report.form)))
    if draft.origin_was_changed:
        words.append("文件在这之后又被保存过，恢复后请仔细核对，保存时会再问一次。")
    if draft.is_cut_short:
        words.append(CUT_SHORT)
    return "\n".join(word for word in words if word)


def describe(draft: Draft) -> str:
    """Return a draft in two lines: what it is; when, and how it differs from the file."""
    if draft.origin is None:
        difference = "从未保存过"
    elif draft.difference is None:
        difference = "原来的文件已经不在了"
    else:
        difference = f"与文件相比：{draft.difference.summary()}不同"
    return f"{title_of(draft)}\n最后修改 {spoken_time(draft.last_edit)} · {difference}"
