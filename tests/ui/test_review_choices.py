"""The import review has one primary button, the likeliest use; the others stand under 其他用法."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QPushButton,
    QStyle,
    QStyleOptionComboBox,
)

from nianbao.checks.catalogue import catalogue
from nianbao.checks.engine import check_report
from nianbao.importers.registry import read_for_review
from nianbao.ui.import_review.dialog import (
    BESIDE,
    FRESH,
    OTHER_WAYS,
    ImportReview,
    Taken,
    ways_for,
)
from nianbao.ui.import_review.doubts import unbalanced
from nianbao.ui.look import style, theme
from nianbao.ui.shell.main_window import MainWindow
from tests.checks.town import town
from tests.ui.modal import click
from tests.ui.scenes import CASES
from tests.ui.settled import settle

SOURCE = CASES / "13-pingtan-2020" / "source.html"


@pytest.mark.parametrize(
    ("read", "opened", "first"),
    [
        (2023, None, Taken.NEXT),
        (2024, None, Taken.NEW),
        (2024, 2024, Taken.HERE),
        (2023, 2024, Taken.LAST_YEAR),
        (2020, 2024, Taken.NEW),
    ],
)
def test_the_likeliest_use_comes_first(read: int, opened: int | None, first: Taken) -> None:
    ways = ways_for(read, opened, 2025)

    assert ways[0] is first
    assert set(ways) == set(FRESH if opened is None else BESIDE)


def review(window: MainWindow) -> ImportReview:
    dialog = ImportReview(read_for_review(SOURCE), SOURCE.name, ways=BESIDE, parent=window)
    dialog.show()
    return dialog


@pytest.fixture
def dressed(qapp: QApplication) -> Iterator[str]:
    """The program's own look, and the colour of what is primary in it."""
    style.apply(qapp)
    yield theme.color("accent").name()
    qapp.setStyleSheet("")


def test_one_button_looks_primary_and_enter_elsewhere_does_not_press_it(
    start_window: MainWindow, dressed: str
) -> None:
    dialog = review(start_window)
    buttons = [one for one in dialog.buttons.buttons() if isinstance(one, QPushButton)]

    assert [one.text() for one in buttons if one.property("primary")] == ["据此新建 2021 年度报告"]
    assert {one.text() for one in buttons} == {"据此新建 2021 年度报告", OTHER_WAYS, "取消"}
    (primary,) = (one for one in buttons if one.property("primary"))
    seen = primary.grab().toImage()
    assert seen.pixelColor(8, seen.height() // 2).name() == dressed
    dialog.facts.unit.setFocus()
    QTest.keyClick(dialog.facts.unit, Qt.Key.Key_Return)
    assert dialog.isVisible()
    dialog.close()


def test_another_use_is_chosen_from_the_menu(start_window: MainWindow) -> None:
    dialog = review(start_window)
    click(dialog, "只作为上年数据")

    assert dialog.taken is Taken.LAST_YEAR
    assert not dialog.isVisible()


def test_a_line_says_what_is_the_matter() -> None:
    unequal = town({"table_3.granted.total": 7})
    strange = town({"table_2.regulation.issued": 1, "table_2.regulation.in_force": 1})

    (sums, *_rest) = unbalanced(check_report(unequal).findings)
    lines = [one.words for one in unbalanced(check_report(strange).findings)]

    assert sums.words.startswith("加起来对不上，请对照原文：")
    assert lines
    assert all(one.startswith("请对照原文：") and "规章" in one for one in lines)


def test_a_level_that_the_advice_asks_for_is_chosen_in_the_review(
    start_window: MainWindow,
) -> None:
    dialog = review(start_window)
    advised = catalogue()["LV-REGULATION"].advice
    before = dialog.session.report.level

    QTest.keyClick(dialog.facts.level, Qt.Key.Key_Down)

    labels = [one.text() for one in dialog.facts.findChildren(QLabel)]
    assert any(f"“{words}”" in advised for words in labels if words)
    assert dialog.session.report.level == dialog.facts.level.currentData() != before


@pytest.mark.parametrize(
    "unit", ["清河县城关镇人民政府", "保定市人力资源和社会保障局", "新疆生产建设兵团第八师石河子市"]
)
def test_in_a_narrow_review_level_and_year_are_read_whole_whatever_the_name_tells(
    start_window: MainWindow, unit: str
) -> None:
    dialog = review(start_window)
    least = dialog.minimumSizeHint()
    dialog.resize(least.width(), least.height())
    facts = dialog.facts
    facts.unit.selectAll()
    facts.unit.insert(unit)
    facts.finish()
    settle()

    box, option = facts.level, QStyleOptionComboBox()
    box.initStyleOption(option)
    room = box.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, box
    )
    assert box.fontMetrics().boundingRect(box.currentText()).width() <= room.width()
    assert facts.unit.width() > facts.year.width()
    dialog.session.undo_stack.setClean()
    dialog.close()
