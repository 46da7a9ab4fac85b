"""From the office's window to a unit's: rules and template in one file, chosen once."""

from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path

import docx
import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from nianbao import user_folders
from nianbao.__main__ import main
from nianbao.checks.passed_on import Carried, read_passed_on, write_passed_on
from nianbao.checks.settings import default_rules, rules_from
from nianbao.exporters.word.sample_template import sample_template
from nianbao.report.storage.files import save_report
from nianbao.ui.dialogs.settings import SettingsDialog
from nianbao.ui.shell.main_window import MainWindow
from nianbao.ui.system import local_rules, office_template
from tests.exporters.reports import full
from tests.ui.modal import answer, click, when_asked
from tests.ui.outside import choose_name

HEAD = "临江县人民政府"


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    window = MainWindow()
    qtbot.addWidget(window)
    return window


@cache
def red_head() -> bytes:
    """Made once: a .docx holds the second in which it was made."""
    document = docx.Document(BytesIO(sample_template()))
    document.sections[0].header.paragraphs[0].text = HEAD
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def from_office(path: Path, template: bytes | None = None) -> Path:
    rules = rules_from({"limits": {"overview_characters": 777}}, path.name)
    content = red_head() if template is None else template
    path.write_bytes(write_passed_on(rules, Carried("红头.docx", content)))
    return path


def in_settings(window: MainWindow, press: Callable[[SettingsDialog], None], end: str) -> str:
    """Press something in the settings, and leave them; return what could be read before."""
    seen: list[str] = []

    def work(dialog: QWidget) -> None:
        assert isinstance(dialog, SettingsDialog)
        press(dialog)
        seen.append("\n".join(one.text() for one in dialog.findChildren(QLabel)))
        click(dialog, end)

    when_asked(work, SettingsDialog)
    window.actions_by_id["settings"].trigger()
    return seen[0]


def choose_rules(dialog: SettingsDialog) -> None:
    dialog.rules.choose.click()


def test_one_choice_brings_rules_and_template(window: MainWindow, tmp_path: Path) -> None:
    path = from_office(tmp_path / "县里发的.toml")
    choose_name(path)

    said = in_settings(window, choose_rules, "确定")
    path.unlink()

    assert "县里发的.toml（带有版式模板“红头.docx”）" in said
    assert local_rules.local_rules().limits.overview_characters == 777
    assert office_template.name_of_template() == "红头.docx"
    assert office_template.template_in_force() == red_head()
    assert b"content" not in user_folders.local_rules().read_bytes()


def test_nothing_is_taken_before_the_settings_are_accepted(
    window: MainWindow, tmp_path: Path
) -> None:
    choose_name(from_office(tmp_path / "县里发的.toml"))

    in_settings(window, choose_rules, "取消")

    assert local_rules.local_rules() == default_rules()
    assert office_template.name_of_template() == ""


def test_a_template_that_is_none_refuses_the_whole_file(window: MainWindow, tmp_path: Path) -> None:
    choose_name(from_office(tmp_path / "坏的.toml", b"PK no document"))
    asked: list[str] = []
    answer("知道了", asked)

    said = in_settings(window, choose_rules, "确定")

    assert "不能当模板" in asked[0]
    assert "坏的.toml" not in said
    assert local_rules.local_rules() == default_rules()
    assert office_template.name_of_template() == ""


def test_what_an_office_uses_is_saved_as_one_file_and_chosen_elsewhere(
    window: MainWindow, tmp_path: Path
) -> None:
    choose_name(from_office(tmp_path / "县里发的.toml"))
    in_settings(window, choose_rules, "确定")
    choose_name(tmp_path / "给乡镇")

    in_settings(window, lambda dialog: dialog.pass_on.save.click(), "取消")

    saved = tmp_path / "给乡镇.toml"
    passed = read_passed_on(saved.read_bytes(), saved.name)
    assert passed.tables == {"limits": {"overview_characters": 777}}
    assert passed.template == Carried("红头.docx", red_head())


def test_where_all_is_as_usual_there_is_nothing_to_hand_on(window: MainWindow) -> None:
    asked: list[str] = []
    answer("知道了", asked)

    in_settings(window, lambda dialog: dialog.pass_on.save.click(), "取消")

    assert "没有要发给别人的" in asked[0]


def test_the_command_line_takes_both_from_the_one_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, target = tmp_path / "报告.nianbao", tmp_path / "年报.docx"
    save_report(full("gb_2021_30"), source)
    path = from_office(tmp_path / "县里发的.toml")
    bare = tmp_path / "只有规则.toml"
    bare.write_bytes(write_passed_on(default_rules(), None))

    assert main(["check", str(source), "--rules", str(path)]) == 1
    assert main(["export", str(source), "-o", str(target), "--template", str(path)]) == 0
    assert docx.Document(str(target)).sections[0].header.paragraphs[0].text == HEAD
    assert main(["export", str(source), "-o", str(target), "--template", str(bare)]) == 2
    assert "没有带版式模板" in capsys.readouterr().err
