"""Writing the texts: typing, pasting, the guide, sentences that follow, find and replace."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from nianbao.formats.registry import load_form
from nianbao.report.book import blank_report
from nianbao.ui.pages.text_page import TextPage
from nianbao.ui.session.session import Session
from nianbao.ui.shell.workspace import Workspace
from nianbao.ui.text.text_editor import TextEditor
from nianbao.ui.text.text_marks import TextMark, marks_of
from tests.ui.input_method import commit

FORM = load_form("gb_2021_30")
KEY = "overview.on_request"
NEW, CARRIED = "table_3.received_new.total", "table_3.carried_in.total"


@pytest.fixture
def session(qapp: QApplication) -> Iterator[Session]:
    session = Session(blank_report(FORM.id, FORM.cells, 2023))
    yield session
    session.deleteLater()
    qapp.processEvents()


@pytest.fixture
def page(qtbot: QtBot, session: Session) -> TextPage:
    page = TextPage(session, "overview")
    qtbot.addWidget(page)
    page.resize(900, 700)
    page.show()
    qtbot.waitExposed(page)
    page.go_to(KEY)
    return page


@pytest.fixture
def editor(page: TextPage) -> TextEditor:
    return page.editors[KEY]


def paste(editor: TextEditor, *, html: str = "", text: str = "") -> None:
    data = QMimeData()
    if html:
        data.setHtml(html)
    if text:
        data.setText(text)
    QGuiApplication.clipboard().setMimeData(data)
    QTest.keySequence(editor, QKeySequence(QKeySequence.StandardKey.Paste))
    QGuiApplication.clipboard().clear()  # what stays there is freed after Python, and crashes


def test_what_is_typed_stands_in_the_report(session: Session, editor: TextEditor) -> None:
    QTest.keyClicks(editor, "abc 123")

    assert session.report.text(KEY) == "abc 123"
    assert session.is_dirty


def test_paragraphs_from_word_are_kept_and_formats_are_not(
    session: Session, editor: TextEditor
) -> None:
    words = "　　一是加强学习。\r\n　　二是加强检查\u200b。\r\n\r\n"
    paste(editor, html="<p style='color:red'><b>一是加强学习。</b></p>", text=words)

    assert session.report.text(KEY) == "一是加强学习。\n二是加强检查。"


def test_a_web_page_without_plain_text_is_pasted_as_words(
    session: Session, editor: TextEditor
) -> None:
    paste(editor, html="<p><b>甲</b></p><p>乙&nbsp;丙</p>")

    assert session.report.text(KEY) == "甲\n乙 丙"


def test_a_few_words_are_pasted_into_a_sentence(session: Session, editor: TextEditor) -> None:
    QTest.keyClicks(editor, "[]")
    QTest.keyClick(editor, Qt.Key.Key_Left)
    paste(editor, text=" x ")

    assert session.report.text(KEY) == "[ x ]"


def test_undo_takes_back_a_paste_in_one_step(session: Session, editor: TextEditor) -> None:
    paste(editor, text="甲\n乙")
    QTest.keySequence(editor, QKeySequence(QKeySequence.StandardKey.Undo))

    assert editor.toPlainText() == ""
    assert session.report.text(KEY) == ""


def test_the_guide_speaks_of_the_text_that_has_the_keyboard(page: TextPage, qtbot: QtBot) -> None:
    page.go_to("overview.supervision")

    qtbot.waitUntil(lambda: page.guide.key == "overview.supervision")
    assert "工作考核" in page.guide.words.text()


def test_the_guide_counts_characters(page: TextPage, editor: TextEditor, qtbot: QtBot) -> None:
    paste(editor, text="一二三 四五")

    qtbot.waitUntil(lambda: page.guide.count.text().startswith("已写 5 字"))


def test_the_skeleton_is_put_in_with_the_tables_numbers(
    page: TextPage, session: Session, editor: TextEditor
) -> None:
    session.edit.set_cells({NEW: Decimal(62), CARRIED: Decimal(3)}, "填写")
    QTest.mouseClick(page.guide.skeleton, Qt.MouseButton.LeftButton)

    assert "新收政府信息公开申请62件，上年结转政府信息公开申请3件" in session.report.text(KEY)
    assert editor.textCursor().selectedText().startswith("【")


def test_a_skeleton_never_overwrites(page: TextPage, editor: TextEditor, qtbot: QtBot) -> None:
    QTest.keyClicks(editor, "x")

    qtbot.waitUntil(lambda: not page.guide.skeleton.isEnabled())


def test_a_standard_sentence_is_put_in_by_keyboard(
    page: TextPage, session: Session, qtbot: QtBot
) -> None:
    session.edit.set_cells({NEW: Decimal(5), CARRIED: Decimal(0)}, "填写")
    qtbot.waitUntil(lambda: "申请5件" in page.guide.sentences.item(0).text())
    page.guide.sentences.setFocus()
    QTest.keyClick(page.guide.sentences, Qt.Key.Key_Return)

    assert "新收政府信息公开申请5件" in session.report.text(KEY)


def test_the_text_follows_the_table_and_one_undo_takes_both_back(
    session: Session, editor: TextEditor, qtbot: QtBot
) -> None:
    session.edit.set_cells({NEW: Decimal(62)}, "填写")
    paste(editor, text="本机关新收政府信息公开申请62件。")

    with qtbot.waitSignal(session.texts_followed):
        session.edit.enter(NEW, "61")
    assert editor.toPlainText() == "本机关新收政府信息公开申请61件。"

    session.undo_stack.undo()
    assert editor.toPlainText() == "本机关新收政府信息公开申请62件。"
    assert session.value(NEW) == 62


def test_composed_words_reach_the_report(session: Session, editor: TextEditor) -> None:
    commit(editor, "主动公开")

    assert session.report.text(KEY) == "主动公开"


def test_a_number_that_the_clerk_wrote_is_marked_and_can_be_set_right(
    session: Session, editor: TextEditor, qtbot: QtBot
) -> None:
    session.edit.set_cells({NEW: Decimal(62)}, "填写")
    paste(editor, text="本机关新收政府信息公开申请17件。")
    qtbot.waitUntil(lambda: [mark.kind for mark in editor.marks] == ["differs"])
    (mark,) = editor.marks

    assert mark.words == "与表格不同：表格中“新收／总计”是 62，这里写的是 17。"
    assert len(editor.extraSelections()) == 1

    editor.take_table_number(mark)
    assert session.report.text(KEY) == "本机关新收政府信息公开申请62件。"


def test_last_years_words_are_offered_with_years_raised_and_numbers_open(
    page: TextPage, session: Session
) -> None:
    last = blank_report(FORM.id, FORM.cells, 2022)
    last.change(texts={KEY: "2022年，收到申请62件。"})
    assert not page.guide.last_year.isVisible()
    session.edit.set_facts(previous=(last,))
    page.guide.show_text(KEY)
    assert page.guide.last_year.title.text() == "2022 年报告的文字（年份已改，数字留空）"
    assert page.guide.last_year.words.toPlainText() == "2023年，收到申请【】件。"
    assert not session.report.text(KEY)  # beside, not in the report
    QTest.mouseClick(page.guide.last_year.put, Qt.MouseButton.LeftButton)

    assert session.report.text(KEY) == "2023年，收到申请【】件。"


def test_last_years_words_take_the_numbers_that_the_tables_already_have(
    page: TextPage, session: Session
) -> None:
    last = blank_report(FORM.id, FORM.cells, 2022)
    last.change(
        texts={KEY: "2022年，本机关新收政府信息公开申请62件，上年结转政府信息公开申请3件。"}
    )
    session.edit.set_facts(previous=(last,))
    session.edit.set_cells({NEW: Decimal(7)}, "填写", typed=True)
    page.guide.show_text(KEY)

    QTest.mouseClick(page.guide.last_year.put, Qt.MouseButton.LeftButton)

    written = "2023年，本机关新收政府信息公开申请7件，上年结转政府信息公开申请【】件。"
    assert session.report.text(KEY) == written
    assert page.editors[KEY].selected_words() == "【】"


@pytest.mark.parametrize(("room", "widest"), [(1920, 840), (1000, 840), (800, 800)])
def test_lines_stay_short_enough_to_read_however_wide_the_window(
    page: TextPage, editor: TextEditor, room: int, widest: int
) -> None:
    page.resize(room, 900)
    QApplication.processEvents()

    left = editor.mapTo(page, QPoint(0, 0)).x()
    right = page.guide.mapTo(page, QPoint(0, 0)).x() - left - editor.width()
    assert 300 < editor.width() < widest
    assert abs(left - right) < 40  # in the middle of its room


@pytest.fixture
def workspace(qtbot: QtBot, session: Session) -> Workspace:
    session.edit.type_text("overview.disclosure", "公开一，公开二")
    session.edit.type_text("problems", "再公开三")
    workspace = Workspace(session)
    qtbot.addWidget(workspace)
    workspace.resize(1280, 720)
    workspace.show()
    qtbot.waitExposed(workspace)
    workspace.show_place("overview.disclosure")
    workspace.find_words()
    return workspace


def test_finding_goes_through_all_texts_and_keeps_the_keyboard(workspace: Workspace) -> None:
    bar = workspace.find_bar
    commit(bar.words, "公开")
    for place in ("第 1 处", "第 2 处", "第 3 处", "第 1 处"):
        QTest.keyClick(bar.words, Qt.Key.Key_Return)
        assert bar.says.text().startswith(place)

    QTest.mouseClick(bar.words, Qt.MouseButton.LeftButton)
    bar.step(-1)
    page = workspace.page
    assert isinstance(page, TextPage)
    assert page.editors["problems"].textCursor().selectedText() == "公开"


def test_replacing_everywhere_is_one_undo_step(workspace: Workspace, session: Session) -> None:
    bar = workspace.find_bar
    commit(bar.words, "公开")
    commit(bar.other, "发布")
    assert bar.replace_all() == 3

    assert session.report.text("overview.disclosure") == "发布一，发布二"
    assert session.report.text("problems") == "再发布三"
    session.undo_stack.undo()
    assert session.report.text("problems") == "再公开三"
    assert session.report.text("overview.disclosure") == "公开一，公开二"


def test_replacing_one_goes_to_the_next(workspace: Workspace, session: Session) -> None:
    bar = workspace.find_bar
    commit(bar.words, "公开")
    commit(bar.other, "公开公开")
    bar.step(1)
    QTest.keyClick(bar.other, Qt.Key.Key_Return)

    assert session.report.text("overview.disclosure") == "公开公开一，公开二"
    assert bar.says.text() == "第 3 处，共 4 处"


def test_words_that_are_not_there_are_said(workspace: Workspace) -> None:
    QTest.keyClicks(workspace.find_bar.words, "xyz")

    assert workspace.find_bar.says.text() == "没有找到"


def test_escape_closes_the_bar(workspace: Workspace) -> None:
    QTest.keyClick(workspace.find_bar.words, Qt.Key.Key_Escape)

    assert not workspace.find_bar.isVisible()


def test_the_guide_names_a_number_that_differs_and_sets_it_right_by_keyboard(
    page: TextPage, session: Session, editor: TextEditor, qtbot: QtBot
) -> None:
    session.edit.set_cells({NEW: Decimal(62), CARRIED: Decimal(3)}, "填写")
    paste(editor, text="本机关新收政府信息公开申请17件，上年结转政府信息公开申请3件。")
    notes = page.guide.numbers
    qtbot.waitUntil(lambda: "1 个数与表格不同" in notes.words.text())
    assert notes.words.text().startswith("1 个数取自表格，会跟着表格改")

    (button,) = notes.findChildren(QPushButton)
    assert button.text() == "改为 62"
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)

    assert "申请62件" in session.report.text(KEY)
    qtbot.waitUntil(lambda: "与表格不同" not in notes.words.text())


def test_the_guide_says_what_waits_for_the_tables(
    page: TextPage, session: Session, editor: TextEditor, qtbot: QtBot
) -> None:
    paste(editor, text="本机关新收政府信息公开申请【】件。")
    notes = page.guide.numbers
    qtbot.waitUntil(lambda: notes.words.text() == "1 个数等表格填好后自动写上。")
    session.edit.set_cells({NEW: Decimal(7)}, "填写")

    assert editor.toPlainText() == "本机关新收政府信息公开申请7件。"
    qtbot.waitUntil(lambda: notes.words.text() == "1 个数取自表格，会跟着表格改。")


def test_a_standard_sentence_says_what_it_rests_on(page: TextPage) -> None:
    offered = page.guide.sentences
    tips = [offered.item(row).toolTip() for row in range(offered.count())]

    assert "依据：《条例》第五十条第二项" in tips
    assert [one for one in tips if not one.startswith("依据：")] == []


def test_a_text_s_marks_are_worked_out_once_for_the_editor_and_the_guide(
    page: TextPage, session: Session, editor: TextEditor, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[list[TextMark]] = []

    def work_out(*given: Any) -> list[TextMark]:  # noqa: ANN401 - passed on
        found.append(marks_of(*given))
        return found[-1]

    monkeypatch.setattr("nianbao.ui.text.text_editor.marks_of", work_out)
    paste(editor, text="本机关新收政府信息公开申请17件。")
    session.edit.set_cells({NEW: Decimal(62)}, "填写")
    editor.refresh_marks()
    page.guide.show_text(KEY)

    assert len(found) == 1
    assert page.guide.numbers.words.text() == "1 个数与表格不同。"
