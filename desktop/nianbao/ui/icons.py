"""The program's own icons: line drawings in ``resources/icons``, coloured by the theme."""

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from nianbao import resources
from nianbao.ui import theme

SIZE = 20


def icon(name: str) -> QIcon:
    """Return an icon in the theme's colours, sharp on every screen that is attached."""
    made = QIcon()
    for mode, role in ((QIcon.Mode.Normal, "text"), (QIcon.Mode.Disabled, "muted")):
        for scale in _scales():
            made.addPixmap(picture(name, role, scale=scale), mode)
    return made


def picture(name: str, role: str = "text", *, size: int = SIZE, scale: float = 1.0) -> QPixmap:
    """Return one drawing in a colour role."""
    colour = theme.color(role).name()
    drawing = resources.text(f"icons/{name}.svg").replace("currentColor", colour)
    renderer = QSvgRenderer(QByteArray(drawing.encode()))
    pixels = round(size * scale)
    image = QImage(pixels, pixels, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    image.setDevicePixelRatio(scale)
    return QPixmap.fromImage(image)


def _scales() -> list[float]:
    return sorted({1.0, *(screen.devicePixelRatio() for screen in QGuiApplication.screens())})
