"""Draws ``resources/icons/masks``: how opaque each pixel of an icon is, in each size that a window needs.

    PYTHONPATH=desktop QT_QPA_PLATFORM=offscreen python packaging/icons/write.py

A test tells when a drawing is newer than its masks.
"""

import base64
import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QGuiApplication, QImage, QImageReader

from nianbao import resources
from nianbao.ui.look import icons
from nianbao.ui.shell.start_page import ICON

SCALES = (1, 1.25, 1.5, 1.75, 2, 2.25, 2.5, 3, 3.5, 4)
"""What Windows offers, and 统信 and 麒麟 with it; at any other, Qt makes the largest mask smaller."""
SIZES = sorted({round(size * scale) for size in (icons.SIZE, ICON) for scale in SCALES})


def drawings() -> Iterator[tuple[str, str]]:
    """Yield each drawing that takes the theme's colour: its name and its SVG."""
    for file in resources.names("icons", ".svg"):
        drawing = resources.text(file)
        if "currentColor" in drawing:
            yield Path(file).stem, drawing


def sign(drawing: str) -> str:
    """Return by what a mask knows its drawing."""
    return sha256(drawing.encode()).hexdigest()


def opacity(drawing: str, size: int) -> QImage:
    """Return a drawing's opacity in shades of grey, ``size`` pixels each way."""
    buffer = QBuffer()
    buffer.setData(QByteArray(drawing.encode()))
    reader = QImageReader(buffer, QByteArray(b"svg"))
    reader.setScaledSize(QSize(size, size))
    alpha = reader.read().convertToFormat(QImage.Format.Format_Alpha8)
    alpha.reinterpretAsFormat(QImage.Format.Format_Grayscale8)
    return alpha


def masks(drawing: str) -> dict[str, str]:
    """Return what the file of a drawing's masks holds: its sign, and PNG in base64 by size."""
    sizes = {str(size): _png(opacity(drawing, size)) for size in SIZES}
    return {"drawing": sign(drawing), **sizes}


def _png(image: QImage) -> str:
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # its stub asks for bytes
    return base64.b64encode(content.data()).decode()


def main() -> None:
    """Draw all masks anew."""
    application = QGuiApplication([])
    for name, drawing in drawings():
        path = resources.path(icons.file_of(name))
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(masks(drawing), indent=1) + "\n", encoding="utf-8")
    application.quit()


if __name__ == "__main__":
    main()
