"""Which digits of a PDF's page stand in the colour of what they stand on."""

import ctypes
from typing import TYPE_CHECKING, NamedTuple

from nianbao.importers.readers.seen.colours import WHITE, Colour, is_lost

if TYPE_CHECKING:
    import pypdfium2

Edges = tuple[float, float, float, float]
"""Left, bottom, right, top."""
_MOST_GROUNDS = 2000
_LIGHT = 0xC0
"""Of a part of a colour: darker digits are seen on paper, and their ground is not asked for."""


class _Ground(NamedTuple):
    edges: Edges
    colour: Colour


class Grounds:
    """What is painted on a page below its words, found when the first pale digit asks."""

    def __init__(self, page: "pypdfium2.PdfPage", text: "pypdfium2.PdfTextPage") -> None:
        self._page = page
        self._text = text
        self._found: list[_Ground] | None = None

    def hides(self, number: int, edges: Edges) -> bool:
        """Whether nothing is seen of the digit with that number."""
        from pypdfium2 import raw

        ink = _colour(raw.FPDFText_GetFillColor, self._text.raw, number)
        if ink is None:
            return False
        paper = self._below(edges) if max(ink) >= _LIGHT else WHITE
        return is_lost(ink, paper)

    def _below(self, edges: Edges) -> Colour:
        if self._found is None:
            self._found = list(self._painted())
        left, bottom, right, top = edges
        x, y = (left + right) / 2, (bottom + top) / 2
        for (west, south, east, north), colour in reversed(self._found):
            if west <= x <= east and south <= y <= north:
                return colour
        return WHITE

    def _painted(self) -> "list[_Ground]":
        from pypdfium2 import raw

        found: list[_Ground] = []
        for part in self._page.get_objects():
            if len(found) >= _MOST_GROUNDS or part.type == raw.FPDF_PAGEOBJ_TEXT:
                continue
            if part.type != raw.FPDF_PAGEOBJ_PATH:
                found.append(_Ground(part.get_bounds(), "picture"))
                continue
            fill, stroke = ctypes.c_int(), ctypes.c_int()
            raw.FPDFPath_GetDrawMode(part.raw, fill, stroke)
            colour = _colour(raw.FPDFPageObj_GetFillColor, part.raw) if fill.value else None
            if colour is not None:
                found.append(_Ground(part.get_bounds(), colour))
        return found


def _colour(ask: object, *of: object) -> tuple[int, int, int] | None:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    known = callable(ask) and ask(*of, red, green, blue, alpha)
    return (red.value, green.value, blue.value) if known else None
