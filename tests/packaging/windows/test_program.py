"""The installed program at work: self-test, window, keyboard, file type, second start, odd places."""

import json
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.packaging.windows.desk import Desk, files_of, fresh_copy, until

pytestmark = pytest.mark.windows

RIGHT_NUMBER = "1175"


@pytest.fixture
def report(installed: Desk, repository: Path) -> Iterator[Path]:
    """A report with one wrong cell, in a folder with Chinese and a blank in its name."""
    file = installed.windows.profile / "Documents" / "年报 2023" / "砖路镇 2023 年报.nianbao"
    file.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(repository / "resources" / "samples" / "sample-with-errors.nianbao", file)
    yield file
    shutil.rmtree(file.parent)


@pytest.fixture
def file_type(installed: Desk) -> Iterator[None]:
    """Wine 8 keeps the user's file types apart from those it acts by: copy the installer's there."""
    names = (".nianbao", "Nianbao.Report")
    classes = r"Software\Classes"
    for name in names:
        source, target = rf"HKCU\{classes}\{name}", rf"HKLM\{classes}\{name}"
        installed.run("reg", "copy", source, target, "/s", "/f")
    yield
    for name in names:
        installed.run("reg", "delete", rf"HKLM\{classes}\{name}", "/f")


def errors_in(desk: Desk, report: Path) -> int:
    finished = desk.run(desk.console, "check", desk.windows.windows_path(report), "--json")
    errors: int = json.loads(finished.output)["errors"]
    return errors


def test_the_self_test_passes(installed: Desk) -> None:
    finished = installed.run(installed.console, "--self-test")

    print(finished.output)
    assert finished.code == 0
    assert "[失败]" not in finished.output
    assert "自检通过" in finished.output


def test_nothing_is_written_into_the_program_folder(installed: Desk) -> None:
    before = files_of(installed.folder)

    installed.run(installed.console, "--self-test")

    assert files_of(installed.folder) == before


def test_a_clerk_mends_a_number_saves_and_exports(installed: Desk, report: Path) -> None:
    assert errors_in(installed, report) == 1
    process = installed.start(installed.windows.windows_path(report))
    window = installed.window("2023 年度报告 — 公开年报")
    installed.activate(window)
    installed.picture("window")

    installed.keys("F8")  # to the first finding: the table, and in it the wrong cell
    installed.type(RIGHT_NUMBER)
    installed.keys("Return", "ctrl+s")
    mended = until(lambda: f'"{RIGHT_NUMBER}"' in report.read_text(encoding="utf-8"), 30)
    installed.picture("number-typed")
    installed.close(process)

    assert mended
    assert errors_in(installed, report) == 0
    target = report.with_name("砖路镇 2023 年报.docx")
    command = ("export", installed.windows.windows_path(report), "-o")
    finished = installed.run(installed.console, *command, installed.windows.windows_path(target))
    assert finished.code == 0, finished.output
    with ZipFile(target) as document:
        assert RIGHT_NUMBER in document.read("word/document.xml").decode("utf-8")


@pytest.mark.usefixtures("file_type")
def test_a_double_click_on_a_report_opens_it(installed: Desk, report: Path) -> None:
    process = installed.start_command(["start", "/wait", installed.windows.windows_path(report)])

    installed.window("示例市人民政府 · 2023 年度报告 — 公开年报")
    installed.picture("opened-by-file-type")

    installed.close(process)


def test_a_second_start_brings_its_file_into_the_first_window(
    installed: Desk, report: Path
) -> None:
    first = installed.start()
    installed.window("^公开年报$")

    second = installed.start(installed.windows.windows_path(report))

    assert second.wait(60) == 0
    installed.window("示例市人民政府 · 2023 年度报告 — 公开年报")
    assert len([title for title in installed.titles() if "公开年报" in title]) == 1
    installed.close(first)


def test_the_log_lies_in_the_users_folder_and_holds_no_report_text(
    installed: Desk, report: Path
) -> None:
    process = installed.start(installed.windows.windows_path(report))
    installed.window("2023 年度报告 — 公开年报")
    log = installed.data / "logs" / "nianbao.log"

    assert until(log.exists)
    assert "示例市" not in log.read_text(encoding="utf-8")
    assert log.stat().st_size < 5_000_000
    installed.close(process)


@pytest.mark.parametrize(
    "folder",
    ["测试 目录", "很长的文件夹名字" * 8],
    ids=["chinese and blank", "long"],
)
def test_the_portable_program_works_wherever_it_is_put(
    installed: Desk, build: Path, folder: str
) -> None:
    place = fresh_copy(build / "program", installed.windows.drive / folder)

    finished = installed.run(place / "nianbao.exe", "--self-test")

    shutil.rmtree(place)
    assert finished.code == 0, finished.output


def test_a_read_only_program_folder_is_enough(installed: Desk, build: Path) -> None:
    place = fresh_copy(build / "program", installed.windows.drive / "只读")
    for path in [place, *place.rglob("*")]:
        path.chmod(path.stat().st_mode & ~(stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH))

    finished = installed.run(place / "nianbao.exe", "--self-test")

    for path in [place, *place.rglob("*")]:
        path.chmod(path.stat().st_mode | stat.S_IWUSR)
    shutil.rmtree(place)
    assert finished.code == 0, finished.output


def test_a_report_behind_more_than_260_characters_is_read(installed: Desk, report: Path) -> None:
    deep = report.parent.joinpath(*["很长的文件夹名字" * 8] * 5) / report.name
    deep.parent.mkdir(parents=True)
    report.rename(deep)

    assert len(installed.windows.windows_path(deep)) > 260
    assert errors_in(installed, deep) == 1


def test_a_report_on_a_network_share_is_read(installed: Desk, report: Path) -> None:
    # Wine serves this machine's files under a UNC name of its own.
    share = "\\\\?\\unix" + str(report).replace("/", "\\")

    finished = installed.run(installed.console, "check", share, "--json")

    assert json.loads(finished.output)["errors"] == 1


def test_without_chinese_office_fonts_the_window_is_still_readable(installed: Desk) -> None:
    # The Windows of these tests has one Chinese font, and none that official documents ask for.
    fonts = files_of(installed.windows.drive / "windows" / "Fonts")
    assert not [name for name in fonts if name.lower().startswith(("simsun", "simfang", "msyh"))]

    process = installed.start()
    installed.window("^公开年报$")

    # An empty or boxed-out window packs into far less.
    assert until(lambda: installed.picture("without-office-fonts").stat().st_size > 10_000)
    installed.close(process)
