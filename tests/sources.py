"""The program's own sources, as the tests that look at them want them.

They are parsed without the collector: a syntax tree has no circles, and looking for them took three
times as long as parsing. What is kept is words; kept trees would slow down every later collection.
What several tests ask for is read in one pass, as each pass costs as much as parsing.
"""

import ast
import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1] / "desktop" / "nianbao"


@dataclass(frozen=True)
class Import:
    """`from module import names`, or `import module` without names."""

    module: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Function:
    """Where a function stands and how many lines it has."""

    name: str
    line: int
    lines: int


@dataclass(frozen=True)
class Words:
    """What a source says: all of its imports, strings and functions, those within functions too."""

    imports: tuple[Import, ...]
    strings: tuple[str, ...]
    """Those within f-strings too; no docstrings."""
    functions: tuple[Function, ...]


def nodes(path: Path) -> list[ast.AST]:
    """Return every node of a source, the module first."""
    with _without_collector():
        return [*ast.walk(parsed(path))]


def parsed(path: Path) -> ast.Module:
    """Return a source as a tree."""
    with _without_collector():
        return ast.parse(path.read_text(encoding="utf-8"))


@contextmanager
def _without_collector() -> Iterator[None]:
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@cache
def words(path: Path) -> Words:
    """Return what a source says."""
    found = nodes(path)
    return Words(tuple(imports(found)), tuple(_strings(found)), tuple(_functions(found)))


def imports(found: list[ast.AST]) -> list[Import]:
    """Return what some nodes import; ruff sees to it that the package has no relative imports."""
    made: list[Import] = []
    for node in found:
        if isinstance(node, ast.Import):
            made += [Import(alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            made.append(Import(node.module or "", tuple(alias.name for alias in node.names)))
    return made


def _strings(found: list[ast.AST]) -> list[str]:
    told = {id(one.value) for one in found if isinstance(one, ast.Expr)}
    return [
        one.value
        for one in found
        if isinstance(one, ast.Constant) and isinstance(one.value, str) and id(one) not in told
    ]


def _functions(found: list[ast.AST]) -> list[Function]:
    return [
        Function(one.name, one.lineno, (one.end_lineno or one.lineno) - one.lineno + 1)
        for one in found
        if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
