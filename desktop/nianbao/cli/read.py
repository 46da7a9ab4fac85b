"""``nianbao read``: what a source says, as a summary, as JSON or as a report file.

0 where every source was read; 2 where one holds no report. Files that lie in a named folder and are
no reports are told and do not count, as long as there is a report among them.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from nianbao.cli.console import say, say_json
from nianbao.cli.many import Saver, Source, Style, each, is_many, say_line, sources_of
from nianbao.cli.sources import STANDARD_INPUT, read_named
from nianbao.formats.registry import load_form
from nianbao.importers.readers.folder import is_folder
from nianbao.report.contract import Reading, to_contract
from nianbao.report.errors import UserError
from nianbao.report.storage.files import ENDING, dump_report, save_report


def read(names: Sequence[str], *, style: Style, output: Path | None) -> int:
    """Read sources and folders of sources; return the exit code."""
    if not is_many(names):
        return _read_one(names[0], style=style, output=output)
    if output is not None and not is_folder(output):
        raise UserError("读入多份资料时，-o 后面要写一个已有的文件夹。")

    saver = Saver(output) if output else None

    def work(source: Source) -> dict[str, Any]:
        reading = read_named(source.name)
        target = _save(saver, source, reading) if saver else None
        if style == "words":
            saved = f"\n已保存到 {target}" if target else ""
            say(f"{source.name}\n{_summary(reading)}{saved}\n")
            return {}
        return {**to_contract(reading), **({"saved": str(target)} if target else {})}

    leave_out = (output,) if output else ()
    return 2 if each(sources_of(names, leave_out), work, style).unreadable else 0


def _save(saver: Saver, source: Source, reading: Reading) -> Path:
    stem = "标准输入" if source.name == STANDARD_INPUT else Path(source.name).stem
    return saver.save(stem, ENDING, source, dump_report(reading.report))


def _read_one(name: str, *, style: Style, output: Path | None) -> int:
    reading = read_named(name)
    if output is not None:
        _check_target(name, output)
        save_report(reading.report, output)
    if style == "json":
        say_json(to_contract(reading))
    elif style == "jsonl":
        say_line({"source": name, **to_contract(reading)})
    else:
        say(_summary(reading))
        if output is not None:
            say(f"已保存到 {output}")
    return 0


def _check_target(name: str, output: Path) -> None:
    """Refuse to replace a Word document by what was read from it."""
    if _is_same(name, output) and output.suffix.lower() != ENDING:
        raise UserError(
            f"“{output.name}”是资料本身，不能用读出的报告盖掉它。",
            f"请在 -o 后面写一个以 {ENDING} 结尾的文件名。",
        )


def _is_same(name: str, output: Path) -> bool:
    try:
        return name != STANDARD_INPUT and Path(name).samefile(output)
    except OSError:  # there is no such file yet, or none can have this name
        return False


def _summary(reading: Reading) -> str:
    report = reading.report
    form = load_form(report.form)
    filled = sum(1 for value in report.cells.values() if value is not None)
    year = f"{report.year} 年" if reading.year_known else "（没有读到年度）"
    lines = [
        f"{report.unit or '（没有读到单位名称）'}  {year}  {form.definition.document}",
        f"读到 {filled} 个数，共 {len(form.cells)} 格。",
    ]
    lines += [f"没有读懂：{'  '.join(piece.values())}" for piece in reading.unread]
    lines += [f"请核对：{problem.get('message', '')}" for problem in reading.problems]
    return "\n".join(lines)
