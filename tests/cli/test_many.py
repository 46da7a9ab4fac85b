"""Many files and folders on the command line: lines as they come, names that never collide."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from nianbao.__main__ import main
from nianbao.cli.sources import read_named
from nianbao.report.book import Report
from nianbao.report.contract import Reading
from nianbao.report.storage.atomic import write_new
from nianbao.report.storage.files import load_report
from tests.rollup.county import Folder, unit_report

UNITS = ("甲镇", "乙镇", "丙镇")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One folder for each unit, the same file name in each, four folders down."""
    home = Folder(tmp_path / "年报")
    for unit in UNITS:
        home.report(f"县/乡镇/{unit}/2024/年报.nianbao", unit_report(unit))
    return home.path


def lines(printed: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in printed.splitlines()]


def spoilt(report: Report) -> Report:
    key = next(key for key in report.cells if key.endswith(".natural_person"))
    report.cells[key] = Decimal(700)
    return report


def test_a_folder_is_read_as_lines(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", str(folder), "--jsonl"]) == 0

    found = lines(capsys.readouterr().out)
    assert {one["unit"] for one in found} == set(UNITS)
    assert {Path(one["source"]).name for one in found} == {"年报.nianbao"}


def test_a_line_is_printed_as_soon_as_its_source_is_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []
    monkeypatch.setattr("nianbao.cli.many.say", lambda _text: order.append("printed"))

    def read(name: str) -> Reading:
        order.append("read")
        return read_named(name)

    monkeypatch.setattr("nianbao.cli.read.read_named", read)

    main(["read", str(folder), "--jsonl"])

    assert order == ["read", "printed"] * 3


def test_one_file_name_in_each_folder_keeps_all(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "读出"
    target.mkdir()

    assert main(["read", str(folder), "-o", str(target)]) == 0
    assert {load_report(path).unit for path in target.iterdir()} == set(UNITS)


def test_a_second_run_adds_nothing(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "读出"
    target.mkdir()
    for _time in range(2):
        main(["read", str(folder), "-o", str(target)])

    assert len(list(target.iterdir())) == 3


def test_equal_files_of_one_run_are_all_kept(tmp_path: Path) -> None:
    home, target = Folder(tmp_path / "年报"), tmp_path / "读出"
    target.mkdir()
    for number in range(3):
        home.report(f"{number}/年报.nianbao", unit_report("甲镇"))

    main(["read", str(home.path), "-o", str(target)])

    assert len(list(target.iterdir())) == 3


@pytest.mark.parametrize(("broken", "code"), [(False, 0), (True, 1)])
def test_many_are_checked_and_one_with_errors_counts(
    folder: Path, capsys: pytest.CaptureFixture[str], *, broken: bool, code: int
) -> None:
    if broken:
        Folder(folder).report("错.nianbao", spoilt(unit_report("丁镇")))

    assert main(["check", str(folder), "--jsonl"]) == code

    found = lines(capsys.readouterr().out)
    assert sum(one["errors"] > 0 for one in found) == int(broken)
    assert all({"source", "findings", "rules"} <= one.keys() for one in found)


def test_one_file_is_checked_as_ever(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (path, *_others) = folder.rglob("*.nianbao")

    assert main(["check", str(path), "--json"]) == 0
    assert "source" not in json.loads(capsys.readouterr().out)


def test_last_year_s_folder_is_compared_unit_by_unit(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    last = Folder(tmp_path / "上年")
    for unit in UNITS[:2]:
        report = unit_report(unit, 2023)
        report.cells = {
            key: value for key, value in report.cells.items() if "carried_out" not in key
        }
        last.report(f"{unit}.nianbao", report)

    main(["check", str(folder), "--last-year", str(last.path), "--jsonl"])

    compared = {
        Path(one["source"]).parts[-3]: next(r for r in one["rules"] if r["rule"] == "X-JUMP")[
            "compared"
        ]
        for one in lines(capsys.readouterr().out)
    }
    assert compared["甲镇"] > 0
    assert compared["乙镇"] > 0
    assert compared["丙镇"] == 0


def test_a_stray_file_in_a_folder_is_told_and_does_not_count(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "照片.jpg").write_bytes(b"\xff\xd8\xff" + bytes(50))

    assert main(["read", str(folder), "--jsonl"]) == 0

    printed = capsys.readouterr()
    assert [one.get("skipped") for one in lines(printed.out)].count(True) == 1
    assert "是图片" in printed.err


@pytest.mark.parametrize("ending", [".xlsx", ".json"])
def test_a_sum_among_the_reports_is_told_and_does_not_count(
    folder: Path, tmp_path: Path, ending: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rollup", str(folder), "-o", str(folder / f"汇总{ending}")]) == 0
    capsys.readouterr()

    assert main(["read", str(folder), "--jsonl"]) == 0
    assert main(["check", str(folder), "--jsonl"]) == 0
    assert main(["export", str(folder), "-o", str(tmp_path / "出"), "--to", "html"]) == 0
    assert "汇总出来的结果，不是单位的报告" in capsys.readouterr().err
    assert len(list((tmp_path / "出").iterdir())) == len(UNITS)


@pytest.mark.parametrize("year", ["1999", "2019", "2023", "2030"])
def test_reports_of_another_year_are_not_called_none(
    folder: Path, tmp_path: Path, year: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rollup", str(folder), "-o", str(tmp_path / "汇.xlsx"), "--year", year]) == 2

    said = capsys.readouterr().err
    assert "没有可以汇总的报告" in said
    assert "没有找到年度报告" not in said


def test_a_damaged_file_among_many_makes_2(folder: Path) -> None:
    (folder / "坏.docx").write_bytes(b"PK\x03\x04")

    assert main(["read", str(folder), "--jsonl"]) == 2
    assert main(["check", str(folder), "--jsonl"]) == 2


def test_a_folder_without_a_report_makes_2(tmp_path: Path) -> None:
    (tmp_path / "照片.jpg").write_bytes(b"\xff\xd8\xff" + bytes(50))

    assert main(["read", str(tmp_path)]) == 2


def test_a_folder_is_exported_under_the_units_names(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "导出"
    target.mkdir()

    assert main(["export", str(folder), "-o", str(target), "--to", "docx"]) == 0
    assert {path.name for path in target.iterdir()} == {
        f"{unit}2024年政府信息公开工作年度报告.docx" for unit in UNITS
    }


def test_the_folder_to_export_into_is_made(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "导出"
    assert main(["export", str(folder), "-o", str(target), "--to", "docx"]) == 0
    assert {path.suffix for path in target.iterdir()} == {".docx"}


@pytest.mark.parametrize(
    ("source", "target", "said"),
    [
        ("没有的文件夹", "导出", "找不到文件“没有的文件夹”"),
        ("年报", "没有的/导出", "建不起来，没有导出"),
        ("年报", "年报/一.nianbao", "是一个文件，不是文件夹"),
    ],
)
def test_what_cannot_be_exported_is_said_and_leaves_nothing(
    folder: Path, source: str, target: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    home = folder.parent
    Folder(folder).report("一.nianbao", unit_report("甲镇"))
    before = sorted(home.rglob("*"))

    assert main(["export", str(home / source), "-o", str(home / target), "--to", "docx"]) == 2
    assert said in capsys.readouterr().err
    assert sorted(home.rglob("*")) == before


def test_two_reports_of_one_unit_are_both_exported(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "导出"
    target.mkdir()
    Folder(folder).report("又一份/年报.nianbao", unit_report("甲镇", seed="2"))

    assert main(["export", str(folder), "-o", str(target), "--to", ".html"]) == 0
    assert len(list(target.iterdir())) == 4


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ([], "要用 --to 写明格式"),
        (["--to", "odt"], "不能导出成"),
    ],
)
def test_a_folder_wants_a_format(
    folder: Path, options: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", str(folder), "-o", str(folder.parent), *options]) == 2
    assert words in capsys.readouterr().err


def test_a_record_is_of_one_report(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(folder), "--record", str(folder / "表.docx")]) == 2
    assert "一次只能写一份" in capsys.readouterr().err


def test_ctrl_c_leaves_whole_files(
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    target = tmp_path / "读出"
    target.mkdir()
    written: list[Path] = []

    def interrupted(path: Path, content: bytes) -> bool:
        if written:
            raise KeyboardInterrupt
        written.append(path)
        return write_new(path, content)

    monkeypatch.setattr("nianbao.cli.many.write_new", interrupted)

    assert main(["read", str(folder), "-o", str(target)]) == 130
    assert "已中断" in capsys.readouterr().err
    assert list(target.iterdir()) == written
    assert load_report(written[0]).unit in UNITS
