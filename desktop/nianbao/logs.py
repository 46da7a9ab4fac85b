"""The program's log, in the user's own folder, never larger than 5 MB in all.

The log may be sent to strangers, so nothing of a report goes into it: log rule ids, cell keys,
file types and sizes, never texts, values or file names. An exception is written down as its kind
and its place in the program; its message is left out, because messages quote what was typed.
"""

import contextlib
import logging
import traceback
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from nianbao import user_folders

FILE_NAME = "nianbao.log"
FILE_SIZE = 1_000_000
OLDER_FILES = 4
LAYOUT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
ExceptionInfo = (
    tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
)


class _QuietFormatter(logging.Formatter):
    """Writes exceptions without what they say."""

    def formatException(self, ei: ExceptionInfo) -> str:  # noqa: N802 - logging calls it so
        return describe(ei[1]) if ei[1] is not None else ""


class _PatientHandler(RotatingFileHandler):
    """Keeps writing where the file cannot be renamed: on Windows a second window holds it open."""

    def _open(self) -> TextIOWrapper:
        """Open the file for the user alone."""
        stream = super()._open()
        with contextlib.suppress(OSError):
            Path(self.baseFilename).chmod(0o600)
        return stream

    def doRollover(self) -> None:  # noqa: N802 - logging calls it so
        try:
            super().doRollover()
        except OSError:
            self.close()
            self.mode = "w"
            self.stream = self._open()


def start() -> Path | None:
    """Begin to log; return the file, or None where the folder cannot be written to."""
    logger = logging.getLogger("nianbao")
    folder = user_folders.logs()
    try:
        user_folders.make_private(folder.parent)
        user_folders.make_private(folder)
        handler = _PatientHandler(
            folder / FILE_NAME, maxBytes=FILE_SIZE, backupCount=OLDER_FILES, encoding="utf-8"
        )
    except OSError:
        logger.addHandler(logging.NullHandler())
        return None
    handler.setFormatter(_QuietFormatter(LAYOUT))
    stop()
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.propagate = False
    return folder / FILE_NAME


def stop() -> None:
    """Close the log."""
    logger = logging.getLogger("nianbao")
    for handler in logger.handlers[:]:
        logger.removeHandler(handler)
        handler.close()


def describe(exception: BaseException) -> str:
    """The kind of an exception and where it happened, of its causes too, without their messages."""
    chain: list[BaseException] = []
    current: BaseException | None = exception
    while current is not None and current not in chain:
        chain.append(current)
        current = current.__cause__ or current.__context__
    return "\n\n".join(_one(each) for each in reversed(chain))


def _one(exception: BaseException) -> str:
    kind = type(exception)
    frames = traceback.extract_tb(exception.__traceback__)
    places_of = (f"  {_short(each.filename)}:{each.lineno} {each.name}" for each in frames)
    return "\n".join([f"{kind.__module__}.{kind.__qualname__}", *places_of])


def _short(file_name: str) -> str:
    """The file's name from the package on; folders above may hold somebody's name."""
    parts = Path(file_name.replace("\\", "/")).parts
    known = [at for at, part in enumerate(parts) if part in ("nianbao", "PySide6")]
    return "/".join(parts[known[-1] :]) if known else parts[-1]
