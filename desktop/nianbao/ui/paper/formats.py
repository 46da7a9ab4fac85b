"""Every format, the painter's PDF among them, in the order in which they are offered."""

from nianbao.exporters.exporter import Exporter
from nianbao.exporters.registry import EXPORTERS
from nianbao.ui.paper.pdf import ARCHIVAL_PDF, PDF

FORMATS: tuple[Exporter, ...] = (EXPORTERS[0], PDF, *EXPORTERS[1:])
ARCHIVAL_FORMATS: tuple[Exporter, ...] = (EXPORTERS[0], ARCHIVAL_PDF, *EXPORTERS[1:])
"""The same, with PDF/A for PDF."""
