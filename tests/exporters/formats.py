"""The formats by name, for tests of one of them: what else the registry lists changes nothing here."""

from nianbao.exporters.exporter import Exporter
from nianbao.exporters.registry import EXPORTERS


def by_ending(ending: str) -> Exporter:
    """The format of an ending."""
    return next(one for one in EXPORTERS if one.ending == ending)


DOCX, HTML, XLSX = by_ending(".docx"), by_ending(".html"), by_ending(".xlsx")
