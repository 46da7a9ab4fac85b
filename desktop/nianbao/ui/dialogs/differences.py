"""What differs between two states of a report, by the names a clerk knows."""

from nianbao.formats.registry import Form
from nianbao.report.difference import Difference

SHOWN = 12
"""Names that are listed before it says that there are more."""


def named_cells(difference: Difference, form: Form) -> str:
    """Return a line that names the cells that differ; empty where none do."""
    names = [form.cells[key].name for key in difference.cells if key in form.cells]
    if not names:
        return ""
    return f"不同的格：{'、'.join(names[:SHOWN])}" + ("等" if len(names) > SHOWN else "")
