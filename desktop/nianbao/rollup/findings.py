"""What does not hold for the sum, and of units against each other: R-SUM, R-CARRY, R-ALIKE."""

from dataclasses import dataclass

from nianbao.checks.findings import Severity, TextSpan
from nianbao.rollup.model import QUIET, Collection, Task
from nianbao.rollup.sums import Sum


@dataclass(frozen=True)
class RollupFinding:
    """A finding about the sum or about two units."""

    rule: str
    severity: Severity
    message: str
    hint: str = ""
    section: str = ""
    cells: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    """The units that break the identity, or the two that are alike."""
    subject: str = ""
    """To settle it by: ``decisions.settle(subject, reason)``."""
    reason: str = ""
    """Why it was settled; empty while it stands."""


@dataclass(frozen=True)
class Alike:
    """Two units' texts of one section, with the passages that both have."""

    section: str
    one: str
    other: str
    percent: int
    """Of the shorter text, without official wording and standard sentences."""
    texts: tuple[str, str]
    spans: tuple[tuple[TextSpan, ...], tuple[TextSpan, ...]]
    """The passages in each; ``key`` is the section."""


def check_sum(collection: Collection, total: Sum) -> tuple[RollupFinding, ...]:
    """R-SUM and R-CARRY: fast, from the kept numbers."""
    raise NotImplementedError


def check_alike(collection: Collection, task: Task = QUIET) -> tuple[RollupFinding, ...]:
    """R-ALIKE over all pairs of units; may take seconds for thousands of units."""
    raise NotImplementedError


def compare_texts(collection: Collection, one: str, other: str, section: str) -> Alike:
    """Return two units' texts side by side, read again from their files."""
    raise NotImplementedError
