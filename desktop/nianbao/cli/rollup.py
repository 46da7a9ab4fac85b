"""``nianbao rollup``: sum a folder of units' reports.

0 where every unit of the roster (of those that sent, without one) is summed and in order; 1 where
something is failing, missing or undecided; 2 where nothing could be summed. What was decided in the
window beside the folder counts here too; what is given here goes before it.
"""

import json
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from nianbao.checks.findings import Severity
from nianbao.cli.console import remark, say, say_json, show_progress
from nianbao.report.errors import UserError
from nianbao.report.storage.atomic import try_target, write_atomically
from nianbao.report.storage.files import dump_report
from nianbao.rollup.decisions import load_decisions
from nianbao.rollup.findings import RollupFinding, check_alike, check_sum, settled
from nianbao.rollup.gather import Setup, gather, setup_of
from nianbao.rollup.model import FILE_WORDS, Collection, FileState, Task
from nianbao.rollup.outputs.contract import to_file, to_json
from nianbao.rollup.roster import read_roster
from nianbao.rollup.sums import Sum

ENDINGS = frozenset({".xlsx", ".nianbao", ".json"})
_NOTHING = 2


@dataclass(frozen=True)
class Wishes:
    """What the command line says about a collection."""

    roster: Path | None = None
    year: int | None = None
    unit: str = ""
    last_year: Path | None = None
    deadline: date | None = None
    leave_out_failing: bool = False
    as_json: bool = False


def rollup(folder: Path, output: Path, wishes: Wishes) -> int:
    """Write the sum by the ending of ``output``, and print who is missing; return the exit code."""
    if output.suffix.lower() not in ENDINGS:
        raise UserError("汇总结果只能写成 .xlsx、.nianbao 或 .json 文件。")
    decisions = load_decisions(folder)
    setup = _setup(setup_of(folder, decisions), output, wishes)
    try_target(output)
    collection = gather(setup, decisions, Task(show_progress))
    total = Sum(collection)
    if not total.units:
        return _nothing(collection, total, wishes)
    findings = settled((*check_sum(collection, total), *check_alike(collection)), decisions)
    _write(output, collection, total, findings)
    if wishes.as_json:
        say_json(to_json(collection, total, findings))
    else:
        say(f"已汇总 {len(total.units)} 个单位的 {collection.year} 年报告，保存到 {output}")
    _report(collection, findings)
    wrong = any(one.severity is Severity.ERROR and not one.reason for one in findings)
    return 0 if collection.in_order and not wrong else 1


def _setup(kept: Setup, output: Path, wishes: Wishes) -> Setup:
    """What was decided beside the folder, with what is given now in its place."""
    roster = read_roster(wishes.roster) if wishes.roster else kept.roster
    leave_out = (output, wishes.roster) if wishes.roster else (output,)
    return replace(
        kept,
        roster=roster,
        year=wishes.year or kept.year,
        own_unit=wishes.unit or kept.own_unit,
        last_year=wishes.last_year or kept.last_year,
        deadline=wishes.deadline or kept.deadline,
        leave_out_failing=wishes.leave_out_failing or kept.leave_out_failing,
        leave_out=leave_out,
    )


def _nothing(collection: Collection, total: Sum, wishes: Wishes) -> int:
    if wishes.as_json:
        say_json(to_json(collection, total))
    _report(collection, ())
    if any(row.form for row in collection.files):  # a report, if of another year or form
        remark("没有可以汇总的报告，没有写出结果。请看上面每份文件的说明。")
    else:
        name = collection.folder.absolute().name
        remark(f"文件夹“{name}”里没有找到年度报告。请检查选的文件夹对不对。")
    return _NOTHING


def _write(
    output: Path, collection: Collection, total: Sum, findings: tuple[RollupFinding, ...]
) -> None:
    ending = output.suffix.lower()
    if ending == ".xlsx":
        from nianbao.rollup.outputs.workbook import write_workbook

        write_workbook(output, collection, total, findings)
    elif ending == ".json":
        body = to_file(collection, total, findings)
        write_atomically(output, (json.dumps(body, ensure_ascii=False, indent=1) + "\n").encode())
    else:
        write_atomically(output, dump_report(total.report(collection.own_unit)))


def _report(collection: Collection, findings: tuple[RollupFinding, ...]) -> None:
    """Say on standard error what is not in order, each in one line."""
    if collection.year_proposed and len(collection.years) > 1:
        counted = "、".join(f"{year} 年 {count} 份" for year, count in collection.years.items())
        remark(f"没有用 --year 写明年度，按多数汇总 {collection.year} 年（{counted}）。")
    for note in collection.notes:
        remark(note)
    for row in collection.files:
        if row.state is FileState.FAILING:
            remark(f"有错误：{row.roster_name or row.unit}，{row.reason}（{row.place}）")
        elif not row.summed:
            remark(f"没有汇总：{row.place}，{FILE_WORDS[row.state]}：{row.reason.rstrip('。')}")
    if collection.missing:
        remark("没有报送：" + "、".join(unit.name for unit in collection.missing))
    late = [unit.name for unit in collection.units if unit.file and unit.file.late]
    if late:
        remark("迟报：" + "、".join(late))
    for one in findings:
        if not one.reason:
            remark(f"{'错误' if one.severity is Severity.ERROR else '提醒'}：{one.message}")
