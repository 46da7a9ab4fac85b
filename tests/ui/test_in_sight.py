"""However large a table is shown, numbers stay in sight; last year's never print over this year's."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from nianbao.ui.grid.metrics import BASE_ROW, VALUE_POINTS
from nianbao.ui.grid.numerals import Numerals, SmallNumerals
from nianbao.ui.grid.sheet import SMALL_POINTS
from nianbao.ui.look import theme
from nianbao.ui.shell.main_window import MainWindow
from tests.ui.grid_keys import show_table
from tests.ui.settled import settle

SIZES = [(1366, 728), (1024, 600)]
TABLES = ("proactive", "applications", "review_litigation")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("percent", [50, 100, 150, 200, 300])
@pytest.mark.parametrize("section", TABLES)
def test_frozen_labels_never_take_more_than_half(
    window: MainWindow, section: str, percent: int, size: tuple[int, int]
) -> None:
    window.resize(*size)
    grid = show_table(window, section)
    window.zoom_to(percent)
    settle()

    assert grid.verticalHeader().width() <= grid.width() / 2 or grid.verticalHeader().isHidden()
    page = window.table_page()
    assert page is not None
    assert (
        grid.horizontalHeader().height() <= page.height() / 2 or grid.horizontalHeader().isHidden()
    )
    seen = grid.viewport().rect()
    places = grid.sheet_model.body.keys
    boxes = [grid.visualRect(grid.sheet_model.index(*place)) for place in places]
    assert any(seen.contains(box.center()) for box in boxes)


def ink(width: int, height: int, draw: Callable[[QPainter, QRect], None]) -> set[tuple[int, int]]:
    """Return the dark pixels of a cell that somebody draws."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setPen(QColor(0, 0, 0))
    draw(painter, QRect(0, 0, width, height))
    painter.end()
    return {
        (x, y)
        for x in range(width)
        for y in range(height)
        if image.pixelColor(x, y).lightness() < 160
    }


@pytest.mark.parametrize("zoom", [0.5, 0.75, 1, 1.5, 2, 3])
@pytest.mark.parametrize("number", ["0", "62", "1175", "123456", "12345678", "1234567.89"])
def test_last_years_number_never_prints_over_this_years(
    qapp: QApplication, number: str, zoom: float
) -> None:
    assert qapp.font().pointSize() > 0
    width, height = round(44 * zoom), round(BASE_ROW * zoom)
    numerals = Numerals(theme.font(VALUE_POINTS * zoom))
    small = SmallNumerals(theme.font(SMALL_POINTS * zoom))

    this_year = ink(width, height, lambda pen, box: numerals.draw(pen, small.above(box), number))
    last_year = ink(width, height, lambda pen, box: small.draw(pen, box, number))

    assert this_year
    assert last_year
    assert this_year & last_year == set()
    assert max(x for x, _y in last_year) < width
