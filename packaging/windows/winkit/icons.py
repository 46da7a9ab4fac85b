"""Draws the Windows icons and the installer's side picture: `python -m winkit icons`."""

import struct
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from winkit.product import HERE, REPOSITORY

ICONS = REPOSITORY / "resources" / "icons"
SIZES = (256, 64, 48, 32, 24, 16)
# Qt unpacks all sizes of a window's icon at once; the largest is for the desktop alone.
IN_A_WINDOW = SIZES[1:]
# Small sizes have a picture of their own: fine lines would only blur there.
SMALL = 24
SIDE_PICTURE = HERE / "installer" / "side.bmp"
SIDE_SIZE = (164, 314)
PALE_BLUE = "#e3edf8"


def draw_icons() -> None:
    """Write nianbao.ico, window.ico, document.ico and side.bmp."""
    program = (ICONS / "nianbao.svg", ICONS / "nianbao-small.svg")
    _write_icon(ICONS / "nianbao.ico", *program, SIZES)
    _write_icon(ICONS / "window.ico", *program, IN_A_WINDOW)
    _write_icon(ICONS / "document.ico", ICONS / "document.svg", ICONS / "document.svg", SIZES)
    _write_side_picture()


def _write_icon(target: Path, large: Path, small: Path, sizes: Sequence[int]) -> None:
    pictures = {size: _png(small if size <= SMALL else large, size) for size in sizes}
    offset = 6 + 16 * len(pictures)
    directory = struct.pack("<HHH", 0, 1, len(pictures))
    for size, picture in pictures.items():
        side = size % 256  # 0 means 256 in an icon directory
        directory += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(picture), offset)
        offset += len(picture)
    target.write_bytes(directory + b"".join(pictures.values()))


def _write_side_picture() -> None:
    """The left part of the installer's first and last page."""
    image = QImage(*SIDE_SIZE, QImage.Format.Format_RGB32)
    image.fill(QColor(PALE_BLUE))
    painter = QPainter(image)
    QSvgRenderer(str(ICONS / "nianbao.svg")).render(painter, QRectF(42, 60, 80, 80))
    painter.end()
    image.convertToFormat(QImage.Format.Format_Indexed8).save(str(SIDE_PICTURE), "BMP")  # type: ignore[call-overload]  # its stub asks for bytes


def _png(source: Path, size: int) -> bytes:
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(str(source)).render(painter)
    painter.end()
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # its stub asks for bytes
    return bytes(content.data())
