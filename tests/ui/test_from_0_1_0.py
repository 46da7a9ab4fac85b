"""A clerk who upgrades from version 0.1.0 finds report, draft and earlier versions in the window.

The files are what that version's window wrote: tests/report/test_from_0_1_0.py.
"""

import shutil
from pathlib import Path

import pytest

from nianbao import user_folders
from nianbao.report.storage.files import load_report
from nianbao.ui.dialogs.recovery import RecoveryDialog
from nianbao.ui.dialogs.versions import VersionsDialog
from nianbao.ui.shell.main_window import MainWindow
from nianbao.ui.workflows.recover import offer_recovery
from tests.report.test_from_0_1_0 import BUSINESS, FILE, NAME, PEOPLE, WRITTEN
from tests.ui.modal import click, when_asked
from tests.ui.outside import CELL, edit


@pytest.fixture
def upgraded(own_home: Path, start_window: MainWindow) -> MainWindow:
    """A window of this version on that version's data."""
    assert user_folders.user_data().is_relative_to(own_home)
    shutil.copytree(WRITTEN, user_folders.user_data(), dirs_exist_ok=True)
    return start_window


def test_the_draft_of_a_file_is_restored_with_its_note(upgraded: MainWindow) -> None:
    seen: list[int] = []

    def restore(dialog: object) -> None:
        assert isinstance(dialog, RecoveryDialog)
        seen.append(dialog.list.count())
        dialog.list.setCurrentRow(1)
        click(dialog, "恢复")

    when_asked(restore, RecoveryDialog)
    offer_recovery(upgraded, upgraded.documents)

    session = upgraded.session
    assert session is not None
    assert seen == [2]
    assert session.path == FILE
    assert session.is_dirty
    assert [session.value(key) for key in (PEOPLE, BUSINESS)] == [52, 7]


def test_its_report_is_opened_changed_and_saved(upgraded: MainWindow, tmp_path: Path) -> None:
    file = tmp_path / NAME
    shutil.copyfile(WRITTEN / NAME, file)
    upgraded.documents.open_path(file)
    edit(upgraded.documents, 9)

    assert upgraded.documents.save()

    assert load_report(file).cell(CELL) == 9


def test_its_earlier_versions_stand_in_the_list(upgraded: MainWindow, tmp_path: Path) -> None:
    file = tmp_path / NAME
    shutil.copyfile(WRITTEN / NAME, file)
    upgraded.documents.open_path(file)
    assert upgraded.session is not None

    dialog = VersionsDialog(upgraded.session, FILE, upgraded)

    assert dialog.list.count() == 3
    dialog.list.setCurrentRow(1)
    assert dialog.report is not None
    assert dialog.report.cell(PEOPLE) == 51
