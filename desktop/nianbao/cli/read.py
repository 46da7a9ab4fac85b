"""``nianbao read``: what a source says, as a summary, as JSON or as a report file."""

from collections.abc import Sequence
from pathlib import Path

from nianbao.cli.console import complain, say, say_json
from nianbao.cli.sources import read_named
from nianbao.formats.registry import load_form
from nianbao.report.contract import Reading, to_contract
from nianbao.report.errors import UserError
from nianbao.report.files import ENDING, save_report


def read(names: Sequence[str], *, as_json: bool, output: Path | None) -> int:
    """Read one or many sources and return the exit code: 2 where one holds no report."""
    if len(names) == 1:
        return _read_one(names[0], as_json=as_json, output=output)
    if output is not None and not output.is_dir():
        raise UserError("读入多份资料时，-o 后面要写一个已有的文件夹。")
    worst = 0
    for name in names:
        target = output / f"{Path(name).stem}{ENDING}" if output else None
        try:
            worst = max(worst, _read_one(name, as_json=as_json, output=target))
        except UserError as error:
            complain(error)
            worst = 2
    return worst


def _read_one(name: str, *, as_json: bool, output: Path | None) -> int:
    reading = read_named(name)
    if output is not None:
        save_report(reading.report, output)
    if as_json:
        say_json(to_contract(reading))
    else:
        say(_summary(reading))
        if output is not None:
            say(f"已保存到 {output}")
    return 0


def _summary(reading: Reading) -> str:
    report = reading.report
    form = load_form(report.form)
    filled = sum(1 for value in report.cells.values() if value is not None)
    lines = [
        f"{report.unit or '（没有读到单位名称）'}  {report.year} 年  {form.definition.document}",
        f"读到 {filled} 个数，共 {len(form.cells)} 格。",
    ]
    lines += [f"没有读懂：{'  '.join(piece.values())}" for piece in reading.unread]
    lines += [f"请核对：{problem.get('message', '')}" for problem in reading.problems]
    return "\n".join(lines)
