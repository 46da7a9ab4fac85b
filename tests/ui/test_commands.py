"""One table of commands: each has a handler, each handler a command, and no key stands elsewhere."""

import inspect
import re
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

import pytest
from PySide6.QtCore import QFileInfo, QLibraryInfo
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QFileIconProvider

from nianbao import resources
from nianbao.report.book import Report
from nianbao.ui.app import QtWords
from nianbao.ui.commands.keys import words_of
from nianbao.ui.commands.table import (
    BAR_END,
    COMMANDS,
    CONTEXT_MENU,
    MENUS,
    PLACES,
    TABLE_KEYS,
    Command,
    Needs,
)
from nianbao.ui.finder.entries import Kind, all_entries
from nianbao.ui.grid.view import TableGrid
from nianbao.ui.help.content import keys_page
from nianbao.ui.help.markup import page_html
from nianbao.ui.session.desk import Desk
from nianbao.ui.shell import commands, dispatch, table_commands, undo_and_show
from nianbao.ui.shell.main_window import MainWindow
from tests.sources import words
from tests.ui.settled import wait_until

PACKAGE = Path(dispatch.__file__).parents[2]
TABLE = PACKAGE / "ui" / "commands" / "table.py"
HANDLERS_ONLY = (commands, table_commands, undo_and_show)
"""Modules of nothing but handlers; other handlers stand beside what they use."""
KEY = re.compile(
    r"(?<![A-Za-z])(?:(?:Ctrl|Alt|Shift)\s?(?:\+|加)|F(?:[1-9]|1[0-2])(?![0-9A-Za-z]))"
)
KEY_ENUM = re.compile(r"Key_F\d")
EVERY_COMMAND = pytest.mark.parametrize("command", COMMANDS, ids=lambda one: one.id)


@EVERY_COMMAND
def test_every_command_has_a_handler_that_takes_what_it_is_given(command: Command) -> None:
    taken = inspect.signature(dispatch.handler(command)).parameters.values()
    needed = 1 + (command.needs is not Needs.NOTHING) + len(command.given)
    required = [one for one in taken if one.default is inspect.Parameter.empty]

    assert next(iter(taken)).annotation is Desk
    assert len(required) == needed


def test_every_handler_has_a_command() -> None:
    named = {dispatch.handler(command) for command in COMMANDS}
    public = [
        function
        for module in HANDLERS_ONLY
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
    ]

    assert len(public) > 20
    assert [function.__name__ for function in public if function not in named] == []


def test_a_handler_that_is_not_there_is_found_out() -> None:
    missing = COMMANDS[0]._replace(does="shell.commands:no_such_thing")

    with pytest.raises(AttributeError):
        dispatch.handler(missing)


def test_no_id_and_no_key_serves_two_commands() -> None:
    ids = Counter(command.id for command in COMMANDS)
    keys = Counter(command.keys for command in COMMANDS if command.keys)

    assert [name for name, times in (ids + keys).items() if times > 1] == []


def test_what_names_commands_names_those_that_there_are() -> None:
    ids = {command.id for command in COMMANDS}

    assert {name for group in CONTEXT_MENU for name in group} | set(BAR_END) <= ids
    assert {command.menu for command in COMMANDS} - {""} == set(MENUS)


def code_with_keys() -> list[str]:
    paths = [path for path in sorted(PACKAGE.rglob("*.py")) if path != TABLE]
    return [
        f"{path.name}: {text}"
        for path in paths
        for text in (*words(path).strings, *KEY_ENUM.findall(path.read_text(encoding="utf-8")))
        if KEY.search(text) or KEY_ENUM.search(text)
    ]


def resources_with_keys() -> list[str]:
    root = resources.path(".")
    texts = [path for path in sorted(root.rglob("*")) if path.suffix in {".toml", ".html", ".css"}]
    assert len(texts) > 10
    return [
        f"{path.name}: {found[0]}"
        for path in texts
        for found in KEY.finditer(path.read_text(encoding="utf-8"))
    ]


@pytest.mark.parametrize(
    "words", ["（F8）", "按 Ctrl+Z 撤销", "Shift 加方向键", "Alt+F8", "F1 看说明"]
)
def test_a_key_in_words_is_found(words: str) -> None:
    assert KEY.search(words)


def test_no_key_is_written_outside_the_table() -> None:
    assert code_with_keys() + resources_with_keys() == []


def test_the_two_enter_keys_are_named_in_one_place() -> None:
    """What names one of them alone would leave clerks at the number pad without an answer."""
    naming = [
        path.name
        for path in sorted(PACKAGE.rglob("*.py"))
        if re.search(r"Key_(?:Return|Enter)\b", path.read_text(encoding="utf-8"))
    ]

    assert naming == ["enter_keys.py"]


def test_the_help_lists_every_key_of_the_table() -> None:
    page = page_html(keys_page())

    listed = [words_of(command.id) for command in COMMANDS if command.menu]
    assert [keys for keys in (*listed, *dict(TABLE_KEYS)) if keys not in page] == []
    assert f"{words_of('place_1')} 到 {words_of(f'place_{PLACES}')}" in page


@pytest.fixture
def chinese(qapp: QApplication) -> Iterator[None]:
    """Qt's own words are Chinese, as in the program: it has some for keys, too."""
    translator = QtWords()
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    assert translator.load("qtbase_zh_CN", folder)
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


@pytest.mark.usefixtures("chinese")
def test_the_window_that_chooses_files_calls_a_folder_in_chinese(
    qapp: QApplication, tmp_path: Path
) -> None:
    assert QFileIconProvider().type(QFileInfo(str(tmp_path))) == "文件夹"
    assert qapp.translate("QFileDialog", "no words of Qt") == "no words of Qt"


@pytest.mark.usefixtures("chinese")
def test_menus_tips_help_and_finder_call_a_key_by_the_same_name(
    start_window: MainWindow,
) -> None:
    start_window.documents.open_sample()
    sheet = page_html(keys_page())
    found = {one.title: one.detail for one in all_entries(start_window) if one.kind is Kind.COMMAND}

    for command in COMMANDS:
        shown, action = words_of(command.id), start_window.actions_by_id[command.id]
        if shown:
            assert shown_in_menu(action) == shown
            assert f"（{shown}）" in action.toolTip()
        if shown and command.menu:
            assert shown in sheet
            assert found[command.text.rstrip("…")] == shown
    assert words_of("mend") == "Alt+Enter"


def shown_in_menu(action: QAction) -> str:
    """What stands behind the words in a menu, as Qt puts it there."""
    return action.text().partition("\t")[2] or action.shortcut().toString(
        QKeySequence.SequenceFormat.NativeText
    )


def keep_last_year(window: MainWindow) -> None:
    assert window.session is not None
    report = window.session.report
    earlier = Report(form=report.form, year=report.year - 1, unit=report.unit)
    report.change(facts={"previous": (earlier,)})


@EVERY_COMMAND
def test_a_command_is_enabled_where_what_it_needs_is_there(
    command: Command, start_window: MainWindow
) -> None:
    def enabled() -> bool:
        return bool(start_window.actions_by_id[command.id].isEnabled())

    assert enabled() == (command.needs is Needs.NOTHING)
    start_window.documents.open_sample()
    assert start_window.workspace is not None
    start_window.workspace.show_place("facts")
    everywhere = {Needs.NOTHING, Needs.REPORT, Needs.POSTER}
    assert enabled() == (command.needs in everywhere)
    keep_last_year(start_window)
    assert enabled() == (command.needs in {*everywhere, Needs.EARLIER})
    start_window.workspace.show_place("applications")
    assert start_window.session is not None
    start_window.session.edit.set_facts(auto_totals=False)
    assert enabled() == (command.needs is not Needs.REDO)
    start_window.actions_by_id["undo"].trigger()
    assert enabled() == (command.needs not in {Needs.UNDO, Needs.TYPED_TOTALS})


def test_undo_and_redo_are_enabled_while_there_are_steps(
    window: MainWindow, grid: TableGrid
) -> None:
    undo, redo = window.actions_by_id["undo"], window.actions_by_id["redo"]
    assert window.session is not None
    window.session.edit.enter(grid.current_key, "5")
    assert states(undo, redo) == [True, False]

    undo.trigger()
    assert states(undo, redo) == [False, True]

    redo.trigger()
    assert states(undo, redo) == [True, False]


def states(*actions: QAction) -> list[bool]:
    return [action.isEnabled() for action in actions]


def test_what_only_menus_show_is_drawn_after_the_window_is_there(start_window: MainWindow) -> None:
    drawn = {one.id for one in COMMANDS if one.icon}

    def have_one() -> set[str]:
        actions = start_window.actions_by_id
        return {name for name, action in actions.items() if not action.icon().isNull()}

    assert have_one() >= {one.id for one in COMMANDS if one.bar}
    wait_until(lambda: have_one() == drawn)


def test_last_year_stays_shown_when_another_report_takes_the_place(window: MainWindow) -> None:
    assert window.workspace is not None
    assert window.session is not None
    window.workspace.show_place("applications")
    window.show_last_year(shown=True)
    window.session.replace(deepcopy(window.session.report), "读入")
    page = window.table_page()

    assert page is not None
    assert window.actions_by_id["last_year"].isChecked()
    assert page.shows_last_year


@pytest.mark.parametrize("name", ["next_finding", "previous_finding", "set_aside", "mend"])
def test_a_command_that_finds_nothing_to_do_says_so(name: str, start_window: MainWindow) -> None:
    start_window.documents.open_sample("sample")
    assert start_window.session is not None
    assert start_window.status is not None
    start_window.session.recheck()
    assert not start_window.session.findings
    start_window.say("")

    start_window.actions_by_id[name].trigger()

    assert start_window.status.currentMessage()
