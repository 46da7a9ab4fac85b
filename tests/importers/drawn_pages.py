"""Writes PDFs with words and ruled lines at their places, in fonts that no file holds.

Chinese words have one that the machine puts another in place of. Digits alone have one that the
reader brings along: pdfium drops them where the machine's other font has Chinese signs only.
"""

from collections.abc import Sequence
from typing import NamedTuple

_FONT = (
    "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>",
    "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000/W[1 95 500]/CIDSystemInfo 5 0 R>>",
    "<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>",
    "<</Type/Font/Subtype/Type1/BaseFont/Courier>>",
)

_PAGE = "/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R/F2 6 0 R>>>>"


class Words(NamedTuple):
    """A line of words: where it begins, on what height, how large."""

    text: str
    left: float = 90.0
    height: float = 700.0
    size: float = 12.0


class Rule(NamedTuple):
    """A ruled line."""

    left: float
    right: float
    height: float


Drawn = Words | Rule


def pdf(pages: Sequence[Sequence[Drawn]]) -> bytes:
    """Return a PDF of pages, 595 points wide and 842 high."""
    first = 7
    kids = " ".join(f"{first + 2 * number} 0 R" for number in range(len(pages)))
    parts = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}{_PAGE}>>",
        *_FONT,
    ]
    for number, page in enumerate(pages):
        stream = " ".join(map(_drawn, page))
        parts += [
            f"<</Type/Page/Parent 2 0 R/Contents {first + 2 * number + 1} 0 R>>",
            f"<</Length {len(stream)}>>stream\n{stream}\nendstream",
        ]
    body = "".join(f"{number} 0 obj\n{part}\nendobj\n" for number, part in enumerate(parts, 1))
    return f"%PDF-1.4\n{body}trailer\n<</Root 1 0 R/Size {len(parts) + 1}>>\n%%EOF".encode()


def _drawn(one: Drawn) -> str:
    if isinstance(one, Rule):
        return f"{one.left} {one.height} m {one.right} {one.height} l S"
    font, coding = ("F2", "ascii") if one.text.isdigit() else ("F1", "utf-16-be")
    letters = one.text.encode(coding).hex()
    return f"BT /{font} {one.size} Tf {one.left} {one.height} Td <{letters}> Tj ET"
