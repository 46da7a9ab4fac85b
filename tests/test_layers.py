"""The import order of the package, read from its source.

    ui > exporters | importers > checks > report > formats > resources | user_folders

A layer may import those to its right. Exporters and importers are siblings.
`cli` and `__main__` put everything together and may import all.
"""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "desktop" / "nianbao"

MAY_IMPORT: dict[str, frozenset[str]] = {
    "resources": frozenset(),
    "user_folders": frozenset(),
    "logs": frozenset(),
    "formats": frozenset({"resources"}),
    "report": frozenset({"formats", "resources"}),
    "checks": frozenset({"report", "formats", "resources"}),
    "importers": frozenset({"checks", "report", "formats", "resources"}),
    "exporters": frozenset({"checks", "report", "formats", "resources"}),
    "rollup": frozenset({"exporters", "importers", "checks", "report", "formats", "resources"}),
    "ui": frozenset(
        {"rollup", "exporters", "importers", "checks", "report", "formats", "resources"}
    ),
}
EVERYWHERE = frozenset({"user_folders", "logs"})
ENTRANCES = frozenset({"", "cli", "__main__"})

# Modules of exporters that read what importers know, each with its reason.
EXPORTERS_MAY_USE: frozenset[tuple[str, str]] = frozenset()

# Too slow to be imported before the first window is painted.
LATE = frozenset({"pydantic", "docx", "lxml", "openpyxl", "xlsxwriter"})


def module_name(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_name(path): path for path in sorted(PACKAGE.rglob("*.py"))}


def layer(module: str) -> str:
    """The first name below `nianbao`; empty for the package itself."""
    return [*module.split("."), ""][1]


def imported_names(nodes: Iterator[ast.AST]) -> Iterator[str]:
    """Full names; ruff sees to it that the package has no relative imports."""
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            yield base
            names = (f"{base}.{alias.name}" for alias in node.names)
            yield from (name for name in names if name in MODULES)


def imports_of(module: str) -> frozenset[str]:
    """Every name imported anywhere in a module, inside functions too."""
    tree = ast.parse(MODULES[module].read_text(encoding="utf-8"))
    return frozenset(imported_names(ast.walk(tree)))


def allowed(module: str, imported: str) -> bool:
    ours, theirs = layer(module), layer(imported)
    if ours in ENTRANCES or theirs in EVERYWHERE | {"", ours}:
        return True
    if (ours, theirs) == ("exporters", "importers"):
        return (module, imported) in EXPORTERS_MAY_USE
    return theirs in MAY_IMPORT[ours]


def test_every_folder_of_the_package_has_its_layer() -> None:
    layers = {layer(module) for module in MODULES}

    assert layers <= MAY_IMPORT.keys() | ENTRANCES


@pytest.mark.parametrize("module", MODULES)
def test_a_module_imports_only_from_the_layers_below(module: str) -> None:
    ours = [name for name in imports_of(module) if name.split(".")[0] == "nianbao"]

    assert [name for name in ours if not allowed(module, name)] == []


@pytest.mark.parametrize("module", [name for name in MODULES if layer(name) != "ui"])
def test_only_the_window_knows_qt(module: str) -> None:
    assert [name for name in imports_of(module) if name.startswith("PySide6")] == []


@pytest.mark.parametrize("module", ["nianbao.ui.app", "nianbao.__main__"])
def test_nothing_slow_is_imported_before_the_first_window(module: str) -> None:
    if module not in MODULES:
        pytest.skip(f"{module} is not there yet")
    code = f"import sys, {module}; print(*sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(PACKAGE.parent), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert LATE.isdisjoint(run.stdout.split())
