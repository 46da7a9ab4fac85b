"""The glossary says what the data says."""

import runpy
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(scope="module")
def script(repository: Path) -> dict[str, Any]:
    """What the script that writes it defines."""
    return runpy.run_path(str(repository / "packaging" / "glossary" / "write.py"))


def test_the_glossary_is_the_one_that_the_data_gives(
    repository: Path, script: dict[str, Any]
) -> None:
    written = (repository / "ARCHITECTURE.md").read_text(encoding="utf-8")

    assert written == script["page"](), "make glossary"


def test_every_english_word_belongs_to_an_id_of_the_data(script: dict[str, Any]) -> None:
    ids = {
        name.strip("()")
        for _title, entries in script["chapters"]()
        for several in entries.values()
        for name in several
    }

    assert script["english"]().keys() - {"words"} <= ids
