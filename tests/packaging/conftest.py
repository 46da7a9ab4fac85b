"""What the program imports, read from its sources."""

import ast
from pathlib import Path

import pytest

from tests.packaging.imported import imports


@pytest.fixture(scope="session")
def imported(repository: Path) -> frozenset[str]:
    """Full names of all modules that the program imports anywhere, functions included."""
    sources = (repository / "desktop" / "nianbao").rglob("*.py")
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in sources)
    return frozenset(name for tree in trees for name in imports(tree))
