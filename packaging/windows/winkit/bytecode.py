"""Compiles Python sources with the very Python that will run them."""

import shutil
import sys
from pathlib import Path

from winkit.wine import Finished, Prefix, open_prefix

# "unchecked-hash": the .pyc holds no date and Windows never looks for a newer source.
OPTIONS = (
    "-X",
    "utf8",
    "-m",
    "compileall",
    "-q",
    "-f",
    "-j",
    "1",
    "--invalidation-mode",
    "unchecked-hash",
)

# Which strings a .pyc shares follows from what the compiling Python has in memory, and that from
# whether its own library was read from sources or from .pyc: always from sources, and kept so.
SAME_STATE = {"PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}


class CompileError(Exception):
    """A source does not compile under the shipped Python."""


def compile_sources(folder: Path, python: Path, prefix_folder: Path) -> None:
    """Write a .pyc for every source below the folder; paths inside are relative to it."""
    for warm in python.parent.rglob("__pycache__"):
        shutil.rmtree(warm)
    finished = (
        _on_windows(folder, python)
        if sys.platform == "win32"
        else _in_wine(folder, python, open_prefix(prefix_folder))
    )
    if finished.code:
        raise CompileError(finished.output[-2000:])


def _in_wine(folder: Path, python: Path, prefix: Prefix) -> Finished:
    place = prefix.windows_path(folder)
    return prefix.run([python, *OPTIONS, "-s", place, place], seconds=600, **SAME_STATE)


def _on_windows(folder: Path, python: Path) -> Finished:
    import os
    import subprocess

    command = [str(python), *OPTIONS, "-s", str(folder), str(folder)]
    finished = subprocess.run(
        command, capture_output=True, check=False, env={**os.environ, **SAME_STATE}
    )
    return Finished(finished.returncode, finished.stdout.decode("utf-8", "replace"))
