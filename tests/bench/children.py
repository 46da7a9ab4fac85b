"""Measures of whole processes: time until a line is printed, and peak memory (Linux)."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence


def _start(arguments: Sequence[str], environment: Mapping[str, str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, *arguments],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, **environment},
    )


def _ended_well(child: subprocess.Popen[str]) -> None:
    if child.wait():
        raise subprocess.CalledProcessError(child.returncode, child.args)


def until_printed(
    line: str, arguments: Sequence[str], environment: Mapping[str, str]
) -> Callable[[], float]:
    """Milliseconds from the start of `python arguments…` until it prints `line`."""

    def measure() -> float:
        start = time.perf_counter()
        with _start(arguments, environment) as child:
            assert child.stdout is not None
            seen = any(text.strip() == line for text in iter(child.stdout.readline, ""))
            elapsed = time.perf_counter() - start
            child.stdout.read()
            _ended_well(child)
        assert seen, f"{arguments} ended without printing {line!r}"
        return elapsed * 1000

    return measure


def told_by(arguments: Sequence[str], environment: Mapping[str, str]) -> Callable[[], float]:
    """What `python arguments…` measured itself and printed as its last line: milliseconds."""

    def measure() -> float:
        with _start(arguments, environment) as child:
            assert child.stdout is not None
            lines = child.stdout.read().split()
            _ended_well(child)
        return float(lines[-1])

    return measure


# A child's ru_maxrss would start at its parent's size; VmHWM is its own.
_REPORT_PEAK = """
import atexit, re
def _peak():
    with open("/proc/self/status") as status:
        print("peak", re.search(r"VmHWM:\\s+(\\d+)", status.read())[1], flush=True)
atexit.register(_peak)
"""


def peak_mebibytes(code: str, environment: Mapping[str, str]) -> Callable[[], float]:
    """Peak resident memory of `python -c code`, which must end by itself."""

    def measure() -> float:
        with _start(["-c", _REPORT_PEAK + code], environment) as child:
            assert child.stdout is not None
            lines = child.stdout.read().split("\n")
            _ended_well(child)
        return float(lines[-2].removeprefix("peak ")) / 1024

    return measure
