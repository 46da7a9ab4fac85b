"""The file that an open report was read from or is saved to, and what others do to it meanwhile.

What was loaded, what is on the disk and what is shown are one answer, taken at one moment: a stamp
is made of the very bytes that were read or written, never of a second look at the disk. A file is
replaced only where it still holds what this window knows of it, or what the clerk was asked about;
whatever else is replaced becomes a version first.
"""

from pathlib import Path
from typing import NamedTuple

from nianbao.report.book import Report
from nianbao.report.errors import UserError
from nianbao.report.storage.atomic import write_atomically
from nianbao.report.storage.files import dump_report, parse_report, read_bytes, refuse_strange_name
from nianbao.report.storage.versions import keep_version
from nianbao.report.storage.watch import Stamp, digest_of

GONE = ""
"""In place of a digest: there is no file."""


class Loaded(NamedTuple):
    """A report, and the stamp of the content that it was read from."""

    report: Report
    stamp: Stamp


class ChangedOutsideError(UserError):
    """The file holds what this window has never seen; ``theirs`` is its digest, or ``GONE``."""

    def __init__(self, path: Path, theirs: str) -> None:
        self.theirs = theirs
        if theirs == GONE:
            words = f"“{path.name}”不在原来的地方了，可能被移走、改名，或者 U 盘已拔出。"
            super().__init__(words, "可以在原来的地方重新保存一份，或者另存到别处。")
        else:
            super().__init__(
                "这个文件在打开以后被别人改动过。",
                "直接保存会盖掉别人的改动。被盖掉的内容可以在“历史版本”里找回。",
            )


def real(path: Path) -> Path:
    """Return the file itself: a link is followed, so that a save does not replace the link."""
    return path.resolve() if path.is_symlink() or path.parent.is_symlink() else path.absolute()


def load(path: Path, versions: Path) -> Loaded:
    """Read a report and keep what was read as a version; ReportFileError where that fails."""
    refuse_strange_name(path)
    status = path.stat() if path.is_file() else None
    content = read_bytes(path)
    report = parse_report(content, path.name)
    keep_version(versions, path, content)
    # The time is from before the reading: whoever writes meanwhile makes a later one.
    modified = 0 if status is None else status.st_mtime_ns
    return Loaded(report, Stamp(modified, len(content), digest_of(content)))


def write(
    report: Report, path: Path, versions: Path, seen: Stamp | None, granted: str | None = None
) -> Stamp:
    """Replace the file by the report and return its stamp.

    ``seen`` is what this window last knew of it; None where the clerk has just chosen the name.
    ``granted`` is the digest of content that the clerk was asked about. Raises ChangedOutsideError
    where the file holds anything else, UserError where it cannot be written; then it is unchanged.
    """
    content = dump_report(report)
    modified = 0

    def last_look(temporary: Path) -> None:
        nonlocal modified
        _let_go(path, versions, seen, granted)
        modified = temporary.stat().st_mtime_ns

    _let_go(path, versions, seen, granted)
    write_atomically(path, content, last_look)
    keep_version(versions, path, content)
    return Stamp(modified, len(content), digest_of(content))


def _let_go(path: Path, versions: Path, seen: Stamp | None, granted: str | None) -> None:
    """Agree that what the file holds now may be replaced, and keep what is not this window's."""
    theirs = read_bytes(path) if path.exists() else None
    found = GONE if theirs is None else digest_of(theirs)
    if seen is not None and found not in {seen.digest, granted}:
        raise ChangedOutsideError(path, found)
    known = seen is not None and found == seen.digest
    if theirs is not None and not known and not keep_version(versions, path, theirs):
        words = f"“{path.name}”原来的内容没能留进历史版本，所以没有盖掉它。"
        raise UserError(words, "请换一个文件名保存。")
