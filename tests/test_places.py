"""Where the program keeps its own data."""

from pathlib import Path

import pytest

from nianbao import places


def test_everything_lies_below_the_users_own_folder(own_home: Path) -> None:
    for place in (places.recovery(), places.versions(), places.settings()):
        assert place.is_relative_to(own_home)


def test_one_variable_moves_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NIANBAO_DATA", str(tmp_path / "here"))

    assert places.recovery() == tmp_path / "here" / "recovery"
    assert places.settings().parent == tmp_path / "here"
