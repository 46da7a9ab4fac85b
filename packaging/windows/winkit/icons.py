"""Draws the Windows icons from their SVG pictures: `python -m winkit icons`."""

import struct
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from winkit.product import REPOSITORY

ICONS = REPOSITORY / "resources" / "icons"
SIZES = (256, 64, 48, 32, 24, 16)
# Small sizes have a picture of their own: fine lines would only blur there.
SMALL = 24


def draw_icons() -> None:
    """Write nianbao.ico and document.ico."""
    _write_icon(ICONS / "nianbao.ico", ICONS / "nianbao.svg", ICONS / "nianbao-small.svg")
    _write_icon(ICONS / "document.ico", ICONS / "document.svg", ICONS / "document.svg")


def _write_icon(target: Path, large: Path, small: Path) -> None:
    pictures = {size: _png(small if size <= SMALL else large, size) for size in SIZES}
    offset = 6 + 16 * len(pictures)
    directory = struct.pack("<HHH", 0, 1, len(pictures))
    for size, picture in pictures.items():
        side = size % 256  # 0 means 256 in an icon directory
        directory += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(picture), offset)
        offset += len(picture)
    target.write_bytes(directory + b"".join(pictures.values()))


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
