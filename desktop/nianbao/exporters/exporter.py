"""What a format is: a function from the paper to a file's content, and one that reads it back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from nianbao.exporters.printed.paper import Paper

Place = tuple[int, int]
"""Grid row and column at which a merged cell begins, from 0."""


@dataclass(frozen=True)
class Printed:
    """What stands in a finished file, read without knowing how it was written."""

    tables: tuple[Mapping[Place, str], ...]
    paragraphs: tuple[str, ...] | None = None
    """None where the format holds the tables only."""


Render = Callable[[Paper], bytes]
Read = Callable[[bytes, Paper], Printed]


@dataclass(frozen=True)
class FileKind:
    """What is known of a format before anything that writes it is loaded."""

    ending: str
    name: str
    """What a clerk calls it."""
    follows_office: bool = field(default=False, kw_only=True)
    """Whether it takes page and styles of an office's own template."""

    def made_by(self, render: Render, read: Read) -> "Exporter":
        """Return the format with what writes it and what reads it back."""
        return Exporter(self.ending, self.name, render, read, follows_office=self.follows_office)


@dataclass(frozen=True)
class Exporter(FileKind):
    """One format."""

    render: Render
    read: Read
    """What the file says; the paper tells only where to look."""
