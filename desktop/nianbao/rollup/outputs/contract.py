"""The JSON of ``nianbao rollup``."""

from collections.abc import Sequence
from typing import Any

from nianbao.rollup.findings import RollupFinding
from nianbao.rollup.model import Collection
from nianbao.rollup.sums import Sum


def to_json(
    collection: Collection, total: Sum, findings: Sequence[RollupFinding] = ()
) -> dict[str, Any]:
    """Return the object that scripts read."""
    raise NotImplementedError
