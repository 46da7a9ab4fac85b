"""Opens a report in the window out of sight, for the self-test: does everything paint?"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt, QTimer, qInstallMessageHandler
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QApplication

from nianbao import resources
from nianbao.checks import outline
from nianbao.ui.app import build_application
from nianbao.ui.look import icons, system_look
from nianbao.ui.shell.main_window import MainWindow

SIZE = (1366, 768)
STEP = 7
MOMENT = 300
"""Milliseconds for which a page is left alone: what it does a little later is part of it."""
FEWEST_COLOURS = 8
"""A page that painted itself shows more colours than a blank one."""


@dataclass(frozen=True)
class Rehearsal:
    """What the window looked like, and what is wrong with it in a few words each."""

    title: str
    width: int
    height: int
    font: str
    pages: int
    problems: tuple[str, ...]


def rehearse(file: Path) -> Rehearsal:
    """Open the file in a window that nobody sees and turn to each of its pages."""
    # Qt's remarks about the off-screen platform are in English and mean nothing here.
    qInstallMessageHandler(lambda *_: None)
    app = build_application(_platform())
    window = MainWindow()
    window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    window.resize(*SIZE)
    window.show()
    system_look.follow(lambda _theme: None)
    window.documents.open_path(file)
    colours = _turn_pages(window)
    done = Rehearsal(
        title=window.windowTitle(),
        width=window.width(),
        height=window.height(),
        font=window.fontInfo().family(),
        pages=len(colours),
        problems=(*_blank(colours), *_missing(app, window)),
    )
    window.close()
    return done


def _platform() -> tuple[str, ...]:
    """Windows' own where there is one: Qt's off-screen platform does not see its fonts."""
    return () if sys.platform in {"win32", "darwin"} else ("-platform", "offscreen")


def _turn_pages(window: MainWindow) -> dict[str, int]:
    """How many colours each page of the report shows, by its name in the navigation."""
    session, workspace = window.session, window.workspace
    if session is None or workspace is None:
        return {}
    colours = {}
    for place in outline.places(session.form):
        workspace.show_place(place.id)
        _wait(MOMENT)
        colours[place.label] = _colours(window)
    return colours


def _wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _colours(window: MainWindow) -> int:
    picture = window.grab().toImage()
    columns, rows = range(0, picture.width(), STEP), range(0, picture.height(), STEP)
    return len({picture.pixel(x, y) for x in columns for y in rows})


def _blank(colours: dict[str, int]) -> Iterator[str]:
    if not colours:
        yield "报告没有在窗口里打开"
    yield from (f"“{page}”一页是空白的" for page, n in colours.items() if n < FEWEST_COLOURS)


def _missing(app: QApplication, window: MainWindow) -> Iterator[str]:
    """What Qt looks for in files of its own and passes over in silence where they are missing."""
    if not window.fontInfo().family():
        yield "没有找到可用的字体"
    drawn = (Path(name).stem for name in resources.names("icons/masks", ".json"))
    marks = (str(resources.path(name)) for name in resources.names("icons/controls", ".svg"))
    if any(one.isNull() for one in (*map(icons.picture, drawn), *map(QPixmap, marks))):
        yield "图标画不出来"
    if QIcon(str(resources.path("icons/window.ico"))).pixmap(SIZE[0]).isNull():
        yield "程序图标画不出来"
    if app.translate("QPlatformTheme", "Cancel") != "取消":
        yield "系统对话框没有中文"
