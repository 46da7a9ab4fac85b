"""Opens a report in the window off screen, for the self-test: does everything paint?"""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import qInstallMessageHandler

from nianbao.ui.app import build_application
from nianbao.ui.main_window import MainWindow

SIZE = (1366, 768)
STEP = 7


@dataclass(frozen=True)
class Painted:
    """What the window looked like."""

    title: str
    width: int
    height: int
    colours: int


def paint_off_screen(file: Path) -> Painted:
    """Open the file in a window that nobody sees."""
    # Qt's remarks about the off-screen platform are in English and mean nothing here.
    qInstallMessageHandler(lambda *_: None)
    app = build_application(["nianbao", "-platform", "offscreen"])
    window = MainWindow()
    window.resize(*SIZE)
    window.show()
    window.documents.open_path(file)
    app.processEvents()
    picture = window.grab().toImage()
    width, height = picture.width(), picture.height()
    pixels = (picture.pixel(x, y) for x in range(0, width, STEP) for y in range(0, height, STEP))
    return Painted(window.windowTitle(), width, height, len(set(pixels)))
