"""Icons: their masks are those of today's drawings, and take the theme's colour."""

import json
import runpy
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QSize
from PySide6.QtGui import QColor, QImage, QImageReader

from nianbao import resources
from nianbao.ui.look import icons, theme

pytestmark = pytest.mark.usefixtures("qapp")

NEAR = 16
"""By so much of 255 may one system's drawing of an edge differ from another's."""


@pytest.fixture(scope="module")
def script(repository: Path) -> dict[str, Any]:
    """What the script that draws the masks defines."""
    return runpy.run_path(str(repository / "packaging" / "icons" / "write.py"))


def drawn_by_svg(name: str, colour: QColor, size: int) -> QImage:
    drawing = resources.text(f"icons/{name}.svg").replace("currentColor", colour.name())
    buffer = QBuffer()
    buffer.setData(QByteArray(drawing.encode()))
    reader = QImageReader(buffer, QByteArray(b"svg"))
    reader.setScaledSize(QSize(size, size))
    return reader.read()


def furthest(one: QImage, other: QImage) -> int:
    """Return by how much the two differ in the colour and opacity of any pixel."""
    assert one.size() == other.size()
    pixels = [(x, y) for x in range(one.width()) for y in range(one.height())]
    return max(
        abs(this - that)
        for x, y in pixels
        for this, that in zip(
            _parts(one.pixelColor(x, y)), _parts(other.pixelColor(x, y)), strict=True
        )
    )


def _parts(colour: QColor) -> tuple[int, ...]:
    """Return a colour as it is laid on white and on black."""
    part = colour.alphaF()
    laid = [round(one * part * 255) for one in (colour.redF(), colour.greenF(), colour.blueF())]
    return (*laid, colour.alpha())


def test_each_drawing_has_masks_of_its_present_state_and_no_mask_is_left_over(
    script: dict[str, Any],
) -> None:
    drawings = dict(script["drawings"]())
    shipped = {Path(one).stem: one for one in resources.names("icons/masks", ".json")}

    held = {name: json.loads(resources.text(one))["drawing"] for name, one in shipped.items()}

    assert held == {name: script["sign"](one) for name, one in drawings.items()}, "make icons"


def test_an_icon_is_its_drawing_in_the_themes_colour(script: dict[str, Any]) -> None:
    names = [name for name, _drawing in script["drawings"]()]
    colour = theme.color("accent")

    far = {
        (name, size): furthest(
            icons.picture(name, "accent", size=size).toImage(), drawn_by_svg(name, colour, size)
        )
        for name in names
        for size in (20, 30)
    }

    assert {one: by for one, by in far.items() if by > NEAR} == {}


def test_a_size_without_a_mask_is_made_from_the_largest() -> None:
    picture = icons.picture("save", size=27)

    assert picture.width() == 27
    assert furthest(picture.toImage(), drawn_by_svg("save", theme.color("text"), 27)) < 128


def test_an_icon_is_told_its_scale() -> None:
    picture = icons.picture("save", size=20, scale=1.5)

    assert (picture.width(), picture.devicePixelRatio()) == (30, 1.5)
