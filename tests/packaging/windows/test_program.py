"""The installed program at work: self-test, window, keyboard, file type, second start, odd places."""

import json
import shutil
import stat
import time
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


def is_ours(name: str) -> bool:
    return "nianbao" in name.lower() or "公开年报" in name


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
    time.sleep(2)  # painted a moment after it is in the file
    installed.picture("number-typed")
    installed.keys("ctrl+e")
    installed.activate(installed.window("^导出"))
    installed.picture("export")
    installed.keys("Return")
    exported = until(lambda: bool(list(report.parent.glob("*.docx"))), 60)
    installed.window("^导出完成")
    installed.picture("exported")
    installed.close(process)

    assert mended
    assert errors_in(installed, report) == 0
    assert exported
    (target,) = report.parent.glob("*.docx")
    with ZipFile(target) as document:
        assert RIGHT_NUMBER in document.read("word/document.xml").decode("utf-8")


@pytest.mark.usefixtures("file_type")
def test_a_double_click_on_a_report_opens_it(installed: Desk, report: Path) -> None:
    process = installed.start_command(["start", "/wait", installed.windows.windows_path(report)])

    installed.window("示例市人民政府 · 2023 年度报告 — 公开年报")
    # The title comes first; the report is painted when the picture holds more than a start page.
    assert until(lambda: installed.picture("opened-by-file-type").stat().st_size > 100_000)

    installed.close(process)


def test_a_second_start_brings_the_first_window_forward_with_the_file(
    installed: Desk, report: Path
) -> None:
    first = installed.start()
    installed.window("^公开年报$")
    other = installed.start_command(["notepad"])
    notepad = installed.window("记事本|Notepad")
    installed.activate(notepad)
    installed.point_at(notepad)
    above = installed.under_pointer()

    second = installed.start(installed.windows.windows_path(report))

    assert second.wait(60) == 0
    installed.window("示例市人民政府 · 2023 年度报告 — 公开年报")
    # The window manager of this test gives the keyboard to nobody who asks; the window comes on top.
    assert until(lambda: installed.under_pointer() != above, 20)
    assert len([title for title in installed.titles() if "公开年报" in title]) == 1
    installed.picture("second-start")
    installed.close(first)
    other.wait(30)


def test_the_program_keeps_to_its_folder_of_this_computer_and_its_log_tells_nothing(
    installed: Desk, report: Path
) -> None:
    process = installed.start(installed.windows.windows_path(report))
    installed.window("2023 年度报告 — 公开年报")
    log = installed.data / "logs" / "nianbao.log"

    assert until(log.exists)
    assert "示例市" not in log.read_text(encoding="utf-8")
    assert log.stat().st_size < 5_000_000
    # A roaming profile is copied over the network at every log-on: nothing of ours is in it but
    # the entry in the start menu.
    roaming = installed.windows.profile / "AppData" / "Roaming"
    assert {Path(name).name for name in files_of(roaming) if is_ours(name)} == {"公开年报.lnk"}
    installed.close(process)


@pytest.fixture
def damaged_help(installed: Desk) -> Iterator[None]:
    """Whatever is loaded when it is first asked for may be damaged: here, the help's window."""
    parts = list((installed.in_use / "app" / "nianbao" / "ui" / "help").glob("window.*"))
    hidden = {part: part.rename(part.with_name(f"hidden-{part.name}")) for part in parts}
    yield
    for part, place in hidden.items():
        place.rename(part)


@pytest.mark.usefixtures("damaged_help")
def test_a_failure_of_the_program_leaves_a_record_to_send_and_the_window_open(
    installed: Desk, report: Path
) -> None:
    process = installed.start(installed.windows.windows_path(report))
    window = installed.window("2023 年度报告 — 公开年报")
    installed.activate(window)

    installed.keys("F1")

    records = installed.data / "crash-reports"
    assert until(lambda: bool(list(records.glob("故障记录-*.txt"))))
    installed.window("^公开年报$")
    time.sleep(2)  # the sentence is painted a moment after its window has come
    installed.picture("failure")
    installed.keys("Escape")
    (record,) = records.glob("故障记录-*.txt")
    text = record.read_text(encoding="utf-8")
    assert "ModuleNotFoundError" in text
    assert installed.product.version in text
    assert not [words for words in ("示例市", "砖路镇", "C:\\users") if words in text]
    assert process.poll() is None
    installed.close(process)


@pytest.mark.parametrize(
    "folder",
    ["测试 目录", "很长的文件夹名字" * 8],
    ids=["chinese and blank", "long"],
)
def test_the_portable_program_works_wherever_it_is_unpacked(
    installed: Desk, portable: Path, folder: str
) -> None:
    place = installed.windows.drive / folder
    with ZipFile(portable) as archive:
        archive.extractall(place)

    (program,) = place.glob("*/nianbao.exe")
    finished = installed.run(program, "--self-test")

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


def test_a_report_on_a_network_share_is_read_and_exported(installed: Desk, report: Path) -> None:
    share = installed.share(report.parent, "fileserver", "公文 2023")
    target = rf"{share}\导出的 年报.docx"

    finished = installed.run(installed.console, "check", rf"{share}\{report.name}", "--json")
    exported = installed.run(installed.console, "export", rf"{share}\{report.name}", "-o", target)

    assert json.loads(finished.output)["errors"] == 1
    assert exported.code == 0, exported.output
    assert (report.parent / "导出的 年报.docx").exists()


def test_without_chinese_office_fonts_the_window_is_still_readable(installed: Desk) -> None:
    # The Windows of these tests has one Chinese font, and none that official documents ask for.
    fonts = files_of(installed.windows.drive / "windows" / "Fonts")
    assert not [name for name in fonts if name.lower().startswith(("simsun", "simfang", "msyh"))]

    process = installed.start()
    installed.window("^公开年报$")

    # An empty or boxed-out window packs into far less.
    assert until(lambda: installed.picture("without-office-fonts").stat().st_size > 10_000)
    installed.close(process)
