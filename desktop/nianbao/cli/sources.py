"""Reading what the command line names: a file, or standard input for ``-``."""

import sys
from pathlib import Path

from nianbao.importers.registry import MAX_BYTES, read_bytes, read_source
from nianbao.report.contract import Reading
from nianbao.report.storage.files import too_large

STANDARD_INPUT = "-"


def read_named(name: str) -> Reading:
    """Return the reading of a source; UserError where no report is found in it."""
    if name == STANDARD_INPUT:
        content = sys.stdin.buffer.read(MAX_BYTES + 1)
        if len(content) > MAX_BYTES:
            raise too_large("标准输入")
        return read_bytes(content, "标准输入")
    return read_source(Path(name))
