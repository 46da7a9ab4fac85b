"""A report whose every word tries to be markup, and every page and dialog that may show it.

Run as a program it shows all of them and ends, so that a test can watch what it opens.
"""

import sys
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import replace
from html import escape
from pathlib import Path

from PySide6.QtCore import QAbstractItemModel, QAbstractTableModel, QModelIndex
from PySide6.QtGui import QImage, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QMenu,
    QMessageBox,
    QTabWidget,
    QTextEdit,
    QToolTip,
    QWidget,
)

from nianbao import user_folders
from nianbao.formats.registry import load_form
from nianbao.importers.paste.blocks import read_document
from nianbao.importers.paste.plan import plan_paste
from nianbao.importers.registry import read_clipboard
from nianbao.report.book import Report
from nianbao.report.errors import UserError
from nianbao.report.storage.files import load_report, save_report
from nianbao.report.storage.watch import Holder
from nianbao.ui.dialogs.cell_history import CellHistoryDialog
from nianbao.ui.dialogs.choose_source import ChooseSourceDialog
from nianbao.ui.dialogs.exporting.export_all import ExportAllDialog
from nianbao.ui.dialogs.exporting.exported import AllExportedDialog, ExportedDialog
from nianbao.ui.dialogs.note import NoteDialog
from nianbao.ui.dialogs.paste import PasteDialog
from nianbao.ui.dialogs.recovery import RecoveryDialog
from nianbao.ui.dialogs.set_aside import SetAsideDialog
from nianbao.ui.dialogs.settings import SettingsDialog
from nianbao.ui.finder.dialog import FinderDialog
from nianbao.ui.import_review.dialog import BESIDE, ImportReview
from nianbao.ui.proofreading.dialog import ProofreadingDialog
from nianbao.ui.rollup.roster_dialog import RosterDialog
from nianbao.ui.session.session import ReadFrom, Session
from nianbao.ui.shell.main_window import MainWindow
from nianbao.ui.system import preferences
from nianbao.ui.system.updates import Update
from nianbao.ui.widgets import messages
from nianbao.ui.widgets.messages import ask, tell_error
from nianbao.ui.widgets.progress import progress_dialog
from nianbao.ui.workflows.offer_update import offer
from tests.ui import scenes
from tests.ui.modal import when_asked
from tests.ui.settled import settle

PICTURE = "foreign-picture.png"
NAME = f'局<img src="{PICTURE}"><b>粗<h1>'
"""What a file may be called."""
TOOL_TIP = 3
NOTED = "table_3.received_new.natural_person"


def words(folder: Path) -> str:
    """What a unit, a note or a text may say; the picture is there to be fetched."""
    picture = f"file://{folder}/{PICTURE}"
    return f'甲局<img src="{picture}"><b>粗</b><a href="http://server.invalid/">链</a><h1>大'


def foreign_report(folder: Path) -> Path:
    """Write the report, and the picture that nobody may open; return the report's file."""
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    image.fill(0xFF0000)
    image.save(str(folder / PICTURE))
    said = words(folder)
    report = Report(form="gb_2021_30", year=2023, unit=said, preamble=said)
    report.change(cells=dict.fromkeys(load_form(report.form).cells))
    report.cell_notes = {NOTED: said}
    report.texts = dict.fromkeys(load_form(report.form).text_keys, said)
    report.publication = replace(
        report.publication,
        signed_by=said,
        contact=said,
        attachments=(said,),
        show_signature=True,
    )
    report.previous = (replace(deepcopy(report), year=2022),)
    path = folder / f"{NAME}.nianbao"
    save_report(report, path)
    return path


def _paste(session: Session, window: MainWindow, said: str) -> QWidget:
    assert window.workspace is not None
    window.workspace.show_place("applications")
    assert window.workspace.table is not None
    block = read_document("", f"{said}\t1\n2\t{said}")
    plan = plan_paste(session.form, window.workspace.table.grid.sheet_model.body, block, (0, 0))
    return PasteDialog(session, plan, window)


def _import(_session: Session, window: MainWindow, said: str) -> QWidget:
    title = f"<h1>{escape(said)}2023年政府信息公开工作年度报告</h1>"
    parts = (
        "一、总体情况",
        "五、政府信息公开工作存在的主要问题及改进情况",
        "六、其他需要报告的事项",
    )
    page = title + "".join(f"<p>{part}</p><p>{escape(said)}</p>" for part in parts)
    return ImportReview(read_clipboard(page, ""), NAME, ways=BESIDE, parent=window)


def _recovery(session: Session, window: MainWindow, _said: str) -> QWidget:
    dialog = scenes.DIALOGS["recovery"](session, window)
    assert isinstance(dialog, RecoveryDialog)
    return dialog


def _settings(_session: Session, window: MainWindow, said: str) -> QWidget:
    """With rules whose file somebody named, and a policy that cannot be read."""
    user_folders.make_private(user_folders.local_rules().parent)
    user_folders.local_rules().write_text("", encoding="utf-8")
    preferences.remember("local_rules", said)
    dialog = SettingsDialog(window)
    assert said in {label.text() for label in dialog.findChildren(QLabel)}
    user_folders.local_rules().unlink()
    preferences.remember("local_rules", "")
    return dialog


def _proofreading(session: Session, window: MainWindow, said: str) -> QWidget:
    session.read = ReadFrom(said, dict(session.report.cells))
    return ProofreadingDialog(session, window)


def _finder(_session: Session, window: MainWindow, said: str) -> QWidget:
    finder = FinderDialog(window)
    finder.field.setText(said[:2])
    return finder


def _all_exported(_session: Session, window: MainWindow, said: str) -> QWidget:
    return AllExportedDialog(Path(NAME), [NAME], {f"{NAME}2": UserError(said, said)}, window)


FOREIGN: dict[str, Callable[[Session, MainWindow, str], QWidget]] = {
    "all_exported": _all_exported,
    "cell_history": lambda _s, window, said: CellHistoryDialog(said, [said] * 2, window),
    "export_all": lambda session, window, _w: ExportAllDialog(
        session, lambda _extras: [NAME] * 2, window
    ),
    "finder": _finder,
    "proofreading": _proofreading,
    "question": lambda _s, window, said: messages._box(said, said, window),
    "roster": lambda _s, window, said: RosterDialog((said, NAME), window),
    "choose_source": lambda _s, window, _w: ChooseSourceDialog([Path(NAME) / NAME] * 2, window),
    "exported": lambda _s, window, _w: ExportedDialog(Path(NAME) / NAME, window),
    "import": _import,
    "note": lambda _s, window, said: NoteDialog(said, said, window),
    "paste": _paste,
    "progress": lambda _s, window, said: progress_dialog(window, said),
    "recovery": _recovery,
    "settings": _settings,
    "set_aside": lambda session, window, said: SetAsideDialog(
        session.findings[0].__class__(**{**vars(session.findings[0]), "message": said}), window
    ),
}
"""Dialogs that are given words of others."""
UNCHANGED = tuple(name for name in scenes.DIALOGS if name not in FOREIGN)
"""Dialogs that show what is in the report, or might."""


def shown(window: MainWindow, folder: Path) -> Iterator[tuple[str, QWidget]]:
    """Open the report in the window, and yield each page and dialog while it is on the screen."""
    window.show()
    yield "start", window
    assert window.documents.open_path(foreign_report(folder))
    session = window.session
    assert session is not None
    session.replace(deepcopy(session.report), f"读入“{NAME}”")
    session.recheck()
    assert window.workspace is not None
    for place in scenes.place_names(session):
        window.workspace.show_place(place)
        settle()
        yield place, window
    window.say(words(folder))
    yield "status", window
    for menu in window.findChildren(QMenu):
        menu.aboutToShow.emit()
        yield menu.title(), menu
    for name, build in FOREIGN.items():
        yield from _on_screen(name, build(session, window, words(folder)))
    for name in UNCHANGED:
        yield from _on_screen(name, scenes.DIALOGS[name](session, window))


def _on_screen(name: str, dialog: QWidget) -> Iterator[tuple[str, QWidget]]:
    dialog.show()
    settle()
    yield name, dialog
    dialog.close()


def message_boxes(window: MainWindow, folder: Path, look: Callable[[QWidget], None]) -> None:
    """Show the error and the questions that name foreign files, people and folders."""
    said = words(folder)

    def see(box: QWidget) -> None:
        look(box)
        box.close()

    when_asked(see, QMessageBox)
    tell_error(window, UserError(said, said))
    when_asked(see, QMessageBox)
    ask(window, Holder(said, said, said).sentence(), said, {"yes": "好", "no": "取消"})
    when_asked(see, QMessageBox)
    offer(window, Update(said, Path(NAME) / NAME))


def markup_shown(widget: QWidget) -> list[str]:
    """Return what stands below a widget and is foreign markup to Qt."""
    every = [widget, *widget.findChildren(QWidget)]
    found = [text for one in every for text in (*_tips(one), *_labels(one)) if _is_foreign(text)]
    pages = [one.toHtml() for one in every if isinstance(one, QTextEdit)]
    found += [
        page for page in pages if "<img" in page or "<h1" in page or 'server.invalid/"' in page
    ]
    return found


def _is_foreign(text: str) -> bool:
    return Qt.mightBeRichText(text) and ("<img" in text or "<h1" in text)


def _labels(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QLabel) and widget.textFormat() != Qt.TextFormat.PlainText:
        yield widget.text()


def _tips(widget: QWidget) -> Iterator[str]:
    yield from (widget.toolTip(), widget.whatsThis())
    yield from (action.toolTip() for action in widget.actions())
    if isinstance(widget, QTabWidget):
        yield from (widget.tabToolTip(number) for number in range(widget.count()))
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        yield from _model_tips(widget.model())


def _model_tips(model: QAbstractItemModel) -> Iterator[str]:
    columns = model.columnCount(QModelIndex()) if isinstance(model, QAbstractTableModel) else 1
    for row in range(model.rowCount(QModelIndex())):
        for column in range(columns):
            yield str(model.data(model.index(row, column), TOOL_TIP) or "")


def _look_at(box: QWidget) -> None:
    box.grab()


def main(folder: Path) -> None:
    """Show everything once, tips too."""
    window = MainWindow()
    for _name, widget in shown(window, folder):
        for text in (one for part in widget.findChildren(QWidget) for one in _tips(part)):
            if PICTURE in text:
                QToolTip.showText(widget.mapToGlobal(widget.rect().center()), text, widget)
                settle()
        widget.grab()
    message_boxes(window, folder, _look_at)
    assert load_report(folder / f"{NAME}.nianbao").unit == words(folder)
    print("shown")


if __name__ == "__main__":
    from nianbao.ui.app import build_application

    application = build_application()
    main(Path(sys.argv[1]))
