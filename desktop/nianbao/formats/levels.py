"""Levels of the organ that reports; what follows from a level is data in ``resources/levels.toml``."""

import tomllib
from functools import lru_cache

from pydantic import BaseModel, ConfigDict

from nianbao import resources

DEFAULT_LEVEL = "township"


class Level(BaseModel):
    """One level of administration."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    label: str
    is_government: bool
    """A 人民政府 also reports 工作考核、社会评议和责任追究结果 (条例第五十条第四项)."""
    makes_regulations: bool
    """Whether an organ of this level may make 规章 (立法法)."""
    fee_limit: int | None = None
    """万元 above which a fee was probably entered in 元."""


@lru_cache(maxsize=1)
def all_levels() -> tuple[Level, ...]:
    """Return every level, the lowest first."""
    data = tomllib.loads(resources.text("levels.toml"))
    return tuple(Level.model_validate(entry) for entry in data["levels"])


def load_level(level_id: str) -> Level:
    """Return a level; KeyError where there is none of that id."""
    for level in all_levels():
        if level.id == level_id:
            return level
    raise KeyError(level_id)
