"""The formats a report can be exported to, by file ending.

A format is a function from the paper to the file's content. Libraries are loaded when a format is
first used. The PDF painter needs Qt and joins the list in ``nianbao.ui.paper``.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from nianbao.exporters.describe import describe
from nianbao.exporters.paper import Paper, PaperOptions
from nianbao.report.atomic import write_atomically
from nianbao.report.book import Report
from nianbao.report.errors import UserError

_DEFAULT_OPTIONS = PaperOptions()


@dataclass(frozen=True)
class Exporter:
    """One format."""

    ending: str
    name: str
    """What a clerk calls it."""
    render: Callable[[Paper], bytes]


def _docx(paper: Paper) -> bytes:
    from nianbao.exporters.docx import render

    return render(paper)


def _html(paper: Paper) -> bytes:
    from nianbao.exporters.html import render

    return render(paper)


def _xlsx(paper: Paper) -> bytes:
    from nianbao.exporters.xlsx import render

    return render(paper)


EXPORTERS: tuple[Exporter, ...] = (
    Exporter(".docx", "Word 文档", _docx),
    Exporter(".html", "网页", _html),
    Exporter(".xlsx", "Excel 工作簿（三张表）", _xlsx),
)


def exporter_for(target: Path, exporters: Sequence[Exporter] = EXPORTERS) -> Exporter:
    """Return the exporter for a file's ending; raise UserError where there is none."""
    for exporter in exporters:
        if target.suffix.lower() == exporter.ending:
            return exporter
    known = "、".join(f"{each.ending}（{each.name}）" for each in exporters)
    shown = f"“{target.suffix}”" if target.suffix else "没有扩展名的文件"
    raise UserError(f"不能导出成{shown}。", f"可以导出成：{known}。")


def export_report(report: Report, target: Path, options: PaperOptions = _DEFAULT_OPTIONS) -> None:
    """Write a report to ``target``; on any failure the old file stays whole and UserError says why."""
    exporter = exporter_for(target)
    write_atomically(target, exporter.render(describe(report, options)))
