"""A year's calendar: what to do by when, until the report is published and kept."""

import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto
from functools import lru_cache

from pydantic import BaseModel, ConfigDict, model_validator

from nianbao import resources
from nianbao.checks.settings import LocalRules
from nianbao.formats.grounds.statements import Said, Statement
from nianbao.formats.levels import Level

FILE = "calendar.toml"
SUBMIT, SECRECY = "submit", "secrecy"


class Step(BaseModel):
    """One step as the data has it."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", defer_build=True, arbitrary_types_allowed=True
    )

    id: str
    title: str
    says: Said
    on: str = ""
    """Month and day in the report's year."""
    before: int | None = None
    """Days before the day of publication."""

    @model_validator(mode="after")
    def _has_one_day(self) -> "Step":
        if bool(self.on) == (self.before is not None):
            message = f"{FILE}: step {self.id} needs either a day or days before the publication"
            raise ValueError(message)
        return self


class State(Enum):
    """Where a step stands today."""

    DONE = auto()
    """The report itself tells that it was done."""
    PAST = auto()
    """Its last day has gone by."""
    NEXT = auto()
    """The first of those that are still to come."""
    LATER = auto()


@dataclass(frozen=True)
class Task:
    """A step with its last day."""

    id: str
    title: str
    says: tuple[Statement, ...]
    by: date
    state: State


@lru_cache(maxsize=1)
def steps() -> tuple[Step, ...]:
    """Return the steps in their order."""
    data = tomllib.loads(resources.text(FILE))
    return tuple(Step.model_validate(one) for one in data["steps"])


def tasks(
    year: int, level: Level, rules: LocalRules, today: date, done: Collection[str] = ()
) -> tuple[Task, ...]:
    """Return what an organ of ``level`` does for its report of ``year``, with last days.

    ``done`` are the ids of steps that the report itself shows to be done.
    """
    due = rules.deadlines.for_level(level, year)
    days = [(step, _last_day(step, year, due, rules)) for step in steps()]
    coming = next((step.id for step, by in days if by >= today and step.id not in done), "")
    return tuple(
        Task(step.id, step.title, step.says, by, _state(step.id, by, today, coming, done))
        for step, by in days
    )


def _last_day(step: Step, year: int, due: date, rules: LocalRules) -> date:
    """A day of the locality comes before the data's; nothing but keeping is later than publishing."""
    if step.on:
        return date.fromisoformat(f"{year}-{step.on}")
    if step.id == SUBMIT and rules.calendar.submit:
        return min(due, date.fromisoformat(f"{year + 1}-{rules.calendar.submit}"))
    before = rules.calendar.days().get(step.id, step.before)
    return due - timedelta(days=before or 0)


def _state(step_id: str, by: date, today: date, coming: str, done: Collection[str]) -> State:
    if step_id in done:
        return State.DONE
    if by < today:
        return State.PAST
    return State.NEXT if step_id == coming else State.LATER


def year_in_hand(level: Level, rules: LocalRules, today: date) -> int:
    """Return the year whose report is to be made: last year's until it is kept, then this year's."""
    last = today.year - 1
    kept = tasks(last, level, rules, today)[-1].by
    return last if today <= kept else today.year


def day_words(day: date, today: date) -> str:
    """Return a day as a clerk reads it in a list: 1月31日, with how many days are left."""
    left = (day - today).days
    year = f"{day.year}年" if day.year not in {today.year, today.year + 1} else ""
    words = f"{year}{day.month}月{day.day}日"
    if left < 0:
        return words
    return f"{words}（就是今天）" if left == 0 else f"{words}前（还有 {left} 天）"
