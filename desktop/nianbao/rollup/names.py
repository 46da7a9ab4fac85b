"""Units' names as people write them: which two are one, and which name a doubtful one may mean."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Match:
    """What a written name is on a list."""

    name: str = ""
    """The unit, where only one can be meant."""
    proposals: tuple[str, ...] = ()
    """The units that may be meant, the likeliest first, where it is doubtful."""


def plain(name: str) -> str:
    """Return what tells one unit from another: without blanks, seals, 人民政府 and the like."""
    raise NotImplementedError


class Names:
    """A list of units, to look names up in."""

    def __init__(self, units: Iterable[str]) -> None:
        raise NotImplementedError

    def find(self, written: str) -> Match:
        """Return the unit that a name means, or those that it may mean."""
        raise NotImplementedError


def unit_in_file_name(stem: str) -> str:
    """Return the unit that a file's name names: 1.教育局2024年政府信息公开年报（盖章）."""
    raise NotImplementedError


def proposals(written: str, units: Sequence[str], most: int = 5) -> tuple[str, ...]:
    """Return the units whose names are nearest to a written one."""
    raise NotImplementedError
