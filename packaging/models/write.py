"""Writes ``resources/models``: what pydantic says of each model, for ``nianbao.models`` to read.

    PYTHONPATH=desktop python packaging/models/write.py

A test compares the files with what this writes.
"""

import json
import re
from collections.abc import Callable, Mapping
from enum import Enum

from pydantic import TypeAdapter

from nianbao import models, resources
from nianbao.checks.rule_info import RuleInfo
from nianbao.checks.settings import LocalRules
from nianbao.checks.texts.quantities import Quantities
from nianbao.formats.crosswalk import CrosswalkDef, NextYearDef
from nianbao.formats.levels import LevelData
from nianbao.formats.schema import FamilyDef, FormDef
from nianbao.report.book import Publication, Report
from nianbao.report.guide import Guide
from nianbao.ui.help.content import Topic

KINDS: tuple[type[models.Model], ...] = (
    CrosswalkDef,
    FamilyDef,
    FormDef,
    Guide,
    LevelData,
    LocalRules,
    NextYearDef,
    Publication,
    Quantities,
    Report,
    RuleInfo,
    Topic,
)
_FOR_OTHERS = frozenset({"metadata", "json_schema_input_schema"})
"""What a schema says for those who describe it, not for the validator."""
_ADDRESS = re.compile(r":[0-9]+$")
"""Pydantic ends the names by which schemas call each other with a place in its own memory."""


def schema(kind: type[models.Model]) -> str:
    """Return the schema of a model as its file holds it."""
    said = _sayable(TypeAdapter(kind).core_schema)
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"


def _sayable(value: object) -> object:
    """Return a part of a schema in JSON; classes and functions by the names they are imported by."""
    if isinstance(value, Mapping):
        return {
            key: _ADDRESS.sub("", one) if key in {"ref", "schema_ref"} else _sayable(one)
            for key, one in value.items()
            if key not in _FOR_OTHERS
        }
    if isinstance(value, list):
        return [_sayable(one) for one in value]
    if isinstance(value, tuple):
        return {models.TUPLE: [_sayable(one) for one in value]}
    if callable(value) or isinstance(value, Enum):
        return {models.PYTHON: _name(value)}
    return value


def _name(thing: Callable[..., object] | Enum) -> str:
    """Return the name of a class, a function, an enum's member, or a class's own method."""
    if isinstance(thing, Enum):
        return f"{_name(type(thing))}.{thing.name}"
    owner = getattr(thing, "__self__", None)
    if isinstance(owner, type):
        return f"{_name(owner)}.{thing.__name__}"
    if "." in thing.__qualname__:
        message = f"{thing.__qualname__} cannot be imported by its name"
        raise ValueError(message)
    return f"{thing.__module__}:{thing.__qualname__}"


def main() -> None:
    """Write all files anew."""
    for kind in KINDS:
        path = resources.path(models.file_of(kind))
        path.parent.mkdir(exist_ok=True)
        path.write_text(schema(kind), encoding="utf-8")


if __name__ == "__main__":
    main()
