"""The program's own sources, as the tests that look at them want them.

They are parsed without the collector: a syntax tree has no circles, and looking for them took three
times as long as parsing. What is kept is words; kept trees would slow down every later collection.
"""

import ast
import gc
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1] / "desktop" / "nianbao"


def nodes(path: Path) -> list[ast.AST]:
    """Return every node of a source, the module first."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        return [*ast.walk(ast.parse(path.read_text(encoding="utf-8")))]
    finally:
        if was_on:
            gc.enable()


@cache
def strings(path: Path) -> tuple[str, ...]:
    """Return the strings of a source, those within f-strings too; no docstrings."""
    found = nodes(path)
    told = {id(one.value) for one in found if isinstance(one, ast.Expr)}
    return tuple(
        one.value
        for one in found
        if isinstance(one, ast.Constant) and isinstance(one.value, str) and id(one) not in told
    )
