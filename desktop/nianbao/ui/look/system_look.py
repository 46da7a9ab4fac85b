"""The look of the system: dark or light, and the high contrast that some eyes need.

Asking Qt costs more than the first window may, so a start begins with what the system wanted the
last time; once the window is on the screen the system is asked, and followed from then on.
"""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from nianbao.ui.look import theme
from nianbao.ui.system import preferences

if TYPE_CHECKING:
    from PySide6.QtGui import QStyleHints

FOLLOW = "auto"
"""The choice of a clerk who wants what the system has."""
_REMEMBERED = "system_theme"
_COLOR_WINDOW = 5
_MIDDLE_GREY = 3 * 128


def chosen() -> theme.Theme:
    """Return the theme that the clerk chose, or the one the system had last."""
    name = preferences.text("theme", FOLLOW)
    return theme.by_name(preferences.text(_REMEMBERED) if name == FOLLOW else name)


def of_system() -> theme.Theme:
    """Ask the system."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QGuiApplication

    hints = QGuiApplication.styleHints()
    high_contrast = _wants_high_contrast(hints)
    scheme_is_dark = hints.colorScheme() == Qt.ColorScheme.Dark
    dark = _paper_is_dark(scheme_is_dark) if high_contrast else scheme_is_dark
    return theme_for(high_contrast=high_contrast, dark=dark)


def _wants_high_contrast(hints: "QStyleHints") -> bool:
    """Qt before 6.10, which the package for older Linux systems carries, does not know."""
    from PySide6.QtCore import Qt

    if not hasattr(hints, "accessibility"):
        return False
    wish = hints.accessibility().contrastPreference()
    return bool(wish == Qt.ContrastPreference.HighContrast)


def _paper_is_dark(supposed: bool) -> bool:
    """Whether the colours of Windows' high contrast have a dark ground: it has some of either kind.

    Qt gives no scheme for them, and its palette is the program's own by now.
    """
    if sys.platform == "win32":
        import ctypes

        ground = ctypes.windll.user32.GetSysColor(_COLOR_WINDOW)
        return sum(ground.to_bytes(4, "little")[:3]) < _MIDDLE_GREY
    return supposed


def theme_for(*, high_contrast: bool, dark: bool) -> theme.Theme:
    """Return the theme that answers what a system wants."""
    if high_contrast:
        return theme.CONTRAST if dark else theme.CONTRAST_WHITE
    return theme.DARK if dark else theme.LIGHT


def follow(use: Callable[[theme.Theme], None]) -> None:
    """Look like the system from now on, where the clerk has not chosen otherwise."""
    from PySide6.QtGui import QGuiApplication

    hints = QGuiApplication.styleHints()
    hints.colorSchemeChanged.connect(lambda _scheme: _adapt(use))
    if hasattr(hints, "accessibility"):
        hints.accessibility().contrastPreferenceChanged.connect(lambda _wish: _adapt(use))
    _adapt(use)


def _adapt(use: Callable[[theme.Theme], None]) -> None:
    preferences.remember(_REMEMBERED, of_system().name)
    if chosen() is not theme.current():
        use(chosen())
