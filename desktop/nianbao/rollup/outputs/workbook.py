"""The leader's workbook."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from nianbao.rollup.findings import RollupFinding
from nianbao.rollup.model import Collection
from nianbao.rollup.sums import Sum


def write_workbook(
    target: Path,
    collection: Collection,
    total: Sum,
    findings: Sequence[RollupFinding] = (),
    day: date | None = None,
) -> None:
    """Write the .xlsx whole or not at all; UserError where it cannot be written."""
    raise NotImplementedError
