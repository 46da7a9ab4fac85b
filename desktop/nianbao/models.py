"""What files hold, declared as dataclasses, and read by validators that pydantic compiled beforehand.

A model is a standard dataclass with ``Model`` as its base; pydantic knows how to read such a class.
But pydantic itself takes a sixth of the time in which a report opens, and would work out at each
start what never changes between two releases. So ``make models`` asks it once, as one compiles a
grammar, and writes what it says to ``resources/models``: a schema for ``pydantic_core``, which is
the part of pydantic that validates. ``read`` builds the validator from there. Nothing is checked
less than before, and a test holds that each schema is what pydantic says of its class today.

These are the models that an opened report waits for. All others are classes of pydantic as always,
and load it when they are first needed.
"""

import json
from collections.abc import Callable, Collection, Mapping
from functools import lru_cache
from importlib import import_module
from typing import Any, NamedTuple, TypeVar

from pydantic_core import CoreSchema, SchemaSerializer, SchemaValidator, core_schema

from nianbao import resources

FOLDER = "models"
PYTHON, TUPLE = "$python", "$tuple"
"""The only keys of what JSON cannot say itself: a class or function by its name, and a tuple."""


class Model:
    """The base of what is read from files: a key that is not declared is refused."""

    __pydantic_config__ = {"extra": "forbid"}  # noqa: RUF012 - pydantic looks for a plain dict


Kind = TypeVar("Kind", bound=Model)


def read(kind: type[Kind], data: object) -> Kind:
    """Return the model that ``data`` describes; raise pydantic_core.ValidationError where it does not."""
    found: Kind = _validator(file_of(kind)).validate_python(data)
    return found


def written(
    model: Model,
    *,
    with_defaults: bool = True,
    only: Collection[str] | None = None,
    without: Collection[str] = (),
) -> dict[str, Any]:
    """Return a model as JSON has it: numbers and days are text."""
    found: dict[str, Any] = _serializer(file_of(type(model))).to_python(
        model,
        mode="json",
        include=None if only is None else set(only),
        exclude=set(without),
        exclude_defaults=not with_defaults,
    )
    return found


class Bounds(NamedTuple):
    """In an annotation: the least and the most of a number, or of how many there are."""

    ge: int | None = None
    le: int | None = None
    min_length: int | None = None
    max_length: int | None = None

    def __get_pydantic_core_schema__(
        self, source: object, handler: Callable[[object], Mapping[str, Any]]
    ) -> Mapping[str, Any]:
        """Add to the type's own schema what is bounded."""
        stated = {name: bound for name, bound in self._asdict().items() if bound is not None}
        return {**handler(source), **stated}


class Checked(NamedTuple):
    """In an annotation: a function that returns the value, or raises ValueError."""

    by: Callable[[Any], Any]

    def __get_pydantic_core_schema__(
        self, source: object, handler: Callable[[object], CoreSchema]
    ) -> CoreSchema:
        """Check what the type has let pass."""
        return core_schema.no_info_after_validator_function(self.by, handler(source))


class Converted(NamedTuple):
    """In an annotation: functions that read and write the value in the place of its type."""

    read: Callable[[Any], Any]
    write: Callable[[Any], Any]

    def __get_pydantic_core_schema__(self, _source: object, _handler: object) -> CoreSchema:
        """Leave the type to the functions."""
        return core_schema.no_info_plain_validator_function(
            self.read,
            serialization=core_schema.plain_serializer_function_ser_schema(
                self.write, when_used="json"
            ),
        )


@lru_cache(maxsize=32)
def _validator(file: str) -> SchemaValidator:
    return SchemaValidator(_schema(file))


@lru_cache(maxsize=32)
def _serializer(file: str) -> SchemaSerializer:
    return SchemaSerializer(_schema(file))


@lru_cache(maxsize=32)
def _schema(file: str) -> CoreSchema:
    schema: CoreSchema = json.loads(resources.text(file), object_hook=_live)
    return schema


def file_of(kind: type[Model]) -> str:
    """Return the name of a model's schema among the resources."""
    return f"{FOLDER}/{kind.__name__}.json"


def _live(said: dict[str, Any]) -> Any:  # noqa: ANN401 - whatever a schema holds
    """Return what a table of the JSON stands for: itself, but for two kinds."""
    if PYTHON in said:
        module, _colon, name = said[PYTHON].partition(":")
        return getattr(import_module(module), name)
    return tuple(said[TUPLE]) if TUPLE in said else said
