"""From the window to the picture of the year: how it is to be, where to, and a word when it is done."""

from pathlib import Path

from PySide6.QtWidgets import QDialog, QWidget

from nianbao.exporters.names import suggested_name
from nianbao.exporters.poster.declared import declared
from nianbao.exporters.poster.describe import PosterOptions
from nianbao.exporters.poster.formats import PictureFormat, write_picture
from nianbao.exporters.poster.shapes import Picture
from nianbao.report.book import Report
from nianbao.report.errors import UserError
from nianbao.ui.dialogs.exporting.poster import PosterDialog
from nianbao.ui.paper.poster import PICTURES
from nianbao.ui.session.desk import Desk, OpenReport
from nianbao.ui.session.session import Session
from nianbao.ui.system import preferences
from nianbao.ui.widgets.choose_file import file_to_save
from nianbao.ui.widgets.messages import tell_error
from nianbao.ui.widgets.progress import work_beside
from nianbao.ui.workflows.export_report import offer_to_open


def export_poster(desk: Desk, shown: OpenReport) -> None:
    """Ask, write the picture, and offer to open it."""
    window, session = desk.widget, shown.session
    session.recheck()
    dialog = PosterDialog(session, window)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return
    form, picture = dialog.chosen_format, dialog.picture
    path = _ask_place(window, session, form)
    if path is None:
        return
    try:
        done = _write(window, form, picture, path)
    except UserError as error:
        tell_error(window, error)
        return
    if done:
        preferences.remember("export_folder", path.parent)
        preferences.remember("poster_ending", form.ending)
        preferences.remember("poster_colours", dialog.options.colours)
        preferences.remember("poster_left_out", " ".join(sorted(dialog.options.left_out)))
        offer_to_open(window, path)


def picture_name(report: Report, form: PictureFormat) -> str:
    """Return the file name to suggest."""
    return suggested_name(report, declared().tag + form.ending)


def last_choice() -> tuple[PictureFormat, PosterOptions]:
    """Return format, sections and colours of the last picture; an image of all where there was none."""
    ending = preferences.text("poster_ending", "")
    form = next((one for one in PICTURES if one.ending == ending), PICTURES[0])
    left_out = preferences.text("poster_left_out", "").split()
    return form, PosterOptions(frozenset(left_out), preferences.text("poster_colours", ""))


def _ask_place(window: QWidget, session: Session, form: PictureFormat) -> Path | None:
    folder = Path(preferences.text("export_folder", preferences.folder()))
    proposed = folder / picture_name(session.report, form)
    path = file_to_save(window, "一图读懂存到哪里", f"{form.name} (*{form.ending})", proposed)
    if path is None or path.suffix.lower() == form.ending:
        return path
    return path.with_name(path.name + form.ending)


def _write(window: QWidget, form: PictureFormat, picture: Picture, path: Path) -> bool:
    """Write the picture; False where the clerk gave up, UserError where it fails."""

    def work() -> bool:
        write_picture(form, picture, path)
        return True

    return work_beside(window, f"正在导出“{path.name}”…", work) is not None
