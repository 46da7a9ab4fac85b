"""Before a document is written: what stands open, 保密审查, the format and the place."""

import os
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QWidget

from nianbao.exporters.names import suggested_name, typed_target, with_ending
from nianbao.report.errors import UserError
from nianbao.ui.dialogs.exporting.export_choices import ARCHIVAL_ENDING
from nianbao.ui.dialogs.exporting.last_look import LastLook
from nianbao.ui.look import plain_text, theme
from nianbao.ui.paper.formats_out import formats
from nianbao.ui.paper.office_layout import words_of_office
from nianbao.ui.session.session import Session
from nianbao.ui.system import preferences
from nianbao.ui.widgets.choose_file import file_to_save, with_button
from nianbao.ui.widgets.dialog_frame import muted
from nianbao.ui.widgets.messages import ask, tell_error
from nianbao.ui.widgets.steady import steady


class ExportDialog(LastLook):
    """Asks what is needed to write the document."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__("导出", session, parent)
        self.format = steady(QComboBox())
        self.format.setAccessibleName("文件格式")
        for one in formats():
            self.format.addItem(f"{one.name}（{one.ending}）", one.ending)
        self.format.setCurrentIndex(
            max(0, self.format.findData(preferences.text("export_ending", ".docx")))
        )
        self.place = QLineEdit(str(self._proposed()))
        self.place.setAccessibleName("保存到")
        self._template = muted("")
        self._build()
        self.format.currentIndexChanged.connect(lambda _row: self._change_ending())
        self._offer_archival()
        self.format.currentIndexChanged.connect(lambda _row: self._show_template())
        self._show_open()
        self._show_template()
        self.setMinimumWidth(600)

    def _proposed(self) -> Path:
        name = suggested_name(self._session.report, self.format.currentData())
        return Path(self._usual_folder("export_folder")) / name

    def _build(self) -> None:
        self.add_heading(self._session.title)
        self.column.addWidget(self.open_list)
        fields = QFormLayout()
        fields.setSpacing(theme.GAP)
        fields.addRow("文件格式(&F)", self.format)
        label = plain_text.label("保存到(&P)")
        label.setBuddy(self.place)
        fields.addRow(label, with_button(self.place, self._choose))
        self.column.addLayout(fields)
        self.column.addWidget(self.reviewed)
        self.column.addWidget(self.wide)
        self.column.addWidget(self.archival)
        self.column.addWidget(self._template)
        self.add_buttons("导出")

    def _show_template(self) -> None:
        (form,) = (one for one in formats() if one.ending == self.format.currentData())
        words = "\n".join(words_of_office(form))
        self._template.setText(words)
        self._template.setVisible(bool(words))

    def _change_ending(self) -> None:
        endings = tuple(one.ending for one in formats())
        self.place.setText(with_ending(self.place.text(), endings, self.format.currentData()))
        self._offer_archival()

    def _offer_archival(self) -> None:
        self.archival.setEnabled(self.format.currentData() == ARCHIVAL_ENDING)

    def _choose(self) -> None:
        names = ";;".join(f"{one.name} (*{one.ending})" for one in formats())
        place = Path(self.place.text())
        path = file_to_save(self, "导出到", names, place, asks=False)
        if path is not None:
            self.place.setText(str(path))
            row = self.format.findData(path.suffix.lower())
            if row >= 0:
                self.format.setCurrentIndex(row)

    def path(self) -> Path:
        """Return the file, with the ending of its format; UserError where it can be none."""
        folder = self._proposed().parent
        return typed_target(self.place.text(), self.format.currentData(), folder)

    def accept(self) -> None:
        """Ask before a file is replaced."""
        try:
            path = self.path()
        except UserError as error:
            tell_error(self, error)
            self.place.setFocus()
            return
        if os.path.isfile(path):  # noqa: PTH113 - never raises, however long the name
            choices = {"replace": "替换", "cancel": "取消"}
            if ask(self, f"“{path.name}”已经有了。", "要替换它吗？", choices) != "replace":
                return
        super().accept()
