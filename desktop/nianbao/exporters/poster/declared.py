"""What the picture shows and in which colours: declared in ``resources/poster.toml``."""

import tomllib
from functools import lru_cache
from typing import Literal

from pydantic import BaseModel, ConfigDict

from nianbao import resources
from nianbao.exporters.printed.page_setup import Font

FILE = "poster.toml"


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Colours(_Data):
    """A set of colours of one hue."""

    id: str
    name: str
    band: str
    on_band: str
    sheet: str
    card: str
    tint: str
    accent: str
    ink: str
    muted: str


class FigureDef(_Data):
    """A figure: the sum of those cells that a form has. In a grid's row a cell for each column."""

    name: str
    cells: tuple[str, ...]


class BlockDef(_Data):
    """Figures that are drawn in one way."""

    kind: Literal["pairs", "bars", "tiles", "grid"]
    figures: tuple[FigureDef, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[FigureDef, ...] = ()


class SectionDef(_Data):
    """A card of the picture; a clerk can leave it out."""

    id: str
    title: str
    note: str = ""
    nothing: str = ""
    blocks: tuple[BlockDef, ...]


class Declared(_Data):
    """The whole picture."""

    tag: str
    closing: tuple[str, ...]
    fonts: dict[str, Font]
    """By weight: plain and bold."""
    colours: tuple[Colours, ...]
    sections: tuple[SectionDef, ...]


@lru_cache(maxsize=1)
def declared() -> Declared:
    """Return what is declared."""
    return Declared.model_validate(tomllib.loads(resources.text(FILE)))


def colours(name: str) -> Colours:
    """Return a set of colours; the first one where the name is none's."""
    known = declared().colours
    return next((one for one in known if one.id == name), known[0])
