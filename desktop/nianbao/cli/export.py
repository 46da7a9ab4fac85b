"""``nianbao export``: write a report by the ending of the output file, and say what still fails."""

from pathlib import Path

from nianbao.checks.engine import run_checks
from nianbao.checks.findings import Severity, count
from nianbao.cli.console import remark, say
from nianbao.cli.sources import read_named
from nianbao.exporters.exporter import Exporter
from nianbao.exporters.registry import EXPORTERS, export_report


def export(name: str, output: Path) -> int:
    """Export a report, errors or not; return 0."""
    report = read_named(name).report
    export_report(report, output, exporters=_formats(output))
    errors = count(run_checks(report), Severity.ERROR)
    if errors:
        remark(f"注意：这份报告还有 {errors} 处错误没有改正。")
    say(f"已导出到 {output}")
    return 0


def _formats(output: Path) -> tuple[Exporter, ...]:
    """Every format; the painter's needs Qt, which the others should not have to wait for."""
    if output.suffix.lower() in {each.ending for each in EXPORTERS}:
        return EXPORTERS
    from nianbao.ui.paper.formats import FORMATS

    return FORMATS
