"""An earlier report seen through the cells of a later form, for a look at both side by side."""

from decimal import Decimal

from nianbao.formats.crosswalk import links
from nianbao.formats.registry import Form, load_form
from nianbao.report.book import Report
from nianbao.report.totals import effective_cells


def comparable_values(form: Form, earlier: Report) -> dict[str, Decimal]:
    """Return by this form's cell what the earlier report says there, where it is comparable.

    Where several old cells became one, their sum stands; where one became several, nothing does.
    """
    values = effective_cells(load_form(earlier.form), earlier)
    found: dict[str, Decimal] = {}
    for link in links(load_form(earlier.form), form):
        parts = [value for key in link.old if (value := values.get(key)) is not None]
        if len(link.new) == 1 and len(parts) == len(link.old):
            found[link.new[0]] = sum(parts, Decimal(0))
    return found
