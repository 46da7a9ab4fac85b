"""What is remembered of the reports used last: whose, which year, how they stood, when.

The start page shows it without reading a report: that would take longer than the first window may.
"""

from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from nianbao.ui.system import preferences

_NAME = "recent_reports"


class Recent(NamedTuple):
    """A report file that was used; what is not known of it is empty."""

    path: Path
    unit: str = ""
    year: str = ""
    state: str = ""
    at: datetime | None = None
    apart: str = ""
    """Its folder, or its file, where another one of the list is of the same unit and year."""

    @property
    def name(self) -> str:
        """What it is called in a list: by its unit, else by its file."""
        return f"{self.unit}（{self.apart}）" if self.apart else self.unit or self.path.stem


def reports() -> list[Recent]:
    """Return the reports used last whose files are there, the newest first."""
    known = preferences.table(_NAME)
    found = [_known(path, known.get(str(path), {})) for path in preferences.recent_files()]
    return [_told_apart(one, found) for one in found]


def _told_apart(one: Recent, every: list[Recent]) -> Recent:
    twins = [other.path for other in every if one[1:3] == other[1:3] and one.unit]
    if len(twins) <= 1:
        return one
    folders = {path.parent.name for path in twins}
    return one._replace(apart=one.path.parent.name if len(folders) == len(twins) else one.path.stem)


def _known(path: Path, about: dict[str, str]) -> Recent:
    return Recent(
        path,
        about.get("unit", ""),
        about.get("year", ""),
        about.get("state", ""),
        _moment(about.get("at", "")),
    )


def _moment(written: str) -> datetime | None:
    """Read a moment; a file that somebody wrote into may hold anything."""
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else None


def note(path: Path, unit: str, year: int, state: str) -> None:
    """Remember how a report stands now."""
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    about = {"unit": unit, "year": str(year), "state": state, "at": now}
    kept = {str(one) for one in preferences.recent_files()} | {str(path)}
    known = {name: one for name, one in preferences.table(_NAME).items() if name in kept}
    preferences.remember_table(_NAME, {**known, str(path): about})
