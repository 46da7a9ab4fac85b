"""The catalogue of rules: each with id, severity, title, basis and advice, read from data."""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import TYPE_CHECKING

from nianbao import resources
from nianbao.formats.registry import Form, all_identities
from nianbao.models import read

if TYPE_CHECKING:
    from nianbao.checks.rule_info import RuleInfo

FOLDER = "rules"
IDENTITIES = "arithmetic"


class _Rules(dict[str, "RuleInfo"]):
    """A form may declare identities for which the catalogue has no words of their own."""

    def __init__(self, identity: Mapping[str, str]) -> None:
        super().__init__()
        self._identity = identity

    def __missing__(self, rule_id: str) -> "RuleInfo":
        if rule_id not in all_identities():
            raise KeyError(rule_id)
        from nianbao.checks.rule_info import RuleInfo

        self[rule_id] = read(RuleInfo, {"id": rule_id, "group": IDENTITIES, **self._identity})
        return self[rule_id]


def rules_about(form: Form) -> "tuple[RuleInfo, ...]":
    """Return the rules that have anything to look at in a form: its own identities first."""
    own = [catalogue()[rule_id] for rule_id in form.identities]
    rest = [one for one in catalogue().values() if one.is_about(form) and one not in own]
    return (*own, *rest)


@lru_cache(maxsize=1)
def catalogue() -> "Mapping[str, RuleInfo]":
    """Return all rules by id; ValueError where an id stands twice."""
    from nianbao.checks.rule_info import RuleInfo  # not before something is found

    files = {name: tomllib.loads(resources.text(name)) for name in resources.names(FOLDER, ".toml")}
    (identity,) = (data["identity"] for data in files.values() if "identity" in data)
    found = _Rules(identity)
    for name, data in files.items():
        for entry in data.get("rules", ()):
            rule = read(RuleInfo, {"group": PurePosixPath(name).stem, **entry})
            if rule.id in found:
                message = f"{name}: rule {rule.id} stands twice"
                raise ValueError(message)
            found[rule.id] = rule
    return MappingProxyType(found)
