"""Every section and every dialog of the window, each brought onto the screen for a look at it."""

from collections.abc import Callable
from copy import deepcopy
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QMessageBox, QWidget

from nianbao import user_folders
from nianbao.checks import outline
from nianbao.importers.paste.blocks import read_document
from nianbao.importers.paste.plan import plan_paste
from nianbao.importers.registry import read_clipboard, read_for_review
from nianbao.report.difference import compare_reports
from nianbao.report.earlier import with_earlier
from nianbao.report.errors import UserError
from nianbao.report.storage import oslock
from nianbao.report.storage.recovery import Draft
from nianbao.ui.dialogs.about import AboutDialog
from nianbao.ui.dialogs.cell_history import CellHistoryDialog
from nianbao.ui.dialogs.choose_source import ChooseSourceDialog
from nianbao.ui.dialogs.exporting.export import ExportDialog
from nianbao.ui.dialogs.exporting.export_all import ExportAllDialog
from nianbao.ui.dialogs.exporting.exported import AllExportedDialog, ExportedDialog
from nianbao.ui.dialogs.exporting.poster import PosterDialog
from nianbao.ui.dialogs.new_report import NewReportDialog
from nianbao.ui.dialogs.note import NoteDialog
from nianbao.ui.dialogs.paste import PasteDialog
from nianbao.ui.dialogs.recovery import RecoveryDialog
from nianbao.ui.dialogs.set_aside import SetAsideDialog
from nianbao.ui.dialogs.settings import SettingsDialog
from nianbao.ui.dialogs.versions import VersionsDialog
from nianbao.ui.finder.dialog import FinderDialog
from nianbao.ui.help.keys_sheet import KeysSheet
from nianbao.ui.help.tour import TourDialog
from nianbao.ui.help.window import HelpWindow, show_help
from nianbao.ui.import_review.dialog import BESIDE, ImportReview
from nianbao.ui.pages.table_page import TablePage
from nianbao.ui.paper.preview import PreviewDialog
from nianbao.ui.proofreading.dialog import ProofreadingDialog
from nianbao.ui.rollup.roster_dialog import RosterDialog
from nianbao.ui.session.session import ReadFrom, Session
from nianbao.ui.shell.main_window import MainWindow
from nianbao.ui.widgets import messages
from nianbao.ui.widgets.progress import progress_dialog
from nianbao.ui.workflows.export_all import file_names
from nianbao.ui.workflows.last_year_dialog import LastYearDialog

LONG_NAME = "新疆生产建设兵团第十四师昆玉市住房和城乡建设局（人民防空办公室、地震局）"
CASES = Path(__file__).parents[1] / "cases"


def open_practice(window: MainWindow) -> Session:
    """Open the sample that has findings, under a unit's name as long as they get."""
    window.documents.open_sample("practice")
    assert window.session is not None
    window.session.edit.set_facts(unit=LONG_NAME)
    window.session.recheck()
    return window.session


def place_names(session: Session) -> list[str]:
    """Return the pages of a report, by their ids."""
    return [one.id for one in outline.places(session.form) if not one.depth]


def _export(session: Session, window: MainWindow) -> QWidget:
    return ExportDialog(session, window)


def _poster(session: Session, window: MainWindow) -> QWidget:
    session.edit.set_facts(secrecy_reviewed=False)
    return PosterDialog(session, window)


def _choose_source(_session: Session, window: MainWindow) -> QWidget:
    folder = Path("D:/公开年报")
    names = (f"{LONG_NAME}2023年政府信息公开工作年度报告.docx", "2022年年报.html", "上年.nianbao")
    return ChooseSourceDialog([folder / str(2023) / name for name in names], window)


def _exported(_session: Session, window: MainWindow) -> QWidget:
    return ExportedDialog(
        Path("D:/公开年报") / f"{LONG_NAME}2023年政府信息公开工作年度报告.docx", window
    )


def _export_all(session: Session, window: MainWindow) -> QWidget:
    session.edit.set_facts(secrecy_reviewed=False)
    return ExportAllDialog(session, partial(file_names, session.report), window)


def _all_exported(session: Session, window: MainWindow) -> QWidget:
    names = file_names(session.report)
    failed = {names[1]: UserError("文件正被别的程序打开，没有写进去。", "请关闭它以后再导出。")}
    folder = Path("D:/公开年报") / f"{LONG_NAME}2023年政府信息公开工作年度报告"
    return AllExportedDialog(folder, names[2:], failed, window)


def _proofreading(session: Session, window: MainWindow) -> QWidget:
    old = deepcopy(session.report)
    old.year -= 1
    session.edit.set_facts(previous=with_earlier((), old))
    session.read = ReadFrom(f"{LONG_NAME}2023年政府信息公开工作年度报告.docx", dict(old.cells))
    dialog = ProofreadingDialog(session, window)
    dialog.sitting.here = "table_3.other_fee_unpaid.org_public_welfare"
    dialog._show()
    return dialog


def _finder(session: Session, window: MainWindow) -> QWidget:
    session.recheck()
    finder = FinderDialog(window)
    finder.field.setText("gk")
    return finder


def _help(_session: Session, window: MainWindow) -> QWidget:
    assert window.workspace is not None
    window.workspace.go_to_cell("table_3.granted.natural_person")
    show_help(window)
    return window.findChildren(HelpWindow)[0]


def _import(_session: Session, window: MainWindow) -> QWidget:
    source = CASES / "13-pingtan-2020" / "source.html"
    return ImportReview(read_for_review(source), source.name, ways=BESIDE, parent=window)


def _import_no_year(_session: Session, window: MainWindow) -> QWidget:
    text = "三、收到和处理政府信息公开申请情况\n（一）予以公开 2 0 0 0 0 0 2\n（七）总计 2 0 0 0 0 0 2\n"
    return ImportReview(read_clipboard("", text), "剪贴板", ways=BESIDE, parent=window)


def _paste(session: Session, window: MainWindow) -> QWidget:
    assert window.workspace is not None
    window.workspace.show_place("applications")
    page = window.workspace.page
    assert isinstance(page, TablePage)
    rows = ["12\t3\t-\t甲", "０\t1\t1.5\t2"] * 9
    block = read_document("", "\n".join(rows))
    plan = plan_paste(session.form, page.grid.sheet_model.body, block, (0, 0))
    return PasteDialog(session, plan, window)


def _recovery(session: Session, window: MainWindow) -> QWidget:
    report = session.report
    lock = oslock.take(user_folders.user_data() / "one.lock")
    assert lock is not None
    lock.release()
    at, journal = datetime(2024, 1, 22, 16, 5, tzinfo=UTC), Path("one.journal")
    drafts = [
        Draft(
            report,
            Path(f"D:/{LONG_NAME}.nianbao"),
            at,
            compare_reports(report, report),
            journal,
            lock,
        ),
        Draft(report, None, at, None, journal, lock),
    ]
    return RecoveryDialog(drafts, window)


def _question(_session: Session, window: MainWindow) -> QWidget:
    details = "不保存的话，上次保存以后的修改就没有了。"
    box = messages._box("要保存对这份报告的修改吗？", details, window)
    for words, role in (
        ("保存", "AcceptRole"),
        ("不保存", "DestructiveRole"),
        ("取消", "RejectRole"),
    ):
        box.addButton(words, getattr(QMessageBox.ButtonRole, role))
    return box


def _progress(_session: Session, window: MainWindow) -> QWidget:
    progress = progress_dialog(window, f"正在读“{LONG_NAME}2023年政府信息公开工作年度报告.docx”…")
    progress.setValue(0)
    return progress


DIALOGS: dict[str, Callable[[Session, MainWindow], QWidget]] = {
    "about": lambda _session, window: AboutDialog(window),
    "cell_history": lambda _session, window: CellHistoryDialog(
        "新收／自然人", ["现在：12", "今天 10:32：由 空白 改为 12", "2022 年报告：9"], window
    ),
    "choose_source": _choose_source,
    "export": _export,
    "export_all": _export_all,
    "exported": _exported,
    "all_exported": _all_exported,
    "finder": _finder,
    "help": _help,
    "import": _import,
    "import_no_year": _import_no_year,
    "keys": lambda _session, window: KeysSheet(window),
    "last_year": lambda _session, window: LastYearDialog(window),
    "last_year_opened": lambda session, window: LastYearDialog(window, opened=session.report),
    "new": lambda _session, window: NewReportDialog(window),
    "note": lambda _session, window: NoteDialog("新收／自然人", "其中2件转办", window),
    "paste": _paste,
    "poster": _poster,
    "preview": lambda session, window: PreviewDialog(session.report, window),
    "progress": _progress,
    "proofreading": _proofreading,
    "question": _question,
    "recovery": _recovery,
    "roster": lambda _session, window: RosterDialog((LONG_NAME, "砖路镇人民政府"), window),
    "set_aside": lambda session, window: SetAsideDialog(session.findings[0], window),
    "settings": lambda _session, window: SettingsDialog(window),
    "tour": lambda _session, window: TourDialog(window),
    "versions": lambda session, window: VersionsDialog(session, None, window),
}
