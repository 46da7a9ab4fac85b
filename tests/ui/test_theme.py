"""Every colour that carries words can be read on what it stands on; marks can be told apart."""

from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QMenu

from nianbao.checks.outline import State
from nianbao.ui.look import style, system_look, theme
from nianbao.ui.look.icons import icon
from nianbao.ui.shell.main_window import MainWindow
from nianbao.ui.shell.start_page import StartPage
from nianbao.ui.system import preferences
from nianbao.ui.widgets import state_shapes

READABLE = 4.5
"""WCAG 2.1, 1.4.3: words."""
SEEN = 3.0
"""WCAG 2.1, 1.4.11: frames and marks."""
THEMES = pytest.mark.parametrize("look", theme.THEMES, ids=lambda one: one.name)

WORDS = (
    ("text", "window"), ("text", "panel"), ("text", "sheet"), ("text", "label_fill"),
    ("text", "total_fill"), ("text", "here_fill"), ("text", "accent_soft"),
    ("text", "error_soft"), ("text", "warning_soft"), ("text", "ok_soft"),
    ("muted", "window"), ("muted", "panel"), ("muted", "sheet"), ("muted", "accent_soft"),
    ("accent", "panel"), ("accent", "sheet"), ("accent", "window"), ("on_accent", "accent"),
    ("error", "panel"), ("error", "sheet"), ("error", "error_soft"), ("error", "accent_soft"),
    ("warning", "panel"), ("warning", "sheet"), ("warning", "warning_soft"),
    ("warning", "accent_soft"), ("ok", "panel"), ("ok", "sheet"), ("ok", "ok_soft"),
)  # fmt: skip
"""Words and what they are written on, as the widgets use them."""
SHAPES = (
    ("frame", "panel"), ("frame", "sheet"), ("scroll", "panel"), ("scroll", "sheet"),
    ("accent", "accent_soft"), ("error", "total_fill"), ("warning", "total_fill"),
    ("error", "label_fill"), ("ok", "accent_soft"), ("accent", "label_fill"),
)  # fmt: skip


def luminance(colour: str) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)

    of = QColor(colour)
    red, green, blue = (linear(part) for part in (of.redF(), of.greenF(), of.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def too_faint(look: theme.Theme, pairs: tuple[tuple[str, str], ...], least: float) -> list[str]:
    found = []
    for over, under in pairs:
        ratio = contrast(getattr(look, over), getattr(look, under))
        if ratio < least:
            found.append(f"{over} on {under}: {ratio:.2f}")
    return found


def test_the_measure_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@THEMES
def test_words_can_be_read(look: theme.Theme) -> None:
    assert too_faint(look, WORDS, READABLE) == []


@THEMES
def test_frames_and_marks_can_be_seen(look: theme.Theme) -> None:
    assert too_faint(look, SHAPES, SEEN) == []


@pytest.mark.parametrize("look", [theme.CONTRAST, theme.CONTRAST_WHITE], ids=lambda one: one.name)
def test_high_contrast_is_higher_than_the_others(look: theme.Theme) -> None:
    assert too_faint(look, WORDS, 7.0) == []


@pytest.fixture
def own_look(qapp: QApplication) -> Iterator[QApplication]:
    before, dress = theme.current(), qapp.styleSheet()
    yield qapp
    theme.use(before)
    qapp.setStyleSheet(dress)


@THEMES
def test_a_menus_icons_can_be_seen_on_the_line_that_is_chosen(
    own_look: QApplication, look: theme.Theme
) -> None:
    theme.use(look)
    style.apply(own_look)
    menu = QMenu()
    chosen, other = menu.addAction(icon("new"), "新建"), menu.addAction("打开")
    menu.resize(menu.sizeHint())
    menu.setActiveAction(chosen)
    picture, line = menu.grab().toImage(), menu.actionGeometry(chosen)

    def colours(left: int, right: int, top: int = line.top()) -> Counter[str]:
        return Counter(
            picture.pixelColor(x, y).name()
            for x in range(left, right)
            for y in range(top, top + line.height())
        )

    ((ground, _many),) = colours(line.center().x(), line.right() - 8).most_common(1)
    icons = colours(line.left() + 8, line.left() + 28)
    edge = colours(line.left(), line.left() + 3)
    (plain,) = colours(line.left(), line.left() + 3, menu.actionGeometry(other).top())

    assert max(contrast(one, ground) for one in icons) >= SEEN
    assert max(contrast(one, plain) for one in edge) >= SEEN  # which line is chosen


def shape_of(state: State) -> bytes:
    """Return a mark as its outline only: what is left of it without colour."""
    image = QImage(32, 32, QImage.Format.Format_Alpha8)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    state_shapes.draw(painter, state, QRectF(0, 0, 32, 32))
    painter.end()
    return bytes(image.constBits())


@pytest.mark.usefixtures("qapp")
def test_marks_are_told_apart_by_their_shape() -> None:
    assert len({shape_of(state) for state in State}) == len(State)
    assert len(set(state_shapes.WORDS.values())) == len(State)


@pytest.mark.parametrize(
    ("wishes", "wanted"),
    [
        ({"high_contrast": False, "dark": False}, theme.LIGHT),
        ({"high_contrast": False, "dark": True}, theme.DARK),
        ({"high_contrast": True, "dark": True}, theme.CONTRAST),
        ({"high_contrast": True, "dark": False}, theme.CONTRAST_WHITE),
    ],
)
def test_the_look_of_the_system_is_answered(wishes: dict[str, bool], wanted: theme.Theme) -> None:
    assert system_look.theme_for(**wishes) is wanted


def test_the_clerks_choice_is_above_the_systems(qapp: QApplication) -> None:
    preferences.remember("system_theme", "contrast")
    assert system_look.chosen() is theme.CONTRAST

    preferences.remember("theme", "dark")
    assert system_look.chosen() is theme.DARK
    assert isinstance(qapp, QApplication)


def test_a_window_follows_when_the_system_turns_dark(start_window: MainWindow) -> None:
    preferences.remember("system_theme", "light")
    before = ways(start_window.start)
    start_window.use_theme(theme.DARK)
    try:
        assert ways(start_window.start) != before
        assert theme.current() is theme.DARK
    finally:
        start_window.use_theme(theme.LIGHT)
    assert ways(start_window.start) == before


def ways(page: StartPage) -> list[bytes]:
    """Return the icons of the start page, as drawn."""
    pictures = [button._image.pixmap().toImage() for button in page._ways]
    return [bytes(picture.constBits()) for picture in pictures]
