"""What pydantic said of the models when it was last asked, and what it says today."""

import runpy
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

import pytest

from nianbao import resources
from nianbao.models import FOLDER, Checked, Model, file_of, written


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


@dataclass
class _Kept(Model):
    numbers: dict[str, Decimal | None] = field(default_factory=dict)
    days: tuple[date, ...] = ()
    within: "_Kept | None" = None


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("0", "0"),
        ("-0", "-0"),
        ("12.50", "12.50"),
        ("1E+2", "100"),
        ("-1.5E+3", "-1500"),
        ("1E-9", "0.000000001"),
        ("0E+1", "0"),
        ("9" * 40, "9" * 40),
    ],
)
def test_numbers_are_written_without_an_exponent_and_as_long_as_they_are(
    number: str, text: str
) -> None:
    assert written(_Kept({"cell": Decimal(number)}))["numbers"] == {"cell": text}


def test_what_nobody_said_is_left_out_at_every_depth_and_only_there() -> None:
    model = _Kept({"blank": None}, within=_Kept(days=(date(2025, 1, 31),)))

    said = written(model, with_defaults=False)

    assert said == {"numbers": {"blank": None}, "within": {"days": ["2025-01-31"]}}


def test_one_model_s_default_is_not_another_s_value() -> None:
    first, second = _Kept(), _Kept()

    written(first, with_defaults=False)
    first.numbers["cell"] = Decimal(1)

    assert written(second, with_defaults=False) == {}
    assert written(first, with_defaults=False) == {"numbers": {"cell": "1"}}
