"""``nianbao --self-test``: does everything once with the shipped sample and says what came of it.

Run it after an installation, or when something seems broken. It works in a folder of its own and
touches nobody's reports or settings.
"""

import os
import pkgutil
import sys
import tempfile
import traceback
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import nianbao
from nianbao import resources, user_folders
from nianbao.cli.console import say
from nianbao.cli.overheard import overhear
from nianbao.report.errors import UserError

if TYPE_CHECKING:
    from decimal import Decimal

    from nianbao.formats.registry import Form
    from nianbao.report.book import Report

SAMPLE = "samples/sample-report.nianbao"
SAMPLE_WITH_ERRORS = "samples/sample-with-errors.nianbao"


class _NotAsExpectedError(Exception):
    """A step found something wrong; its words say what."""


def self_test() -> int:
    """Do every step and print its outcome; 0 when all went well."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        os.environ[user_folders.OVERRIDE] = scratch
        failed = [title for title, step in STEPS if not _passes(title, step, Path(scratch))]
    say(f"自检没有通过：{'、'.join(failed)}。" if failed else "自检通过，程序可以正常使用。")
    return 1 if failed else 0


def _passes(title: str, step: Callable[[Path], str], scratch: Path) -> bool:
    outcome, failed = "", list[BaseException]()
    with overhear() as unheard:
        try:
            outcome = step(scratch)
        except Exception as error:  # noqa: BLE001 - whatever is broken, the other steps still run
            failed.append(error)
    unheard += failed
    if unheard:
        _tell(f"[失败] {title}：{_reason(unheard[0])}")
        return False
    _tell(f"[通过] {title}：{outcome}")
    return True


def _tell(line: str) -> None:
    """Print at once: should a step end the process, the lines before it tell which one it was."""
    say(line)
    sys.stdout.flush()


def _reason(error: BaseException) -> str:
    """One line for whoever supports the program: what went wrong and, if nobody foresaw it, where."""
    if isinstance(error, _NotAsExpectedError | UserError):
        return str(error)
    words, frames = str(error) or type(error).__name__, traceback.extract_tb(error.__traceback__)
    if not frames:
        return words
    return f"{words}（{Path(frames[-1].filename).name} 第 {frames[-1].lineno} 行）"


def _expect(holds: bool, otherwise: str) -> None:  # noqa: FBT001 - reads as a sentence
    if not holds:
        raise _NotAsExpectedError(otherwise)


def _import_everything(_: Path) -> str:
    names = [each.name for each in pkgutil.walk_packages(nianbao.__path__, "nianbao.")]
    for name in names:
        if not name.endswith("__main__"):
            import_module(name)
    return f"{len(names)} 个程序模块都能载入"


def _load_forms(_: Path) -> str:
    from nianbao.formats.registry import all_forms

    forms = all_forms()
    _expect(len(forms) > 1, "表样不全")
    shown = (f"{form.definition.document}（{len(form.cells)} 格）" for form in forms)
    return f"{len(forms)} 个表样：{'，'.join(shown)}"


def _check_samples(_: Path) -> str:
    from nianbao.formats.registry import all_forms
    from nianbao.report.storage.files import load_report

    forms = all_forms()
    for form in forms:
        found = _errors_in(_sample_in(form))
        _expect(found == 0, f"{form.definition.document}：示例报告里不该有错误，却报了 {found} 处")
    wrong = _errors_in(load_report(resources.path(SAMPLE_WITH_ERRORS)))
    _expect(wrong > 0, "有错的示例没有查出错误")
    return f"{len(forms)} 个表样的示例报告数据平衡，有错的示例查出 {wrong} 处错误"


def _sample_in(form: "Form") -> "Report":
    """The sample report, written into a form as far as that form has its cells and texts.

    Where the form is another report's, of which it has nothing, each cell gets another number.
    """
    from nianbao.report.book import blank_report
    from nianbao.report.storage.files import load_report

    sample = load_report(resources.path(SAMPLE))
    if sample.form == form.id:
        return sample
    report = blank_report(form.id, form.cells, form.definition.first_year)
    cells = {key: value for key, value in sample.cells.items() if key in form.cells}
    report.change(
        cells=cells or _counted_up(form),
        texts={key: sample.text(key) for key in form.text_keys},
        facts={"unit": sample.unit},
    )
    return report


def _counted_up(form: "Form") -> dict[str, "Decimal"]:
    """A number for each cell that is no total; totals are computed."""
    from decimal import Decimal

    inputs = [key for key, cell in form.cells.items() if not cell.is_total]
    return {key: Decimal(number) for number, key in enumerate(inputs, 1)}


def _errors_in(report: "Report") -> int:
    from nianbao.checks.engine import run_checks
    from nianbao.checks.findings import Severity, count

    return count(run_checks(report), Severity.ERROR)


def _save_and_read(scratch: Path) -> str:
    from nianbao.report.storage.files import load_report, save_report

    report = load_report(resources.path(SAMPLE))
    copy = scratch / "自检 报告.nianbao"
    save_report(report, copy)
    _expect(load_report(copy) == report, "存盘后读回的内容不一样")
    return f"存盘 {copy.stat().st_size} 字节，读回一致"


def _paint_window(scratch: Path) -> str:
    # By name, as in __main__: without a window nothing here knows Qt.
    seen = import_module("nianbao.ui.self_test_window").rehearse(scratch / "自检 报告.nianbao")
    _expect(not seen.problems, "，".join(seen.problems))
    return (
        f"窗口 {seen.width}×{seen.height}，{seen.pages} 页都画得出来，"
        f"字体“{seen.font}”，标题“{seen.title}”"
    )


def _export(scratch: Path) -> str:
    from nianbao.formats.registry import all_forms
    from nianbao.ui.paper.formats import FORMATS

    forms = all_forms()
    for form in forms:
        report = _sample_in(form)
        for exporter in FORMATS:
            _export_and_read(report, form, scratch / f"自检 {form.id}{exporter.ending}")
    endings = " ".join(exporter.ending for exporter in FORMATS)
    return f"{len(forms)} 个表样各导出 {endings}，再读入，每一格都和原来一样"


def _export_and_read(report: "Report", form: "Form", target: Path) -> None:
    """Export, then import as a stranger's file: by other code than that which wrote it."""
    from nianbao.exporters.registry import export_report
    from nianbao.importers.registry import read_source
    from nianbao.report.totals import values_in_force
    from nianbao.ui.paper.formats import FORMATS

    export_report(report, target, exporters=FORMATS)
    written = values_in_force(form, report)
    read = values_in_force(form, read_source(target).report)
    wrong = sum(read.get(key) != value for key, value in written.items())
    _expect(wrong == 0, f"{form.definition.document}的 {target.suffix} 读回来有 {wrong} 格不一样")


STEPS: tuple[tuple[str, Callable[[Path], str]], ...] = (
    ("程序文件", _import_everything),
    ("表样", _load_forms),
    ("审核", _check_samples),
    ("存盘", _save_and_read),
    ("窗口", _paint_window),
    ("导出", _export),
)
