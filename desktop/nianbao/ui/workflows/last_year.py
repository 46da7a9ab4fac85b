"""An earlier year's report beside this one: chosen, doubted where it is a strange one, kept."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from PySide6.QtWidgets import QWidget

from nianbao.importers.registry import read_source
from nianbao.report.book import Report
from nianbao.report.earlier import why_doubtful, with_earlier
from nianbao.report.errors import UserError
from nianbao.ui.session.desk import Desk, OpenReport
from nianbao.ui.session.session import Session
from nianbao.ui.system import preferences
from nianbao.ui.system.source_kinds import kinds_or_any
from nianbao.ui.widgets.choose_file import file_to_open
from nianbao.ui.widgets.messages import ask, tell_error
from nianbao.ui.widgets.progress import work_beside


def choose_for(desk: Desk, shown: OpenReport) -> None:
    """添加上年报告: ask for a file, and keep the report in it."""
    choose(desk.widget, shown.session)


def choose(window: QWidget, session: Session) -> bool:
    """Ask for a file and keep the report in it; whether one was taken."""
    path = file_to_open(window, "选择上年报告", kinds_or_any("上年报告"))
    return path is not None and read(window, session, path)


def year_before(desk: Desk, session: Session) -> Report | None:
    """Return the report of the year before; ask for it where it is not there yet."""
    if session.year_before() is None and choose(desk.widget, session):
        missing = session.year_before() is None
        if missing:
            desk.say(f"添加的不是 {session.report.year - 1} 年的报告，没有可以接着算的数。")
    return session.year_before()


def wanted_of(
    window: QWidget, session: Session, figures: Mapping[str, Decimal | None]
) -> dict[str, Decimal | None] | None:
    """Return which figures of last year's to enter: blanks, and what differs if the clerk says so.

    None where the clerk wants nothing changed.
    """
    blank = {key: value for key, value in figures.items() if session.value(key) is None}
    other = {
        key: value for key, value in figures.items() if session.value(key) not in (None, value)
    }
    if not other:
        return blank
    names = "、".join(session.form.cells[key].column.name for key in other)
    question = f"上年结转有 {len(other)} 格与上年报告的结转下年不同：{names}。"
    choices = {"all": "都改成上年的数", "blank": "只填空着的", "cancel": "取消"}
    answer = ask(window, question, "改动可以撤销。", choices)
    if answer == "cancel":
        return None
    return {**blank, **other} if answer == "all" else blank


def read(window: QWidget, session: Session, path: Path) -> bool:
    """Read an earlier year's report from a file; say why where that fails, changing nothing."""
    preferences.remember_folder(path)
    try:
        result = work_beside(window, f"正在读“{path.name}”…", lambda: read_source(path))
    except UserError as error:
        tell_error(window, error)
        return False
    return result is not None and add(window, session, result.report)


def add(window: QWidget, session: Session, report: Report) -> bool:
    """Keep a report to compare with; a strange one only after a question."""
    doubt = why_doubtful(session.report, report)
    if doubt:
        choices = {"use": "仍然用来对照", "cancel": "不用"}
        details = "用错了报告，上年结转等数字会对不上。确实要用的，例如单位更名，可以继续。"
        if ask(window, doubt, details, choices) != "use":
            return False
    session.edit.set_facts("添加对照的报告", previous=with_earlier(session.previous, report))
    return True
