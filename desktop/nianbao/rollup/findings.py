"""What does not hold for the sum, and of units against each other: R-SUM, R-CARRY, R-ALIKE."""

from nianbao.rollup.alike import Alike, check_alike, compare_texts
from nianbao.rollup.balance import check_sum
from nianbao.rollup.found import RollupFinding, settled

__all__ = ["Alike", "RollupFinding", "check_alike", "check_sum", "compare_texts", "settled"]
