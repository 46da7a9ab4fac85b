"""No word is cut in any screen from 1280 × 720 up, also with a long unit name; Chinese throughout.

At another scale the same points are drawn with other pixels: `QT_SCALE_FACTOR` is given to a
process of its own, which looks at all screens again.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QListWidget,
    QPushButton,
    QRadioButton,
    QTableView,
    QWidget,
)

from nianbao.ui.grid.view import TableGrid
from nianbao.ui.look import style, theme
from nianbao.ui.shell.main_window import MainWindow
from tests.ui.scenes import DIALOGS, open_practice, place_names
from tests.ui.settled import settle

SMALLEST = QSize(1280, 720)
SCREENS = {"1.25": (1366, 768), "1.5": (1920, 1080), "2": (3840, 2160), "3": (3840, 2160)}
"""Pixels of the smallest screen on which one sets a scale: dialogs grow no larger than their screen."""
LATIN = re.compile(r"[A-Za-z]{3,}")
KNOWN = re.compile(
    r"Word|Excel|PDF|WPS|Ctrl|Shift|Alt|Esc|Del|Home|Tab|Enter|Return|nianbao|docx|html|xlsx|pdf|png|MIT|BSD|LGPL|Qt|Noto|Sans|Serif|CJK"
)


def cut(widget: QWidget) -> list[str]:
    """Return the words below a widget that have less room than they need."""
    return [
        f"{type(one).__name__} “{words_of(one)}” needs {need.width()}×{need.height()}, "
        f"has {one.width()}×{one.height()}"
        for one in widget.findChildren(QWidget)
        if one.isVisible() and (need := needed(one)) is not None and not fits(one, need)
    ]


def words_of(widget: QWidget) -> str:
    if isinstance(widget, QLabel | QAbstractButton):
        return widget.text()
    return widget.currentText() if isinstance(widget, QComboBox) else ""


def needed(widget: QWidget) -> QSize | None:
    """Return the room that a widget's words need; None where it has no words of its own."""
    if isinstance(widget, QLabel) and widget.text():
        if widget.wordWrap():
            return QSize(0, widget.heightForWidth(widget.width()))
        return widget.minimumSizeHint() if not widget.pixmap().isNull() else words_size(widget)
    if isinstance(widget, QPushButton) and widget.text():
        return words_size(widget) + QSize(8, 2)
    if isinstance(widget, QCheckBox | QRadioButton) and widget.text():
        return widget.minimumSizeHint()
    if isinstance(widget, QComboBox) and not widget.toolTip():
        return QSize(widget.fontMetrics().horizontalAdvance(widget.currentText()) + 24, 0)
    return None


def words_size(label: QLabel | QPushButton) -> QSize:
    if isinstance(label, QLabel) and label.textFormat() == Qt.TextFormat.RichText:
        return label.minimumSizeHint()
    box = QRect(0, 0, 9999, 9999)
    mnemonic = int(Qt.TextFlag.TextShowMnemonic)
    return label.fontMetrics().boundingRect(box, mnemonic, label.text()).size()


def fits(widget: QWidget, need: QSize) -> bool:
    return need.width() <= widget.width() + 1 and need.height() <= widget.height() + 1


def cut_items(widget: QWidget) -> list[str]:
    """Return the rows of lists and cells of tables whose words are cut with dots."""
    found = []
    for one in widget.findChildren(QListWidget):
        room = one.viewport().width()
        for row in range(one.count()):
            words = one.item(row).text()
            wide = one.fontMetrics().horizontalAdvance(words) > room
            if one.isVisible() and (too_high(one, row) if one.wordWrap() else wide):
                found.append(f"row “{words}”")
    for table in widget.findChildren(QTableView):
        if table.isVisible() and not isinstance(table, TableGrid):
            found.extend(cut_cells(table))
    return found


def too_high(one: QListWidget, row: int) -> bool:
    """Whether wrapped words need more lines than their row has."""
    box, flags = one.visualItemRect(one.item(row)), Qt.TextFlag.TextWordWrap
    room = QRect(0, 0, box.width() - 6, 9999)
    words = one.item(row).text()
    return one.fontMetrics().boundingRect(room, int(flags), words).height() > box.height() + 1


def cut_cells(table: QTableView) -> Iterator[str]:
    """Look at the words of a plain table; grids have tests of their own."""
    model = table.model()
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            box = QRect(0, 0, table.columnWidth(column) - 6, 9999)
            flag = int(Qt.TextFlag.TextWordWrap) if table.wordWrap() else 0
            words = str(model.index(row, column).data() or "")
            need = table.fontMetrics().boundingRect(box, flag, words)
            if need.width() > box.width() or need.height() > table.rowHeight(row):
                yield f"cell “{words}”"


def foreign(widget: QWidget) -> list[str]:
    """Return words that no clerk reads."""
    texts = [words_of(one) + one.toolTip() for one in widget.findChildren(QWidget)]
    return [text for text in texts if LATIN.search(KNOWN.sub("", re.sub("<[^>]*>", "", text)))]


def screens(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """Show every screen after the other."""
    yield "start", window
    session = open_practice(window)
    assert window.workspace is not None
    for place in place_names(session):
        window.workspace.show_place(place)
        yield place, window
    window.actions_by_id["next_finding"].trigger()
    yield "finding", window
    window.workspace.show_place("overview")
    window.workspace.find_words()
    yield "find", window
    window.workspace.find_bar.leave()
    for name, make in DIALOGS.items():
        dialog = make(session, window)
        dialog.show()
        yield name, dialog
        dialog.close()


def test_the_measure_finds_words_that_are_cut(start_window: MainWindow) -> None:
    label = QLabel("一二三四五六七八九十", start_window)
    label.setFixedWidth(40)
    label.show()

    assert [one.split(" needs")[0] for one in cut(start_window)] == [
        "QLabel “一二三四五六七八九十”"
    ]


@pytest.fixture
def dressed(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[theme.Theme]:
    """The program's font and look, which tests of behaviour do without."""
    before = qapp.font(), qapp.palette()
    qapp.setFont(theme.font())
    theme.use(request.param)
    style.apply(qapp)
    yield request.param
    theme.use(theme.LIGHT)
    qapp.setStyleSheet("")
    qapp.setFont(before[0])
    qapp.setPalette(before[1])


@pytest.mark.parametrize("dressed", theme.THEMES, ids=lambda one: one.name, indirect=True)
def test_no_word_is_cut_and_all_are_chinese(
    dressed: theme.Theme, start_window: MainWindow, pytestconfig: pytest.Config
) -> None:
    pictures = pytestconfig.getoption("--pictures")
    start_window.resize(SMALLEST)
    found: dict[str, list[str]] = {}
    for name, screen in screens(start_window):
        settle()
        troubles = [*cut(screen), *cut_items(screen), *foreign(screen)]
        if troubles:
            found[name] = troubles
        if pictures:
            screen.grab().save(str(Path(pictures) / f"{dressed.name}-{name}.png"))

    assert found == {}


@pytest.mark.slow
@pytest.mark.parametrize("scale", SCREENS)
def test_no_word_is_cut_at_another_scale(scale: str, tmp_path: Path) -> None:
    if os.environ.get("QT_SCALE_FACTOR"):
        pytest.skip("is looked at by the process that set the scale")
    name = f"{__file__}::{test_no_word_is_cut_and_all_are_chinese.__name__}[light]"
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", name],
        env={
            **os.environ,
            "QT_SCALE_FACTOR": scale,
            "QT_QPA_PLATFORM": f"offscreen:configfile={screen(tmp_path, *SCREENS[scale])}",
        },
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout[-3000:]


def screen(folder: Path, width: int, height: int) -> Path:
    """Describe a screen for the platform that draws on none."""
    described = {"name": "one", "x": 0, "y": 0, "width": width, "height": height}
    dots = {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    file = folder / "screen.json"
    file.write_text(json.dumps({"screens": [{**described, **dots}]}), encoding="utf-8")
    return file
