"""A folder of units' reports becomes one sum, and says who is missing, double or wrong."""

import json
import os
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from nianbao.__main__ import main
from nianbao.formats.registry import load_form
from nianbao.report.book import Report
from nianbao.report.errors import UserError
from nianbao.report.storage.files import load_report, save_report
from nianbao.rollup.decisions import (
    Decisions,
    cache_path,
    decisions_path,
    load_decisions,
    save_decisions,
)
from nianbao.rollup.gather import Setup, gather, remarks_of
from nianbao.rollup.model import Collection, FileState, Task, UnitState
from nianbao.rollup.roster import Roster
from nianbao.rollup.sums import Sum

LICENCES = "table_2.licence.decisions"
FORM = load_form("gb_2021_30")


def unit_report(unit: str, licences: int | None = 1, year: int = 2024) -> Report:
    cells: dict[str, Decimal | None] = dict.fromkeys(FORM.cells, Decimal(0))
    cells[LICENCES] = None if licences is None else Decimal(licences)
    return Report(form=FORM.id, year=year, unit=unit, cells=cells)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    home = tmp_path / "年报"
    home.mkdir()
    return home


def put(folder: Path, *reports: Report) -> None:
    for number, report in enumerate(reports):
        save_report(report, folder / f"{number}.nianbao")


def collected(folder: Path, *units: str, decisions: Decisions | None = None) -> Collection:
    roster = Roster(units) if units else None
    return gather(Setup(folder, roster=roster), decisions or Decisions())


def states(collection: Collection) -> list[FileState]:
    return [row.state for row in collection.files]


def test_cells_are_summed_over_the_units(folder: Path) -> None:
    put(folder, unit_report("甲镇", 3), unit_report("乙镇", 4))

    total = Sum(collected(folder))

    assert total.value(LICENCES) == 7
    assert total.report().year == 2024
    assert {one.unit: one.value for one in total.addends(LICENCES)} == {"乙镇": 4, "甲镇": 3}


def test_a_cell_that_all_left_blank_stays_blank(folder: Path) -> None:
    put(folder, unit_report("甲镇", None), unit_report("乙镇", None))

    assert Sum(collected(folder)).value(LICENCES) is None


def test_the_roster_tells_who_is_missing_and_asks_about_others(folder: Path) -> None:
    put(folder, unit_report("甲镇"), unit_report("丁街道"))

    collection = collected(folder, "甲镇", "乙镇")

    assert [unit.name for unit in collection.missing] == ["乙镇"]
    assert states(collection) == [FileState.TAKEN_WITH_WARNINGS, FileState.NAME_TO_CONFIRM]


def test_a_unit_off_the_roster_is_summed_once_it_is_confirmed(folder: Path) -> None:
    put(folder, unit_report("甲镇"), unit_report("丁街道"))
    said = Decisions().confirm_name("丁街道", "丁街道")

    collection = collected(folder, "甲镇", decisions=said)

    assert [unit.name for unit in collection.unexpected] == ["丁街道"]
    assert [unit.name for unit in collection.summed] == ["甲镇", "丁街道"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("甲县教育局", "甲县教　育局"),
        ("甲县教育局", "教育局（盖章）"),
        ("甲县城关镇人民政府", "城关镇政府"),
        ("甲县北山街道办事处", "北山街道"),
        ("甲县发展和改革委员会", "发展改革委"),
    ],
)
def test_one_unit_written_in_two_ways_counts_once(one: str, other: str, folder: Path) -> None:
    put(folder, unit_report(one, 3), unit_report(other, 3))

    collection = collected(folder)

    assert [unit.name for unit in collection.summed] == [one]
    assert Sum(collection).value(LICENCES) == 3


def test_two_units_whose_names_are_near_are_two(folder: Path) -> None:
    put(folder, unit_report("甲县城关镇"), unit_report("甲县城南镇"), unit_report("甲县城关街道"))

    assert len(collected(folder).summed) == 3


def test_two_counties_bureaus_are_two(folder: Path) -> None:
    put(folder, unit_report("甲县教育局"), unit_report("乙县教育局"))

    assert len(collected(folder).summed) == 2


def test_the_year_is_that_of_most_and_said_to_be_proposed(folder: Path) -> None:
    put(folder, unit_report("甲镇"), unit_report("乙镇"), unit_report("丙镇", year=2023))

    collection = collected(folder)

    assert (collection.year, collection.year_proposed) == (2024, True)
    assert dict(collection.years) == {2024: 2, 2023: 1}
    assert states(collection)[2] is FileState.WRONG_YEAR


def test_a_second_run_reads_only_what_changed(folder: Path) -> None:
    put(folder, unit_report("甲镇"), unit_report("乙镇"))

    assert collected(folder).changed == {"0.nianbao", "1.nianbao"}
    assert collected(folder).changed == frozenset()
    save_report(unit_report("乙镇", 8), folder / "1.nianbao")
    again = collected(folder)

    assert again.changed == {"1.nianbao"}
    assert Sum(again).value(LICENCES) == 9


def test_a_change_within_one_time_stamp_is_seen(folder: Path) -> None:
    put(folder, unit_report("甲镇", 3))
    stamp = (folder / "0.nianbao").stat()
    collected(folder)
    save_report(unit_report("甲镇", 5), folder / "0.nianbao")
    os.utime(folder / "0.nianbao", ns=(stamp.st_atime_ns, stamp.st_mtime_ns))

    assert Sum(collected(folder)).value(LICENCES) == 5


def test_files_that_are_gone_are_forgotten(folder: Path) -> None:
    put(folder, unit_report("甲镇"), unit_report("乙镇"))
    collected(folder)
    (folder / "1.nianbao").unlink()

    assert [row.place for row in collected(folder).files] == ["0.nianbao"]


def test_a_cancelled_run_keeps_what_was_read(folder: Path) -> None:
    put(folder, *(unit_report(f"{number}镇") for number in range(5)))
    asked: list[int] = []

    def after_two() -> bool:
        asked.append(1)
        return len(asked) > 2

    part = gather(Setup(folder), Decisions(), Task(cancelled=after_two))

    assert (part.complete, len(part.files)) == (False, 2)
    assert len(collected(folder).changed) == 3


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\x00" + bytes(200)])
def test_a_damaged_cache_is_made_anew(folder: Path, content: bytes) -> None:
    put(folder, unit_report("甲镇", 3))
    cache_path(folder).write_bytes(content)

    assert Sum(collected(folder)).value(LICENCES) == 3
    assert collected(folder).changed == frozenset()


def test_where_no_cache_can_be_written_it_lives_in_memory(folder: Path) -> None:
    put(folder, unit_report("甲镇", 3))
    cache_path(folder).mkdir()

    first = collected(folder)

    assert collected(folder).changed == frozenset()
    assert remarks_of(first, first.files[0])


def test_no_file_of_a_unit_is_touched(folder: Path) -> None:
    put(folder, unit_report("甲镇"), unit_report("乙镇"))
    before = {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in folder.iterdir()}
    save_decisions(folder, Decisions(), Decisions(year=2024))
    collected(folder)

    assert {
        path: (path.stat().st_mtime_ns, path.read_bytes()) for path in folder.iterdir()
    } == before


def test_a_folder_without_reports_has_no_units(folder: Path) -> None:
    (folder / "说明.txt").write_text("没有报告", encoding="utf-8")

    assert collected(folder).units == ()


def test_nothing_is_left_beside_a_folder_that_holds_nothing(folder: Path) -> None:
    before = {*folder.parent.iterdir()}

    assert collected(folder).files == ()

    assert {*folder.parent.iterdir()} == before


def test_a_folder_that_is_gone_is_told(folder: Path) -> None:
    with pytest.raises(UserError, match="找不到文件夹"):
        collected(folder / "无")


def test_late_is_what_came_after_the_deadline(folder: Path) -> None:
    put(folder, unit_report("甲镇"), unit_report("乙镇"))
    for name, day in (("0", 20), ("1", 21)):
        stamp = datetime(2025, 1, day, 12, 0).timestamp()  # noqa: DTZ001 - the clock on the wall
        os.utime(folder / f"{name}.nianbao", (stamp, stamp))

    collection = gather(Setup(folder, deadline=date(2025, 1, 20)), Decisions())

    assert {unit.name: unit.state for unit in collection.units} == {
        "甲镇": UnitState.RECEIVED,
        "乙镇": UnitState.LATE,
    }


def test_decisions_are_kept_beside_the_folder(folder: Path) -> None:
    now = Decisions(year=2024, roster=("甲镇",)).choose_version("甲镇", "1.nianbao")

    save_decisions(folder, Decisions(), now)

    assert load_decisions(folder) == now
    assert decisions_path(folder).parent == folder.parent
    assert list(folder.iterdir()) == []


def test_two_coordinators_lose_nothing(folder: Path) -> None:
    start = save_decisions(
        folder, Decisions(), Decisions().confirm_name("甲", "甲镇").leave_out("丙镇")
    )
    save_decisions(folder, start, start.confirm_name("乙", "乙镇").take_in("丙镇"))

    joined = save_decisions(
        folder, start, start.choose_version("甲镇", "a").leave_out("丁镇", "撤并")
    )

    assert joined.names == {"甲": "甲镇", "乙": "乙镇"}
    assert joined.versions == {"甲镇": "a"}
    assert joined.left_out == {"丁镇": "撤并"}
    assert joined.taken_in == ("丙镇",)


@pytest.mark.parametrize("content", ["{", "[]", '{"year": "x"}', '{"schema_version": 9}'])
def test_a_damaged_record_is_told_and_left_alone(folder: Path, content: str) -> None:
    decisions_path(folder).write_text(content, encoding="utf-8")

    with pytest.raises(UserError):
        load_decisions(folder)
    assert decisions_path(folder).read_text(encoding="utf-8") == content


def test_a_unit_left_out_says_why(folder: Path) -> None:
    put(folder, unit_report("甲镇", 3), unit_report("乙镇", 4))

    collection = collected(folder, decisions=Decisions().leave_out("乙镇", "正在撤并"))

    assert Sum(collection).value(LICENCES) == 3
    assert "正在撤并" in collection.files[1].reason


def test_the_command_says_which_year_it_took(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(folder, unit_report("甲镇"), unit_report("乙镇", year=2023), unit_report("丙镇"))

    assert main(["rollup", str(folder), "-o", str(folder.parent / "和.json")]) == 1

    said = capsys.readouterr()
    assert "2024 年" in said.out
    assert "按多数汇总 2024 年（2024 年 2 份、2023 年 1 份）" in said.err


def test_the_json_is_the_contract(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(folder, unit_report("甲镇", 3), unit_report("乙镇", None))
    roster = folder / "名单.csv"
    roster.write_text("单位\n甲镇\n乙镇\n丙镇\n", encoding="utf-8")
    target = folder / "和.nianbao"
    arguments = [
        "rollup",
        str(folder),
        "-o",
        str(target),
        "--roster",
        str(roster),
        "--unit",
        "某县人民政府",
    ]

    assert main([*arguments, "--json"]) == 1

    body = json.loads(capsys.readouterr().out)
    assert [(one["unit"], one["state"]) for one in body["units"]] == [
        ("甲镇", "taken_with_warnings"),
        ("乙镇", "taken_with_warnings"),
    ]
    assert body["missing"] == ["丙镇"]
    assert body["sum"][LICENCES] == "3"
    assert body["blank_units"] == {LICENCES: ["乙镇"]}
    assert load_report(target).unit == "某县人民政府"


def test_a_sum_written_among_the_reports_is_none_of_them(folder: Path) -> None:
    put(folder, unit_report("甲镇", 3), unit_report("乙镇", 4))
    for ending in (".xlsx", ".json", ".nianbao"):
        target = folder / f"和{ending}"
        arguments = ["rollup", str(folder), "-o", str(target), "--unit", "某县人民政府"]
        assert main(arguments) == 0

    collection = gather(Setup(folder, own_unit="某县人民政府"), Decisions())

    assert Sum(collection).value(LICENCES) == 7
    assert states(collection)[2:] == [FileState.EARLIER_SUM] * 3


def test_the_roster_in_the_folder_is_no_report(folder: Path) -> None:
    put(folder, unit_report("甲镇"))
    roster = folder / "名单.csv"
    roster.write_text("甲镇\n", encoding="utf-8")

    assert (
        main(["rollup", str(folder), "-o", str(folder / "和.xlsx"), "--roster", str(roster)]) == 0
    )


def test_a_stray_picture_changes_no_exit_code(folder: Path) -> None:
    put(folder, unit_report("甲镇"))
    (folder / "照片.jpg").write_bytes(b"\xff\xd8\xff" + bytes(50))

    assert main(["rollup", str(folder), "-o", str(folder / "和.xlsx")]) == 0


def test_a_failed_sum_leaves_the_old_one_alone(folder: Path) -> None:
    (folder / "坏.docx").write_bytes(b"PK\x03\x04")
    sum_of_last_time = folder / "和.xlsx"
    sum_of_last_time.write_text("上次的", encoding="utf-8")

    assert main(["rollup", str(folder), "-o", str(sum_of_last_time)]) == 2
    assert sum_of_last_time.read_text(encoding="utf-8") == "上次的"


def test_the_output_is_tried_before_the_work(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    put(folder, unit_report("甲镇"))
    monkeypatch.setattr("nianbao.cli.rollup.gather", lambda *_: pytest.fail("read before asking"))

    assert main(["rollup", str(folder), "-o", str(folder / "没有" / "和.xlsx")]) == 2
    assert "找不到文件夹" in capsys.readouterr().err


def test_a_wrong_deadline_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(folder, unit_report("甲镇"))

    assert main(["rollup", str(folder), "-o", "和.xlsx", "--deadline", "明天"]) == 2
    assert "日期“明天”写得不对" in capsys.readouterr().err


def test_last_year_s_folder_is_compared_with(folder: Path) -> None:
    put(folder, unit_report("甲镇", 3), unit_report("乙镇", 4))
    before = folder.parent / "上年"
    before.mkdir()
    old = [unit_report("某县甲镇", 2, 2023), unit_report("乙镇", 4, 2023)]
    for report in old:
        report.change(cells={"table_3.carried_out.natural_person": Decimal(6)})
    put(before, *old)

    collection = gather(Setup(folder, last_year=before), Decisions())
    total = Sum(collection)

    assert total.last_year(LICENCES) == 6
    assert [one.last_year for one in total.addends(LICENCES)] == [4, 2]
    assert "X-CARRY" in {one.rule for one in remarks_of(collection, collection.files[0])}
