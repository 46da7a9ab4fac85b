"""The review shows what was understood and left out, why, and takes it back with a click."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from nianbao.importers.registry import bytes_for_review
from nianbao.ui.import_review.dialog import BESIDE, ImportReview
from nianbao.ui.import_review.left_bar import TAKE_BACK
from nianbao.ui.import_review.source_page import source_html
from nianbao.ui.shell.main_window import MainWindow
from tests.ui.modal import click

LINE = "浏览次数：120"
SOURCE = f"""\
<html><body><p>首页</p>
<p>某某镇人民政府2023年政府信息公开工作年度报告</p>
<p>一、总体情况</p><p>本镇全年公开信息35条。</p>
<p>三、收到和处理政府信息公开申请情况</p>
<table><tr><td>（一）予以公开</td><td>2<sup>1</sup></td><td>0</td><td>0</td><td>0</td><td>0</td><td>0</td><td>2</td></tr>
<tr><td>（七）总计</td><td>2</td><td>0</td><td>0</td><td>0</td><td>0</td><td>0</td><td>2</td></tr></table>
<p>五、存在的主要问题及改进情况</p>
<p>公开的内容还不够及时。</p><p>{LINE}</p><p>下一步加强培训。</p>
<p><s>这一句已经划掉。</s></p>
</body></html>"""


@pytest.fixture
def dialog(start_window: MainWindow) -> ImportReview:
    result = bytes_for_review(SOURCE.encode(), "上年.html")
    dialog = ImportReview(result, "上年.html", ways=BESIDE, parent=start_window)
    dialog.show()
    return dialog


def click_on(dialog: ImportReview, words: str) -> None:
    source = dialog.source
    found = source.document().find(words)
    assert not found.isNull(), words
    found.setPosition(found.selectionEnd())
    source.setTextCursor(found)
    source.ensureCursorVisible()
    point = source.cursorRect(found).center() - QPoint(5, 0)
    QTest.mouseClick(source.viewport(), Qt.MouseButton.LeftButton, pos=point)


def problems(dialog: ImportReview) -> list[str]:
    return dialog.report.text("problems").split("\n")


def test_each_left_out_piece_stands_in_the_source_with_its_own_sign(dialog: ImportReview) -> None:
    page = dialog.source.toPlainText()
    legend = next(
        one.text() for one in dialog.findChildren(QLabel) if one.text().startswith("资料原文")
    )

    for words in ("首页", LINE, "五、存在的主要问题及改进情况", "这一句已经划掉。"):
        assert f"○ {words}" in page
    assert "2 ○ 1" in page  # the note mark stands beside its number
    assert "○ 没有收入" in legend


def test_a_click_says_why_a_piece_was_left_out(dialog: ImportReview) -> None:
    click_on(dialog, LINE)

    assert "网站上的内容" in dialog.bar.hint.text()
    assert dialog.bar.button.isVisible()


def test_a_piece_goes_back_to_where_it_stood_and_one_undo_takes_it_out_again(
    dialog: ImportReview,
) -> None:
    before = dialog.report.text("problems")
    click_on(dialog, LINE)
    click(dialog, TAKE_BACK)

    assert problems(dialog) == ["公开的内容还不够及时。", LINE, "下一步加强培训。"]
    assert "五、存在的主要问题及改进情况" in dialog.bar.hint.text()
    assert not dialog.bar.button.isVisible()
    assert dialog.pages.currentWidget() is dialog.pages.texts["problems"]

    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert dialog.report.text("problems") == before
    click_on(dialog, LINE)
    assert dialog.bar.button.isVisible()


def test_what_was_taken_back_is_not_taken_twice(dialog: ImportReview) -> None:
    click_on(dialog, LINE)
    click(dialog, TAKE_BACK)
    click_on(dialog, LINE)

    assert not dialog.bar.button.isVisible()
    assert "已经在" in dialog.bar.hint.text()


def test_a_struck_sentence_comes_back_to_the_text_it_stands_behind(dialog: ImportReview) -> None:
    click_on(dialog, "已经划掉")
    click(dialog, TAKE_BACK)

    assert problems(dialog)[-1] == "这一句已经划掉。"


def test_what_stands_before_the_report_goes_to_the_nearest_text(dialog: ImportReview) -> None:
    click_on(dialog, "首页")
    click(dialog, TAKE_BACK)

    assert dialog.report.text("overview.lead").startswith("首页\n")


def test_a_mark_in_a_cell_and_a_rows_name_only_say_what_they_are(dialog: ImportReview) -> None:
    click_on(dialog, "○ 1")
    assert "注释记号" in dialog.bar.hint.text()
    assert not dialog.bar.button.isVisible()

    click_on(dialog, "（七）总计")
    assert "行名" in dialog.bar.hint.text()
    assert not dialog.bar.button.isVisible()


def test_no_number_of_the_source_is_broken_over_two_lines() -> None:
    """3863 in a narrow column would be read as 386 and 3; blank columns at the end take no room."""
    row = f"<tr><td>（二）部分公开</td>{'<td>13863</td>' * 7}<td></td><td></td></tr>"

    html = source_html(bytes_for_review(SOURCE.replace("</table>", row).encode(), "上年.html"))

    cells = [one for one in html.split("<td")[1:] if "13863" in one]
    assert len(cells) == html.count("13863") == 7
    assert all("white-space:nowrap" in one for one in cells)
    assert "13863</td></tr></table>" in html
