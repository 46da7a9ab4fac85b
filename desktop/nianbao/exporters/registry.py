"""The formats a report can be exported to, by file ending.

Libraries are loaded when a format is first used. The PDF is declared here, so that it can be spoken
of without Qt; its painter needs Qt and joins the list in ``nianbao.ui.paper.formats``.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Protocol, TypeVar

from nianbao.exporters.checked import write_checked
from nianbao.exporters.exporter import Exporter, FileKind, Printed
from nianbao.exporters.printed.paper import Paper, PaperOptions
from nianbao.report.book import Report
from nianbao.report.errors import UserError

_DEFAULT_OPTIONS = PaperOptions()


class Format(Protocol):
    """Whatever a file can be exported as."""

    @property
    def ending(self) -> str:
        """Its file ending, with the dot."""

    @property
    def name(self) -> str:
        """What a clerk calls it."""


AnyFormat = TypeVar("AnyFormat", bound=Format)


def _docx(paper: Paper) -> bytes:
    from nianbao.exporters.word.docx import render

    return render(paper)


def _read_docx(content: bytes, paper: Paper) -> Printed:
    from nianbao.exporters.readback import read_docx

    return read_docx(content, paper)


def _html(paper: Paper) -> bytes:
    from nianbao.exporters.web.html import render

    return render(paper)


def _read_html(content: bytes, paper: Paper) -> Printed:
    from nianbao.exporters.readback import read_html

    return read_html(content, paper)


def _xlsx(paper: Paper) -> bytes:
    from nianbao.exporters.workbook.xlsx import render

    return render(paper)


def _read_xlsx(content: bytes, paper: Paper) -> Printed:
    from nianbao.exporters.readback import read_xlsx

    return read_xlsx(content, paper)


EXPORTERS: tuple[Exporter, ...] = (
    Exporter(".docx", "Word 文档", _docx, _read_docx, follows_office=True),
    Exporter(".html", "网页", _html, _read_html),
    Exporter(".xlsx", "Excel 工作簿（只有表格）", _xlsx, _read_xlsx),
)


PDF_KIND = FileKind(".pdf", "PDF 文档", follows_office=True)
KINDS: tuple[FileKind, ...] = (EXPORTERS[0], PDF_KIND, *EXPORTERS[1:])
"""Every kind of document, in the order in which they are offered."""


def exporter_for(target: Path, exporters: Sequence[AnyFormat]) -> AnyFormat:
    """Return the format for a file's ending; raise UserError where there is none."""
    for exporter in exporters:
        if target.suffix.lower() == exporter.ending:
            return exporter
    known = "、".join(f"{each.ending}（{each.name}）" for each in exporters)
    shown = f"“{target.suffix}”" if target.suffix else "没有扩展名的文件"
    raise UserError(f"不能导出成{shown}。", f"可以导出成：{known}。")


def export_report(
    report: Report,
    target: Path,
    options: PaperOptions = _DEFAULT_OPTIONS,
    exporters: Sequence[Exporter] = EXPORTERS,
) -> None:
    """Write a report to ``target`` and read it back before it is put in place.

    On any failure, a difference included, the old file stays whole and UserError says why.
    """
    exporter = exporter_for(target, exporters)
    taken = options if exporter.follows_office else replace(options, office=None)
    write_checked(exporter, report, target, taken)
