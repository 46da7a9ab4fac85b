"""The calendar of this office: its level and local rules, the report in hand, today."""

from dataclasses import dataclass
from datetime import date, datetime

from nianbao.checks.calendar import SECRECY, State, Task, tasks, year_in_hand
from nianbao.formats.levels import UNKNOWN_LEVEL, Level, level_of
from nianbao.report.book import Report
from nianbao.ui.system import preferences
from nianbao.ui.system.local_rules import local_rules


@dataclass(frozen=True)
class OfficeCalendar:
    """What is to be done for the report of one year."""

    year: int
    today: date
    tasks: tuple[Task, ...]
    is_guess: bool = False
    """Whether nobody has said what level the office is, so that the days of departments stand in."""

    @property
    def coming(self) -> tuple[Task, ...]:
        """What is not done and not past yet."""
        return tuple(one for one in self.tasks if one.state in {State.NEXT, State.LATER})


def today() -> date:
    """Return the clerk's day."""
    return datetime.now().astimezone().date()


def calendar_of(report: Report) -> OfficeCalendar:
    """Return the calendar of a report."""
    done = {SECRECY} if report.secrecy_reviewed else set()
    level = level_of(report.level, report.unit)
    now = today()
    return OfficeCalendar(report.year, now, tasks(report.year, level, local_rules(), now, done))


def calendar_in_hand() -> OfficeCalendar:
    """Return the calendar of the report that this office makes next; no report is open."""
    now, level = today(), _level()
    year = year_in_hand(level, local_rules(), now)
    is_guess = level.id == UNKNOWN_LEVEL
    return OfficeCalendar(year, now, tasks(year, level, local_rules(), now), is_guess)


def _level() -> Level:
    """The level that was chosen for the last new report, else the one its unit's name tells."""
    return level_of(preferences.text("level"), preferences.text("unit"))
