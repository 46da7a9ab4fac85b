"""导出全部: one list of what is still open, 保密审查, the folder, and all documents in one step."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from nianbao.exporters.names import suggested_name
from nianbao.report.comparison.changes import moved_words, ranked
from nianbao.ui.dialogs.exporting.export_choices import Extras, ExtrasBox
from nianbao.ui.dialogs.exporting.last_look import LastLook
from nianbao.ui.look import plain_text
from nianbao.ui.paper.formats_out import formats
from nianbao.ui.paper.office_layout import words_of_office_for_all
from nianbao.ui.session.session import Session
from nianbao.ui.widgets.choose_file import choose_folder, with_button
from nianbao.ui.widgets.dialog_frame import muted
from nianbao.ui.widgets.messages import ask

MOST_MOVED = 3
Names = Callable[[Extras], Sequence[str]]
"""The names of the files that there will be."""


def _kinds(extras: Extras) -> str:
    """What the files are, in words."""
    names = [one.name.partition("（")[0] for one in formats()]
    names += ["审核情况表"]
    names += ["一图读懂"] if extras.picture else []
    names += ["对比稿"] if extras.changes else []
    return "、".join(names)


def _moved(session: Session) -> str:
    """What changed most since the year before, for a last look; empty without one."""
    last = session.last_report()
    if last is None:
        return ""
    words = moved_words(ranked(session.form, session.value, session.last_year, MOST_MOVED))
    return f"和 {last.year} 年比，变化最大的：{words}。" if words else ""


class ExportAllDialog(LastLook):
    """Asks for nothing but a last look and a folder."""

    def __init__(self, session: Session, names: Names, parent: QWidget | None = None) -> None:
        super().__init__("导出全部", session, parent)
        self._names = names
        self.place = QLineEdit(str(self._proposed()))
        self.place.setAccessibleName("存到哪个文件夹")
        self.extras = ExtrasBox(session)
        self._files = muted("")
        self._build()
        self._show_open()
        self.setMinimumWidth(620)

    def _proposed(self) -> Path:
        return Path(self._usual_folder("export_all_folder")) / suggested_name(self._session.report)

    def _build(self) -> None:
        self.add_heading(self._session.title)
        self.column.addWidget(self.open_list)
        moved = _moved(self._session)
        if moved:
            self.column.addWidget(muted(moved))
        row = QHBoxLayout()
        label = plain_text.label("存到文件夹(&P)")
        label.setBuddy(self.place)
        row.addWidget(label)
        row.addLayout(with_button(self.place, self._choose), 1)
        self.column.addLayout(row)
        self.column.addWidget(self._files)
        self.extras.changed.connect(self._show_files)
        self._show_files()
        self.column.addWidget(self.reviewed)
        self.column.addWidget(self.wide)
        self.column.addWidget(self.archival)
        self.column.addWidget(self.extras)
        if about := words_of_office_for_all(formats()):
            self.column.addWidget(muted("Word 文档和 PDF " + "\n".join(about)))
        self.add_buttons("导出全部")

    @property
    def names(self) -> tuple[str, ...]:
        """The files that there will be."""
        return tuple(self._names(self.extras.extras))

    def _show_files(self) -> None:
        kinds = _kinds(self.extras.extras)
        self._files.setText(f"里面有 {len(self.names)} 个文件：{kinds}。")

    def _choose(self) -> None:
        typed = Path(self.place.text()).expanduser()
        chosen = choose_folder(self, "导出到哪里", typed.parent)
        if chosen is not None:
            self.place.setText(str(chosen / suggested_name(self._session.report)))

    def folder(self) -> Path:
        """Return the folder; a name alone is one beside the usual ones."""
        plain = self.place.text().strip().strip('"“”').strip()
        path = Path(plain).expanduser() if plain else self._proposed()
        return path if path.is_absolute() else self._proposed().parent / path

    def accept(self) -> None:
        """Ask once before files are replaced."""
        there = [name for name in self.names if os.path.isfile(self.folder() / name)]  # noqa: PTH113
        if there:
            choices = {"replace": "替换", "cancel": "取消"}
            question = f"文件夹里已经有{'这些文件' if len(there) > 1 else f'“{there[0]}”'}。"
            details = f"有 {len(there)} 个文件会用新的替换。" if len(there) > 1 else "要替换它吗？"
            if ask(self, question, details, choices) != "replace":
                return
        super().accept()
