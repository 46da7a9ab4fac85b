"""Where the program keeps its own data."""

from pathlib import Path

import pytest

from nianbao import user_folders


def test_everything_lies_below_the_users_own_folder(own_home: Path) -> None:
    for place in (user_folders.recovery(), user_folders.versions(), user_folders.settings()):
        assert place.is_relative_to(own_home)


def test_one_variable_moves_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NIANBAO_DATA", str(tmp_path / "here"))

    assert user_folders.recovery() == tmp_path / "here" / "recovery"
    assert user_folders.settings().parent == tmp_path / "here"
