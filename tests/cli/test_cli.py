"""The command line keeps its contract: forms, exit codes, JSON, and sentences instead of tracebacks."""

import errno
import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import docx
import pytest

from nianbao.__main__ import main
from nianbao.checks.context import make_context
from nianbao.checks.decisions import decide, with_decision
from nianbao.checks.engine import check_report
from nianbao.cli.main import USAGE
from nianbao.exporters.registry import KINDS
from nianbao.formats.registry import load_form
from nianbao.report.book import Report
from nianbao.report.storage.files import load_report, save_report

FORM = load_form("gb_2021_30")
GRANTED = "table_3.granted.natural_person"


@pytest.fixture
def report() -> Report:
    cells: dict[str, Decimal | None] = dict.fromkeys(FORM.cells, Decimal(0))
    return Report(form=FORM.id, year=2024, unit="某县某镇人民政府", cells=cells)


@pytest.fixture
def saved(tmp_path: Path) -> Callable[[Report, str], Path]:
    def save(report: Report, name: str = "报告.nianbao") -> Path:
        save_report(report, tmp_path / name)
        return tmp_path / name

    return save


Save = Callable[..., Path]


def test_a_report_without_errors_exits_0(report: Report, saved: Save) -> None:
    assert main(["check", str(saved(report))]) == 0


def test_a_report_with_an_error_exits_1_and_names_it(
    report: Report, saved: Save, capsys: pytest.CaptureFixture[str]
) -> None:
    report.change(cells={GRANTED: Decimal(3)})
    assert main(["check", str(saved(report)), "--json"]) == 1
    body = json.loads(capsys.readouterr().out)
    (error,) = [one for one in body["findings"] if one["severity"] == "error"]
    assert body["errors"] == 1
    assert {"rule", "severity", "cells", "section", "message", "hint"} <= error.keys()
    assert {"left", "right", "difference"} <= error.keys()
    assert GRANTED in error["cells"]
    assert error["section"] == "applications"


def test_errors_are_printed_in_sentences(
    report: Report, saved: Save, capsys: pytest.CaptureFixture[str]
) -> None:
    report.change(cells={GRANTED: Decimal(3)})
    main(["check", str(saved(report))])
    printed = capsys.readouterr().out
    assert "予以公开" in printed
    assert "还有 1 处错误" in printed


@pytest.mark.parametrize("command", ["check", "read"])
@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe\x00", b'{"schema": "nianbao-report"'])
def test_a_file_that_cannot_be_read_exits_2_with_a_sentence(
    command: str, content: bytes | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "坏.nianbao"
    if content is not None:
        path.write_bytes(content)
    assert main([command, str(path)]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "坏.nianbao" in said.err
    assert said.err.strip().endswith("。")
    assert "Traceback" not in said.err


def test_read_prints_the_contract_and_reads_it_back(
    report: Report, saved: Save, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = saved(report)
    assert main(["read", str(path), "--json"]) == 0
    printed = capsys.readouterr().out
    body: dict[str, Any] = json.loads(printed)
    assert body["cells"][GRANTED] == "0"
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(printed.encode())))
    assert main(["read", "-", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == body


def test_read_writes_a_report_file(report: Report, saved: Save, tmp_path: Path) -> None:
    target = tmp_path / "另存.nianbao"
    assert main(["read", str(saved(report)), "-o", str(target)]) == 0
    assert load_report(target) == report


def test_many_sources_are_read_into_a_folder(report: Report, saved: Save, tmp_path: Path) -> None:
    first, second = saved(report, "甲.nianbao"), saved(report, "乙.nianbao")
    folder = tmp_path / "读出"
    folder.mkdir()
    assert main(["read", str(first), str(second), "-o", str(folder)]) == 0
    assert sorted(path.name for path in folder.iterdir()) == ["乙.nianbao", "甲.nianbao"]


def test_a_folder_is_read_and_what_cannot_be_read_is_told(
    report: Report, saved: Save, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "来源"
    (source / "里面").mkdir(parents=True)
    saved(report).rename(source / "甲.nianbao")
    shutil.copy(source / "甲.nianbao", source / "里面" / "甲.nianbao")
    (source / "坏.docx").write_bytes(b"PK\x03\x04")
    (source / "~$坏.docx").write_bytes(b"")
    target = tmp_path / "读出"
    target.mkdir()

    assert main(["read", str(source), "--json", "-o", str(target)]) == 2

    printed = capsys.readouterr()
    results = json.loads(printed.out)
    assert [Path(one["source"]).name for one in results] == ["坏.docx", "甲.nianbao", "甲.nianbao"]
    assert "已损坏" in results[0]["error"]
    assert "坏.docx：" in printed.err
    assert results[1]["unit"] == report.unit
    assert sorted(path.name for path in target.iterdir()) == ["甲.nianbao", "里面-甲.nianbao"]


def test_nothing_that_lies_in_the_folder_is_written_over(
    report: Report, saved: Save, tmp_path: Path
) -> None:
    first, second = saved(report, "甲.nianbao"), saved(report, "乙.nianbao")
    target = tmp_path / "读出"
    target.mkdir()
    (target / "甲.nianbao").write_text("我的", encoding="utf-8")

    assert main(["read", str(first), str(second), "-o", str(target)]) == 0

    assert (target / "甲.nianbao").read_text(encoding="utf-8") == "我的"
    assert (target / "乙.nianbao").exists()
    assert len(list(target.iterdir())) == 3


def test_a_failed_reading_leaves_the_target_alone(tmp_path: Path) -> None:
    source, target = tmp_path / "坏.docx", tmp_path / "报告.nianbao"
    source.write_bytes(b"PK\x03\x04")
    target.write_text("我的", encoding="utf-8")

    assert main(["read", str(source), "-o", str(target)]) == 2
    assert target.read_text(encoding="utf-8") == "我的"


def test_a_source_is_not_replaced_by_what_was_read_from_it(
    report: Report, saved: Save, tmp_path: Path
) -> None:
    source = tmp_path / "年报.docx"
    assert main(["export", str(saved(report)), "-o", str(source)]) == 0
    before = source.read_bytes()

    assert main(["read", str(source), "-o", str(source)]) == 2
    assert source.read_bytes() == before


def test_a_report_with_errors_is_exported_and_says_so(
    report: Report, saved: Save, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report.change(cells={GRANTED: Decimal(3)})
    target = tmp_path / "报告.docx"
    assert main(["export", str(saved(report)), "-o", str(target)]) == 0
    assert target.read_bytes().startswith(b"PK")
    assert "还有 1 处错误" in capsys.readouterr().err


def test_an_export_takes_the_offices_template(
    report: Report, saved: Save, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    template, target = tmp_path / "模板.docx", tmp_path / "报告.docx"
    document = docx.Document()  # without page numbers, in Word's own styles
    document.sections[0].header.paragraphs[0].text = "某某镇文件"
    document.save(str(template))
    arguments = ["export", str(saved(report)), "--template", str(template), "-o"]

    assert main([*arguments, str(target)]) == 0
    assert docx.Document(str(target)).sections[0].header.paragraphs[0].text == "某某镇文件"
    assert "模板里没有页码" in capsys.readouterr().err
    assert main([*arguments, str(tmp_path), "--to", "docx"]) == 0


@pytest.mark.parametrize(
    ("content", "ending", "words"),
    [
        (b"PK", ".docx", "不能当模板"),
        (None, ".docx", "找不到文件"),
        (b"PK", ".html", "只有导出 Word 文档（.docx）和 PDF 文档（.pdf）才能用模板"),
        (b"PK", ".png", "或者导出成 .docx、.pdf"),
    ],
)
def test_a_template_that_cannot_be_used_exits_2(  # noqa: PLR0917 - fixtures
    report: Report,
    saved: Save,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    content: bytes | None,
    ending: str,
    words: str,
) -> None:
    template, target = tmp_path / "模板.docx", tmp_path / f"报告{ending}"
    if content is not None:
        template.write_bytes(content)

    written = ["export", str(saved(report)), "--template", str(template), "-o", str(target)]
    assert main(written) == 2
    assert words in capsys.readouterr().err
    assert not target.exists()


def test_the_usage_names_every_format() -> None:
    missing = [one.ending for one in KINDS if f" {one.ending} " not in USAGE]

    assert missing == [], "name them in the line of `export` in USAGE of nianbao/cli/main.py"


def test_an_unknown_ending_exits_2(report: Report, saved: Save, tmp_path: Path) -> None:
    target = tmp_path / "报告.odt"
    assert main(["export", str(saved(report)), "-o", str(target)]) == 2
    assert not target.exists()


def test_a_folder_is_summed(report: Report, saved: Save, tmp_path: Path) -> None:
    saved(report)
    target = tmp_path / "汇总.xlsx"
    assert main(["rollup", str(tmp_path), "-o", str(target)]) == 0
    assert target.read_bytes().startswith(b"PK")


def test_a_roster_may_lie_among_the_reports(
    report: Report, saved: Save, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    saved(report)
    target, roster = tmp_path / "汇总.xlsx", tmp_path / "名单.csv"
    roster.write_text(f"单位\n{report.unit}\n", encoding="utf-8")
    code = main(["rollup", str(tmp_path), "-o", str(target), "--roster", str(roster)])
    assert (code, capsys.readouterr().err) == (0, "")


@pytest.mark.parametrize(
    "arguments", [["check"], ["export", "a.nianbao"], ["read"], ["--nonsense"], ["a", "b"]]
)
def test_a_wrong_command_line_explains_itself_in_chinese(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    assert "命令的写法不对" in capsys.readouterr().err


def test_pipes_carry_utf8_whatever_the_locale(report: Report, saved: Save) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "nianbao", "read", str(saved(report)), "--json"],
        capture_output=True,
        check=True,
        env={"LC_ALL": "C", "PYTHONPATH": ":".join(sys.path), "PYTHONUTF8": "0"},
    )
    assert json.loads(done.stdout.decode("utf-8"))["unit"] == "某县某镇人民政府"


@pytest.mark.skipif(sys.platform != "linux", reason="names are bytes only there")
@pytest.mark.long(cases=1)
@pytest.mark.parametrize("work", [["check"], ["read"], ["read", "--json"], ["export", "-o", "OUT"]])
def test_a_file_name_that_is_no_text_is_printed_as_far_as_it_can_be_told(
    report: Report, saved: Save, tmp_path: Path, work: list[str]
) -> None:
    name, out = b"\xff\xfe.nianbao", b"\xff\xfe.docx"
    source = os.fsencode(tmp_path) + b"/" + name
    saved(report).rename(os.fsdecode(source))
    words = [out if word == "OUT" else word.encode() for word in work]

    done = subprocess.run(
        [sys.executable, "-m", "nianbao", words[0], source, *words[1:]],
        capture_output=True,
        check=False,
        cwd=tmp_path,
    )

    said = (done.stdout + done.stderr).decode()
    assert done.returncode == 0, said
    assert "没有料到" not in said


def test_what_a_terminal_would_obey_is_printed_as_words(
    report: Report, saved: Save, capsys: pytest.CaptureFixture[str]
) -> None:
    report.change(facts={"unit": "甲\x1b]0;别的标题\x07\x9b2J\u202e局"})

    main(["read", str(saved(report))])
    main(["check", str(saved(report)), "\x1b[2J没有.nianbao"])

    said = capsys.readouterr()
    assert not {*"\x1b\x07\x9b\u202e"} & {*said.out, *said.err}


def year_of(report: Report, year: int, carried_in: int, carried_out: int) -> Report:
    form = load_form("gb_2019_60_trial" if year < 2021 else "gb_2021_30")
    cells: dict[str, Decimal | None] = dict.fromkeys(form.cells, Decimal(0))
    for key, value in {
        "carried_in": carried_in, "carried_out": carried_out, "received_new": carried_out,
        "granted": carried_in,
    }.items():  # fmt: skip
        for column in ("natural_person", "total"):
            cells[f"table_3.{key}.{column}"] = Decimal(value)
    for column in ("natural_person", "total"):
        cells[f"table_3.result_total.{column}"] = Decimal(carried_in)
    return Report(form=form.id, year=year, unit=report.unit, cells=cells)


def carry_findings(out: str) -> list[tuple[str, str]]:
    body = json.loads(out)
    return [(one["left"], one["right"]) for one in body["findings"] if one["rule"] == "X-CARRY"]


def test_last_year_may_be_given_several_times_over_both_forms(
    report: Report, saved: Save, capsys: pytest.CaptureFixture[str]
) -> None:
    chain = [year_of(report, 2022, 3, 1), year_of(report, 2021, 2, 3), year_of(report, 2020, 0, 5)]
    first, *earlier = [str(saved(one, f"{one.year}.nianbao")) for one in chain]
    options = [part for path in earlier for part in ("--last-year", path)]

    assert main(["check", first, *options, "--json"]) == 1
    assert carry_findings(capsys.readouterr().out) == [("2", "5")]


def test_reports_kept_in_the_file_are_compared_too(
    report: Report, saved: Save, capsys: pytest.CaptureFixture[str]
) -> None:
    new = year_of(report, 2022, 3, 1)
    new.previous = (year_of(report, 2021, 0, 9),)

    assert main(["check", str(saved(new)), "--json"]) == 1
    assert carry_findings(capsys.readouterr().out) == [("3", "9")]


def test_a_report_given_now_stands_for_the_one_kept(
    report: Report, saved: Save, capsys: pytest.CaptureFixture[str]
) -> None:
    new = year_of(report, 2022, 3, 1)
    new.previous = (year_of(report, 2021, 0, 9),)
    given = saved(year_of(report, 2021, 0, 3), "2021.nianbao")

    assert main(["check", str(saved(new)), "--last-year", str(given), "--json"]) == 0
    assert carry_findings(capsys.readouterr().out) == []


def test_a_report_of_the_same_year_or_of_another_unit_is_named(
    report: Report, saved: Save, capsys: pytest.CaptureFixture[str]
) -> None:
    same = replace(report, unit="某县某镇人民政府")
    other = replace(report, year=2023, unit="某县别的局")
    options = [
        part
        for number, one in enumerate((same, other))
        for part in ("--last-year", str(saved(one, f"{number}.nianbao")))
    ]

    assert main(["check", str(saved(report)), *options]) == 0
    out = capsys.readouterr().out
    assert "不早于本报告的2024年" in out
    assert "不是同一个单位" in out


def test_an_offices_own_rules_are_used(
    report: Report, saved: Save, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report.texts["overview.lead"] = "公开工作扎实推进。" * 5
    rules = tmp_path / "本省规则.toml"
    rules.write_text("[limits]\noverview_characters = 30\n", encoding="utf-8")

    main(["check", str(saved(report)), "--rules", str(rules)])

    assert "超过本地要求的 30 个字" in capsys.readouterr().out


def test_rules_that_are_none_are_a_sentence(report: Report, saved: Save, tmp_path: Path) -> None:
    rules = tmp_path / "本省规则.toml"
    rules.write_text("不是规则", encoding="utf-8")

    assert main(["check", str(saved(report)), "--rules", str(rules)]) == 2


@pytest.mark.parametrize("ending", [".docx", ".html"])
def test_the_audit_record_is_written(
    report: Report, saved: Save, tmp_path: Path, ending: str
) -> None:
    record = tmp_path / f"审核情况表{ending}"

    assert main(["check", str(saved(report)), "--record", str(record)]) == 0
    assert record.stat().st_size > 5000


def test_a_record_in_another_format_is_refused(
    report: Report, saved: Save, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record = tmp_path / "审核情况表.pdf"

    assert main(["check", str(saved(report)), "--record", str(record)]) == 2
    assert ".docx" in capsys.readouterr().err
    assert not record.exists()


def test_a_reader_that_stops_early_sees_no_traceback(report: Report, saved: Save) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "nianbao", "read", str(saved(report)), "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as program:
        assert program.stdout is not None
        assert program.stderr is not None
        program.stdout.close()
        assert program.stderr.read() == b""


def test_a_failure_of_the_program_itself_is_one_calm_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> int:
        raise RuntimeError("某镇的内容")

    monkeypatch.setattr("nianbao.cli.check.check", fail)
    assert main(["check", "报告.nianbao"]) == 2
    said = capsys.readouterr().err
    assert "没有料到的情况" in said
    assert "某镇" not in said
    assert "Traceback" not in said


def test_what_was_set_aside_is_printed_with_its_reason_and_day(
    report: Report, saved: Save, capsys: pytest.CaptureFixture[str]
) -> None:
    report.texts["problems"] = "问题不多。"
    (finding,) = [one for one in check_report(report).findings if one.rule == "TX-PROBLEMS"]
    values = make_context(report).values
    decision = decide(finding, "上级另有要求，单独上报。", report, values, date(2025, 1, 8))
    report.decisions = with_decision(report, decision)

    main(["check", str(saved(report)), "--json"])

    body = json.loads(capsys.readouterr().out)
    (aside,) = body["set_aside"]
    assert (aside["rule"], aside["reason"], aside["decided_on"]) == (
        "TX-PROBLEMS", "上级另有要求，单独上报。", "2025-01-08",
    )  # fmt: skip
    assert "TX-PROBLEMS" not in [one["rule"] for one in body["findings"]]


def test_a_full_disk_is_said_without_speaking_of_a_window(
    report: Report,
    saved: Save,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(*_all: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    path = saved(report)
    monkeypatch.setattr("nianbao.report.storage.atomic.os.fsync", full)
    assert main(["export", str(path), "-o", str(tmp_path / "报告.docx")]) == 2

    said = capsys.readouterr().err
    assert "磁盘已满，“报告.docx”没有保存。" in said
    assert "窗口" not in said
