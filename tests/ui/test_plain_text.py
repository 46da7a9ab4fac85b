"""Words of others are never markup, wherever they are shown, and nothing they name is opened."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QMessageBox, QTextBrowser, QWidget
from pytestqt.qtbot import QtBot

from nianbao.ui.look import plain_text
from nianbao.ui.look.own_pages import OwnPages
from nianbao.ui.shell.main_window import MainWindow
from tests.sources import nodes
from tests.tracing import needs_strace
from tests.ui import foreign
from tests.ui.grid_keys import forget

ROOT = Path(__file__).parents[2]
UI = ROOT / "desktop" / "nianbao" / "ui"
MADE_IN = {
    "QLabel": {"plain_text"},
    "QTextBrowser": {"own_pages"},
    "QTextEdit": {"own_pages"},
    "QMessageBox": {"messages", "crash"},
    "QProgressDialog": {"progress"},
}
"""What shows markup, and the module that makes it; the crash report says only words of its own."""


def test_no_page_and_no_dialog_shows_foreign_markup(
    start_window: MainWindow, tmp_path: Path
) -> None:
    seen = [
        (name, found)
        for name, widget in foreign.shown(start_window, tmp_path)
        for found in foreign.markup_shown(widget)
    ]
    forget(start_window)

    assert seen == []


def test_no_message_box_shows_foreign_markup(start_window: MainWindow, tmp_path: Path) -> None:
    boxes: list[QWidget] = []
    found: list[str] = []

    def look(box: QWidget) -> None:
        boxes.append(box)
        found.extend(foreign.markup_shown(box))

    foreign.message_boxes(start_window, tmp_path, look)

    assert len(boxes) == 3
    assert found == []


def test_the_walk_finds_every_way_in_which_qt_shows_markup(qtbot: QtBot, tmp_path: Path) -> None:
    said = foreign.words(tmp_path)
    label, box, page, tipped = QLabel(said), QMessageBox(), QTextBrowser(), QWidget()
    box.setInformativeText(said)
    page.setHtml(said)
    tipped.setToolTip(said)
    for widget in (label, box, page, tipped):
        qtbot.addWidget(widget)
        assert foreign.markup_shown(widget), widget


def test_a_tip_says_the_very_words(qtbot: QtBot, tmp_path: Path) -> None:
    said = foreign.words(tmp_path)
    page = QTextBrowser()
    qtbot.addWidget(page)
    page.setHtml(plain_text.tip(f"{said}\n第二行"))

    assert page.toPlainText() == f"{said}\n第二行"
    assert plain_text.tip("3 < 5，第二行") == "3 < 5，第二行"


def test_a_page_loads_nothing_that_it_names(qtbot: QtBot, tmp_path: Path) -> None:
    foreign.foreign_report(tmp_path)
    page = OwnPages()
    qtbot.addWidget(page)
    page.setHtml(foreign.words(tmp_path))
    page.show()
    page.grab()

    picture = page.document().resource(2, f"file://{tmp_path}/{foreign.PICTURE}")
    assert isinstance(picture, QImage)
    assert picture.size() == QSize(1, 1)


def made_elsewhere(path: Path) -> list[str]:
    """What shows markup and is made in a module that is not the place for it."""
    names = [
        name.id
        for node in nodes(path)
        for name in (
            node.bases if isinstance(node, ast.ClassDef) else [getattr(node, "func", None)]
        )
        if isinstance(name, ast.Name)
    ]

    return [name for name in names if path.stem not in MADE_IN.get(name, {path.stem})]


def test_what_shows_markup_is_made_in_one_place() -> None:
    found = {path.name: made_elsewhere(path) for path in sorted(UI.rglob("*.py"))}

    assert len(found) > 100
    assert {name: names for name, names in found.items() if names} == {}


TIPS = {"setToolTip": 0, "setTabToolTip": 1, "setWhatsThis": 0, "setStatusTip": 0, "showText": 1}
"""What shows a tip, and which of its arguments has the words."""
OWN = {"tip", "tip_of"}
"""What makes a tip of any words, and what makes one of a command's own."""


def own_words(node: ast.expr) -> bool:
    """Whether an expression is fixed words, or went through the place that decides."""
    if isinstance(node, ast.IfExp):
        return own_words(node.body) and own_words(node.orelse)
    if isinstance(node, ast.Subscript):
        return own_words(node.value)
    if isinstance(node, ast.Call):
        return ast.unparse(node.func).rpartition(".")[2] in OWN
    return isinstance(node, ast.Constant) or (isinstance(node, ast.Name) and node.id.isupper())


def unasked_tips(source: str) -> list[str]:
    """The tips of a module whose words did not go through ``plain_text.tip``."""
    calls = [
        node
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    ]
    return [
        ast.unparse(call)
        for call in calls
        for name in [ast.unparse(call.func).rpartition(".")[2]]
        if name in TIPS
        if not own_words(call.args[TIPS[name]])
    ]


def test_every_tip_is_fixed_words_or_asks_how_to_be_shown() -> None:
    found = {
        path.name: unasked_tips(path.read_text(encoding="utf-8"))
        for path in sorted(UI.rglob("*.py"))
    }

    assert {name: tips for name, tips in found.items() if tips} == {}
    assert unasked_tips("row.setToolTip(str(path))")
    assert unasked_tips("row.setToolTip(f'{unit}')")


@pytest.mark.long
@needs_strace
def test_nothing_that_the_words_name_is_opened(tmp_path: Path) -> None:
    log, folder = tmp_path / "calls", tmp_path / "report"
    folder.mkdir()
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join((str(ROOT / "desktop"), str(ROOT))),
        "QT_QPA_PLATFORM": "offscreen",
    }
    watched = ["strace", "-f", "--seccomp-bpf", "-e", "trace=%file,%network", "-o", str(log)]
    done = subprocess.run(
        [*watched, sys.executable, "-m", "tests.ui.foreign", str(folder)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )

    assert done.stdout == "shown\n", done.stderr
    calls = log.read_text(encoding="utf-8", errors="replace").splitlines()
    touched = [line for line in calls if f"/{foreign.PICTURE}" in line]
    written = next(n for n, line in enumerate(touched) if "O_CREAT" in line)
    assert touched[written + 1 :] == [], "only who made the picture touches it"
    assert [line for line in calls if "connect(" in line and is_network(line)] == []


def is_network(call: str) -> bool:
    """Whether a call reaches out; the preview asks the system's print service on this computer."""
    return "AF_INET" in call and "htons(631)" not in call
