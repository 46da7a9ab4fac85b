"""The program's own icons: line drawings in ``resources/icons``, coloured by the theme."""

from PySide6.QtCore import QBuffer, QByteArray, QSize
from PySide6.QtGui import QGuiApplication, QIcon, QImageReader, QPixmap

from nianbao import resources
from nianbao.ui.look import theme

SIZE = 20


def icon(name: str) -> QIcon:
    """Return an icon in the theme's colours, sharp on every screen that is attached."""
    made = QIcon()
    for scale in _scales():
        made.addPixmap(picture(name, "text", scale=scale))
    return made


def picture(name: str, role: str = "text", *, size: int = SIZE, scale: float = 1.0) -> QPixmap:
    """Return one drawing in a colour role."""
    colour = theme.color(role).name()
    drawing = resources.text(f"icons/{name}.svg").replace("currentColor", colour)
    # Qt's image plugin draws it: importing QtSvg as well would delay the first window.
    buffer = QBuffer()
    buffer.setData(QByteArray(drawing.encode()))
    reader = QImageReader(buffer, QByteArray(b"svg"))
    pixels = round(size * scale)
    reader.setScaledSize(QSize(pixels, pixels))
    image = reader.read()
    image.setDevicePixelRatio(scale)
    return QPixmap.fromImage(image)


def _scales() -> list[float]:
    return sorted({1.0, *(screen.devicePixelRatio() for screen in QGuiApplication.screens())})
