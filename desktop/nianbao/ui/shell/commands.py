"""The window's further commands, each a short way through a dialog; loaded when first used."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from nianbao.ui.shell.main_window import MainWindow


def connect(window: "MainWindow") -> None:
    """Let the actions do their work."""
    ways: dict[str, Callable[[MainWindow], None]] = {
        "open": choose_and_open,
        "from_last_year": from_last_year,
        "import": import_file,
        "import_clipboard": import_clipboard,
        "preview": preview,
        "copy_for_web": copy_for_web,
        "find": find_words,
        "zero_applications": fill_zero_applications,
        "set_aside": set_aside,
        "audit_record": audit_record,
        "versions": show_versions,
        "settings": show_settings,
        "help": show_help,
        "tour": show_tour,
        "about": show_about,
    }
    for name, way in ways.items():
        window.actions_by_id[name].triggered.connect(partial(_run, window, way))


def _run(window: "MainWindow", way: Callable[["MainWindow"], None], _checked: bool = False) -> None:
    way(window)


def from_last_year(window: "MainWindow") -> None:
    """Begin with what continues from last year's report: the one that is open, or another."""
    from nianbao.ui.workflows.last_year_dialog import LastYearDialog

    opened = None if window.session is None else window.session.report
    dialog = LastYearDialog(window, opened=opened)
    if dialog.exec():
        window.documents.begin_with(dialog.report())


def import_file(window: "MainWindow") -> None:
    """Read a Word document, a web page, a table."""
    from nianbao.ui.workflows import import_report

    import_report.import_file(window)


def open_any(window: "MainWindow", *paths: "Path") -> None:
    """Open a report file, or read any other source."""
    from nianbao.ui.workflows import open_report

    open_report.open_paths(window, paths)


def choose_and_open(window: "MainWindow") -> None:
    """Ask for a file."""
    from nianbao.ui.workflows import open_report

    open_report.choose(window)


def preview(window: "MainWindow") -> None:
    """Show the pages as they will be printed."""
    from nianbao.ui.workflows import show_pages

    show_pages.preview(window)


def copy_for_web(window: "MainWindow") -> None:
    """Copy the report for the editor of a website."""
    from nianbao.ui.workflows import show_pages

    show_pages.copy_for_web(window)


def import_clipboard(window: "MainWindow") -> None:
    """Read what was copied as a report."""
    from nianbao.ui.workflows import import_report

    import_report.import_clipboard(window)


def find_words(window: "MainWindow") -> None:
    """Open the bar to find and replace."""
    if window.workspace is not None:
        window.workspace.find_words()


def fill_zero_applications(window: "MainWindow") -> None:
    """零申请快速填报: tables and texts in one undo step, after saying what will change."""
    from nianbao.report.errors import UserError
    from nianbao.report.guide import load_guide
    from nianbao.report.zero import zero_fill
    from nianbao.ui.widgets.messages import ask, tell_error

    session = window.session
    if session is None:
        return
    try:
        plan = zero_fill(load_guide(), session.form, session.report)
    except UserError as error:
        tell_error(window, error)
        return
    if not plan.cells and not plan.texts:
        tell_error(window, UserError("没有要填的。", "表三、表四已经填完，文字也已写明。"))
        return
    question = "本单位这一年没有收到申请，也没有复议和诉讼？"
    details = f"将一步完成：{plan.summary()}。已填的数不会改动，可以撤销。"
    if ask(window, question, details, {"fill": "一步填好", "cancel": "取消"}) == "fill":
        session.fill("零申请快速填报", plan.cells, plan.texts)
        window.say(f"已完成：{plan.summary()}。")


def set_aside(window: "MainWindow") -> None:
    """Settle the chosen finding with a reason."""
    from nianbao.ui.workflows import set_finding_aside

    finding = window.workspace.findings.current if window.workspace is not None else None
    if finding is not None and window.session is not None:
        set_finding_aside.set_aside(window, window.session, finding)


def audit_record(window: "MainWindow") -> None:
    """Write the 审核情况表."""
    if window.session is not None:
        from nianbao.ui.workflows import write_audit_record

        write_audit_record.write_record(window, window.session)


def show_versions(window: "MainWindow") -> None:
    """Look at earlier saves, and go back to one as an undo step."""
    from nianbao.ui.dialogs.versions import VersionsDialog

    session = window.session
    if session is None:
        return
    dialog = VersionsDialog(session, session.path, window)
    if dialog.exec() and dialog.report is not None:
        session.replace(dialog.report, "恢复历史版本")


def show_settings(window: "MainWindow") -> None:
    """Change the settings and use them at once."""
    from nianbao.ui.dialogs.settings import SettingsDialog
    from nianbao.ui.look import system_look
    from nianbao.ui.shell.main_window import restyle

    if SettingsDialog(window).exec():
        restyle(window, system_look.chosen())
        if window.workspace is not None:
            window.workspace.use_settings()
            window.workspace.session.recheck()


def show_help(window: "MainWindow") -> None:
    """Help for the place where the clerk is."""
    from nianbao.ui.help.window import show_help_for

    show_help_for(window)


def show_tour(window: "MainWindow") -> None:
    """The five steps for a first report."""
    from nianbao.ui.help.tour import TourDialog

    TourDialog(window).exec()


def show_about(window: "MainWindow") -> None:
    """Version and licences."""
    from nianbao.ui.dialogs.about import AboutDialog

    AboutDialog(window).exec()
