"""Local rules: limits that an office may set and pass on as a file."""

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from nianbao import resources
from nianbao.formats.levels import Level
from nianbao.report.errors import UserError
from nianbao.report.storage.files import read_bytes

DATA = "local-rules.toml"
_MAX_BYTES = 30_000_000
"""Such a file may carry the office's template, which is none of the rules'."""
_NO_RULES = "template"


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Limits(_Data):
    """Numbers that local notices set."""

    overview_characters: int = Field(ge=1)
    problems_characters: int = Field(ge=0)
    same_text_percent: int = Field(ge=1, le=100)
    same_text_least: int = Field(ge=1)
    jump_times: int = Field(ge=2)
    jump_least: int = Field(ge=1)


class Overview(_Data):
    """What a province wants in section 一."""

    sub_headings: tuple[str, ...] = ()


class Deadlines(_Data):
    """Month and day, ``01-31``, in the year after the report's."""

    department: str
    government: str
    township: str

    @field_validator("*")
    @classmethod
    def _is_a_day(cls, value: str) -> str:
        date.fromisoformat(f"2023-{value}")  # a day that every year has
        return value

    def for_level(self, level: Level, year: int) -> date:
        """Return the day by which an organ of ``level`` publishes its report for ``year``."""
        others = self.government if level.is_government else self.department
        day = self.township if level.id == "township" else others
        return date.fromisoformat(f"{year + 1}-{day}")


class CalendarDays(_Data):
    """Days before the publication, and a day of the locality's own, ``01-20``; empty for none."""

    reconcile: int = Field(ge=0, le=90)
    fill: int = Field(ge=0, le=90)
    secrecy: int = Field(ge=0, le=90)
    sign: int = Field(ge=0, le=90)
    submit: str

    @field_validator("submit")
    @classmethod
    def _is_a_day_or_empty(cls, value: str) -> str:
        if value:
            date.fromisoformat(f"2023-{value}")
        return value

    def days(self) -> Mapping[str, int]:
        """Return the days before the publication by the id of the step."""
        return {name: value for name, value in self if isinstance(value, int)}


class LocalRules(_Data):
    """All local rules."""

    limits: Limits
    overview: Overview
    deadlines: Deadlines
    calendar: CalendarDays


@lru_cache(maxsize=1)
def default_rules() -> LocalRules:
    """Return the shipped local rules."""
    return LocalRules.model_validate(_shipped())


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
        raise _not_rules(name) from error


def rules_from(
    given: Mapping[str, Any], name: str, policy: Mapping[str, Any] | None = None
) -> LocalRules:
    """Return the shipped rules with what ``given`` changes, and over both what ``policy`` states."""
    try:
        merged = _shipped()
        for tables in (given, policy or {}):
            for table, values in tables.items():
                merged[table] = {**merged.get(table, {}), **values}
        return LocalRules.model_validate(merged)
    except (ValidationError, TypeError) as error:
        raise _not_rules(name) from error


def _not_rules(name: str) -> UserError:
    return UserError(
        f"“{name}”不是本地规则文件，或内容有误。", "请向发送人再要一份，或继续用默认规则。"
    )
