"""Earlier states of a saved report: the last twenty saves, and one a day before that.

They are whole copies of the file in the user's own data folder, named by a counter and the time of
the save, so that listing needs no index that could be lost. The counter tells their order: a clock
may be set back.
"""

import contextlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from nianbao.report.book import Report
from nianbao.report.errors import UserError
from nianbao.report.storage.atomic import write_atomically
from nianbao.report.storage.files import ENDING, parse_report
from nianbao.user_folders import make_private

KEPT_SAVES = 20
KEPT_DAYS = 100
_STAMP = "%Y%m%d-%H%M%S-%f"
_ORIGIN = "origin.txt"


@dataclass(frozen=True)
class Version:
    """One kept state."""

    path: Path
    saved_at: datetime
    number: int
    """Grows by one with every version of the file; 0 where the first programs kept it."""

    def load(self) -> Report:
        """Return the report of that moment; raise UserError where the copy is damaged."""
        try:
            return parse_report(self.path.read_bytes(), self.path.name)
        except OSError as error:
            raise UserError("这个历史版本读不出来。", "请换一个版本试试。") from error


def keep_version(folder: Path, file: Path, content: bytes, when: datetime | None = None) -> bool:
    """Keep what ``file`` held, unless it equals the latest version; return whether it is kept.

    Where the report itself was read or saved, one that cannot be kept is no reason to trouble the
    clerk; where somebody else's work would be replaced, it is.
    """
    with contextlib.suppress(OSError, UserError):
        kept = list_versions(folder, file)
        if kept and kept[0].path.read_bytes() == content:
            return True
        place = _place(folder, file)
        make_private(place.parent)
        make_private(place)
        (place / _ORIGIN).write_text(str(file), encoding="utf-8")
        moment = when or datetime.now().astimezone()
        number = kept[0].number + 1 if kept else 1
        # The file itself is on the disk; the copy need not hold up who opens or saves it.
        name = f"{number:06}-{moment:{_STAMP}}{ENDING}"
        write_atomically(place / name, content, durable=False, private=True)
        _prune(list_versions(folder, file))
        return True
    return False


def list_versions(folder: Path, file: Path) -> tuple[Version, ...]:
    """Return the kept versions of a file, the latest first."""
    found = []
    for path in (path for place in _places(folder, file) for path in place.glob(f"*{ENDING}")):
        with contextlib.suppress(ValueError):
            *counted, day, time, fraction = path.name.removesuffix(ENDING).split("-")
            (number,) = counted or ("0",)
            moment = datetime.fromisoformat(f"{day}T{time}.{fraction}")
            found.append(Version(path, moment.astimezone(), int(number)))
    order = sorted(found, key=lambda version: (version.number, version.saved_at), reverse=True)
    return tuple(order)


def newest_readable(folder: Path, file: Path) -> Version | None:
    """Return the latest kept version that can still be loaded, None where there is none."""
    for version in list_versions(folder, file):
        with contextlib.suppress(UserError):
            version.load()
            return version
    return None


def _prune(versions: Iterable[Version]) -> None:
    """Delete what is neither among the last saves nor the last of its day."""
    days = set()
    latest = None
    for number, version in enumerate(versions):
        latest = latest or version.saved_at
        day = version.saved_at.date()
        last_of_day = day not in days and latest - version.saved_at < timedelta(days=KEPT_DAYS)
        days.add(day)
        if number >= KEPT_SAVES and not last_of_day:
            with contextlib.suppress(OSError):
                version.path.unlink()


def _place(folder: Path, file: Path) -> Path:
    """One folder for each report file, however its path is written."""
    return _named(folder, os.path.normcase(os.path.realpath(file)))


def _places(folder: Path, file: Path) -> Iterable[Path]:
    """The folder of a file, and the one where the first programs kept it: by the path as written."""
    return dict.fromkeys((_place(folder, file), _named(folder, str(file.absolute()))))


def _named(folder: Path, name: str) -> Path:
    import hashlib  # not before the first report is on the screen

    return folder / hashlib.sha256(name.encode(errors="surrogatepass")).hexdigest()[:20]
