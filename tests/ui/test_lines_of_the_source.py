"""A line of the source that holds several pieces: each is marked for itself, none is shown twice."""

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from nianbao.importers.registry import bytes_for_review
from nianbao.ui.import_review.dialog import BESIDE, ImportReview
from nianbao.ui.import_review.left_pieces import find_words
from nianbao.ui.look import theme
from nianbao.ui.shell.main_window import MainWindow
from tests.ui.test_left_out import click_on

READ = "全年办理政府信息公开申请218件。"
FIRST = "第二十条第（一）项信息内容本年制发件数本年废止件数现行有效件数规章000行政规范性文件6233440"
SECOND = (
    "自然人总计一、本年新收政府信息公开申请数量21710000218二、上年结转政府信息公开申请数量0000000"
)
RUN_TOGETHER = f"""\
某某区2024年政府信息公开工作年度报告
一、总体情况（二）依申请公开方面。{READ}二、主动公开政府信息情况{FIRST}\
三、收到和处理政府信息公开申请情况{SECOND}"""
LABELS = """\
某某区2023年政府信息公开工作年度报告
三、收到和处理政府信息公开申请情况
（一）予以公开 2 0 0 0 0 0 2
（五）不予处理 1.信访举报投诉类申请 1 0 0 0 0 0 1
（七）总计 3 0 0 0 0 0 3
"""


def review(window: MainWindow, source: str) -> ImportReview:
    dialog = ImportReview(
        bytes_for_review(source.encode(), "上年.txt"), "上年.txt", ways=BESIDE, parent=window
    )
    dialog.show()
    return dialog


@pytest.fixture
def run_together(start_window: MainWindow) -> ImportReview:
    return review(start_window, RUN_TOGETHER)


def framed(dialog: ImportReview) -> str:
    (selection,) = dialog.source.extraSelections()
    return selection.cursor.selectedText()


def focused() -> QWidget:
    focus = QApplication.focusWidget()
    assert focus is not None
    return focus


def fill_behind(dialog: ImportReview, words: str) -> str:
    found = dialog.source.document().find(words)
    assert not found.isNull(), words
    return found.charFormat().background().color().name()


def test_what_is_written_wider_than_it_was_understood_is_found_where_it_stands() -> None:
    line = "一 （五）不予处理　1.信访 | 举报 1 0"

    assert find_words(line, "(五)不予处理 1.信访 举报") == (2, 19)
    assert line[2:19] == "（五）不予处理　1.信访 | 举报"
    assert find_words(line, "（五）不予处理") == (2, 9)
    assert find_words(line, "(五)不予公开") is None
    assert find_words("总计 1", "||") is None
    assert find_words("总计 1 总计 2", "总计", 1) == (5, 7)


def test_a_name_in_full_width_brackets_stands_in_the_page_once(start_window: MainWindow) -> None:
    page = review(start_window, LABELS).source.toPlainText()

    for words in ("予以公开", "不予处理", "总计"):
        assert page.count(words) == 1
    assert "○ （五）不予处理 1.信访举报投诉类申请" in page
    assert "(" not in page


def test_words_that_were_read_are_not_called_unread_for_others_in_their_line(
    run_together: ImportReview,
) -> None:
    unread, read = theme.color("error_soft").name(), theme.color("ok_soft").name()

    assert READ in run_together.report.text("overview.on_request")
    assert fill_behind(run_together, READ) == read
    assert fill_behind(run_together, FIRST) == fill_behind(run_together, SECOND) == unread
    assert run_together.source.toPlainText().count("✗") == 2


def test_each_doubt_frames_its_own_words_and_these_lead_back_to_it(
    run_together: ImportReview,
) -> None:
    for row, words in enumerate((FIRST, SECOND)):
        run_together.doubts.setCurrentRow(row)
        assert framed(run_together) == f"✗ {words}"

    click_on(run_together, FIRST)
    assert run_together.doubts.currentRow() == 0
    assert framed(run_together) == f"✗ {FIRST}"


def test_becoming_active_the_window_goes_on_showing_the_doubt(run_together: ImportReview) -> None:
    editor = run_together.focusWidget()
    assert editor is not None
    reason = Qt.FocusReason.ActiveWindowFocusReason
    for kind in (QFocusEvent.Type.FocusOut, QFocusEvent.Type.FocusIn) * 2:
        QApplication.sendEvent(editor, QFocusEvent(kind, reason))

    assert framed(run_together) == f"✗ {FIRST}"


def test_arrows_walk_the_doubts_and_enter_leaves_them_for_the_cell(
    run_together: ImportReview,
) -> None:
    doubts = run_together.doubts
    doubts.setFocus()
    seen = [framed(run_together)]
    for _ in range(2):
        QTest.keyClick(focused(), Qt.Key.Key_Down)
        seen.append(doubts.currentItem().text())

    assert doubts.currentRow() == 2
    assert all(one != other for one, other in pairwise(seen))
    assert focused() is doubts
    QTest.keyClick(doubts, Qt.Key.Key_Return)
    assert run_together.pages.isAncestorOf(focused())


def test_what_is_said_below_the_source_does_not_move_it(run_together: ImportReview) -> None:
    before = run_together.source.height()
    click_on(run_together, "三、收到和处理政府信息公开申请情况")

    assert "没有收入" in run_together.bar.hint.text()
    assert run_together.source.height() == before
