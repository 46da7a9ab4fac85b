"""The program's entrance: a window, or the same work without one.

``nianbao [FILE]`` opens the window; ``nianbao read|check|export|rollup …`` and the options that
begin with ``--`` work without it. Nothing heavy is imported before it is known which is wanted.
"""

import sys
from collections.abc import Sequence
from importlib import import_module

from nianbao import startup
from nianbao.importers.readers.apart import WORKER


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given == [WORKER]:
        worker = import_module("nianbao.importers.readers.apart.worker")
        served: int = worker.serve()
        return served
    startup.hasten()
    if _wants_window(given):
        startup.hasten_window()
        window = import_module("nianbao.ui.app")
        code: int = window.main(given[0] if given else None)
        return code
    from nianbao.cli.main import run

    return run(given)


def _wants_window(given: Sequence[str]) -> bool:
    from nianbao.cli.names import COMMANDS

    if not given:
        return True
    return len(given) == 1 and not given[0].startswith("-") and given[0] not in COMMANDS


if __name__ == "__main__":
    sys.exit(main())
