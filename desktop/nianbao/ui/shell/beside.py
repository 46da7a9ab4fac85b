"""Further windows of this program: a report that is opened beside the one that is there."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from nianbao.ui.session.desk import Desk
from nianbao.ui.system import preferences, single_instance

if TYPE_CHECKING:
    from nianbao.ui.session.desk import Reads

STEP = 32
"""A further window stands this much lower and to the right: the one below it stays in sight."""

_desks: list[Desk] = []
"""Without a reference Python would end a window that nobody else knows of."""


def open_beside(
    make: Callable[[], Desk], path: Path, read: "Reads | None", known: Sequence[Desk] = ()
) -> None:
    """Open a file in a window of its own; one that has it already comes forward instead."""
    from nianbao.ui.workflows import import_report, open_report

    already = next((one for one in (*known, *_desks) if _shows(one, path)), None)
    if already is not None:
        single_instance.bring_forward(already.widget)
        return
    desk = open_another(make)
    if read is None:
        open_report.open_paths(desk, [path])
    else:
        import_report.read_and_review(desk, path.name, read)
    if desk.session is None:
        desk.widget.close()  # it could not be opened, or was only looked at


def open_another(make: Callable[[], Desk]) -> Desk:
    """Open a further window, with its start page."""
    desk = make()
    window = desk.widget
    window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    window.destroyed.connect(lambda: _desks.remove(desk))
    _desks.append(desk)
    geometry = preferences.bytes_of("geometry")
    if not geometry.isEmpty():
        window.restoreGeometry(geometry)
    window.move(window.pos().x() + STEP * len(_desks), window.pos().y() + STEP * len(_desks))
    if window.screen().availableGeometry().contains(window.geometry()):
        window.show()
    else:
        window.showMaximized()  # a small screen has no room for one window beside another
    return desk


def _shows(desk: Desk, path: Path) -> bool:
    if not desk.widget.isVisible():
        return False  # closed, while others keep the program running
    held = None if desk.session is None else desk.session.path
    return held is not None and held.resolve() == path.resolve()
