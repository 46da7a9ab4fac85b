"""What files hold, declared as dataclasses, and read by validators that pydantic compiled beforehand.

A model is a standard dataclass with ``Model`` as its base; pydantic knows how to read such a class.
But pydantic itself takes a sixth of the time in which a report opens, and would work out at each
start what never changes between two releases. So ``make models`` asks it once, as one compiles a
grammar, and writes what it says to ``resources/models``: a schema for ``pydantic_core``, which is
the part of pydantic that validates. ``read`` builds the validator from there. Nothing is checked
less than before, and a test holds that each schema is what pydantic says of its class today.

So are declared the report itself and all data that its opening and its checks wait for. Models of
other work, the exports' or the counties', are classes of pydantic, which is loaded for them.
"""

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import MISSING, Field, fields
from datetime import date
from decimal import Decimal
from functools import lru_cache, reduce
from importlib import import_module
from typing import Any, ClassVar, NamedTuple, TypeVar

from pydantic_core import CoreSchema, SchemaValidator, core_schema

from nianbao import resources

FOLDER = "models"
PYTHON, TUPLE = "$python", "$tuple"
"""The only keys of what JSON cannot say itself: what Python code names, and a tuple."""


class Model:
    """The base of what is read from files: a key that is not declared is refused."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]
    __pydantic_config__: ClassVar = {"extra": "forbid"}


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
    kind: Any = type(model)  # mypy takes a class for something that has no hash
    return {
        name: _plain(getattr(model, name), with_defaults)
        for name, default in _defaults(kind)
        if name not in without
        and (only is None or name in only)
        and (with_defaults or getattr(model, name) != default)
    }


@lru_cache(maxsize=64)
def _defaults(kind: type[Model]) -> tuple[tuple[str, object], ...]:
    """Return a model's fields, each with what it is where nobody says."""
    return tuple(
        (one.name, one.default if one.default_factory is MISSING else one.default_factory())
        for one in fields(kind)
    )


_AS_THEY_ARE = frozenset({str, int, bool, type(None)})


def _plain(value: object, with_defaults: bool) -> object:  # noqa: FBT001 - a name makes each call dearer
    """Return a value as JSON has it; never by way of a float.

    Each save waits for this, for two hundred numbers.
    """
    if type(value) in _AS_THEY_ARE:
        return value
    if isinstance(value, dict):
        return {
            key: _number(one) if type(one) is Decimal else _plain(one, with_defaults)
            for key, one in value.items()
        }
    if isinstance(value, Decimal):
        return _number(value)
    if isinstance(value, tuple):
        return [_plain(one, with_defaults) for one in value]
    if isinstance(value, Model):
        return written(value, with_defaults=with_defaults)
    return value.isoformat() if isinstance(value, date) else value


def _number(value: Decimal) -> str:
    """Return a number without an exponent: ``str`` writes nearly all so, in a third of the time."""
    text = str(value)
    return format(value, "f") if "E" in text else text


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


class Before(NamedTuple):
    """In an annotation: a function that makes of what is given what the type takes."""

    function: Callable[[Any], Any]

    def __get_pydantic_core_schema__(
        self, source: object, handler: Callable[[object], CoreSchema]
    ) -> CoreSchema:
        """Let the type see what the function returns."""
        return core_schema.no_info_before_validator_function(self.function, handler(source))


class ReadBy(NamedTuple):
    """In an annotation: a function that reads the value in the place of its type."""

    function: Callable[[Any], Any]

    def __get_pydantic_core_schema__(self, _source: object, _handler: object) -> CoreSchema:
        """Leave the type to the function."""
        return core_schema.no_info_plain_validator_function(self.function)


@lru_cache(maxsize=32)
def _validator(file: str) -> SchemaValidator:
    return SchemaValidator(_schema(file))


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
        module, _colon, names = said[PYTHON].partition(":")
        return reduce(getattr, names.split("."), import_module(module))
    return tuple(said[TUPLE]) if TUPLE in said else said
