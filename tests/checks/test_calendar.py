"""What is to be done by when, for each level, on any day."""

from datetime import date, timedelta

import pytest

from nianbao.checks.calendar import State, Task, day_words, steps, tasks, year_in_hand
from nianbao.checks.settings import LocalRules, default_rules, parse_rules
from nianbao.formats.levels import all_levels, load_level
from nianbao.report.errors import UserError

NOVEMBER = date(2026, 11, 29)


def days(level: str, rules: LocalRules | None = None, today: date = NOVEMBER) -> dict[str, date]:
    rules = rules or default_rules()
    return {one.id: one.by for one in tasks(2026, load_level(level), rules, today)}


def states(today: date, *done: str) -> dict[str, State]:
    found = tasks(2026, load_level("county_department"), default_rules(), today, done)
    return {one.id: one.state for one in found}


def test_a_department_submits_and_publishes_by_the_end_of_january() -> None:
    found = days("county_department")

    assert found["collect"] == date(2026, 12, 31)
    assert found["submit"] == found["publish"] == date(2027, 1, 31)
    assert found["reconcile"] == date(2027, 1, 11)


def test_a_government_has_until_the_end_of_march() -> None:
    assert days("county_government")["publish"] == date(2027, 3, 31)
    assert days("city_government")["secrecy"] == date(2027, 3, 21)


@pytest.mark.parametrize("level", all_levels(), ids=lambda level: level.id)
def test_the_steps_follow_each_other(level: object) -> None:
    found = [*days(level.id).values()]  # type: ignore[attr-defined]

    assert found == sorted(found)
    assert len(found) == len(steps()) == 8


def test_an_office_has_days_of_its_own() -> None:
    content = '[deadlines]\ntownship = "01-20"\n[calendar]\nsubmit = "01-10"\nsecrecy = 12\n'
    rules = parse_rules(content.encode(), "本地规则.toml")

    found = days("township", rules)

    assert found["publish"] == date(2027, 1, 20)
    assert found["submit"] == date(2027, 1, 10)
    assert found["secrecy"] == date(2027, 1, 8)


def test_a_day_to_submit_after_the_publication_is_the_day_of_publication() -> None:
    rules = parse_rules(b'[calendar]\nsubmit = "03-01"\n', "本地规则.toml")

    assert days("county_department", rules)["submit"] == date(2027, 1, 31)


@pytest.mark.parametrize("line", ['submit = "02-30"', "secrecy = -1", 'sign = "七天"', "x = 1"])
def test_a_calendar_that_makes_no_sense_is_refused(line: str) -> None:
    with pytest.raises(UserError):
        parse_rules(f"[calendar]\n{line}\n".encode(), "本地规则.toml")


def test_the_first_step_to_come_is_next() -> None:
    found = states(date(2027, 1, 20))

    assert found["collect"] is found["fill"] is State.PAST
    assert found["secrecy"] is State.NEXT
    assert found["publish"] is State.LATER


def test_a_step_may_be_done_on_its_last_day() -> None:
    assert states(date(2027, 1, 21))["secrecy"] is State.NEXT
    assert states(date(2027, 1, 22))["secrecy"] is State.PAST


def test_what_the_report_shows_to_be_done_is_not_next() -> None:
    found = states(date(2027, 1, 20), "secrecy")

    assert found["secrecy"] is State.DONE
    assert found["sign"] is State.NEXT


def test_after_the_last_day_nothing_is_to_come() -> None:
    assert set(states(date(2027, 6, 1)).values()) == {State.PAST}


@pytest.mark.parametrize(
    ("today", "level", "year"),
    [
        (date(2026, 11, 29), "county_department", 2026),
        (date(2026, 12, 31), "county_department", 2026),
        (date(2027, 1, 1), "county_department", 2026),
        (date(2027, 3, 2), "county_department", 2026),
        (date(2027, 3, 3), "county_department", 2027),
        (date(2027, 4, 30), "county_government", 2026),
        (date(2027, 5, 1), "county_government", 2027),
    ],
)
def test_the_year_in_hand_is_last_years_until_it_is_kept(
    today: date, level: str, year: int
) -> None:
    assert year_in_hand(load_level(level), default_rules(), today) == year


def test_every_day_of_two_years_has_a_next_step() -> None:
    level, rules = load_level("township"), default_rules()
    day = date(2027, 1, 1)
    while day < date(2029, 1, 1):
        found = tasks(year_in_hand(level, rules, day), level, rules, day)
        assert [one.state for one in found].count(State.NEXT) == 1, day
        day += timedelta(days=1)


def test_a_day_is_said_with_what_is_left() -> None:
    assert day_words(date(2027, 1, 31), date(2027, 1, 21)) == "1月31日前（还有 10 天）"
    assert day_words(date(2027, 1, 31), date(2027, 1, 31)) == "1月31日（就是今天）"
    assert day_words(date(2024, 1, 31), date(2027, 1, 1)) == "2024年1月31日"


def test_tasks_say_what_they_rest_on() -> None:
    found: tuple[Task, ...] = tasks(2026, load_level("township"), default_rules(), NOVEMBER)

    assert all(one.grounds for task in found for one in task.says)
