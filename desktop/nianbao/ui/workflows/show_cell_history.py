"""这一格的历史: values of this session, of the last saves, of last year; nothing is changed."""

from collections.abc import Iterator
from decimal import Decimal

from nianbao import user_folders
from nianbao.report.errors import UserError
from nianbao.report.numbers import format_number
from nianbao.report.storage.versions import list_versions
from nianbao.ui.dialogs.cell_history import CellHistoryDialog
from nianbao.ui.dialogs.times import spoken_time
from nianbao.ui.session.desk import Desk
from nianbao.ui.session.session import Session

MOST_SAVES = 5
"""Older saves are under 历史版本."""


def show(desk: Desk, session: Session, key: str) -> None:
    """Show what stood in a cell."""
    if not key:
        return
    lines = history_lines(session, key)
    CellHistoryDialog(session.form.cells[key].name, lines, desk.widget).exec()


def history_lines(session: Session, key: str) -> list[str]:
    """Return what stood in a cell, in a clerk's words, the newest first."""
    now = f"现在：{_said(session.value(key))}"
    return [now, *_of_session(session, key), *_of_saves(session, key), *_of_last_year(session, key)]


def _said(value: Decimal | None) -> str:
    return format_number(value) or "空白"


def _of_session(session: Session, key: str) -> Iterator[str]:
    for change in reversed(session.history.of(key)):
        yield f"{spoken_time(change.at)}：由 {_said(change.old)} 改为 {_said(change.new)}"


def _of_saves(session: Session, key: str) -> Iterator[str]:
    """A version that cannot be read is left out: 历史版本 tells why."""
    if session.path is None:
        return
    for version in list_versions(user_folders.versions(), session.path)[:MOST_SAVES]:
        try:
            value = version.load().cell(key)
        except UserError:
            continue
        yield f"{spoken_time(version.saved_at)}保存：{_said(value)}"


def _of_last_year(session: Session, key: str) -> Iterator[str]:
    last = session.last_report()
    if last is not None:
        yield f"{last.year} 年报告：{_said(session.last_year(key))}"
