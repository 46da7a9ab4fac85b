"""Levels of the organ that reports; what follows from a level is data in ``resources/levels.toml``."""

import re
import tomllib
from functools import lru_cache

from pydantic import BaseModel, ConfigDict

from nianbao import resources

NO_LEVEL = ""
"""Nobody has said what the organ is: its name tells."""
UNNAMED_LEVEL = "township"
UNKNOWN_LEVEL = "other"


class Level(BaseModel):
    """One level of administration."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    id: str
    label: str
    is_government: bool
    """A 人民政府 also reports 工作考核、社会评议和责任追究结果 (条例第五十条第四项)."""
    makes_regulations: bool
    """Whether an organ of this level may make 规章 (立法法)."""
    fee_limit: int | None = None
    """万元 above which a fee was probably entered in 元."""
    unit_name: str | None = None
    """Pattern of the names of such organs."""


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


@lru_cache(maxsize=256)
def level_of(level_id: str, unit: str) -> Level:
    """Return the level that counts for an organ.

    A level that was chosen stands. Where nobody chose one, as in a report that was read from
    elsewhere, the organ's name decides; a name that tells nothing makes no level certain.
    """
    if any(one.id == level_id for one in all_levels()):
        return load_level(level_id)
    unit = unit.strip()
    if not unit:
        return load_level(UNNAMED_LEVEL)
    order = [one for one in all_levels() if one.id.startswith("province")]
    order += [one for one in all_levels() if not one.id.startswith("province")]
    for level in order:
        if level.unit_name and re.search(level.unit_name, unit):
            return level
    return load_level(UNKNOWN_LEVEL)
