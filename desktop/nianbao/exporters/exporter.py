"""What a format is: a function from the paper to a file's content, and one that reads it back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from nianbao.exporters.printed.paper import Paper

Place = tuple[int, int]
"""Grid row and column at which a merged cell begins, from 0."""


@dataclass(frozen=True)
class Printed:
    """What stands in a finished file, read without knowing how it was written."""

    tables: tuple[Mapping[Place, str], ...]
    paragraphs: tuple[str, ...] | None = None
    """None where the format holds the tables only."""


@dataclass(frozen=True)
class Exporter:
    """One format."""

    ending: str
    name: str
    """What a clerk calls it."""
    render: Callable[[Paper], bytes]
    read: Callable[[bytes, Paper], Printed]
    """What the file says; the paper tells only where to look."""
    follows_office: bool = False
    """Whether it takes page and styles of an office's own template."""
