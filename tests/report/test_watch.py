"""A report that is open twice, or changed behind our back."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from nianbao.report.storage.watch import Holder, OpenMark, mark_open, mark_path, stamp


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "报告.nianbao"
    path.write_text("一")
    return path


def test_the_second_window_on_a_file_is_told_about_the_first(file: Path) -> None:
    first = mark_open(file)
    second = mark_open(file)

    assert isinstance(first, OpenMark)
    assert isinstance(second, Holder)
    assert second.sentence().startswith("这份报告已由另一个窗口从 ")
    first.release()


def test_somebody_at_another_computer_is_named() -> None:
    holder = Holder("王芳", "PC-07", "01-20 09:30")

    assert holder.sentence() == "这份报告已由“王芳”在电脑“PC-07”上从 01-20 09:30 起打开。"


def test_a_closed_window_leaves_no_mark(file: Path) -> None:
    first = mark_open(file)
    assert isinstance(first, OpenMark)
    first.release()

    assert not mark_path(file).exists()
    again = mark_open(file)
    assert isinstance(again, OpenMark)
    again.release()


def test_the_mark_of_a_killed_window_does_not_stand_in_the_way(file: Path) -> None:
    mark_path(file).write_bytes(b'{"user": "a", "host": "b", "since": "c"}')

    mark = mark_open(file)

    assert isinstance(mark, OpenMark)
    mark.release()


def test_a_mark_with_nonsense_in_it_still_counts(file: Path) -> None:
    first = mark_open(file)
    assert isinstance(first, OpenMark)
    mark_path(file).write_bytes(b"\xff\x00")

    assert mark_open(file) == Holder()
    first.release()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write all")
def test_a_read_only_folder_needs_no_mark(file: Path) -> None:
    file.parent.chmod(0o500)

    assert isinstance(mark_open(file), OpenMark)
    file.parent.chmod(0o700)


def test_a_file_changed_by_someone_else_is_noticed(file: Path) -> None:
    seen = stamp(file)
    assert seen is not None
    assert not seen.changed(file)

    file.write_text("二")
    os.utime(file, ns=(seen.modified + 5_000, seen.modified + 5_000))

    assert seen.changed(file)


def test_a_file_only_touched_has_not_changed(file: Path) -> None:
    seen = stamp(file)
    assert seen is not None
    os.utime(file, ns=(1, 1))

    assert not seen.changed(file)


def test_a_file_that_is_gone_has_changed(file: Path) -> None:
    seen = stamp(file)
    assert seen is not None
    file.unlink()

    assert seen.changed(file)
    assert stamp(file) is None


# What others put beside the report


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
@pytest.mark.parametrize("lead", [os.symlink, os.link])
def test_a_mark_that_leads_to_somebody_s_file_is_not_written_into(
    file: Path, lead: Callable[[Path, Path], None]
) -> None:
    work = file.with_name("别人的.txt")
    work.write_bytes(b"{} many pages")
    lead(work, mark_path(file))

    mark = mark_open(file)

    assert isinstance(mark, OpenMark)
    assert work.read_bytes() == b"{} many pages"
    mark.release()
    assert work.read_bytes() == b"{} many pages"
    assert mark_path(file).exists()


@pytest.mark.parametrize("content", [b"my notes", b"{" + bytes(10_000)])
def test_a_file_of_somebody_s_that_is_called_like_a_mark_stays(file: Path, content: bytes) -> None:
    mark_path(file).write_bytes(content)

    mark = mark_open(file)

    assert isinstance(mark, OpenMark)
    mark.release()
    assert mark_path(file).read_bytes() == content


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in folders here")
def test_a_pipe_in_place_of_a_mark_is_not_waited_for(file: Path) -> None:
    os.mkfifo(mark_path(file))

    assert isinstance(mark_open(file), OpenMark)


@pytest.mark.parametrize(
    "said", ["[" * 3000, '{"user": 1, "host": [], "since": {}}', '{"user": "%s"}' % ("x" * 3900)]
)
def test_a_mark_that_says_nonsense_is_still_somebody(file: Path, said: str) -> None:
    first = mark_open(file)
    assert isinstance(first, OpenMark)
    mark_path(file).write_bytes(said.encode())

    holder = mark_open(file)

    if isinstance(holder, Holder):
        assert len(holder.sentence()) < 300
    first.release()
