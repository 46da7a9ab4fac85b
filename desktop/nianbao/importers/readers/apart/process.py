"""Reads what other programs' code parses, and all that is large, in a process of its own, below a ceiling.

A workbook, PDF or old document may make its library take all memory or never end; then that process
is ended and the clerk told. The process is this program once more (``WORKER`` as its only argument),
works in an empty folder of its own, and answers with a document or a sentence. Each source gets a new
process, although its start takes a fifth of a second: whatever a source did to one ends with it.
"""

import contextlib
import json
import logging
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path

import nianbao
from nianbao import installation
from nianbao.importers.document import Document
from nianbao.importers.errors import damaged, too_demanding, took_too_long
from nianbao.importers.readers.apart import WORKER
from nianbao.importers.readers.apart.answers import (
    BrokenAnswerError,
    ReaderFailedError,
    document_of,
)
from nianbao.importers.readers.apart.ceiling import Ceiling, out_of_time

_log = logging.getLogger(__name__)
_SHEETS, _PAGES = Ceiling(384, 20), Ceiling(384, 20)
_OFFICE_STARTS = 2
"""Seconds of the processor that LibreOffice takes for an empty document (1.3 were measured)."""
_CONVERTED = Ceiling(768, 60, 20 + _OFFICE_STARTS)
"""A report costs LibreOffice 0.3 seconds beyond its start, one ten times as long 1.8 (as RTF). A PC three
times slower takes 10 for the longest with the start: it may be twice as slow again before it is stopped."""
CEILINGS = {
    "xlsx": _SHEETS,
    "xls": _SHEETS,
    "pdf": _PAGES,
    "docx": _PAGES,
    "ods": _SHEETS,
    "text": _PAGES,
    ".doc": _CONVERTED,
    ".odt": _CONVERTED,
    ".rtf": _CONVERTED,
    ".xml": _CONVERTED,
}
"""By kind of source; LibreOffice's own start takes some of its minute and 200 MB. The minute by the clock
is for disks and scanners for viruses, which cost the processor nothing."""
_MOST_ANSWERED = 64_000_000
"""Bytes; the largest document within bounds has some 30 million."""


def read_apart(kind: str, content: bytes, name: str) -> Document:
    """Return the document of a source; raise a SourceError, also where it takes too much."""
    installation.check()
    ceiling = CEILINGS[kind]
    head = json.dumps({"kind": kind, "name": name, "ceiling": ceiling}).encode()
    with tempfile.TemporaryDirectory(prefix="nianbao-", ignore_cleanup_errors=True) as folder:
        answer, in_time = _ask(head + b"\n" + content, Path(folder), ceiling.seconds)
    if not in_time:
        raise took_too_long(name)
    if not answer or len(answer) > _MOST_ANSWERED:
        raise too_demanding(name)
    try:
        return document_of(answer)
    except BrokenAnswerError as error:
        raise damaged(name) from error
    except ReaderFailedError as failure:
        _log.error("a reader failed in its process\n%s", failure)
        raise


def _ask(request: bytes, folder: Path, seconds: int) -> tuple[bytes, bool]:
    """Return the answer, empty where there is none, and whether the process kept to its time.

    There is none either where the system starts no process any more, as it does without memory.
    """
    late, answer = threading.Event(), b""
    with contextlib.suppress(OSError), _started(folder) as process:

        def stop() -> None:
            late.set()
            _end(process)

        clock = threading.Timer(seconds, stop)
        clock.start()
        try:
            answer = _exchange(process, request)
            if not answer and out_of_time(process.wait()):
                late.set()
        finally:
            clock.cancel()
    return answer, not late.is_set()


def _exchange(process: "subprocess.Popen[bytes]", request: bytes) -> bytes:
    if process.stdin is None or process.stdout is None:
        return b""
    with contextlib.suppress(OSError):  # it has ended before it had read everything
        process.stdin.write(request)
    with contextlib.suppress(OSError):
        process.stdin.close()
    return process.stdout.read(_MOST_ANSWERED + 1)


@contextlib.contextmanager
def _started(folder: Path) -> Iterator["subprocess.Popen[bytes]"]:
    process = subprocess.Popen(  # noqa: S603 - this program itself
        _command(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env=_environment(folder),
        start_new_session=True,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    with process:
        try:
            yield process
        finally:
            _end(process)


def _command() -> list[str]:
    """Return how to start this program again: its .exe on Windows, else the interpreter."""
    program = Path(sys.executable)
    if program.stem.lower().startswith("python"):
        return [str(program), "-P", "-X", "utf8", "-m", "nianbao", WORKER]
    return [str(program), WORKER]


def _environment(folder: Path) -> Mapping[str, str]:
    """Return our own with the folder for temporary files, so that nothing is left behind."""
    package = str(Path(nianbao.__file__).parents[1])
    paths = [package, *filter(None, [os.environ.get("PYTHONPATH")])]
    temporary = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(folder))
    return {**os.environ, **temporary, "PYTHONPATH": os.pathsep.join(paths)}


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End the process with all that it started."""
    if sys.platform == "win32":
        process.kill()  # its job ends with it
        return
    with contextlib.suppress(OSError):
        os.killpg(process.pid, signal.SIGKILL)
