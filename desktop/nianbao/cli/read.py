"""``nianbao read``: what a source says, as a summary, as JSON or as a report file."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from nianbao.cli.console import complain, say, say_json, show_progress
from nianbao.cli.sources import STANDARD_INPUT, read_named
from nianbao.formats.registry import load_form
from nianbao.importers.readers.folder import files_in, is_folder
from nianbao.report.contract import Reading, to_contract
from nianbao.report.errors import UserError
from nianbao.report.storage.files import ENDING, save_report


def read(names: Sequence[str], *, as_json: bool, output: Path | None) -> int:
    """Read sources and folders of sources; return the exit code, 2 where one holds no report."""
    if len(names) == 1 and not (names[0] != STANDARD_INPUT and is_folder(Path(names[0]))):
        return _read_one(names[0], as_json=as_json, output=output)
    if output is not None and not is_folder(output):
        raise UserError("读入多份资料时，-o 后面要写一个已有的文件夹。")
    return _read_many(_all_files(names), as_json=as_json, folder=output)


def _read_one(name: str, *, as_json: bool, output: Path | None) -> int:
    reading = read_named(name)
    if output is not None:
        _check_target(name, output)
        save_report(reading.report, output)
    if as_json:
        say_json(to_contract(reading))
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


def _all_files(names: Sequence[str]) -> list[str]:
    found: list[str] = []
    for name in names:
        named_folder = name != STANDARD_INPUT and is_folder(Path(name))
        found += [str(path) for path in files_in(Path(name))] if named_folder else [name]
    if not found:
        raise UserError("文件夹里没有可以读的文件。", "请检查选的文件夹对不对。")
    return found


def _read_many(names: Sequence[str], *, as_json: bool, folder: Path | None) -> int:
    """Read one source after another; one that cannot be read does not keep the others back."""
    worst, results = 0, []
    for number, name in enumerate(names, 1):
        try:
            reading = read_named(name)
            target = _save_in(folder, name, reading) if folder else None
        except UserError as error:
            complain(error, about=name)
            results.append({"source": name, "error": str(error)})
            worst = 2
        else:
            results.append(_result(name, reading, target, as_json=as_json))
        show_progress(number, len(names))
    if as_json:
        say_json(results)
    return worst


def _result(name: str, reading: Reading, target: Path | None, *, as_json: bool) -> dict[str, Any]:
    if not as_json:
        say(f"{name}\n{_summary(reading)}" + (f"\n已保存到 {target}" if target else "") + "\n")
    return {"source": name, **to_contract(reading)} if as_json else {}


def _save_in(folder: Path, name: str, reading: Reading) -> Path:
    """Save beside what is there already, and never over it."""
    target = folder / f"{Path(name).stem}{ENDING}"
    if target.exists():
        target = folder / f"{Path(name).name}{ENDING}"
    if target.exists():
        raise UserError(f"“{target.name}”已经有了，没有覆盖。", "请换一个文件夹。")
    save_report(reading.report, target)
    return target


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
