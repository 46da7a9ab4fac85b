"""Where the clerk was when a report was last open: the section of that file, and the zoom."""

from typing import TYPE_CHECKING

from nianbao.ui.system import preferences

if TYPE_CHECKING:
    from nianbao.ui.session.session import Session

USUAL_ZOOM = 100


def remember_place(session: "Session", place: str) -> None:
    """Remember the section of a report that has a file."""
    if session.path is not None:
        preferences.remember("last_file", session.path)
        preferences.remember("last_place", place)


def place_of(session: "Session") -> str:
    """Return the section in which this file was left; empty if it was another file."""
    if session.path is None or preferences.text("last_file") != str(session.path):
        return ""
    from nianbao.checks.outline import places  # loads pydantic; the first window needs none of it

    place = preferences.text("last_place")
    return place if place in {one.id for one in places(session.form)} else ""


def remember_zoom(zoom: float) -> None:
    """Remember how large tables are shown."""
    preferences.remember("zoom", round(zoom * 100))


def zoom_percent() -> int:
    """Return how large tables were shown."""
    return round(preferences.number("zoom", USUAL_ZOOM))


def remember_auto_totals(*, on: bool) -> None:
    """Remember for new reports whether totals are automatic."""
    preferences.remember("auto_totals", "on" if on else "off")


def auto_totals() -> bool:
    """Return whether a new report begins with automatic totals."""
    return preferences.text("auto_totals", "on") != "off"


def enter_goes() -> str:
    """Return where Enter goes: down, right or stay."""
    return preferences.text("enter", "down")
