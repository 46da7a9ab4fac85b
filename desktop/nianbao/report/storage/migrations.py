"""Steps from an older report file to the next schema, on plain dicts only.

A step never uses live classes: it must work years later on the file as it was. Add a step for
every change of the schema, and a saved sample of the old version to the tests.
"""

from collections.abc import Callable, Mapping
from typing import Any

Step = Callable[[dict[str, Any]], dict[str, Any]]

SCHEMA_VERSION = 5


def _with_earlier_reports(data: dict[str, Any]) -> dict[str, Any]:
    """2: a report may bring earlier years' reports; older programs would call it damaged."""
    return data


def _with_guessed_years(data: dict[str, Any]) -> dict[str, Any]:
    """3: a report may say that its year is only a guess; older programs would call it damaged."""
    return data


def _with_ticks(data: dict[str, Any]) -> dict[str, Any]:
    """4: a report may say which cells were compared; older programs would call it damaged."""
    return data


def _with_headings(data: dict[str, Any]) -> dict[str, Any]:
    """5: a report may keep its source's headings; older programs would call it damaged."""
    return data


STEPS: Mapping[int, Step] = {
    1: _with_earlier_reports,
    2: _with_guessed_years,
    3: _with_ticks,
    4: _with_headings,
}
"""From schema number to the step that leads to the next one."""


def migrate(
    data: dict[str, Any],
    steps: Mapping[int, Step] = STEPS,
    target: int = SCHEMA_VERSION,
) -> dict[str, Any]:
    """Return ``data`` in the schema ``target``; the number stands under "schema_version"."""
    version = data["schema_version"]
    while version < target:
        data = steps[version](dict(data))
        version += 1
        data["schema_version"] = version
    return data
