"""Files that are exchanged under a running program: nothing of another build is ever taken in."""

import importlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from nianbao import installation, resources
from nianbao.cli.main import UNREADABLE, run
from nianbao.importers.readers.apart.process import read_apart
from nianbao.installation import MARK, ReplacedError

LATER = "a_module_that_is_loaded_later"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A program's folder with its mark, watched, and a module that is not loaded yet."""
    (tmp_path / MARK).write_text("0.1.0 abc\n")
    (tmp_path / f"{LATER}.py").touch()
    monkeypatch.syspath_prepend(str(tmp_path))
    installation.unwatch()
    assert installation.watch(tmp_path)
    yield tmp_path
    installation.unwatch()
    sys.modules.pop(LATER, None)


def exchange(folder: Path, words: str = "1.0.0 def\n") -> None:
    """As dpkg does it: another file, renamed over the one that was there."""
    (folder / "new").write_text(words)
    (folder / "new").replace(folder / MARK)


def test_as_long_as_the_files_stay_everything_is_loaded(folder: Path) -> None:
    assert importlib.import_module(LATER).__file__ == str(folder / f"{LATER}.py")


def test_a_module_of_another_build_is_refused(folder: Path) -> None:
    exchange(folder)

    with pytest.raises(ReplacedError):
        importlib.import_module(LATER)


def test_after_a_removal_nothing_is_loaded_either(folder: Path) -> None:
    (folder / MARK).unlink()

    with pytest.raises(ReplacedError):
        importlib.import_module(LATER)


def test_the_same_build_installed_once_more_is_no_exchange(folder: Path) -> None:
    exchange(folder, "0.1.0 abc\n")

    assert importlib.import_module(LATER).__name__ == LATER
    exchange(folder)
    assert installation.is_replaced()


def test_what_is_loaded_stays_usable_and_what_is_nowhere_stays_missing(folder: Path) -> None:
    exchange(folder)

    assert importlib.import_module("json") is sys.modules["json"]
    with pytest.raises(ModuleNotFoundError):
        importlib.import_module("a_module_that_nobody_has")


def test_no_data_of_another_build_is_read_unless_it_was_kept(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resources, "_held", {})
    before = resources.text("page.toml"), resources.names("formats", ".toml")
    exchange(folder)
    with pytest.raises(ReplacedError):
        resources.text("page.toml")
    with pytest.raises(ReplacedError):
        resources.names("formats", ".toml")

    exchange(folder, "0.1.0 abc\n")
    resources.hold()
    exchange(folder)

    assert (resources.text("page.toml"), resources.names("formats", ".toml")) == before
    pictures = {".ico", ".nianbao"}
    every = {one for one in resources.root().rglob("*") if one.is_file()}
    left_out = [one for one in every if one.suffix not in pictures]
    assert {one.relative_to(resources.root()).as_posix() for one in left_out} == {*resources._held}


def test_no_reader_of_another_build_is_started(folder: Path) -> None:
    exchange(folder)

    with pytest.raises(ReplacedError):
        read_apart("xlsx", b"", "年报.xlsx")


def test_a_command_that_meets_it_ends_in_one_sentence(
    folder: Path,
    repository: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delitem(sys.modules, "nianbao.cli.read", raising=False)  # other tests load it
    exchange(folder)

    code = run(["read", str(repository / "resources/samples/sample-report.nianbao"), "--json"])

    said = capsys.readouterr()
    assert code == UNREADABLE
    assert said.out == ""
    assert said.err.strip() == (installation.MESSAGE_OF_COMMAND + installation.ADVICE_OF_COMMAND)


def test_a_source_tree_is_not_watched(tmp_path: Path) -> None:
    installation.unwatch()

    assert not installation.watch(tmp_path)
    code = "import sys\nfrom nianbao import installation\nprint(installation.watch())"
    command = [sys.executable, "-c", code]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "False\n"
