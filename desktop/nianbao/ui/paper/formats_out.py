"""The document formats that the window offers, and how one is written."""

from pathlib import Path

from nianbao.exporters.exporter import Exporter
from nianbao.exporters.printed.paper import PaperOptions
from nianbao.exporters.registry import export_report
from nianbao.report.book import Report
from nianbao.ui.paper.formats import ARCHIVAL_FORMATS, FORMATS
from nianbao.ui.paper.office_layout import layout_in_force


def formats() -> tuple[Exporter, ...]:
    """Return the formats, the usual one first."""
    return FORMATS


def write(report: Report, path: Path, *, wide: bool, archival: bool = False) -> None:
    """Write the document and read it back; UserError with the reason where that fails."""
    options = PaperOptions(wide_tables=wide, office=layout_in_force())
    export_report(report, path, options, ARCHIVAL_FORMATS if archival else FORMATS)
