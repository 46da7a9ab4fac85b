"""The file of an open report, and what others do to it: without a window, without Qt."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from nianbao.formats.registry import load_form
from nianbao.report.book import Report, blank_report
from nianbao.report.errors import UserError
from nianbao.report.storage import held_file
from nianbao.report.storage.atomic import write_atomically
from nianbao.report.storage.files import load_report, save_report
from nianbao.report.storage.versions import list_versions
from nianbao.report.storage.watch import UNKNOWN, Stamp

FORM = load_form("gb_2021_30")


def saying(words: str) -> Report:
    report = blank_report(FORM.id, FORM.cells, 2023)
    report.change(texts={"problems": words})
    return report


@pytest.fixture
def versions(tmp_path: Path) -> Path:
    return tmp_path / "versions"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "报告.nianbao"
    save_report(saying("起初"), path)
    return path


def kept(versions: Path, file: Path) -> list[str]:
    return [one.load().text("problems") for one in list_versions(versions, file)]


def test_what_was_read_may_be_replaced(file: Path, versions: Path) -> None:
    loaded = held_file.load(file, versions)
    seen = held_file.write(saying("我的"), file, versions, loaded.stamp)

    assert not seen.changed(file)
    assert kept(versions, file) == ["我的", "起初"]


@pytest.mark.parametrize("seen", [UNKNOWN, Stamp(0, -1, "another digest")])
def test_what_is_not_known_is_asked_about(file: Path, versions: Path, seen: Stamp) -> None:
    with pytest.raises(held_file.ChangedOutsideError) as asked:
        held_file.write(saying("我的"), file, versions, seen)

    assert load_report(file).text("problems") == "起初"
    held_file.write(saying("我的"), file, versions, seen, asked.value.theirs)
    assert kept(versions, file) == ["我的", "起初"]


def test_an_answer_is_good_for_the_content_that_was_asked_about(file: Path, versions: Path) -> None:
    with pytest.raises(held_file.ChangedOutsideError) as asked:
        held_file.write(saying("我的"), file, versions, UNKNOWN)
    save_report(saying("又来了"), file)

    with pytest.raises(held_file.ChangedOutsideError):
        held_file.write(saying("我的"), file, versions, UNKNOWN, asked.value.theirs)
    assert load_report(file).text("problems") == "又来了"


def test_a_file_that_is_gone_is_asked_about_too(file: Path, versions: Path) -> None:
    loaded = held_file.load(file, versions)
    file.unlink()

    with pytest.raises(held_file.ChangedOutsideError) as asked:
        held_file.write(saying("我的"), file, versions, loaded.stamp)
    assert asked.value.theirs == held_file.GONE
    held_file.write(saying("我的"), file, versions, loaded.stamp, held_file.GONE)
    assert load_report(file).text("problems") == "我的"


def test_what_cannot_be_kept_is_not_replaced(file: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("")

    with pytest.raises(UserError, match="没能留进历史版本"):
        held_file.write(saying("我的"), file, blocked, None)
    assert load_report(file).text("problems") == "起初"


def test_somebody_who_writes_while_we_do_is_seen_at_the_last_look(
    file: Path, versions: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded = held_file.load(file, versions)

    def slowly(path: Path, content: bytes, check: Callable[[Path], None]) -> None:
        save_report(saying("别人的"), file)
        write_atomically(path, content, check)

    monkeypatch.setattr(f"{held_file.__name__}.write_atomically", slowly)
    with pytest.raises(held_file.ChangedOutsideError):
        held_file.write(saying("我的"), file, versions, loaded.stamp)
    assert load_report(file).text("problems") == "别人的"


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_leads_to_its_file(file: Path) -> None:
    link = file.with_name("连接.nianbao")
    link.symlink_to(file)

    assert held_file.real(link) == file
