"""When the installer says no: clearly, with its own exit code, and before it changes anything."""

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.packaging.windows.desk import Desk, files_of, until

pytestmark = pytest.mark.windows

SYSTEM_KEY = r"HKLM\Software\Microsoft\Windows NT\CurrentVersion"


@pytest.fixture
def today(desk: Desk) -> Iterator[Desk]:
    """Whatever Windows a test pretends, it is Windows 10 again afterwards."""
    yield desk
    desk.run("winecfg", "-v", "win10")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk with room for half of the program."""
    place = tmp_path / "优盘"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=40m", "tmpfs", place], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip("this machine lets nobody make a small disk")
    yield place
    subprocess.run(["umount", place], check=True)


@pytest.fixture
def being_installed(desk: Desk, build: Path) -> Iterator[Desk]:
    """Another installer holds its mark, as it does while it changes files."""
    code = (
        "import ctypes, time; "
        f"ctypes.windll.kernel32.CreateMutexW(None, 0, 'Global\\\\{desk.product.setup_mark}'); "
        "print('held', flush=True); time.sleep(600)"
    )
    process = desk.start_command([build / "suite" / "runtime" / "python.exe", "-c", code])
    assert process.stdout is not None
    assert b"held" in process.stdout.readline()
    yield desk
    desk.close(process)


def one_byte_changed(content: bytes) -> bytes:
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]


def second_half_missing(content: bytes) -> bytes:
    return content[: len(content) // 2]


@pytest.mark.parametrize("version", ["win7", "win81"])
def test_an_old_windows_is_refused(today: Desk, setup_program: Path, version: str) -> None:
    today.run("winecfg", "-v", version)

    assert today.install(setup_program) == 10
    assert not today.folder.exists()


def test_windows_10_before_1809_is_refused(today: Desk, setup_program: Path) -> None:
    for name in ("CurrentBuild", "CurrentBuildNumber"):
        today.run("reg", "add", SYSTEM_KEY, "/v", name, "/d", "17134", "/f")
    today.windows.settle()

    assert today.install(setup_program) == 10
    assert not today.folder.exists()


def test_too_small_a_disk_is_refused_before_anything_is_written(
    desk: Desk, setup_program: Path, small_disk: Path
) -> None:
    place = desk.windows.windows_path(small_disk / "公开年报")

    assert desk.install(setup_program, "/CurrentUser", f"/D={place}") == 14
    assert list(small_disk.iterdir()) == []


@pytest.mark.parametrize("damage", [one_byte_changed, second_half_missing])
def test_a_damaged_installer_says_so_in_chinese(
    desk: Desk, setup_program: Path, tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    broken = tmp_path / "损坏的安装程序.exe"
    broken.write_bytes(damage(setup_program.read_bytes()))

    process = desk.start_command([broken])
    desk.window("安装程序")
    desk.picture(f"damaged-installer-{damage.__name__}")
    desk.keys("Return")

    assert process.wait(60) == 2
    assert not desk.folder.exists()


def test_two_installers_do_not_work_at_the_same_time(
    being_installed: Desk, setup_program: Path
) -> None:
    assert being_installed.windows.run([setup_program, "/S", "/CurrentUser"]).code == 18
    assert not being_installed.folder.exists()


def test_the_program_is_not_started_while_its_files_change(
    being_installed: Desk, build: Path
) -> None:
    finished = being_installed.run(build / "program" / "nianbao.exe", "--version")

    assert finished.code == 3
    assert "正在安装或升级" in finished.output


def test_neither_installer_nor_uninstaller_disturbs_a_running_program(
    installed: Desk, setup_program: Path, build: Path
) -> None:
    # Any process that holds the library; the window itself comes in test_program.py.
    holder = installed.in_use / "runtime" / "python.exe"
    holder.write_bytes(next((build / "python").glob("*/python.exe")).read_bytes())
    code = "import sys; print('runs', flush=True); sys.stdin.read(); import time; time.sleep(600)"
    process = installed.start_command([holder, "-c", code])
    assert process.stdout is not None
    assert b"runs" in process.stdout.readline()
    before = files_of(installed.folder)

    assert installed.windows.run([setup_program, "/S", "/CurrentUser"]).code == 12
    assert installed.uninstall_code() == 12
    installed.windows.run([installed.folder / "uninstall.exe", "/S"])

    assert not until(lambda: files_of(installed.folder) != before, 5)
    installed.close(process)
    holder.unlink()


def test_a_damaged_program_says_what_to_do(installed: Desk) -> None:
    library = installed.in_use / "runtime" / "python313.dll"
    hidden = library.rename(library.with_suffix(".hidden"))

    finished = installed.run(installed.console, "--version")
    process = installed.start()
    installed.window(installed.product.title)
    installed.picture("damaged-program")
    installed.keys("Return")

    assert finished.code == 3
    assert "请重新运行安装程序" in finished.output
    assert process.wait(60) == 3
    hidden.rename(library)


def test_the_program_itself_refuses_an_old_windows(installed: Desk, today: Desk) -> None:
    today.run("winecfg", "-v", "win81")

    finished = installed.run(installed.console, "--version")

    assert finished.code == 3
    assert "Windows 版本太旧" in finished.output
