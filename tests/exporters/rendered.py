"""Pages as LibreOffice renders them: texts with their places, lines of tables, ink on the sheet."""

import itertools
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2

MILLIMETRE = 72 / 25.4
LINE = 2.0
"""Millimetres: bottoms of characters that differ by less stand on one line."""
GAP = 0.3
"""Millimetres: characters further apart belong to different words."""
DARK = 200
SOFFICE = shutil.which("soffice")


def to_pdf(files: Mapping[str, bytes], ending: str, folder: Path) -> dict[str, bytes]:
    """Convert documents by name to PDF."""
    return convert(files, ending, "pdf", folder)


def convert(files: Mapping[str, bytes], ending: str, wanted: str, folder: Path) -> dict[str, bytes]:
    """Convert documents by name, in one run of LibreOffice with a profile of its own."""
    assert SOFFICE is not None
    sources = []
    for name, content in files.items():
        sources.append(folder / f"{name}.{ending}")
        sources[-1].write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    out = folder / "converted"
    arguments = [profile, "--headless", "--convert-to", wanted, "--outdir", str(out)]
    command = [SOFFICE, *arguments, *(str(source) for source in sources)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return {name: (out / f"{name}.{wanted}").read_bytes() for name in files}


@dataclass(frozen=True)
class Box:
    """A rectangle in millimetres from the sheet's upper left corner."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, other: "Box", slack: float = 0.5) -> bool:
        """Whether another box lies inside."""
        return (
            self.left - slack <= other.left
            and other.right <= self.right + slack
            and self.top - slack <= other.top
            and other.bottom <= self.bottom + slack
        )


@dataclass(frozen=True)
class Character:
    """A visible character and its place."""

    text: str
    box: Box
    """Of its ink."""
    cell: Box
    """With the blank that belongs to it."""


class Page:
    """One page of a PDF."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self._page = page
        self._height = page.get_height()
        self.characters = list(self._read())
        self.text = "".join(character.text for character in self.characters)

    def find(self, text: str) -> list[Box]:
        """Where a text stands in one line."""
        return [
            _around(boxes)
            for match in re.finditer(re.escape(text), self.text)
            if _on_one_line(boxes := self._boxes(match.start(), match.end()))
        ]

    def shows(self, number: str) -> bool:
        """Whether a number stands in one line, unbroken and no part of a longer one."""
        alone = re.compile(rf"(?<![0-9.]){re.escape(number)}(?![0-9.])")
        return any(alone.search(word) for word in self.words())

    def words(self) -> list[str]:
        """The texts that a gap or a new line parts from what stands before."""
        words = [""]
        for before, after in itertools.pairwise([None, *self.characters]):
            if before and after and not _touch(before.cell, after.cell):
                words.append("")
            words[-1] += after.text if after else ""
        return words

    def _boxes(self, start: int, end: int) -> list[Box]:
        return [one.box for one in self.characters[start:end]]

    def rules(self) -> list[Box]:
        """The drawn lines: borders of tables."""
        kind = pypdfium2.raw.FPDF_PAGEOBJ_PATH
        return [self._box(each.get_bounds()) for each in self._page.get_objects(filter=[kind])]

    def ink(self) -> Box:
        """The smallest box that holds everything that is not white, to half a millimetre."""
        bitmap = self._page.render(scale=2 / MILLIMETRE, grayscale=True)
        rows = [
            bytes(bitmap.buffer[n * bitmap.stride : n * bitmap.stride + bitmap.width])
            for n in range(bitmap.height)
        ]
        dark_rows = [n for n, row in enumerate(rows) if min(row) < DARK]
        dark_columns = [n for n in range(bitmap.width) if min(row[n] for row in rows) < DARK]
        return Box(
            dark_columns[0] / 2,
            dark_rows[0] / 2,
            (dark_columns[-1] + 1) / 2,
            (dark_rows[-1] + 1) / 2,
        )

    def _read(self) -> Iterator[Character]:
        text = self._page.get_textpage()
        for number, character in enumerate(text.get_text_range()):
            if not character.isspace():
                ink, cell = text.get_charbox(number), text.get_charbox(number, loose=True)
                yield Character(character, self._box(ink), self._box(cell))

    def _box(self, bounds: tuple[float, float, float, float]) -> Box:
        left, bottom, right, top = bounds
        return Box(
            left / MILLIMETRE,
            (self._height - top) / MILLIMETRE,
            right / MILLIMETRE,
            (self._height - bottom) / MILLIMETRE,
        )


def _on_one_line(boxes: Sequence[Box]) -> bool:
    bottoms = [box.bottom for box in boxes]
    return max(bottoms) - min(bottoms) < LINE


def _touch(before: Box, after: Box) -> bool:
    gap = after.left - before.right
    return abs(after.bottom - before.bottom) < LINE and -GAP < gap < GAP


def _around(boxes: Sequence[Box]) -> Box:
    return Box(
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )


def pages(content: bytes) -> list[Page]:
    """The pages of a PDF."""
    return [Page(page) for page in pypdfium2.PdfDocument(content)]
