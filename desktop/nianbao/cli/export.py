"""``nianbao export``: write a report by the ending of the output file, and say what still fails."""

from pathlib import Path

from nianbao.checks.engine import run_checks
from nianbao.checks.findings import Severity, count
from nianbao.cli.console import remark, say
from nianbao.cli.sources import read_named
from nianbao.exporters.registry import export_report


def export(name: str, output: Path) -> int:
    """Export a report, errors or not; return 0."""
    report = read_named(name).report
    export_report(report, output)
    errors = count(run_checks(report), Severity.ERROR)
    if errors:
        remark(f"注意：这份报告还有 {errors} 处错误没有改正。")
    say(f"已导出到 {output}")
    return 0
