"""What the program imports, read from its sources."""

from pathlib import Path

import pytest

from tests.packaging.imported import full_names
from tests.sources import words


@pytest.fixture(scope="session")
def imported(repository: Path) -> frozenset[str]:
    """Full names of all modules that the program imports anywhere, functions included."""
    sources = (repository / "desktop" / "nianbao").rglob("*.py")
    return frozenset(name for path in sources for name in full_names(words(path).imports))
