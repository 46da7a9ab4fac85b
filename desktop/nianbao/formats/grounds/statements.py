"""What a clerk is told, cut into statements that each name what they rest on."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Annotated

from pydantic_core import CoreSchema, core_schema

from nianbao.formats.grounds.sources import Citation, citations
from nianbao.models import Before, Model

_PIECE = re.compile(r"([^\[\]]+)\[([^\[\]]+)\]\s*")


@dataclass(frozen=True)
class Statement:
    """Some sentences on one ground."""

    text: str
    grounds: tuple[Citation, ...]

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: object, _handler: object) -> CoreSchema:
        """Models take one as it is."""
        return core_schema.is_instance_schema(cls)


def statements(text: str) -> tuple[Statement, ...]:
    """Cut ``A。[条例:31] B。[通常]`` into its statements; ValueError where one names no source."""
    found, done = [], 0
    for match in _PIECE.finditer(text):
        if match.start() != done:
            break
        found.append(Statement(match[1].strip(), citations(match[2])))
        done = match.end()
    if done != len(text) or not all(one.grounds for one in found):
        message = f"this statement names no source: {text[done:]!r}"
        raise ValueError(message)
    return tuple(found)


def plain(said: tuple[Statement, ...]) -> str:
    """Return the words alone."""
    return "".join(one.text for one in said)


def _parsed(value: object) -> object:
    return statements(value) if isinstance(value, str) else value


def _cited(value: object) -> object:
    return citations(value) if isinstance(value, str) else value


Said = Annotated[tuple[Statement, ...], Before(_parsed)]
"""A text of the data with its sources in it."""
Grounds = Annotated[tuple[Citation, ...], Before(_cited)]


@dataclass(frozen=True, kw_only=True)
class Grounded(Model):
    """An entry of the data whose texts rest on ``source`` where they name nothing themselves."""

    source: Grounds = ()

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: object, handler: Callable[[object], CoreSchema]
    ) -> CoreSchema:
        """Pass the source down before anything else is read."""
        return core_schema.no_info_before_validator_function(cls.pass_down, handler(source))

    @classmethod
    def pass_down(cls, data: object) -> object:
        """Return the entry with its source behind all that is said without one."""
        if not isinstance(data, Mapping) or not isinstance(data.get("source"), str):
            return data
        said = [one.name for one in fields(cls) if one.type in (Said, tuple[Said, ...])]
        return {
            **data,
            **{name: _with(data[name], data["source"]) for name in said if name in data},
        }


def _with(value: object, source: str) -> object:
    """Give what is said the entry's source where it ends without one."""
    if isinstance(value, str):
        return value if not value or value.endswith("]") else f"{value}[{source}]"
    return [_with(one, source) for one in value] if isinstance(value, list | tuple) else value
