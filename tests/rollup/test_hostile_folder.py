"""A folder that somebody made to hurt: its zips, its names, and what lies beside it."""

import errno
import json
import os
import sqlite3
import sys
import tracemalloc
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path, PureWindowsPath

import pytest

from nianbao.__main__ import main
from nianbao.report.errors import UserError
from nianbao.report.storage.files import dump_report
from nianbao.rollup.decisions import (
    Decisions,
    cache_path,
    decisions_path,
    load_decisions,
    save_decisions,
)
from nianbao.rollup.files import reading
from nianbao.rollup.files.reading import is_our_sum
from nianbao.rollup.gather import (
    Setup,
    all_remarks,
    gather,
    leads_away,
    open_report,
    remarks_of,
    texts_of,
)
from nianbao.rollup.model import Collection, Task
from nianbao.rollup.outputs.letters import LetterFacts, write_letters
from nianbao.rollup.roster import Roster
from tests.rollup.county import Folder, unit_report, zipped
from tests.rollup.forbidden import forbid

UNITS = {"甲局", "乙局"}
MEGABYTE = 1_000_000


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    made = Folder(tmp_path / "各单位")
    for number, unit in enumerate(sorted(UNITS)):
        made.report(f"{number}.nianbao", unit_report(unit))
    return made


def collected(folder: Folder) -> Collection:
    return gather(Setup(folder.path, 2024), load_decisions(folder.path))


# The cache beside the folder

ENDLESS = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM c) SELECT x FROM c"
CHANGES: Mapping[str, tuple[str, ...]] = {
    "a view that never ends": (
        "ALTER TABLE made RENAME TO other",
        f"CREATE VIEW made AS SELECT max(x) AS 'by' FROM ({ENDLESS})",  # noqa: S608 - as is meant
    ),
    "a trigger that never ends": (
        f"CREATE TRIGGER t AFTER INSERT ON files BEGIN INSERT INTO files (place) {ENDLESS}; END",
        "DELETE FROM files",
    ),
    "another program's tables": ("DROP TABLE files", "CREATE TABLE files (a)"),
    "remarks that are none": ("UPDATE files SET remarks = x'00ff', errors = 1",),
    "remarks in the depth": (
        "UPDATE files SET remarks = replace(hex(zeroblob(50000)), '00', '[['), errors = 1",
    ),
    "remarks of another kind": ("UPDATE files SET remarks = '[[1]]', errors = 1",),
    "texts that are none": ("UPDATE files SET texts = x'0011'",),
    "texts as words": ("UPDATE files SET texts = 'hello'",),
    "no kind": ("UPDATE files SET kind = 'whatever'",),
    "no form": ("UPDATE files SET form = 'nope'",),
    "no year": ("UPDATE files SET year = 'x'",),
    "no numbers": ("UPDATE files SET numbers = 7",),
    "words as numbers": ("""UPDATE files SET large = '{"a": {}}'""",),
    "a number without end": ("""UPDATE files SET large = '{"a": "1e999999999"}'""",),
    "not a number": ("""UPDATE files SET large = '{"a": "NaN"}'""",),
    "a row of nothing": ("INSERT INTO files (place) VALUES ('gone')",),
}  # fmt: skip


@pytest.mark.long(cases=6)
@pytest.mark.parametrize("changes", CHANGES.values(), ids=CHANGES)
def test_a_cache_that_others_wrote_into_is_made_anew(
    folder: Folder, changes: tuple[str, ...]
) -> None:
    collected(folder)
    with sqlite3.connect(cache_path(folder.path)) as base:
        for change in changes:
            base.execute(change)
    base.close()

    found = collected(folder)

    assert {unit.name for unit in found.summed} == UNITS
    assert {place for place, _remarks in all_remarks(found)} <= {row.place for row in found.files}
    assert all(isinstance(text, str) for _, texts in texts_of(found) for text in texts.values())
    assert all(isinstance(remarks_of(found, row), tuple) for row in found.files)
    assert collected(folder).changed == frozenset(), "the new one is kept"


@pytest.mark.parametrize(
    ("home", "last", "away"),
    [
        (r"C:\各局", r"\\evil\share\2023", True),
        (r"C:\各局", r"//evil/share/2023", True),
        (r"C:\各局", r"\\?\UNC\evil\share\2023", True),
        (r"\\county\share\各局", r"\\evil\share\2023", True),
        (r"\\county\share\各局", r"\\COUNTY\share\2023", False),
        (r"\\county\share\各局", r"2023", False),
        (r"C:\各局", r"D:\2023", False),
        (r"C:\各局", r"2023", False),
    ],
)
def test_what_is_noted_beside_a_folder_leads_to_no_other_server(
    home: str, last: str, *, away: bool
) -> None:
    assert leads_away(PureWindowsPath(home), PureWindowsPath(last)) is away


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in folders here")
@pytest.mark.parametrize("place", [cache_path, decisions_path])
def test_a_pipe_beside_the_folder_does_not_hang(
    folder: Folder, place: Callable[[Path], Path]
) -> None:
    os.mkfifo(place(folder.path))

    assert {unit.name for unit in collected(folder).summed} == UNITS


def test_a_folder_that_is_gone_has_no_remarks_any_more(folder: Folder) -> None:
    wrong = unit_report("丙局")
    wrong.change(cells={"table_3.carried_out.natural_person": Decimal(7)})
    folder.report("wrong.nianbao", wrong)
    found = collected(folder)
    row = next(row for row in found.files if row.errors)
    cache_path(folder.path).unlink()
    row.path.unlink()

    assert remarks_of(found, row) == ()


# Zips


def nested(times: int, leaf: bytes, depth: int = 3) -> bytes:
    """A zip of zips of zips."""
    if depth == 1:
        return zipped({f"{number}.txt": leaf for number in range(times)})
    inner = nested(times, leaf, depth - 1)
    return zipped({f"{number}.zip": inner for number in range(times)})


@pytest.mark.long
@pytest.mark.parametrize(("times", "leaf"), [(8, b"x"), (4, bytes(5 * MEGABYTE))])
def test_of_a_zip_that_holds_without_end_only_so_much_is_read(
    folder: Folder, times: int, leaf: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "_MOST_FILES", 200)
    monkeypatch.setattr(reading, "_UNPACKED", 50 * MEGABYTE)
    folder.put("bomb.zip", nested(times, leaf))

    found = collected(folder)

    (bomb,) = [row for row in found.files if row.place.startswith("bomb")]
    assert "压缩包里的文件太多或者太大。请解压后" in bomb.reason
    assert {unit.name for unit in found.summed} == UNITS


def test_reading_a_zip_ends_when_nobody_waits_any_more(folder: Folder) -> None:
    folder.put("0.zip", zipped({f"{number}.txt": b"x" for number in range(500)}))
    asked: list[int] = []

    def soon() -> bool:
        asked.append(1)
        return len(asked) > 10

    part = gather(Setup(folder.path, 2024), Decisions(), Task(cancelled=soon))

    assert not part.complete
    assert len(asked) < 20


def test_names_in_a_zip_lead_nowhere_and_lose_nothing(folder: Folder) -> None:
    names = (
        "../../up.nianbao",
        "C:\\x\\..\\drive.nianbao",
        "/etc/\u202ecod.nianbao",
        "./x/here.nianbao",
    )
    folder.put(
        "slip.zip",
        zipped(
            {name: dump_report(unit_report(f"{number}镇")) for number, name in enumerate(names)}
        ),
    )

    found = collected(folder)

    places = {row.place for row in found.files if row.inner}
    assert places == {f"slip.zip/{one}.nianbao" for one in ("up", "x/drive", "etc/cod", "x/here")}
    assert {open_report(row).reading.report.unit for row in found.files if row.inner} == {
        f"{number}镇" for number in range(len(names))
    }


@pytest.mark.skipif(sys.platform == "win32", reason="there zipfile itself takes both for one name")
def test_two_files_of_a_zip_that_are_shown_alike_stay_two(folder: Folder) -> None:
    reports = {"x\\a.nianbao": unit_report("丙局"), "x/a.nianbao": unit_report("丁局")}
    folder.put("two.zip", zipped({name: dump_report(one) for name, one in reports.items()}))

    for _again in range(2):
        found = collected(folder)
        assert {unit.name for unit in found.summed} == {*UNITS, "丙局", "丁局"}
        inner = [row for row in found.files if row.inner]
        assert {row.unit: open_report(row).reading.report.unit for row in inner} == {
            "丙局": "丙局",
            "丁局": "丁局",
        }


def test_json_that_says_it_is_a_sum_takes_no_memory() -> None:
    bomb = b'{"blank_units":[' + b"[]," * 3 * MEGABYTE + b"[]]}"
    tracemalloc.start()
    try:
        assert not is_our_sum(bomb)
        _now, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert most < 10 * MEGABYTE


# Names


@pytest.mark.skipif(sys.platform != "linux", reason="names are bytes only there")
def test_a_name_that_is_no_text_is_shown_as_its_writer_saw_it(folder: Folder) -> None:
    report = dump_report(unit_report("丙局"))
    for name in ("丙局年报.nianbao".encode("gb18030"), b"\xff\xfe.txt"):
        Path(os.fsdecode(os.fsencode(folder.path) + b"/" + name)).write_bytes(report)

    for _again in range(2):
        places = {row.place for row in collected(folder).files}
        assert "丙局年报.nianbao" in places
        assert json.dumps(sorted(places), ensure_ascii=False).encode()


def test_a_unit_s_name_without_end_is_cut(folder: Folder) -> None:
    folder.report("long.nianbao", unit_report("清河县" * 20_000))

    (row,) = [row for row in collected(folder).files if row.place == "long.nianbao"]

    assert len(row.unit) <= 200


def test_units_that_a_file_name_cannot_tell_apart_get_a_letter_each(
    folder: Folder, tmp_path: Path
) -> None:
    units = ("丙/局", "丙局", "丙\u202e局", "COM1", "../../丁局", "丙" * 100, "丙" * 101)
    collection = gather(Setup(folder.path, 2024, Roster(units)), Decisions())
    facts = LetterFacts("县政府办公室", date(2025, 2, 1))
    target = tmp_path / "letters"
    target.mkdir()

    written = write_letters(collection, target, facts, collection.units)

    assert len({path.name.casefold() for path in written}) == len(collection.units)
    assert {path.parent for path in written} == {target}
    assert all(path.is_file() for path in written)
    assert not [path for path in written if "\u202e" in path.name or len(path.name.encode()) > 255]


def test_one_file_that_may_not_be_read_is_said_and_the_others_are_summed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    home = Folder(tmp_path / "年报")
    home.report("甲镇.nianbao", unit_report("甲镇"))
    forbid(home.report("乙镇.nianbao", unit_report("乙镇")), monkeypatch)

    assert main(["rollup", str(home.path), "-o", str(tmp_path / "汇总.json")]) == 1
    said = capsys.readouterr().err.splitlines()
    assert [line for line in said if "没有权限打开" in line] == [
        "没有汇总：乙镇.nianbao，读不出：没有权限打开“乙镇.nianbao”。请检查文件是否被占用或加了权限"
    ]
    assert json.loads((tmp_path / "汇总.json").read_bytes())["summed"] == 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes among files here")
def test_a_pipe_among_the_reports_is_passed_over(tmp_path: Path) -> None:
    home = Folder(tmp_path / "年报")
    home.report("甲镇.nianbao", unit_report("甲镇"))
    os.mkfifo(home.path / "乙镇.nianbao")

    found = gather(Setup(home.path), Decisions())

    assert [row.place for row in found.files] == ["甲镇.nianbao"]


def test_an_answer_that_has_no_place_beside_the_folder_says_what_can_be_done(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, *_how: int) -> int:
        raise OSError(errno.EROFS, "read-only", str(path))

    monkeypatch.setattr("nianbao.report.storage.atomic.os.open", refuse)
    answered = Decisions().count_as_unit("汇总.nianbao")

    with pytest.raises(UserError) as caught:
        save_decisions(folder.path, Decisions(), answered)

    assert caught.value.message.startswith("刚才的回答没有记住：文件夹“")
    assert f"请把“{folder.path.name}”复制到能写入的地方" in caught.value.advice
    assert load_decisions(folder.path) == Decisions()
