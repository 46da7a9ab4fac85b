"""An upgrade in one step: whenever it is cut off, a whole version is in use and starts."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.packaging.windows.desk import LIST, POINTER, Desk, files_of, installed_files, until

pytestmark = pytest.mark.windows

OLD, NEW = "program-a", "program-b"


@pytest.fixture
def upgraded(desk: Desk, old_setup: Path) -> Iterator[Desk]:
    """The version before is installed; nothing is left afterwards."""
    assert desk.install(old_setup) == 0
    yield desk
    desk.uninstall()
    shutil.rmtree(desk.folder, ignore_errors=True)


def damage_in_use(desk: Desk) -> list[str]:
    """What is missing of the version in use: a file of its list, or its start."""
    listed = (desk.in_use / LIST).read_bytes().decode("utf-16-le").splitlines()
    names = [name.replace("\\", "/") for name in listed if not name.endswith("\\")]
    assert len(names) > 100
    missing = [name for name in names if not (desk.in_use / name).is_file()]
    started = desk.run(desk.console, "--version")
    return missing + ([] if started.code == 0 else [started.output])


def pointer(desk: Desk) -> str:
    return (desk.folder / POINTER).read_text(encoding="ascii")


# In the order in which they come: how far the installer is when the power fails.
MOMENTS: dict[str, Callable[[Desk], bool]] = {
    "the list is laid": lambda desk: (desk.folder / NEW / LIST).exists(),
    "half is laid": lambda desk: (desk.folder / NEW / "lib" / "lxml").exists(),
    "the launchers wait": lambda desk: (desk.folder / "nianbao.exe.new").exists(),
    "the new version is in use": lambda desk: pointer(desk) == NEW,
}


def cut(desk: Desk, setup: Path, moment: Callable[[Desk], bool]) -> bool:
    """Start the installer and end all of Windows at a moment; whether it came before the end."""
    process = desk.start_command([setup, "/S", "/CurrentUser"])
    came = until(lambda: moment(desk) or process.poll() is not None, 120, pause=0.002)
    running = process.poll() is None
    desk.windows.stop()
    process.wait(60)
    return came and running


def test_a_cut_at_any_moment_leaves_a_version_that_starts(
    upgraded: Desk, setup_program: Path, build: Path
) -> None:
    used = []
    for name, moment in MOMENTS.items():
        assert cut(upgraded, setup_program, moment), name
        assert damage_in_use(upgraded) == [], name
        used.append(pointer(upgraded))
    # Under load Windows may end a moment later than it is told to.
    assert used == sorted(used)
    assert (used[0], used[-1]) == (OLD, NEW)

    # Once more, back into the first place: cut off while the former version is being deleted.
    goes_first = upgraded.folder / NEW / "app" / "nianbao" / "__init__.py"
    assert cut(upgraded, setup_program, lambda _: not goes_first.exists())
    assert (upgraded.folder / NEW).exists()
    assert pointer(upgraded) == OLD
    assert damage_in_use(upgraded) == []

    assert upgraded.install(setup_program) == 0
    assert damage_in_use(upgraded) == []
    assert files_of(upgraded.folder) == installed_files(build / "program", pointer(upgraded))


def test_what_cannot_be_written_leaves_the_old_version_in_use(
    upgraded: Desk, setup_program: Path
) -> None:
    in_the_way = upgraded.folder / NEW / "lib" / "pydantic" / "main.py"
    (in_the_way / "somebody's").mkdir(parents=True)
    before = files_of(upgraded.folder)

    assert upgraded.install(setup_program) == 16

    assert pointer(upgraded) == OLD
    assert damage_in_use(upgraded) == []
    assert files_of(upgraded.folder) == before
    shutil.rmtree(upgraded.folder / NEW)
    assert upgraded.install(setup_program) == 0
    assert pointer(upgraded) == NEW


def test_a_program_folder_of_one_place_is_upgraded_and_cleared(
    upgraded: Desk, setup_program: Path, build: Path
) -> None:
    """As versions before laid it: everything beside the launchers."""
    for part in list(upgraded.in_use.iterdir()):
        part.rename(upgraded.folder / part.name)
    (upgraded.folder / OLD).rmdir()
    for name in (LIST, POINTER, "app/nianbao/of_the_old_version.py"):
        (upgraded.folder / name).unlink()
    assert upgraded.run(upgraded.console, "--version").code == 0

    assert upgraded.install(setup_program) == 0

    # Bytecode of what only the old version had is nobody's file in the list of the new one.
    orphans = {name for name in files_of(upgraded.folder) if "of_the_old_version" in name}
    assert files_of(upgraded.folder) - orphans == installed_files(build / "program")


@pytest.mark.parametrize("words", ["program-c", "..\\elsewhere", "", "program-a\n"])
def test_a_pointer_that_names_no_place_is_told(upgraded: Desk, words: str) -> None:
    (upgraded.folder / POINTER).write_text(words, encoding="ascii")

    finished = upgraded.run(upgraded.console, "--version")

    assert finished.code == 3
    assert "请重新运行安装程序" in finished.output
    (upgraded.folder / POINTER).write_text(OLD, encoding="ascii")
