"""``nianbao rollup``: sum a folder; 0 when every unit took part without errors, else 1."""

from pathlib import Path

from nianbao.cli.console import remark, say, show_progress
from nianbao.importers.registry import read_source
from nianbao.report.contract import Reading, to_contract
from nianbao.report.errors import UserError
from nianbao.report.storage.atomic import write_atomically
from nianbao.report.storage.files import dump_report
from nianbao.rollup.collect import Collection, Standing, collect
from nianbao.rollup.roster import read_roster
from nianbao.rollup.tally import Tally, tally


def rollup(folder: Path, output: Path, roster_path: Path | None) -> int:
    """Write the sum by the ending of ``output`` (.xlsx, .nianbao, .json); print who is missing."""
    if output.suffix.lower() not in {".xlsx", ".nianbao", ".json"}:
        raise UserError("汇总结果只能写成 .xlsx、.nianbao 或 .json 文件。")
    roster = read_roster(roster_path) if roster_path else None
    leave_out = (output, roster_path) if roster_path else (output,)
    collection = collect(folder, read_source, roster, leave_out=leave_out, progress=show_progress)
    total = tally(collection)
    write_atomically(output, _content(output.suffix.lower(), collection, total))
    _report(collection)
    say(f"已汇总 {len(collection.taken)} 个单位，保存到 {output}")
    return 0 if _in_order(collection) else 1


def _content(ending: str, collection: Collection, total: Tally) -> bytes:
    if ending == ".xlsx":
        from nianbao.rollup.workbook import workbook

        return workbook(collection, total)
    if ending == ".json":
        import json

        body = to_contract(Reading(total.report))
        return (json.dumps(body, ensure_ascii=False, indent=1) + "\n").encode()
    return dump_report(total.report)


def _in_order(collection: Collection) -> bool:
    all_taken = all(one.standing is Standing.TAKEN and not one.errors for one in collection.files)
    return all_taken and not collection.missing and not collection.unexpected


def _report(collection: Collection) -> None:
    for one in collection.files:
        if one.standing is not Standing.TAKEN:
            remark(f"没有汇总：{one.path.name}（{one.reason.rstrip('。')}）")
        elif one.errors:
            remark(f"有错误：{one.unit}，{one.errors} 处")
    if collection.missing:
        remark("没有报送：" + "、".join(collection.missing))
    if collection.unexpected:
        remark("不在名单：" + "、".join(collection.unexpected))
