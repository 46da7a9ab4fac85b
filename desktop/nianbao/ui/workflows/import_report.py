"""读入资料: a file or the clipboard is read, looked at, and taken over."""

from collections.abc import Callable
from copy import deepcopy
from datetime import datetime
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from nianbao.importers.registry import read_clipboard, read_for_review
from nianbao.importers.review import ImportResult
from nianbao.report.earlier import with_earlier
from nianbao.report.errors import UserError
from nianbao.report.next_year import report_for_next_year
from nianbao.report.storage.files import refuse_strange_name
from nianbao.ui.import_review.dialog import ImportReview, Taken, ways_for
from nianbao.ui.session import last_session
from nianbao.ui.session.desk import Desk
from nianbao.ui.session.session import ReadFrom
from nianbao.ui.system import preferences
from nianbao.ui.system.mime_data import refuse_what_text_alone_would_lose
from nianbao.ui.system.source_kinds import kinds_or_any
from nianbao.ui.widgets.choose_file import file_to_open
from nianbao.ui.widgets.messages import tell_error
from nianbao.ui.widgets.progress import work_beside
from nianbao.ui.workflows import last_year


def import_file(desk: Desk, path: Path | None = None) -> None:
    """Read a file; ask for one where none is given."""
    if path is None:
        path = file_to_open(desk.widget, "读入资料", kinds_or_any("资料"))
    if path is None:
        return
    chosen = path
    try:
        refuse_strange_name(chosen)
    except UserError as error:
        tell_error(desk.widget, error)
        return
    preferences.remember_folder(chosen)
    read_and_review(desk, chosen.name, lambda: read_for_review(chosen))


def import_clipboard(desk: Desk) -> None:
    """Read what was copied."""
    data = QGuiApplication.clipboard().mimeData()
    # An empty clipboard is None on some systems, whatever the annotation says.
    html, text = (data.html(), data.text()) if data else ("", "")  # type: ignore[truthy-bool]
    if not html.strip() and not text.strip():
        tell_error(
            desk.widget, UserError("剪贴板里没有文字或表格。", "请先在 Word、WPS 或网页里复制。")
        )
        return
    try:
        refuse_what_text_alone_would_lose(data)
    except UserError as error:
        tell_error(desk.widget, error)
        return
    read_and_review(desk, "剪贴板", lambda: read_clipboard(html, text))


def read_and_review(desk: Desk, name: str, read: Callable[[], ImportResult]) -> None:
    """Read something beside the window, and let the clerk look at it; say why where that fails."""
    try:
        result = work_beside(desk.widget, f"正在读“{name}”…", read)
    except UserError as error:
        tell_error(desk.widget, error)
        return
    if result is not None:
        review(desk, result, name)


def review(desk: Desk, result: ImportResult, name: str) -> None:
    """Let the clerk look at what was read, and take it over."""
    now = desk.session
    open_year = None if now is None else now.report.year
    ways = ways_for(result.reading.report.year, open_year, datetime.now().astimezone().year)
    dialog = ImportReview(result, name, ways=ways, parent=desk.widget)
    dialog.exec()
    session, report = desk.session, deepcopy(dialog.report)
    if dialog.taken is Taken.NEW:
        if desk.documents.begin_with(report):
            _remember_source(desk, result, name)
    elif dialog.taken is Taken.NEXT:
        totals = last_session.auto_totals()
        if desk.documents.begin_with(report_for_next_year(report, auto_totals=totals)):
            preferences.remember_office(report.unit, report.level)
    elif dialog.taken is Taken.HERE and session is not None:
        report.previous = with_earlier(session.previous, *report.previous)
        session.replace(report, f"读入“{name}”")
        _remember_source(desk, result, name)
    elif dialog.taken is Taken.LAST_YEAR and session is not None:
        last_year.add(desk.widget, session, report)
    dialog.deleteLater()


def _remember_source(desk: Desk, result: ImportResult, name: str) -> None:
    """Keep in mind what the source said, and what of it could not be read."""
    if desk.session is not None:
        desk.session.unread = tuple(one.keys for one in result.unread if one.keys)
        desk.session.read = ReadFrom(name, dict(result.reading.report.cells))
