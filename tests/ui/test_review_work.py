"""The clerk's review: decisions, last year's report, the audit record, an office's own rules."""

from pathlib import Path

import docx
import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from nianbao.checks.decisions import suggested_reasons
from nianbao.exporters.word.decided import read_decided
from nianbao.formats.registry import load_form
from nianbao.report.book import Report, blank_report
from nianbao.report.storage.files import load_report, save_report
from nianbao.ui.dialogs.exporting.exported import ExportedDialog
from nianbao.ui.dialogs.set_aside import SetAsideDialog
from nianbao.ui.dialogs.settings import SettingsDialog
from nianbao.ui.pages.earlier_reports import EarlierReports
from nianbao.ui.pages.facts_page import FactsPage
from nianbao.ui.pages.review_page import ReviewPage
from nianbao.ui.session.session import Session
from nianbao.ui.shell.main_window import MainWindow
from tests.checks.town import town
from tests.ui.grid_keys import Key, open_window
from tests.ui.modal import answer, click, when_asked
from tests.ui.outside import choose_name
from tests.ui.settled import settle

TEXT = "overview.on_request"
WRONG = "我镇收到政府信息公开申请15件。"


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> MainWindow:
    report = town()
    report.texts[TEXT] = WRONG
    return open_window(qtbot, report, tmp_path)


@pytest.fixture
def session(window: MainWindow) -> Session:
    assert window.session is not None
    window.session.recheck()
    return window.session


def rules(session: Session) -> list[str]:
    return [one.rule for one in session.findings]


def go_to(window: MainWindow, rule: str) -> None:
    """Press F8 until the finding of a rule is chosen."""
    assert window.workspace is not None
    panel = window.workspace.findings
    for _ in range(30):
        QTest.keyClick(window, Key.Key_F8)
        settle()
        if panel.current is not None and panel.current.rule == rule:
            return
    raise AssertionError(rule)


def decide(window: MainWindow) -> None:
    """Set the chosen finding aside with the first reason offered."""

    def choose(dialog: QWidget) -> None:
        assert isinstance(dialog, SetAsideDialog)
        dialog.words.setPlainText(suggested_reasons("TX-NEW")[0])
        click(dialog, "确定")

    when_asked(choose, SetAsideDialog)
    window.actions_by_id["set_aside"].trigger()


def review(window: MainWindow) -> ReviewPage:
    assert window.workspace is not None
    window.workspace.show_place("review")
    page = window.workspace.page
    assert isinstance(page, ReviewPage)
    return page


def words_on(page: QWidget) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel))


def test_a_decision_is_listed_with_its_finding_until_the_sentence_changes(
    window: MainWindow, session: Session, tmp_path: Path
) -> None:
    go_to(window, "TX-NEW")
    decide(window)
    assert "TX-NEW" not in rules(session)
    assert "申请15件" in words_on(review(window))

    window.documents.save()
    assert load_report(tmp_path / "报告.nianbao").decisions[0].rule == "TX-NEW"
    session.edit.type_text("problems", "别处的文字。")
    session.recheck()
    assert "TX-NEW" not in rules(session)

    session.edit.type_text(TEXT, "我镇收到政府信息公开申请16件。")
    session.recheck()
    assert "TX-NEW" in rules(session)
    settle()
    assert "不再起作用" in words_on(review(window))
    click(review(window), "删去说明")
    assert session.report.decisions == ()


def test_a_decision_is_in_force_at_the_next_start(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    go_to(window, "TX-NEW")
    decide(window)
    window.documents.save()
    assert session.path is not None
    window.documents.open_path(session.path)
    opened = window.session
    assert opened is not None
    opened.recheck()

    assert "TX-NEW" not in rules(opened)
    qtbot.waitUntil(lambda: "申请15件" in words_on(review(window)))


def facts(window: MainWindow) -> EarlierReports:
    assert window.workspace is not None
    window.workspace.show_place("facts")
    page = window.workspace.page
    assert isinstance(page, FactsPage)
    return page.earlier


def saved(report: Report, folder: Path, name: str = "上年.nianbao") -> Path:
    save_report(report, folder / name)
    return folder / name


def test_last_years_report_is_chosen_compared_kept_and_taken_away(
    window: MainWindow, session: Session, tmp_path: Path
) -> None:
    last = saved(town({"table_3.carried_out.natural_person": 5}, year=2022), tmp_path)
    choose_name(last)
    click(facts(window), "添加上年报告")
    assert "X-CARRY" in rules(session)
    assert "2022 年" in words_on(facts(window))

    window.documents.save()
    last.unlink()
    assert session.path is not None
    window.documents.open_path(session.path)
    opened = window.session
    assert opened is not None
    opened.recheck()
    assert "X-CARRY" in rules(opened)
    assert opened.last_year("table_3.carried_out.natural_person") == 5

    click(facts(window), "移去")
    assert "X-CARRY" not in rules(opened)
    opened.undo_stack.undo()
    assert "X-CARRY" in rules(opened)


@pytest.mark.parametrize(("year", "unit"), [(2023, "清河镇人民政府"), (2022, "砖路镇人民政府")])
def test_a_strange_report_is_taken_only_after_a_question(
    window: MainWindow, session: Session, tmp_path: Path, year: int, unit: str
) -> None:
    other = town(year=year)
    other.unit = unit
    path = saved(other, tmp_path)
    for button, kept in (("不用", 0), ("仍然用来对照", 1)):
        asked: list[str] = []
        choose_name(path)
        answer(button, asked)
        click(facts(window), "添加上年报告")
        assert ("也是 2023 年" if year == 2023 else unit) in asked[0]
        assert len(session.previous) == kept
    session.recheck()
    assert "X-LAST" in rules(session)


def test_a_damaged_report_of_last_year_changes_nothing(
    window: MainWindow, session: Session, tmp_path: Path
) -> None:
    path = saved(town(year=2022), tmp_path)
    path.write_bytes(path.read_bytes()[:300])
    asked: list[str] = []
    choose_name(path)
    answer("知道了", asked)
    click(facts(window), "添加上年报告")

    assert "上年.nianbao" in asked[0]
    assert session.previous == ()


@pytest.mark.parametrize("ending", [".docx", ".html"])
@pytest.mark.usefixtures("session")
def test_the_audit_record_is_written_from_the_window(
    window: MainWindow, tmp_path: Path, ending: str
) -> None:
    go_to(window, "TX-NEW")
    decide(window)
    target = tmp_path / f"审核情况表{ending}"
    choose_name(target)
    closing: list[str] = []

    def close(dialog: QWidget) -> None:
        closing.append(dialog.windowTitle())
        dialog.close()

    when_asked(close, ExportedDialog)
    click(review(window), "审核情况表")

    assert closing
    words = target.read_text("utf-8") if ending == ".html" else "".join(
        cell.text for row in docx.Document(str(target)).tables[0].rows for cell in row.cells
    )  # fmt: skip
    assert "已说明" in words
    assert suggested_reasons("TX-NEW")[0] in words


def close_dialog(dialog: QWidget) -> None:
    dialog.close()


def test_what_changed_since_last_year_is_written_for_the_reviewer(
    window: MainWindow, session: Session, tmp_path: Path
) -> None:
    action = window.actions_by_id["export_changes"]
    assert not action.isEnabled()
    earlier = town()
    earlier.change(facts={"year": session.report.year - 1}, texts={TEXT: "收到申请3件。"})
    session.edit.set_facts("添加对照的报告", previous=(earlier,))
    assert action.isEnabled()

    choose_name(tmp_path / "对比稿")
    when_asked(close_dialog, ExportedDialog)
    action.trigger()

    content = (tmp_path / "对比稿.docx").read_bytes()
    assert WRONG in (read_decided(content, accepted=True).paragraphs or ())
    assert "收到申请3件。" in (read_decided(content, accepted=False).paragraphs or ())


def test_a_report_of_another_form_cannot_be_shown_change_by_change(
    window: MainWindow, session: Session, tmp_path: Path
) -> None:
    earlier = blank_report("gb_2019_60_trial", load_form("gb_2019_60_trial").cells, 2020)
    session.edit.set_facts("添加对照的报告", previous=(earlier,))
    choose_name(tmp_path / "对比稿.docx")
    asked: list[str] = []
    answer("知道了", asked)
    window.actions_by_id["export_changes"].trigger()

    assert "另一种格式" in asked[0]
    assert not (tmp_path / "对比稿.docx").exists()


def test_an_offices_own_rules_are_used_and_given_up_again(
    window: MainWindow, session: Session, tmp_path: Path
) -> None:
    rules_file = tmp_path / "本省规则.toml"
    own = '[limits]\noverview_characters = 10\n[deadlines]\ntownship = "02-15"\n'
    rules_file.write_text(own, encoding="utf-8")
    usual = f"公布期限：{session.report.year + 1}年1月31日前"
    assert usual in words_on(review(window))

    def take(dialog: QWidget) -> None:
        choose_name(rules_file)
        click(dialog, "选择文件")
        click(dialog, "确定")

    when_asked(take, SettingsDialog)
    window.actions_by_id["settings"].trigger()
    rules_file.unlink()
    assert "TX-LEN" in rules(session)
    assert f"公布期限：{session.report.year + 1}年2月15日前" in words_on(review(window))

    def give_up(dialog: QWidget) -> None:
        assert "本省规则.toml" in words_on(dialog)
        click(dialog, "用默认规则")
        click(dialog, "确定")

    when_asked(give_up, SettingsDialog)
    window.actions_by_id["settings"].trigger()
    assert "TX-LEN" not in rules(session)


def test_a_file_that_holds_no_rules_is_refused(
    window: MainWindow, session: Session, tmp_path: Path
) -> None:
    bad = tmp_path / "坏.toml"
    bad.write_text("不是规则", encoding="utf-8")
    asked: list[str] = []

    def take(dialog: QWidget) -> None:
        choose_name(bad)
        answer("知道了", asked)
        click(dialog, "选择文件")
        click(dialog, "确定")

    when_asked(take, SettingsDialog)
    window.actions_by_id["settings"].trigger()

    assert "不是本地规则文件" in asked[0]
    assert "TX-LEN" not in rules(session)


def test_a_township_is_chosen_on_purpose_and_kept(
    window: MainWindow, session: Session, tmp_path: Path
) -> None:
    assert session.report.level == ""
    page = facts(window).parentWidget()
    while not isinstance(page, FactsPage):
        assert page is not None
        page = page.parentWidget()
    assert "乡镇" in page.level.currentText()  # told from the name
    page.level.setCurrentIndex(page.level.findData("township"))
    page.level.activated.emit(page.level.currentIndex())
    window.documents.save()

    assert load_report(tmp_path / "报告.nianbao").level == "township"


def test_texts_that_are_not_written_are_named_before_the_export(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    page = review(window)
    named = (
        "还没有写文字：一、总体情况的主动公开、政府信息管理、政府信息公开平台建设、监督保障；"
        "五、存在的主要问题及改进情况；六、其他需要报告的事项。"
    )
    assert named in verdict(page)
    assert "就可以导出了" not in verdict(page)
    assert window.plate is not None
    assert window.plate.words.startswith("文字还没写完")
    session.edit.set_cells({"table_2.normative_doc.issued": None}, "清空")
    qtbot.waitUntil(lambda: "表格还没有填完：二、主动公开" in verdict(page))
    for key in session.form.text_keys:
        session.edit.type_text(key, "已经写好。")
    session.recheck()

    qtbot.waitUntil(lambda: "还没有写文字" not in verdict(page))
    assert not window.plate.words.startswith("文字还没写完")


def verdict(page: ReviewPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel)[:2])
