"""What the review window shows: the source, what was read from it, and where each piece stands.

The source at the left is ``result.document.blocks``: paragraphs and tables in reading order, in
simplified characters. Every piece that was read has a ``Place(block, row, cell)`` in it:

- ``result.marks[cell key]`` is a ``Mark`` with the state *read* or *inferred* and its place;
- ``result.texts[text key]`` are the places of a text's paragraphs (``preamble`` too);
- ``result.unread`` are the pieces that were left out, with place, text, reason and the cells that
  they may belong to;
- ``result.left_out`` are the pieces that were understood and are no part of the report, with place,
  text and reason.

``result.at(place)`` leads from a click at the left to the cells and texts at the right;
``result.reading`` is what ``nianbao read`` prints. Corrections are made in a copy of
``result.reading.report``; the window takes it over as one undo step.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple, overload

from nianbao.importers.document import Aside, Document, Place, describe
from nianbao.importers.result import Problem, Unread
from nianbao.report.contract import Reading

State = Literal["read", "inferred"]


class Mark(NamedTuple):
    """A cell's state and where it stands in the source."""

    state: State
    place: Place


@dataclass(frozen=True)
class ImportResult:
    """A reading with the way back into its source."""

    reading: Reading
    document: Document
    places: Mapping[str, Place] = field(default_factory=dict)
    """Of the cells that were read."""
    inferred: Collection[str] = ()
    """Those of them that only the form's sums tell apart."""
    texts: Mapping[str, Sequence[Place]] = field(default_factory=dict)
    unread: Sequence[Unread] = ()
    problems: Sequence[Problem] = ()
    left_out: Sequence[Aside] = ()

    @cached_property
    def marks(self) -> Mapping[str, Mark]:
        """The state and the place of each cell; only the review window asks."""
        return {
            key: Mark("inferred" if key in self.inferred else "read", place)
            for key, place in self.places.items()
        }

    def at(self, place: Place) -> tuple[str, ...]:
        """Return the keys of the cells and texts that were read from a place."""
        cells = [key for key, one in self.places.items() if one == place]
        texts = [key for key, places in self.texts.items() if place in places]
        return (*cells, *texts)

    def where(self, place: Place) -> str:
        """Return a place in words."""
        return describe(self.document, place)


class PieceEntries(Sequence[Mapping[str, str]]):
    """The ``unread`` or the ``left_out`` list of the contract; put into words when it is asked for.

    A source has fifty pieces that were understood, and a county reads a thousand sources.
    """

    def __init__(self, pieces: Sequence[Unread | Aside], document: Document) -> None:
        """Take the pieces and the document that they stand in."""
        self._pieces = pieces
        self._document = document

    @cached_property
    def _entries(self) -> tuple[Mapping[str, str], ...]:
        return tuple(
            {
                "place": describe(self._document, piece.place),
                "text": piece.text,
                "reason": piece.reason,
            }
            for piece in self._pieces
        )

    def __len__(self) -> int:
        """Return how many pieces there are."""
        return len(self._pieces)

    @overload
    def __getitem__(self, at: int) -> Mapping[str, str]: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Mapping[str, str]]: ...

    def __getitem__(self, at: int | slice) -> Mapping[str, str] | Sequence[Mapping[str, str]]:
        """Return a piece with its place in words."""
        return self._entries[at]

    def __eq__(self, other: object) -> bool:
        """Whether another list says the same."""
        return isinstance(other, Sequence) and self._entries == tuple(other)

    def __hash__(self) -> int:
        """Return the same for lists that say the same."""
        return hash(len(self._pieces))


def problem_entries(
    problems: Sequence[Problem], document: Document
) -> tuple[Mapping[str, str], ...]:
    """Return the ``problems`` list of the contract, one entry a cell where cells are concerned."""
    entries: list[Mapping[str, str]] = []
    for problem in problems:
        place = describe(document, problem.place) if problem.place else problem.where
        entry = {"place": place, "message": problem.message, "kind": problem.kind}
        if problem.cells:
            entries.extend({**entry, "cell": key} for key in problem.cells)
        else:
            entries.append(entry)
    return tuple(entries)
