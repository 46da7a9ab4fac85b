"""The program's own icons: line drawings in ``resources/icons``, coloured by the theme.

The drawings are SVG, but Qt's SVG library would take a fifth of what the first window weighs beyond
Qt itself. So ``make icons`` draws them once: a mask says how opaque each pixel is, and here it is
filled with a colour. Masks are texts, like all that must stay readable while an update is laid down.
"""

import base64
import json
from functools import lru_cache

from PySide6.QtCore import QBuffer, QByteArray, QSize
from PySide6.QtGui import QGuiApplication, QIcon, QImage, QImageReader, QPixmap

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
    mask = _mask(name, round(size * scale))
    filled = QPixmap(mask.size())
    filled.fill(theme.color(role))
    image = filled.toImage()
    image.setAlphaChannel(mask)
    image.setDevicePixelRatio(scale)
    return QPixmap.fromImage(image)


def file_of(name: str) -> str:
    """Return the name of a drawing's masks among the resources."""
    return f"icons/masks/{name}.json"


def _mask(name: str, pixels: int) -> QImage:
    """Return the mask of this size, or the largest made smaller for a scale that is rarely set."""
    by_size = _masks(name)
    *_, largest = by_size
    buffer = QBuffer()
    buffer.setData(QByteArray(base64.b64decode(by_size.get(str(pixels), by_size[largest]))))
    reader = QImageReader(buffer, QByteArray(b"png"))
    reader.setScaledSize(QSize(pixels, pixels))
    return reader.read()


@lru_cache(maxsize=1)
def _masks(name: str) -> dict[str, str]:
    """The masks of a drawing by size; kept while it is drawn for one screen after the other."""
    masks: dict[str, str] = json.loads(resources.text(file_of(name)))
    return masks


def _scales() -> list[float]:
    return sorted({1.0, *(screen.devicePixelRatio() for screen in QGuiApplication.screens())})
