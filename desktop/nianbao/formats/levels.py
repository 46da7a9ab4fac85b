"""Levels of the organ that reports; what follows from a level is data in ``resources/levels.toml``."""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache

from nianbao import resources
from nianbao.models import Model, read

NO_LEVEL = ""
"""Nobody has said what the organ is: its name tells."""
_ANY_PREFECTURE = "{prefecture}"
UNKNOWN_LEVEL = "other"
"""What an organ is of whose level nothing is known: no rule about a level speaks of it."""


@dataclass(frozen=True, kw_only=True)
class Level(Model):
    """One level of administration."""

    id: str
    label: str
    is_government: bool
    """A 人民政府 also reports 工作考核、社会评议和责任追究结果 (条例第五十条第四项)."""
    makes_regulations: bool
    """Whether an organ of this level may make 规章 (立法法)."""
    deadline_is_law: bool = True
    """Whether the 条例 itself names the day by which the report is published."""
    fee_limit: int | None = None
    """万元 above which a fee was probably entered in 元."""


@dataclass(frozen=True, kw_only=True)
class NamePattern(Model):
    """How the names of organs of one level read."""

    level: str
    pattern: str


@dataclass(frozen=True, kw_only=True)
class LevelData(Model):
    """The whole of ``resources/levels.toml``."""

    levels: tuple[Level, ...]
    names: tuple[NamePattern, ...]


@lru_cache(maxsize=1)
def _data() -> LevelData:
    return read(LevelData, tomllib.loads(resources.text("levels.toml")))


def all_levels() -> tuple[Level, ...]:
    """Return every level, the lowest first."""
    return _data().levels


def load_level(level_id: str) -> Level:
    """Return a level; KeyError where there is none of that id."""
    for level in all_levels():
        if level.id == level_id:
            return level
    raise KeyError(level_id)


@lru_cache(maxsize=1)
def prefecture_names() -> tuple[str, ...]:
    """Return the names of the 设区的市 and 自治州, whole (苏州市, 延边朝鲜族自治州)."""
    data = tomllib.loads(resources.text("prefectures.toml"))
    cities = (f"{name}市" for name in data["cities"])
    return (*cities, *(f"{name}自治州" for name in data["autonomous_prefectures"]))


@lru_cache(maxsize=32)
def _reads_as(pattern: str) -> re.Pattern[str]:
    """Compile how names read, when it is asked for: the cities' names alone take several ms."""
    if _ANY_PREFECTURE in pattern:
        pattern = pattern.replace(_ANY_PREFECTURE, f"(?:{'|'.join(prefecture_names())})")
    return re.compile(pattern)


@lru_cache(maxsize=256)
def level_of(level_id: str, unit: str) -> Level:
    """Return the level that counts for an organ.

    A level that was chosen stands. Where nobody chose one, as in a report that was read from
    elsewhere, the organ's name decides; no name, or one that tells nothing, makes no level certain.
    """
    if any(one.id == level_id for one in all_levels()):
        return load_level(level_id)
    for one in _data().names:
        if _reads_as(one.pattern).search(unit.strip()):
            return load_level(one.level)
    return load_level(UNKNOWN_LEVEL)
