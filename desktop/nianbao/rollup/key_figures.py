"""The few cells that stand for a whole report where there is room for a line: declared as data."""

import tomllib
from functools import lru_cache

from pydantic import BaseModel, ConfigDict

from nianbao import resources
from nianbao.formats.registry import Form

FILE = "rollup/key_figures.toml"


class KeyFigure(BaseModel):
    """One cell with a name short enough for a column's head."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    cell: str
    label: str


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    family: str
    figures: tuple[KeyFigure, ...]


@lru_cache(maxsize=1)
def _data() -> _Data:
    return _Data.model_validate(tomllib.loads(resources.text(FILE)))


def key_figures(form: Form) -> tuple[KeyFigure, ...]:
    """Return the figures that a form has, in their order; none where it is another family's."""
    data = _data()
    mine = form.family == data.family
    return tuple(one for one in data.figures if mine and one.cell in form.cells)
