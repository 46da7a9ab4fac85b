"""Reading what the command line names: a file, or standard input for ``-``."""

import sys
from pathlib import Path

from nianbao.importers.registry import read_bytes, read_source
from nianbao.report.contract import Reading

STANDARD_INPUT = "-"


def read_named(name: str) -> Reading:
    """Return the reading of a source; UserError where no report is found in it."""
    if name == STANDARD_INPUT:
        return read_bytes(sys.stdin.buffer.read(), "标准输入")
    return read_source(Path(name))
