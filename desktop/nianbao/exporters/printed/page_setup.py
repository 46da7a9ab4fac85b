"""Page, type and table settings: ``resources/page.toml`` as frozen models, read by every exporter."""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from nianbao import resources

FILE = "page.toml"
TWIPS_IN_HALF_POINT = 10
"""Sizes of type are half points, everything else on a page is twips."""

StyleName = Literal[
    "body",
    "title",
    "heading_1",
    "heading_2",
    "heading_3",
    "heading_4",
    "note",
    "attachment",
    "attachment_first",
    "attachment_next",
    "signature",
    "date",
    "contact",
    "footer",
    "cell_head",
    "cell_label",
    "cell_number",
    "cell_remark",
    "dense_head",
    "dense_label",
    "dense_number",
    "dense_remark",
]
Align = Literal["left", "center", "right", "both"]


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Page(_Data):
    """The sheet and its type area, in twips."""

    width: int
    height: int
    top: int
    bottom: int
    left: int
    right: int
    header: int
    footer: int
    line: int
    """Pitch of a line of text; 22 lines fill the type area."""
    characters: int
    tracking: int
    title_em: int

    @property
    def text_width(self) -> int:
        """Width of the type area."""
        return self.width - self.left - self.right

    @property
    def text_height(self) -> int:
        """Height of the type area."""
        return self.height - self.top - self.bottom


class PageNumber(_Data):
    """The number at the foot of each page, on the outer side."""

    style: StyleName
    before: str
    after: str
    outer_em: int


class LineBreaks(_Data):
    """Where a line of Chinese text may not be broken (禁则)."""

    never_first: str
    never_last: str
    unbroken: str
    ends_latin: str
    longest_word: int


class Font(_Data):
    """A font by the role it has, and what may stand in for it."""

    name: str
    kin: tuple[str, ...] = ()
    """Names under which a PC may have the same face; no document writes them."""
    alternatives: tuple[str, ...]
    bold_alternatives: tuple[str, ...] = ()
    panose: str
    family: Literal["auto", "modern", "roman"]
    pitch: Literal["fixed", "variable"]
    generic: Literal["serif", "sans-serif"] = "serif"
    """What a browser takes where it has none of these."""
    bold: bool = False
    """Whether it is set bold, as an office's style may be."""


class Style(_Data):
    """A paragraph style."""

    word: str
    """The style's id in a Word document."""
    name: str
    """The style's name in Word; "heading 1" and the like are Word's own."""
    font: str
    size: int
    """Half points."""
    line: int | None = None
    """Exact line pitch; the page's where not given."""
    align: Align
    first_em: int = 0
    """Indent of the first line, in characters; negative hangs out."""
    left_em: int = 0
    lines_before: int = 0
    lines_after: int = 0
    space_before: int = 0
    """Twips besides, as an office's style has them."""
    space_after: int = 0
    colour: str = ""
    """Six hexadecimal digits; black where not given."""
    outline: int | None = None
    keep_next: bool = False
    tracked: bool = True
    """Whether the text is set on the pitch of 28 characters to the line."""


class Lead(_Data):
    """The character style of a heading that runs into its text."""

    word: str
    name: str
    font: str
    colour: str = ""


class TableSettings(_Data):
    """What holds for every table."""

    border: int
    margin: int
    vertical_margin: int
    gap: int
    narrow_column: int
    narrow_margin: int
    tight_margin: int
    row_height: int
    dense_rows: int
    dense_row_height: int
    upright_rows: int
    digit_em: float
    smallest_number: int
    longest_note: int
    note_lines: int


class Setup(_Data):
    """Everything that ``page.toml`` says."""

    page: Page
    page_number: PageNumber
    line_breaks: LineBreaks
    fonts: Mapping[str, Font]
    styles: Mapping[StyleName, Style] = Field(min_length=22)
    leads: Mapping[int, Lead]
    """By the level of the heading."""
    table: TableSettings

    def font_of(self, style: StyleName) -> Font:
        """Return the font of a style."""
        return self.fonts[self.styles[style].font]

    def blank_before(self, style: StyleName) -> int:
        """Return the blank above a paragraph of a style in twips."""
        one = self.styles[style]
        return one.lines_before * self.page.line + one.space_before

    def blank_after(self, style: StyleName) -> int:
        """Return the blank below it."""
        one = self.styles[style]
        return one.lines_after * self.page.line + one.space_after

    def line_of(self, style: StyleName) -> int:
        """Return a style's exact line pitch in twips."""
        line = self.styles[style].line
        return self.page.line if line is None else line


@lru_cache(maxsize=1)
def load_setup() -> Setup:
    """Return the settings; raises pydantic.ValidationError or KeyError where the file is wrong."""
    setup = Setup.model_validate(tomllib.loads(resources.text(FILE)))
    for style in setup.styles.values():
        setup.fonts[style.font]
    for lead in setup.leads.values():
        setup.fonts[lead.font]
    return setup
