"""What the command line prints: UTF-8, and a sentence instead of a traceback.

Words of others may hold what a terminal obeys (colours, titles, a cleared screen) or what turns a line
round; they are printed as words.
"""

import io
import json
import os
import re
import sys

from nianbao.report.errors import UserError

_OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def use_utf8() -> None:
    """Print UTF-8 into pipes and files on every system; a console keeps its own encoding.

    The name of a file may be no text on Linux: then it is printed as far as it can be told.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def say(text: str) -> None:
    """Print a line for the user."""
    print(_plain(text))


def _plain(text: str) -> str:
    return _OBEYED.sub("\ufffd", text)


def say_json(data: object) -> None:
    """Print JSON for a script."""
    print(json.dumps(data, ensure_ascii=False, indent=1))


def complain(error: UserError, about: str = "") -> None:
    """Print what is wrong and what to do on standard error, about one of many sources."""
    place = f"{about}：" if about else ""
    print(_plain(f"{place}{error.message}{error.advice}"), file=sys.stderr)


def show_progress(done: int, count: int) -> None:
    """Say on a console how far a long work has come; a pipe is left alone."""
    if sys.stderr.isatty():
        end = "\n" if done == count else ""
        print(f"\r正在读 {done}/{count}", end=end, file=sys.stderr, flush=True)


def remark(text: str) -> None:
    """Print a remark that does not belong to the result on standard error."""
    print(_plain(text), file=sys.stderr)


def flush() -> None:
    """Hand everything printed over, so that a closed pipe is noticed here and not at the end."""
    sys.stdout.flush()


def close_output() -> None:
    """Let what is left to print go nowhere: the pipe's other end is closed."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
