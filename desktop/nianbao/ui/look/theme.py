"""Colours by role and fonts; widgets never name a colour.

Red, amber and green stand for states only, and every state has a shape as well (``marks``).
"""

from functools import lru_cache
from typing import NamedTuple

from PySide6.QtGui import QColor, QFont, QPalette

FAMILIES = ("Microsoft YaHei UI", "Microsoft YaHei", "Noto Sans CJK SC", "PingFang SC")
POINT_SIZE = 10
TEXT_WIDTH = 840
"""A sheet of words is no wider, however wide the window: the eye finds the next line."""
GAP = 8
"""Every distance in the window is a multiple of this, or half of it."""


class Theme(NamedTuple):
    """One set of colours."""

    name: str
    label: str
    is_dark: bool
    window: str
    """Behind the sheet."""
    panel: str
    """Navigation, findings, bars."""
    sheet: str
    """The form's paper, and what is typed into."""
    label_fill: str
    """Printed label cells."""
    total_fill: str
    here_fill: str
    """Labels of the current row and column."""
    rule: str
    """Thin lines of panels."""
    grid: str
    """Lines of the tables."""
    frame: str
    """Around what can be pressed or written into; seen on panel and sheet."""
    scroll: str
    """Handles of scroll bars and the groove of sliders."""
    text: str
    muted: str
    faint: str
    """Words of what cannot be used now; exempt from the contrast that all others have."""
    accent: str
    accent_soft: str
    on_accent: str
    error: str
    error_soft: str
    warning: str
    warning_soft: str
    ok: str
    ok_soft: str


LIGHT = Theme(
    name="light",
    label="浅色",
    is_dark=False,
    window="#e9edf2",
    panel="#f7f9fb",
    sheet="#ffffff",
    label_fill="#f0f4f8",
    total_fill="#f6f8ee",
    here_fill="#d5e4f5",
    rule="#d3dae2",
    grid="#a9b4c0",
    frame="#7f8b98",
    scroll="#818c98",
    text="#1c2733",
    muted="#566473",
    faint="#8793a0",
    accent="#1f5fa8",
    accent_soft="#dfeaf7",
    on_accent="#ffffff",
    error="#b3261e",
    error_soft="#fdeceb",
    warning="#8a5300",
    warning_soft="#fdf1dc",
    ok="#1d6b3c",
    ok_soft="#e4f3e9",
)

DARK = Theme(
    name="dark",
    label="深色",
    is_dark=True,
    window="#161a1f",
    panel="#1f252c",
    sheet="#262d35",
    label_fill="#2e3741",
    total_fill="#30382f",
    here_fill="#35506d",
    rule="#3a4550",
    grid="#5a6673",
    frame="#7a8794",
    scroll="#75828f",
    text="#e8edf2",
    muted="#a9b5c1",
    faint="#76828e",
    accent="#7fb2ec",
    accent_soft="#2c435c",
    on_accent="#0f1a26",
    error="#ff9d94",
    error_soft="#4a2a2a",
    warning="#f2c062",
    warning_soft="#453618",
    ok="#86d29f",
    ok_soft="#22402e",
)

CONTRAST = Theme(
    name="contrast",
    label="高对比度（黑底）",
    is_dark=True,
    window="#000000",
    panel="#000000",
    sheet="#000000",
    label_fill="#1c1c1c",
    total_fill="#1c1c1c",
    here_fill="#004f9e",
    rule="#ffffff",
    grid="#ffffff",
    frame="#ffffff",
    scroll="#bfbfbf",
    text="#ffffff",
    muted="#e6e6e6",
    faint="#9a9a9a",
    accent="#5ed0ff",
    accent_soft="#00284a",
    on_accent="#000000",
    error="#ff9c93",
    error_soft="#400000",
    warning="#ffd54a",
    warning_soft="#4a3800",
    ok="#7dff9c",
    ok_soft="#003d14",
)

CONTRAST_WHITE = Theme(
    name="contrast_white",
    label="高对比度（白底）",
    is_dark=False,
    window="#ffffff",
    panel="#ffffff",
    sheet="#ffffff",
    label_fill="#f2f2f2",
    total_fill="#f2f2f2",
    here_fill="#b9dcff",
    rule="#000000",
    grid="#000000",
    frame="#000000",
    scroll="#404040",
    text="#000000",
    muted="#262626",
    faint="#6b6b6b",
    accent="#00408c",
    accent_soft="#dcecff",
    on_accent="#ffffff",
    error="#8c0000",
    error_soft="#ffe8e6",
    warning="#5c3300",
    warning_soft="#fff0cc",
    ok="#00461a",
    ok_soft="#dff7e6",
)

THEMES = (LIGHT, DARK, CONTRAST, CONTRAST_WHITE)

_current = LIGHT


def current() -> Theme:
    """Return the theme in use."""
    return _current


def use(theme: Theme) -> None:
    """Make ``theme`` the one in use; the caller repaints."""
    global _current  # noqa: PLW0603 - one program, one theme, like Qt's own palette
    _current = theme


def by_name(name: str) -> Theme:
    """Return a theme by name, the light one where the name is unknown."""
    return next((theme for theme in THEMES if theme.name == name), LIGHT)


@lru_cache(maxsize=256)
def _color(value: str, alpha: int) -> QColor:
    color = QColor(value)
    color.setAlpha(alpha)
    return color


def color(role: str, alpha: int = 255) -> QColor:
    """Return the current theme's colour for a role."""
    return _color(getattr(_current, role), alpha)


def font(points: float = POINT_SIZE, *, bold: bool = False) -> QFont:
    """Return the interface font in a size."""
    made = QFont()
    made.setFamilies(list(FAMILIES))
    made.setPointSizeF(points)
    made.setBold(bold)
    return made


def palette() -> QPalette:
    """Return the current theme as Qt's palette."""
    roles = QPalette.ColorRole
    made = QPalette(color("accent"), color("panel"))
    pairs = {
        roles.Window: "panel",
        roles.WindowText: "text",
        roles.Base: "sheet",
        roles.AlternateBase: "label_fill",
        roles.Text: "text",
        roles.Button: "panel",
        roles.ButtonText: "text",
        roles.BrightText: "error",
        roles.ToolTipBase: "sheet",
        roles.ToolTipText: "text",
        roles.PlaceholderText: "muted",
        roles.Highlight: "accent",
        roles.HighlightedText: "on_accent",
        roles.Link: "accent",
        roles.Mid: "rule",
        roles.Dark: "grid",
    }
    for role, name in pairs.items():
        made.setColor(role, color(name))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, color("faint"))
    return made
