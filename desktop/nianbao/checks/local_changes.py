"""What an office has set otherwise than the program, in words: a record says by what it was checked."""

import tomllib
from collections.abc import Sequence
from dataclasses import asdict
from functools import lru_cache

from nianbao import resources
from nianbao.checks.settings import LocalRules, default_rules

_DATA = "local-rules-said.toml"
_NONE = "无"


@lru_cache(maxsize=1)
def sentences() -> dict[str, dict[str, str]]:
    """Return what is said of each key that a check reads, by its table."""
    return tomllib.loads(resources.text(_DATA))


def local_changes(rules: LocalRules) -> tuple[str, ...]:
    """Return each limit that differs, with what it is without the office: 总体情况不超过 800 字（默认 1000）."""
    mine, shipped = asdict(rules), asdict(default_rules())
    return tuple(
        f"{sentence.format(_words(mine[table][key]))}（默认 {_words(shipped[table][key])}）"
        for table, keys in sentences().items()
        for key, sentence in keys.items()
        if mine[table][key] != shipped[table][key]
    )


def _words(value: int | Sequence[str]) -> str:
    if isinstance(value, int):
        return str(value)
    return "、".join(f"“{one}”" for one in value) or _NONE
