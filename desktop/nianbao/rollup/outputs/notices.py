"""The list of missing units for 催报, and the draft of a 通报 about the whole collection."""

from datetime import date

from nianbao.rollup.findings import RollupFinding
from nianbao.rollup.model import Collection
from nianbao.rollup.sums import Sum


def missing_list(collection: Collection, day: date) -> str:
    """Return the list of missing and late units as plain text, to be pasted into a message."""
    raise NotImplementedError


def missing_docx(collection: Collection, day: date) -> bytes:
    """Return the same list as a .docx."""
    raise NotImplementedError


def notice_docx(
    collection: Collection, total: Sum, findings: tuple[RollupFinding, ...], day: date
) -> bytes:
    """Return the draft of a 通报: who handed in when, what was wrong, the sums, what is to be done."""
    raise NotImplementedError
