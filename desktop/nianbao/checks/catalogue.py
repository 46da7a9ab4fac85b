"""The catalogue of rules: each with id, severity, title, basis and advice, read from data."""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from pydantic import BaseModel, ConfigDict

from nianbao import resources
from nianbao.checks.findings import Severity

FOLDER = "rules"


class RuleInfo(BaseModel):
    """What a clerk is told about a rule."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    id: str
    severity: Severity
    title: str
    basis: str
    """Official ground; may name {document}, the notice that prescribes the form."""
    advice: str
    override: bool = False
    """Whether an error may be set aside with a written reason; warnings always may."""
    local: bool = False
    """Whether the rule comes from local review notices only."""
    help: str = ""

    @property
    def can_be_set_aside(self) -> bool:
        """Whether a clerk may set a finding of this rule aside with a reason."""
        return self.override or self.severity is not Severity.ERROR

    def basis_for(self, document: str) -> str:
        """Return the basis for a form that ``document`` prescribes."""
        return self.basis.replace("{document}", document)


@lru_cache(maxsize=1)
def catalogue() -> Mapping[str, RuleInfo]:
    """Return all rules by id; ValueError where an id stands twice."""
    found: dict[str, RuleInfo] = {}
    for name in resources.names(FOLDER, ".toml"):
        for entry in tomllib.loads(resources.text(name)).get("rules", ()):
            rule = RuleInfo.model_validate(entry)
            if rule.id in found:
                message = f"{name}: rule {rule.id} stands twice"
                raise ValueError(message)
            found[rule.id] = rule
    return MappingProxyType(found)
