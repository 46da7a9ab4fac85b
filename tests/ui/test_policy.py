"""What an IT office sets for a computer: local rules over the clerk's own, and a folder of updates."""

import errno
import hashlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from nianbao import user_folders
from nianbao.checks.passed_on import Carried, write_passed_on
from nianbao.checks.settings import default_rules
from nianbao.exporters.registry import EXPORTERS
from nianbao.exporters.word.sample_template import sample_template
from nianbao.ui import app
from nianbao.ui.dialogs.local_rules import LocalRulesBox, words_of_policy
from nianbao.ui.dialogs.office_template import TemplateBox
from nianbao.ui.paper.office_layout import layout_in_force, words_of_office
from nianbao.ui.shell.main_window import MainWindow
from nianbao.ui.system import local_rules, office_template
from nianbao.ui.system import policy as machine
from nianbao.ui.system.updates import SUMS, newest_in
from nianbao.ui.workflows import offer_update
from nianbao.ui.workflows.offer_update import UpdateSearch, offer


@pytest.fixture
def policy_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    path = tmp_path / "policy.toml"
    monkeypatch.setattr(user_folders, "machine_policy", lambda: path)
    yield path
    local_rules._read.cache_clear()
    machine._read.cache_clear()


def state(path: Path, content: str) -> None:
    path.write_text(content, encoding="utf-8")
    local_rules._read.cache_clear()
    machine._read.cache_clear()


def lay_down(folder: Path, version: str, *, right: bool = True) -> Path:
    path = folder / f"公开年报安装程序-{version}.exe"
    path.write_bytes(version.encode())
    digest = hashlib.sha256(path.read_bytes()).hexdigest() if right else "0" * 64
    with (folder / SUMS).open("a", encoding="utf-8") as sums:
        sums.write(f"{digest}  {path.name}\n")
    return path


def test_the_policy_counts_before_what_the_clerk_has_chosen(
    policy_file: Path, tmp_path: Path
) -> None:
    own = tmp_path / "own.toml"
    own.write_text("[limits]\noverview_characters = 500\njump_times = 7\n", encoding="utf-8")
    local_rules.keep_rules(own.name, own.read_bytes())

    state(policy_file, "[limits]\noverview_characters = 800\n")

    assert local_rules.local_rules().limits.overview_characters == 800
    assert local_rules.local_rules().limits.jump_times == 7


def test_without_a_policy_everything_is_as_chosen(policy_file: Path) -> None:
    assert not policy_file.exists()
    assert local_rules.local_rules().limits.overview_characters == 1000
    assert words_of_policy() == ""


@pytest.mark.parametrize(
    "content",
    [
        "[limits",
        "[limits]\nno_such = 1\n",
        "update = 3\n",
        "\x00",
        '[update]\nfolder = "\\u0000"\n',
        f"[limits]\na = {'[' * 3000}{']' * 3000}",
        f"[limits]\na = {'9' * 5000}",
    ],
)
def test_a_policy_with_a_mistake_is_told_and_not_used(
    policy_file: Path, qtbot: QtBot, content: str
) -> None:
    state(policy_file, content)
    box = LocalRulesBox()
    qtbot.addWidget(box)

    assert local_rules.local_rules().limits.overview_characters == 1000
    assert "有误，没有采用" in words_of_policy()


def test_the_newest_installer_with_a_right_sum_is_found(tmp_path: Path) -> None:
    lay_down(tmp_path, "0.9.0")
    good = lay_down(tmp_path, "1.10.0")
    lay_down(tmp_path, "2.0.0", right=False)
    (tmp_path / "公开年报安装程序-3.0.0.exe").write_bytes(b"no sum at all")

    assert newest_in(tmp_path, "1.9.0") == ("1.10.0", good)
    assert newest_in(tmp_path, "1.10.0") is None


def test_a_folder_that_is_away_delays_nobody(policy_file: Path, tmp_path: Path) -> None:
    state(policy_file, f"[update]\nfolder = '{tmp_path / 'away'}'\n")

    UpdateSearch("0.1.5")._look()


def test_an_update_is_offered_once_where_it_is_declined(
    policy_file: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay_down(tmp_path, "9.0.0")
    state(policy_file, f"[update]\nfolder = '{tmp_path}'\n")
    asked: list[str] = []

    def never(_parent: QWidget, question: str, *_more: object, **_named: object) -> str:
        asked.append(question)
        return "never"

    monkeypatch.setattr(offer_update, "ask", never)
    monkeypatch.setattr(offer_update, "IS_OFFERED", True)
    search = UpdateSearch("0.1.5")

    with qtbot.waitSignal(search.found) as found:
        search.start()
    for _time in range(2):
        offer(LocalRulesBox(), found.args[0])

    assert asked == ["单位提供了新版本 9.0.0。"]


def test_an_installer_of_windows_is_offered_nowhere_else(
    policy_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One policy may lie on all computers of an office, 统信 and 麒麟 among them."""
    lay_down(tmp_path, "9.0.0")
    state(policy_file, f"[update]\nfolder = '{tmp_path}'\n")
    looked: list[str] = []
    monkeypatch.setattr(UpdateSearch, "_look", lambda _self: looked.append("looked"))
    assert (sys.platform == "win32") == offer_update.IS_OFFERED
    monkeypatch.setattr(offer_update, "IS_OFFERED", False)

    UpdateSearch("0.1.5").start()

    assert looked == []


def test_an_installer_that_changed_meanwhile_is_not_started(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay_down(tmp_path, "9.0.0")
    update = newest_in(tmp_path, "0.1.5")
    assert update is not None
    update.path.write_bytes(b"something else")
    told: list[str] = []
    monkeypatch.setattr(offer_update, "ask", lambda *_a, **_k: "install")
    monkeypatch.setattr(offer_update, "tell_error", lambda _p, error: told.append(error.message))
    box = LocalRulesBox()
    qtbot.addWidget(box)

    offer(box, update)

    assert told == ["安装程序已经变动，没有安装。"]


@pytest.mark.parametrize("stated", [False, True])
def test_only_a_computer_with_a_policy_looks_for_updates_at_start(
    policy_file: Path,
    start_window: MainWindow,
    monkeypatch: pytest.MonkeyPatch,
    *,
    stated: bool,
) -> None:
    made: list[str] = []

    def search(version: str, _parent: QWidget) -> UpdateSearch:
        made.append(version)
        return UpdateSearch(version)

    monkeypatch.setattr(offer_update, "UpdateSearch", search)
    if stated:
        state(policy_file, "")

    app._look_for_update(start_window)

    assert bool(made) == stated


def test_a_policy_in_a_folder_that_is_closed_to_the_clerk_is_as_good_as_none(
    policy_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state(policy_file, "[limits]\noverview_characters = 20\n")

    def refuse(path: Path, **_: object) -> os.stat_result:
        raise PermissionError(errno.EACCES, "closed", str(path))

    with monkeypatch.context() as closed:
        closed.setattr(Path, "stat", refuse)
        found = machine.policy()
        there = user_folders.has_machine_policy()

    assert (found.rules, found.error, there) == ({}, "", False)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in folders here")
def test_a_pipe_as_policy_is_as_good_as_none(policy_file: Path) -> None:
    os.mkfifo(policy_file)

    assert local_rules.local_rules().limits.overview_characters == 1000


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in folders here")
@pytest.mark.parametrize("place", [SUMS, "公开年报安装程序-9.0.exe"])
def test_a_pipe_among_the_updates_holds_nobody_up(tmp_path: Path, place: str) -> None:
    lay_down(tmp_path, "9.0")
    (tmp_path / place).unlink()
    os.mkfifo(tmp_path / place)

    assert newest_in(tmp_path, "1.0") is None


def test_sums_without_end_are_not_read(tmp_path: Path) -> None:
    lay_down(tmp_path, "9.0")
    with (tmp_path / SUMS).open("a", encoding="utf-8") as sums:
        sums.write("x" * 1_000_001)

    assert newest_in(tmp_path, "1.0") is None


def test_the_template_of_the_policy_is_everybody_s(
    policy_file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    template = tmp_path / "县里的模板.docx"
    template.write_bytes(sample_template())
    own = tmp_path / "自己的.docx"
    office_template.use_template(own, b"chosen before")

    state(policy_file, f"[template]\nfile = '{template}'\n")
    box = TemplateBox()
    qtbot.addWidget(box)

    assert office_template.template_in_force() == template.read_bytes()
    assert box.name.text() == "县里的模板.docx（由管理员统一设置）"
    assert not box.choose.isEnabled()
    assert not box.own.isEnabled()
    box.keep()
    state(policy_file, "")
    assert office_template.template_in_force() == b"chosen before"


def test_a_template_of_the_policy_that_is_away_is_told_before_exporting(
    policy_file: Path, tmp_path: Path
) -> None:
    state(policy_file, f"[template]\nfile = '{tmp_path / '没有.docx'}'\n")

    word = next(one for one in EXPORTERS if one.ending == ".docx")
    assert words_of_office(word) == ("模板“没有.docx”读不出来，这次用通行的公文版式。",)
    assert layout_in_force() is None


def test_a_policy_may_carry_the_template_itself(policy_file: Path) -> None:
    template = sample_template()
    given = write_passed_on(default_rules(), Carried("县里的模板.docx", template))
    state(policy_file, given.decode())

    assert office_template.is_set_for_all()
    assert office_template.name_of_template() == "县里的模板.docx"
    assert office_template.template_in_force() == template
    assert machine.policy().error == ""
