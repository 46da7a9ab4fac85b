"""版式 among the settings: the office's own Word template, or the layout of the program."""

from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from nianbao.checks.passed_on import Carried
from nianbao.report.errors import UserError
from nianbao.report.storage.atomic import write_atomically
from nianbao.report.storage.files import read_bytes
from nianbao.ui.look import plain_text, theme
from nianbao.ui.system import preferences
from nianbao.ui.system.office_template import (
    MAX_BYTES,
    is_set_for_all,
    name_of_template,
    template_in_force,
    use_own_layout,
    use_template,
)
from nianbao.ui.widgets.choose_file import file_to_open, file_to_save
from nianbao.ui.widgets.dialog_frame import muted
from nianbao.ui.widgets.messages import tell_error

OWN = "通行的公文版式"
_FOLLOWING = (
    "导出的 Word 文档、PDF 和打印预览用模板的纸张、页边距、字体、颜色、行距和段距；页眉页脚只有 Word 文档才用。"
    "网页、Excel、对比稿和一图读懂不受影响。"
)
_KINDS = "Word 模板 (*.docx)"
_SAMPLE = "年报样本模板.docx"


class TemplateBox(QWidget):
    """Shows the template in force and lets another be chosen; ``keep`` makes it so."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chosen: tuple[Path, bytes] | None = None
        self._own = not name_of_template()
        set_for_all = f"{name_of_template()}（由管理员统一设置）" if is_set_for_all() else ""
        self.name = plain_text.label(set_for_all or name_of_template() or OWN)
        self.lacks = plain_text.label("", wraps=True)
        self.lacks.hide()
        self.choose = QPushButton("选择模板…")
        self.choose.clicked.connect(self._choose)
        self.own = QPushButton("不用模板")
        self.own.clicked.connect(self._use_own)
        self.sample = QPushButton("保存样本模板…")
        self.sample.clicked.connect(self._save_sample)
        row = QHBoxLayout()
        for button in (self.choose, self.own, self.sample):
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP // 2)
        column.addWidget(self.name)
        column.addWidget(self.lacks)
        column.addLayout(row)
        note = muted(_FOLLOWING)
        note.setWordWrap(True)
        column.addWidget(note)
        self._enable()

    def _choose(self) -> None:
        path = file_to_open(self, "选择模板", _KINDS)
        if path is None:
            return
        try:
            self._take(Carried(path.name, read_bytes(path, MAX_BYTES)))
        except UserError as error:
            tell_error(self, error)

    def bring(self, carried: Carried) -> None:
        """Take a template that came with local rules; UserError where it is none."""
        if is_set_for_all():
            self.lacks.setText(f"版式由管理员统一设置，文件里带的“{carried.name}”没有采用。")
            self.lacks.show()
            return
        self._take(carried)

    def _take(self, given: Carried) -> None:
        from nianbao.exporters.word.office_template import left_out_of_print, shortcomings

        content, name = given.content, given.name
        lacks = (*shortcomings(content, name), *left_out_of_print(content, name))
        self._chosen, self._own = (Path(name), content), False
        self._show(name, tuple(dict.fromkeys(lacks)))

    def shown(self) -> Carried | None:
        """The template as it would be kept; None where there is none."""
        if self._chosen is not None:
            path, content = self._chosen
            return Carried(path.name, content)
        content = b"" if self._own else template_in_force()
        return Carried(name_of_template(), content) if content else None

    def _use_own(self) -> None:
        self._chosen, self._own = None, True
        self._show(OWN, ())

    def _show(self, name: str, lacks: tuple[str, ...]) -> None:
        self.name.setText(name)
        self.lacks.setText("\n".join(lacks))
        self.lacks.setVisible(bool(lacks))
        self._enable()

    def _save_sample(self) -> None:
        from nianbao.exporters.word.sample_template import sample_template

        folder = Path(preferences.text("export_folder", preferences.folder()))
        path = file_to_save(self, "样本模板存到哪里", _KINDS, folder / _SAMPLE)
        if path is None:
            return
        if path.suffix.lower() != ".docx":
            path = path.with_name(path.name + ".docx")
        try:
            write_atomically(path, sample_template())
        except UserError as error:
            tell_error(self, error)

    def _enable(self) -> None:
        self.choose.setEnabled(not is_set_for_all())
        self.own.setEnabled(not self._own and not is_set_for_all())

    def keep(self) -> None:
        """Use what was chosen from now on; say why where that fails."""
        try:
            if self._chosen is not None:
                use_template(*self._chosen)
            elif self._own:
                use_own_layout()
        except (UserError, OSError) as error:
            known = error if isinstance(error, UserError) else None
            tell_error(self, known or UserError("模板没有保存下来。", "请检查磁盘是否已满。"))
