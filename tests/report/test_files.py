"""A report file opens as it was saved; anything else gives one clear sentence."""

import errno
import json
import os
import socket
import stat
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from nianbao.report.book import Report
from nianbao.report.errors import UserError
from nianbao.report.storage.atomic import remove_left_overs, try_target, write_atomically
from nianbao.report.storage.files import (
    ReportFileError,
    dump_report,
    load_report,
    parse_json,
    save_report,
)
from nianbao.report.storage.migrations import SCHEMA_VERSION, Step, migrate

KEY = "table_3.received_new.natural_person"


def filled(report: Report) -> Report:
    report.change(cells={KEY: Decimal(0), "table_2.admin_fee.fee_amount": Decimal("18.8710")})
    report.change(notes={KEY: "其中网上申请0件"})
    report.change(texts={"problems": "一、问题\n二、改进“措施”"})
    report.change(facts={"unit": "某县某镇人民政府", "level": "township", "auto_totals": False})
    return report


def test_a_report_opens_as_it_was_saved(report: Report, tmp_path: Path) -> None:
    path = tmp_path / "报告.nianbao"
    save_report(filled(report), path)
    assert load_report(path) == report


def test_blank_zero_and_decimals_survive(report: Report, tmp_path: Path) -> None:
    path = tmp_path / "报告.nianbao"
    save_report(filled(report), path)
    loaded = load_report(path)
    assert loaded.cell(KEY) == 0
    assert loaded.cell("table_3.carried_in.natural_person") is None
    assert str(loaded.cell("table_2.admin_fee.fee_amount")) == "18.8710"


def test_the_file_is_readable_utf8_json_with_a_schema_number(report: Report) -> None:
    data = json.loads(dump_report(filled(report)).decode("utf-8"))
    assert data["schema"] == "nianbao-report"
    assert data["schema_version"] == SCHEMA_VERSION
    assert data["unit"] == "某县某镇人民政府"
    assert data["cells"][KEY] == "0"


def edited(report: Report, **changes: object) -> bytes:
    data = json.loads(dump_report(report))
    data.update(changes)
    return json.dumps(data, ensure_ascii=False).encode()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "是空文件"),
        (b"\x00" * 4000, "是空文件"),
        (b"PK\x03\x04rest", "不是公开年报的文件"),
        (b'{"other": 1}', "不是公开年报的文件"),
        (b"[1, 2]", "不是公开年报的文件"),
        ("普通文字".encode("gb18030"), "不是公开年报的文件"),
        (b"[" * 100_000, "不是公开年报的文件"),
    ],
)
def test_a_foreign_file_is_named_as_such(content: bytes, sentence: str, tmp_path: Path) -> None:
    path = tmp_path / "文件.nianbao"
    path.write_bytes(content)
    with pytest.raises(ReportFileError) as error:
        load_report(path)
    assert sentence in error.value.message
    assert "文件.nianbao" in error.value.message


def test_a_truncated_file_is_called_incomplete(report: Report, tmp_path: Path) -> None:
    path = tmp_path / "半截.nianbao"
    content = dump_report(filled(report))
    path.write_bytes(content[: len(content) // 2])
    with pytest.raises(ReportFileError, match="不完整"):
        load_report(path)


@pytest.mark.parametrize(
    "changes",
    [
        {"cells": {"table_3.nothing.total": "1"}},
        {"cells": {KEY: "abc"}},
        {"cells": {KEY: 1.5}},
        {"cells": {KEY: "NaN"}},
        {"cells": []},
        {"texts": {"unknown": "x"}},
        {"form": "gb_1999"},
        {"year": 20251},
        {"surprise": 1},
        {"schema_version": 0},
        {"schema_version": "1"},
    ],
)
def test_a_file_that_was_tampered_with_is_refused(
    report: Report, changes: dict[str, Any], tmp_path: Path
) -> None:
    path = tmp_path / "改过.nianbao"
    path.write_bytes(edited(report, **changes))
    with pytest.raises(ReportFileError) as error:
        load_report(path)
    assert error.value.advice


def test_a_newer_file_asks_for_an_upgrade(report: Report, tmp_path: Path) -> None:
    path = tmp_path / "新.nianbao"
    path.write_bytes(edited(report, schema_version=SCHEMA_VERSION + 1, new_field=1))
    with pytest.raises(ReportFileError, match="更新版本"):
        load_report(path)


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(ReportFileError, match="找不到"):
        load_report(tmp_path / "无.nianbao")
    with pytest.raises(ReportFileError, match="文件夹"):
        load_report(tmp_path)


def test_saving_onto_a_folder_is_refused(report: Report, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="文件夹"):
        save_report(report, tmp_path)


def a_pipe(path: Path) -> None:
    os.mkfifo(path)


def a_door(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(str(path))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in folders here")
@pytest.mark.parametrize("make", [a_pipe, a_door])
@pytest.mark.parametrize("write", [lambda path: write_atomically(path, b"x"), try_target])
def test_what_is_no_file_is_not_replaced_by_one(
    make: Callable[[Path], None],
    write: Callable[[Path], None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)  # the path of a door is short
    path = Path("p.nianbao")
    make(path)

    with pytest.raises(UserError, match="不是普通的文件，没有保存"):
        write(path)

    assert not path.is_file()
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_saving_into_a_vanished_folder_is_refused(report: Report, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="找不到文件夹"):
        save_report(report, tmp_path / "拔掉的U盘" / "报告.nianbao")


def refuses_and_keeps_what_was_there(
    report: Report, folder: Path, full: Callable[[], None]
) -> None:
    """Save a report, then another over it on a disk that is full."""
    path = folder / "报告.nianbao"
    save_report(report, path)
    before = path.read_bytes()

    full()
    with pytest.raises(UserError, match="磁盘已满"):
        save_report(filled(report), path)

    assert path.read_bytes() == before
    assert [one.name for one in folder.iterdir()] == ["报告.nianbao"]


@pytest.mark.skipif(os.name == "nt", reason="an open file cannot be shorter than its limit there")
def test_a_full_disk_leaves_the_old_file_whole(
    report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_space(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    refuses_and_keeps_what_was_there(
        report, tmp_path, lambda: monkeypatch.setattr(os, "fsync", no_space)
    )


def test_what_the_system_takes_in_pieces_is_written_whole(
    report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda handle, content: write(handle, content[:100]))

    save_report(filled(report), tmp_path / "报告.nianbao")

    assert (tmp_path / "报告.nianbao").read_bytes() == dump_report(filled(report))


def test_a_disk_that_is_full_halfway_leaves_the_old_file_whole(
    report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write, taken = os.write, iter([100])

    def less_and_less(handle: int, content: bytes) -> int:
        room = next(taken, 0)
        if not room:
            raise OSError(28, "No space left on device")
        return write(handle, content[:room])

    refuses_and_keeps_what_was_there(
        report, tmp_path, lambda: monkeypatch.setattr(os, "write", less_and_less)
    )


@pytest.mark.skipif(os.name == "nt", reason="Windows cannot be asked to keep a folder's names")
def test_a_file_is_on_the_disk_before_it_takes_the_old_one_s_place_and_its_name_after(
    report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "报告.nianbao"
    save_report(report, path)
    done: list[str] = []
    sync, replace = os.fsync, Path.replace

    def note_sync(handle: int) -> None:
        kept = os.fstat(handle)
        whole = kept.st_size == len(dump_report(filled(report)))
        done.append("folder" if stat.S_ISDIR(kept.st_mode) else "file" if whole else "half a file")
        sync(handle)

    def note_replace(source: Path, target: Path) -> Path:
        done.append("in place")
        return replace(source, target)

    monkeypatch.setattr(os, "fsync", note_sync)
    monkeypatch.setattr(Path, "replace", note_replace)
    save_report(filled(report), path)

    assert done == ["file", "in place", "folder"]


def test_a_read_only_file_is_not_replaced(
    report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "报告.nianbao"
    save_report(report, path)
    before = path.read_bytes()
    path.chmod(stat.S_IREAD)
    monkeypatch.setattr(
        "nianbao.report.storage.atomic.os.access", lambda *_: False
    )  # root may write anything
    with pytest.raises(UserError, match="不能写入"):
        save_report(filled(report), path)
    assert path.read_bytes() == before


def _folder_forbids(monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    def refuse(path: Path, *_how: object) -> int:
        raise OSError(code, "read-only", str(path))

    monkeypatch.setattr("nianbao.report.storage.atomic.os.open", refuse)


def _another_program_holds(monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    def refuse(new: Path, old: Path) -> None:
        raise OSError(code, "in use", str(new), None, str(old))

    monkeypatch.setattr(Path, "replace", refuse)


@pytest.mark.parametrize(
    ("forbid", "code", "said"),
    [
        (_folder_forbids, errno.EROFS, ("文件夹“年报”不能写入", "这个文件夹是只读的")),
        (_folder_forbids, errno.EACCES, ("文件夹“年报”不能写入", "这个文件夹是只读的")),
        (_another_program_holds, errno.EACCES, ("“报告.nianbao”不能写入", "它可能正被 Word")),
    ],
)
def test_who_cannot_write_is_told_whether_it_is_the_folder_or_another_program(
    forbid: Callable[[pytest.MonkeyPatch, int], None],
    code: int,
    said: tuple[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "年报").mkdir()
    forbid(monkeypatch, code)

    with pytest.raises(UserError) as caught:
        write_atomically(tmp_path / "年报" / "报告.nianbao", b"new")

    assert caught.value.message.startswith(said[0])
    assert caught.value.advice.startswith(said[1])
    assert not list((tmp_path / "年报").iterdir())


@pytest.mark.skipif(os.name == "nt", reason="file modes are POSIX")
def test_a_saved_file_keeps_its_mode(report: Report, tmp_path: Path) -> None:
    path = tmp_path / "报告.nianbao"
    save_report(report, path)
    path.chmod(0o640)
    save_report(filled(report), path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_migration_goes_step_by_step_to_the_present() -> None:
    steps: dict[int, Step] = {
        1: lambda data: {"level": data.pop("rank"), **data},
        2: lambda data: {**data, "notes": {}},
    }
    old = {"schema_version": 1, "rank": "township"}
    new = migrate(old, steps, target=3)
    assert new == {"schema_version": 3, "level": "township", "notes": {}}


def test_every_schema_from_the_first_has_a_step_and_a_sample() -> None:
    samples = Path(__file__).parent / "schemas"
    for version in range(1, SCHEMA_VERSION + 1):
        loaded = load_report(samples / f"schema-{version}.nianbao")
        assert loaded.cell("table_2.licence.decisions") == 752
        assert loaded.text("problems") == "问题与改进。"


def test_what_a_killed_save_left_behind_is_removed_later(tmp_path: Path) -> None:
    report = tmp_path / "报告[1].nianbao"
    old, fresh, foreign = (
        tmp_path / name for name in (".报告[1]-abc.tmp", ".报告[1]-def.tmp", ".别的-abc.tmp")
    )
    for path in (report, old, fresh, foreign):
        path.write_bytes(b"half")
    for path in (old, foreign):
        os.utime(path, (0, 0))

    remove_left_overs(report)

    assert sorted(tmp_path.iterdir()) == sorted([report, fresh, foreign])


@pytest.mark.parametrize(
    "content",
    [
        b'{"a":1,"a":2}',
        b'{"a":1,"a":2,"b" :3}',
        b'{"a":{"b":1,"b":2},"c"\n:"x\\":y"}',
        b'[{"a":1,"a" :2}]',
    ],
)
def test_a_key_that_stands_twice_is_seen_however_it_is_written(content: bytes) -> None:
    with pytest.raises(ValueError, match="twice"):
        parse_json(content)


@pytest.mark.parametrize(
    "content",
    [
        b'{"a":"x\\":y","b" : [1, {"c":null}]}',
        b'\xef\xbb\xbf{"a":1}',
        '{"乙":"甲：“:”"}'.encode(),
        b'{"a":12345678901234567890123}',
    ],
)
def test_json_is_read_as_the_standard_library_reads_it(content: bytes) -> None:
    assert parse_json(content) == json.loads(content.decode("utf-8-sig"))
