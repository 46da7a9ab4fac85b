"""What the scripts of an IT office rely on: the folder they name, exit codes, a record of what was done."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.packaging.windows.desk import UNINSTALL_KEY, Desk, record, until

pytestmark = pytest.mark.windows


@pytest.fixture
def share(desk: Desk, setup_program: Path) -> Iterator[Path]:
    """A folder with the installer under a short name, in the folder deploy of drive C."""
    folder = desk.windows.drive / "deploy"
    folder.mkdir()
    shutil.copyfile(setup_program, folder / "setup.exe")
    yield folder
    for place in (desk.windows.drive / "soft ware" / "nianbao", desk.folder):
        desk.uninstall(place)
    shutil.rmtree(folder)


@pytest.mark.parametrize(
    "words",
    [
        r'/S /CurrentUser /D="C:\soft ware\nianbao"',
        r'/S /CurrentUser "/D=C:\soft ware\nianbao"',
        r"/S /CurrentUser /d=C:\soft ware\nianbao\ ",
        r'/CurrentUser /D="C:\soft ware\nianbao" /S',
    ],
)
def test_a_folder_is_taken_however_it_is_quoted(desk: Desk, share: Path, words: str) -> None:
    assert desk.batch(rf"C:\deploy\setup.exe {words}") == 0

    place = desk.windows.drive / "soft ware" / "nianbao"
    assert desk.run(place / "nianbao.exe", "--version").code == 0
    assert not desk.folder.exists()
    assert record(next(share.glob("*.log"))).rstrip().endswith("安装完成，退出码 0")


@pytest.mark.parametrize(
    "named",
    [r"C:\soft%20ware\nianbao", "nianbao", "", r"C:\soft?ware", r"C:\soft\..\nianbao", "soft:ware"],
)
def test_a_folder_that_cannot_be_right_is_refused(desk: Desk, share: Path, named: str) -> None:
    before = sorted(path.name for path in desk.windows.drive.iterdir())

    assert desk.install(share / "setup.exe", "/CurrentUser", f"/D={named}") == 19

    assert not desk.folder.exists()
    assert sorted(path.name for path in desk.windows.drive.iterdir()) == before
    assert "退出码 19" in record(next(share.glob("*.log")))


def test_the_record_is_written_where_it_is_asked_for(desk: Desk, share: Path) -> None:
    wanted = share / "a record.txt"
    line = r'C:\deploy\setup.exe /S /CurrentUser /LOG="C:\deploy\a record.txt"'

    assert desk.batch(line) == 0
    assert desk.batch(line) == 0

    said = record(wanted)
    assert said.count("安装完成，退出码 0") == 2
    assert desk.product.version in said
    assert list(share.glob("*.log")) == []


def test_an_uninstallation_tells_its_code_and_leaves_nothing(desk: Desk, share: Path) -> None:
    assert desk.batch(r"C:\deploy\setup.exe /S /CurrentUser") == 0
    quiet = desk.registry(rf"HKCU\{UNINSTALL_KEY}", "QuietUninstallString")

    code = desk.uninstall_code()

    assert code == 0
    assert until(lambda: not desk.folder.exists())
    assert "/S _?=" in quiet
    desk.windows.settle()
    temporary = desk.windows.profile.rglob("*.log")
    assert any(
        "卸载完成，退出码 0" in record(path) for path in temporary if "安装记录" in path.name
    )
    assert share.exists()
