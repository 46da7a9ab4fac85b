"""The sections' headings as a source shows them, for the check of what it was published with."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from nianbao.checks.headings import HeadingFault, heading_faults
from nianbao.formats.registry import Form, load_form
from nianbao.formats.schema import SectionDef
from nianbao.importers.document import Document, Place
from nianbao.importers.result import Problem
from nianbao.importers.vocabulary.words import squeeze
from nianbao.importers.whole.headings import Heading, Piece

_LONGEST = 60
"""Characters from a heading's beginning among which a page may have broken it over two lines."""
_LONGEST_CELL = 80


def shown_headings(
    document: Document,
    pieces: Sequence[Piece],
    headings: Mapping[int, Heading | None],
    form: Form,
) -> dict[str, str]:
    """Return the headings by section, in the order of the source."""
    found: dict[str, tuple[Place, int, str]] = {}
    for number, heading in headings.items():
        if heading is not None:
            words = _words(pieces, number, heading)
            found[heading.section.id] = (pieces[number].place, number, words)
    for section in form.sections:
        block = None if section.id in found else _grid_with(document, section)
        if block is not None:
            found[section.id] = (Place(block), -1, section.label)
    return {key: found[key][2] for key in sorted(found, key=lambda key: found[key][:2])}


def _words(pieces: Sequence[Piece], number: int, heading: Heading) -> str:
    """Return a heading as it stands there, whole where its line was broken."""
    official = heading.section.label
    following = "".join(piece.text for piece in pieces[number : number + 3])
    if squeeze(following)[:_LONGEST].startswith(squeeze(official)):
        return official
    return pieces[number].text.strip().removesuffix(heading.rest).strip()


def _grid_with(document: Document, section: SectionDef) -> int | None:
    """Return the table that bears a section's heading in a cell of its own, where one does."""
    label = squeeze(section.label)
    for number, grid in document.grids():
        for row in grid.rows:
            for cell in row:
                text = cell.text
                if 2 * len(text) >= len(label) and squeeze(text[:_LONGEST_CELL]).startswith(label):
                    return number
    return None


def heading_problems(
    form: Form, shown: Mapping[str, str] | None, places: Mapping[str, Place]
) -> list[Problem]:
    """Return what is amiss with the headings, each where the review can show it."""
    faults = () if shown is None else _faults(form.id, tuple(shown.items()))
    return [
        Problem("heading", one.message, places.get(one.section), where="标题") for one in faults
    ]


@lru_cache(maxsize=256)
def _faults(form_id: str, shown: Sequence[tuple[str, str]]) -> Sequence[HeadingFault]:
    """Return what is amiss; most reports of a year show the same headings."""
    return heading_faults(load_form(form_id), dict(shown))
