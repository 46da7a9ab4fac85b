"""Earlier versions of a saved report."""

import stat
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from nianbao.formats.registry import load_form
from nianbao.report.book import Report, blank_report
from nianbao.report.errors import UserError
from nianbao.report.storage.files import save_report
from nianbao.report.storage.versions import keep_version, list_versions

START = datetime(2026, 1, 31, 9).astimezone()


@pytest.fixture
def report() -> Report:
    return blank_report("gb_2021_30", load_form("gb_2021_30").cells, 2023)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "文件").mkdir()
    return tmp_path / "文件" / "报告.nianbao"


def save(report: Report, file: Path, folder: Path, text: str, when: datetime) -> None:
    report.change(texts={"problems": text})
    save_report(report, file)
    keep_version(folder, file, file.read_bytes(), when)


def test_every_save_can_be_gone_back_to(report: Report, file: Path, tmp_path: Path) -> None:
    for number in range(3):
        save(report, file, tmp_path, f"第{number}稿", START + timedelta(minutes=number))

    versions = list_versions(tmp_path, file)

    assert [one.load().text("problems") for one in versions] == ["第2稿", "第1稿", "第0稿"]
    assert versions[0].saved_at == START + timedelta(minutes=2)


def test_saving_the_same_again_keeps_no_second_copy(
    report: Report, file: Path, tmp_path: Path
) -> None:
    save(report, file, tmp_path, "一样", START)
    save(report, file, tmp_path, "一样", START + timedelta(minutes=5))

    assert len(list_versions(tmp_path, file)) == 1


def test_twenty_saves_are_kept_and_one_for_each_day_before(
    report: Report, file: Path, tmp_path: Path
) -> None:
    for day in range(3):
        for hour in range(15):
            moment = START + timedelta(days=day, minutes=hour)
            save(report, file, tmp_path, f"第{day}天第{hour}次", moment)

    texts = [one.load().text("problems") for one in list_versions(tmp_path, file)]

    assert texts[:15] == [f"第2天第{hour}次" for hour in reversed(range(15))]
    assert texts[15:20] == [f"第1天第{hour}次" for hour in reversed(range(10, 15))]
    assert texts[20:] == ["第0天第14次"]


def test_a_day_long_ago_is_forgotten(report: Report, file: Path, tmp_path: Path) -> None:
    save(report, file, tmp_path, "去年", START - timedelta(days=200))
    for number in range(20):
        save(report, file, tmp_path, str(number), START + timedelta(minutes=number))

    assert len(list_versions(tmp_path, file)) == 20


def test_two_files_of_one_name_have_their_own_versions(
    report: Report, file: Path, tmp_path: Path
) -> None:
    other = tmp_path / "另一处" / file.name
    other.parent.mkdir()
    save(report, file, tmp_path, "甲", START)
    save(report, other, tmp_path, "乙", START)

    assert [one.load().text("problems") for one in list_versions(tmp_path, file)] == ["甲"]


def test_a_damaged_version_is_said_in_a_sentence(
    report: Report, file: Path, tmp_path: Path
) -> None:
    save(report, file, tmp_path, "好的", START)
    (version,) = list_versions(tmp_path, file)
    version.path.write_bytes(b"")

    with pytest.raises(UserError, match="空文件"):
        version.load()


def test_a_folder_that_cannot_be_written_does_not_spoil_the_save(
    report: Report, file: Path, tmp_path: Path
) -> None:
    blocked = tmp_path / "versions"
    blocked.write_text("")

    save(report, file, blocked, "存好了", START)

    assert list_versions(blocked, file) == ()


def test_a_clock_that_is_set_back_changes_no_order_and_loses_nothing(
    report: Report, file: Path, tmp_path: Path
) -> None:
    for number in range(25):
        save(report, file, tmp_path, f"以前{number}", START + timedelta(minutes=number))
    for number in range(3):
        save(report, file, tmp_path, f"后来{number}", START - timedelta(days=300 - number))

    texts = [one.load().text("problems") for one in list_versions(tmp_path, file)]

    assert texts[:5] == ["后来2", "后来1", "后来0", "以前24", "以前23"]
    assert len(texts) >= 20


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_and_another_spelling_show_the_same_versions(
    report: Report, file: Path, tmp_path: Path
) -> None:
    save(report, file, tmp_path, "好的", START)
    link = tmp_path / "连接.nianbao"
    link.symlink_to(file)
    spelled = file.parent / ".." / file.parent.name / file.name

    assert list_versions(tmp_path, link) == list_versions(tmp_path, file)
    assert list_versions(tmp_path, spelled) == list_versions(tmp_path, file)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has access lists")
def test_nobody_else_may_read_a_version(report: Report, file: Path, tmp_path: Path) -> None:
    save(report, file, tmp_path / "versions", "好的", START)
    (version,) = list_versions(tmp_path / "versions", file)

    assert stat.S_IMODE(version.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(version.path.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "versions").stat().st_mode) == 0o700
