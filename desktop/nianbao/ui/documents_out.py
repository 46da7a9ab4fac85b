"""The document formats that the window offers, and how one is rendered to bytes."""

from pathlib import Path

from nianbao.exporters.describe import describe
from nianbao.exporters.paper import PaperOptions
from nianbao.exporters.registry import EXPORTERS, Exporter, exporter_for
from nianbao.report.book import Report


def formats() -> tuple[Exporter, ...]:
    """Return the formats, the usual one first."""
    return EXPORTERS


def render(report: Report, path: Path, *, wide: bool) -> bytes:
    """Return the document for a file of that ending; UserError where there is no such format."""
    exporter = exporter_for(path, formats())
    return exporter.render(describe(report, PaperOptions(wide_tables=wide)))
