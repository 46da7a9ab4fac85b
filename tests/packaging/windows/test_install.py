"""Installing, upgrading and removing: what appears, what stays, what goes."""

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from winkit.product import OLD_VERSION

from tests.packaging.windows.desk import (
    UNINSTALL_KEY,
    Desk,
    files_of,
    installed_files,
    until,
)

pytestmark = pytest.mark.windows

OWN_FILES = {
    "Documents/砖路镇 2023 年报.nianbao": b'{"kept": "as it is"}',
    "AppData/Local/nianbao/settings.json": b"{}",
    "AppData/Local/nianbao/versions/one.nianbao": b"an earlier version",
}
LOG = "AppData/Local/nianbao/logs/nianbao.log"


@pytest.fixture
def empty_desk(desk: Desk) -> Iterator[Desk]:
    """Nothing is installed before, nothing after."""
    yield desk
    desk.uninstall(desk.folder)
    desk.uninstall(desk.folder_for_all)


@pytest.fixture
def own_files(desk: Desk) -> Iterator[dict[Path, bytes]]:
    """What belongs to the clerk, in the usual places."""
    files = {desk.windows.profile / name: content for name, content in OWN_FILES.items()}
    for path, content in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    yield files
    for path in files:
        path.unlink(missing_ok=True)


def read(files: dict[Path, bytes]) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in files}


def shortcut(desk: Desk) -> Path:
    start_menu = "AppData/Roaming/Microsoft/Windows/Start Menu/Programs"
    return desk.windows.profile / start_menu / f"{desk.product.title}.lnk"


def lasting_files(desk: Desk) -> set[str]:
    """All files of the user but temporary ones; Windows clears those itself."""
    return {name for name in files_of(desk.windows.profile) if "/Temp/" not in f"/{name}"}


def version_in_list(desk: Desk, root: str = "HKCU") -> str:
    return desk.registry(rf"{root}\{UNINSTALL_KEY}", "DisplayVersion")


def test_a_silent_installation_for_one_user(
    empty_desk: Desk, setup_program: Path, build: Path
) -> None:
    assert empty_desk.install(setup_program) == 0

    assert files_of(empty_desk.folder) == installed_files(build / "program")
    assert shortcut(empty_desk).exists()
    assert (empty_desk.windows.home / f"{empty_desk.product.title}.lnk").exists()
    assert empty_desk.product.version in version_in_list(empty_desk)
    assert "0x" in empty_desk.registry(rf"HKCU\{UNINSTALL_KEY}", "EstimatedSize")
    command = empty_desk.registry(r"HKCU\Software\Classes\Nianbao.Report\shell\open\command")
    assert '"%1"' in command
    assert not empty_desk.folder_for_all.exists()


def test_a_person_goes_through_the_pages_and_opens_the_program(
    empty_desk: Desk, setup_program: Path
) -> None:
    setup = empty_desk.start_command([setup_program])
    window = empty_desk.window(f"{empty_desk.product.version} 安装")
    empty_desk.activate(window)
    for page in ("welcome", "licence", "for whom", "folder"):
        time.sleep(1)
        empty_desk.picture(f"installer {page}")
        empty_desk.keys("Return")
    assert until(lambda: version_in_list(empty_desk, "HKLM") != "")
    time.sleep(2)
    empty_desk.picture("installer finish")
    empty_desk.keys("Return")

    assert setup.wait(60) == 0
    empty_desk.window("^公开年报$")
    empty_desk.windows.stop()


def test_an_installation_for_everybody(empty_desk: Desk, setup_program: Path) -> None:
    assert empty_desk.install(setup_program, "/AllUsers") == 0

    assert (empty_desk.folder_for_all / "program-a" / "runtime" / "python313.dll").exists()
    assert empty_desk.product.version in version_in_list(empty_desk, "HKLM")
    assert empty_desk.uninstall(empty_desk.folder_for_all)
    assert version_in_list(empty_desk, "HKLM") == ""


def test_an_installation_into_a_folder_of_ones_own(empty_desk: Desk, setup_program: Path) -> None:
    place = empty_desk.windows.drive / "办公软件" / "公开年报"

    assert empty_desk.install(setup_program, "/CurrentUser", r"/D=C:\办公软件\公开年报") == 0

    assert empty_desk.run(place / "nianbao.exe", "--version").code == 0
    assert empty_desk.uninstall(place)


def test_an_upgrade_replaces_the_program_and_nothing_else(
    empty_desk: Desk, old_setup: Path, setup_program: Path, own_files: dict[Path, bytes]
) -> None:
    assert empty_desk.install(old_setup) == 0
    assert OLD_VERSION in version_in_list(empty_desk)
    stray = empty_desk.in_use / "lib" / "somebody put this here.txt"
    stray.write_text("mine", encoding="utf-8")

    assert empty_desk.install(setup_program) == 0

    assert empty_desk.product.version in version_in_list(empty_desk)
    assert not list(empty_desk.folder.rglob("of_the_old_version.py"))
    assert read(own_files) == own_files
    assert stray.read_text(encoding="utf-8") == "mine"
    stray.unlink()
    shutil.rmtree(stray.parents[1])


def test_an_upgrade_stays_with_whom_the_old_version_was_for(
    empty_desk: Desk, old_setup: Path, setup_program: Path
) -> None:
    empty_desk.install(old_setup, "/AllUsers")

    assert empty_desk.windows.run([setup_program, "/S"]).code == 0
    empty_desk.windows.settle()

    assert empty_desk.product.version in version_in_list(empty_desk, "HKLM")
    assert not empty_desk.folder.exists()


def test_an_older_version_is_not_put_over_a_newer_one(
    empty_desk: Desk, old_setup: Path, setup_program: Path
) -> None:
    empty_desk.install(setup_program)

    assert empty_desk.install(old_setup) == 13
    assert empty_desk.product.version in version_in_list(empty_desk)


def test_the_same_version_again_mends_the_installation(
    empty_desk: Desk, setup_program: Path
) -> None:
    empty_desk.install(setup_program)
    name = Path("lib", "PySide6", "Qt6Core.dll")
    broken = empty_desk.in_use / name
    size = broken.stat().st_size
    broken.write_bytes(b"")

    assert empty_desk.install(setup_program) == 0
    assert (empty_desk.in_use / name).stat().st_size == size
    assert not broken.exists()


def test_removal_leaves_the_users_own_files_and_nothing_else(
    empty_desk: Desk, setup_program: Path, own_files: dict[Path, bytes]
) -> None:
    before = lasting_files(empty_desk)
    empty_desk.install(setup_program)
    log = empty_desk.windows.profile / LOG
    log.parent.mkdir(parents=True, exist_ok=True)
    log.write_text("the program's, not the user's", encoding="utf-8")

    assert empty_desk.uninstall()

    left = lasting_files(empty_desk)
    print("left behind:", *sorted(left - before), sep="\n  ")
    assert left == before
    assert read(own_files) == own_files
    assert not shortcut(empty_desk).exists()
    assert empty_desk.registry(rf"HKCU\{UNINSTALL_KEY}", "DisplayName") == ""
    assert empty_desk.registry(r"HKCU\Software\Nianbao", "InstallLocation") == ""
    assert empty_desk.registry(r"HKCU\Software\Classes\.nianbao") == ""


def test_a_file_type_that_another_program_took_over_stays_with_it(
    empty_desk: Desk, setup_program: Path
) -> None:
    empty_desk.install(setup_program)
    key = r"HKCU\Software\Classes\.nianbao"
    empty_desk.run("reg", "add", key, "/ve", "/d", "Other.Program", "/f")

    empty_desk.uninstall()

    assert "Other.Program" in empty_desk.registry(key)
    empty_desk.run("reg", "delete", key, "/f")
