"""Forms of a test's own, gone when it ends."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.other_forms.registered import Register, forget, registered, third_form


@pytest.fixture
def register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Register]:
    """A function that ships some more forms until the test ends."""
    yield registered(tmp_path, monkeypatch)
    monkeypatch.undo()
    forget()


@pytest.fixture
def third(register: Register) -> None:
    """The third form stands beside the shipped ones."""
    register(third_form())
