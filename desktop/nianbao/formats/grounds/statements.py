"""What a clerk is told, cut into statements that each name what they rest on."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, model_validator
from pydantic_core import CoreSchema, core_schema

from nianbao.formats.grounds.sources import Citation, citations

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


Said = Annotated[tuple[Statement, ...], BeforeValidator(_parsed)]
"""A text of the data with its sources in it."""
Grounds = Annotated[tuple[Citation, ...], BeforeValidator(_cited)]


class Grounded(BaseModel):
    """An entry of the data whose texts rest on ``source`` where they name nothing themselves."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", defer_build=True, arbitrary_types_allowed=True
    )

    source: Grounds = ()

    @model_validator(mode="before")
    @classmethod
    def _pass_down(cls, data: object) -> object:
        if not isinstance(data, Mapping) or not isinstance(data.get("source"), str):
            return data
        said = [name for name, field in cls.model_fields.items() if _is_said(field.annotation)]
        return {
            **data,
            **{name: _with(data[name], data["source"]) for name in said if name in data},
        }


def _is_said(annotation: object) -> bool:
    return annotation in (tuple[Statement, ...], tuple[Said, ...])


def _with(value: object, source: str) -> object:
    """Give what is said the entry's source where it ends without one."""
    if isinstance(value, str):
        return value if not value or value.endswith("]") else f"{value}[{source}]"
    return [_with(one, source) for one in value] if isinstance(value, list | tuple) else value
