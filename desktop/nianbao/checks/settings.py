"""Local rules: limits that an office may set and pass on as a file."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any

from pydantic_core import ValidationError

from nianbao import resources
from nianbao.formats.levels import Level
from nianbao.models import Bounds, Checked, Model, read
from nianbao.report.errors import UserError
from nianbao.report.storage.files import read_bytes

DATA = "local-rules.toml"
_MAX_BYTES = 30_000_000
"""Such a file may carry the office's template, which is none of the rules'."""
_NO_RULES = "template"
_LINE = re.compile(r"\(at line (\d+)")
"""Where Python's reader of such files says that it stopped."""


def _day(value: str) -> str:
    date.fromisoformat(f"2023-{value}")  # a day that every year has
    return value


def _day_or_empty(value: str) -> str:
    return _day(value) if value else value


Positive = Annotated[int, Bounds(ge=1)]
Day = Annotated[str, Checked(_day)]
DaysBefore = Annotated[int, Bounds(ge=0, le=90)]


@dataclass(frozen=True, kw_only=True)
class Limits(Model):
    """Numbers that local notices set."""

    overview_characters: Positive
    problems_characters: Annotated[int, Bounds(ge=0)]
    same_text_percent: Annotated[int, Bounds(ge=1, le=100)]
    same_text_least: Positive
    jump_times: Annotated[int, Bounds(ge=2)]
    jump_least: Positive


@dataclass(frozen=True, kw_only=True)
class Overview(Model):
    """What a province wants in section 一."""

    sub_headings: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Deadlines(Model):
    """Month and day, ``01-31``, in the year after the report's."""

    department: Day
    government: Day
    township: Day

    def for_level(self, level: Level, year: int) -> date:
        """Return the day by which an organ of ``level`` publishes its report for ``year``."""
        others = self.government if level.is_government else self.department
        day = self.township if level.id == "township" else others
        return date.fromisoformat(f"{year + 1}-{day}")


@dataclass(frozen=True, kw_only=True)
class CalendarDays(Model):
    """Days before the publication, and a day of the locality's own, ``01-20``; empty for none."""

    reconcile: DaysBefore
    fill: DaysBefore
    secrecy: DaysBefore
    sign: DaysBefore
    submit: Annotated[str, Checked(_day_or_empty)]

    def days(self) -> Mapping[str, int]:
        """Return the days before the publication by the id of the step."""
        return {name: value for name, value in asdict(self).items() if isinstance(value, int)}


@dataclass(frozen=True, kw_only=True)
class LocalRules(Model):
    """All local rules."""

    limits: Limits
    overview: Overview
    deadlines: Deadlines
    calendar: CalendarDays


@lru_cache(maxsize=1)
def default_rules() -> LocalRules:
    """Return the shipped local rules."""
    return read(LocalRules, _shipped())


def _shipped() -> dict[str, Any]:
    return tomllib.loads(resources.text(DATA))


def load_rules(path: Path) -> LocalRules:
    """Return an office's rules: the shipped ones with what its file changes; UserError if unreadable."""
    return parse_rules(read_bytes(path, _MAX_BYTES), path.name)


def parse_rules(content: bytes, name: str) -> LocalRules:
    """Return the rules that a file's content describes; ``name`` is for messages."""
    tables = parse_tables(content, name)
    tables.pop(_NO_RULES, None)
    return rules_from(tables, name)


def parse_tables(content: bytes, name: str) -> dict[str, Any]:
    """Return the tables that a file states, unchecked; UserError where it is no such file."""
    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except (
        ValueError,
        RecursionError,
    ) as error:  # an integer of 5,000 digits is no TOMLDecodeError
        line = _LINE.search(str(error))
        raise _not_rules(name, f"第 {line[1]} 行的写法不对" if line else "") from error


def rules_from(
    given: Mapping[str, Any], name: str, policy: Mapping[str, Any] | None = None
) -> LocalRules:
    """Return the shipped rules with what ``given`` changes, and over both what ``policy`` states."""
    try:
        merged = _shipped()
        for tables in (given, policy or {}):
            for table, values in tables.items():
                merged[table] = {**merged.get(table, {}), **values}
        return read(LocalRules, merged)
    except ValidationError as error:
        place = ".".join(str(one) for one in error.errors()[0]["loc"])
        raise _not_rules(name, f"“{place}”这一项不认识，或者数值不对") from error
    except TypeError as error:
        raise _not_rules(name) from error


def _not_rules(name: str, where: str = "") -> UserError:
    """Say that a file is none, and where: who wrote it can mend it, who got it can pass that on."""
    return UserError(
        f"“{name}”不是本地规则文件，或内容有误{f'：{where}' if where else ''}。",
        "请告诉发送人，再要一份，或继续用默认规则。",
    )
