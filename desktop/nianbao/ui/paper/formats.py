"""Every format, the painter's PDF among them, in the order in which they are offered."""

from nianbao.exporters.exporter import Exporter
from nianbao.exporters.registry import EXPORTERS, KINDS
from nianbao.ui.paper.pdf import ARCHIVAL_PDF, PDF


def _in_order(pdf: Exporter) -> tuple[Exporter, ...]:
    made = {one.ending: one for one in (*EXPORTERS, pdf)}
    return tuple(made[kind.ending] for kind in KINDS)


FORMATS = _in_order(PDF)
ARCHIVAL_FORMATS = _in_order(ARCHIVAL_PDF)
"""The same, with PDF/A for PDF."""
