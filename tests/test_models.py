"""What pydantic said of the models when it was last asked, and what it says today."""

import runpy
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import pytest

from nianbao import resources
from nianbao.models import FOLDER, Checked, Model, file_of


@pytest.fixture(scope="module")
def script(repository: Path) -> dict[str, Any]:
    """What the script that asks pydantic defines."""
    return runpy.run_path(str(repository / "packaging" / "models" / "write.py"))


def test_each_schema_is_what_pydantic_says_of_its_model_today(script: dict[str, Any]) -> None:
    kinds = script["KINDS"]

    shipped = {kind.__name__: resources.text(file_of(kind)) for kind in kinds}

    assert shipped == {kind.__name__: script["schema"](kind) for kind in kinds}, "make models"


def test_no_schema_is_left_of_a_model_that_is_gone(script: dict[str, Any]) -> None:
    assert set(resources.names(FOLDER, ".json")) == {file_of(kind) for kind in script["KINDS"]}


def test_a_model_whose_function_has_no_name_of_its_own_is_not_written(
    script: dict[str, Any],
) -> None:
    def within(value: str) -> str:
        return value

    @dataclass
    class Odd(Model):
        word: Annotated[str, Checked(within)]

    with pytest.raises(ValueError, match="cannot be imported by its name"):
        script["schema"](Odd)
