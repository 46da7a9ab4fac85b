"""The catalogue of rules: each with id, severity, title, basis and advice, read from data."""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Literal

from nianbao import resources
from nianbao.checks.findings import Severity
from nianbao.formats.grounds.sources import labels
from nianbao.formats.grounds.statements import Grounded, Said
from nianbao.formats.registry import Form, all_forms

FOLDER = "rules"
IDENTITIES = "arithmetic"


class RuleInfo(Grounded):
    """What a clerk is told about a rule; ``source`` is its ground."""

    id: str
    severity: Severity
    title: str
    advice: str
    override: bool = False
    """Whether an error may be set aside with a written reason; warnings always may."""
    local: bool = False
    """Whether the rule comes from local review notices only."""
    help: Said = ()
    """How the program reads it, and what else there is to know."""
    group: str = ""
    """What the rule is about, by the file that its words stand in: arithmetic, texts, years …"""
    family: str = ""
    """The family of forms that the rule is about; empty where it is about every form."""
    cells: tuple[str, ...] = ()
    """The cells that the rule looks at, where it looks at certain cells of certain forms."""
    from_year: int = 0
    """The first report year that the rule is about."""
    needs_last_year: bool = False
    """Whether the rule compares with last year's report."""
    about_blanks: bool = False
    """Whether the rule speaks of cells that are not filled in yet."""
    asked_at_export: bool = False
    """Whether the export asks about it itself, so that it is not counted among what is left."""
    due: bool = False
    """Whether the last cell of a finding should hold what stands at the finding's right side."""
    command: str = ""
    """The id of the window's command that does what the rule asks for."""
    command_words: str = ""
    """What its button says."""
    clears: str = ""
    """The fact of the report that one step takes back, where the clerk has seen to it."""
    clears_words: str = ""
    """What its button says."""
    sentences: str = ""
    """The group of standard sentences one of which a text lacks, where the rule speaks up."""
    record: Literal["result", "repetition", "nothing"] = "result"
    """What the 审核情况表 says where nothing was found: the result; with it how much of each section
    is repeated; or no line at all, for a rule that is only help."""

    @property
    def can_be_set_aside(self) -> bool:
        """Whether a clerk may set a finding of this rule aside with a reason."""
        return self.override or self.severity is not Severity.ERROR

    def basis_for(self, document: str) -> str:
        """Return the ground in a clerk's words, for a form that ``document`` prescribes."""
        return labels(self.source, document)

    def is_about(self, form: Form) -> bool:
        """Whether the rule has anything to look at in reports of a form.

        An identity is about the forms that declare it.
        """
        if self.id in all_identities():
            return self.id in form.identities
        return self.is_about_family_of(form)

    def is_about_family_of(self, form: Form) -> bool:
        """Whether the rule is about the report that a form is a form of."""
        return not self.family or self.family == form.family


@lru_cache(maxsize=1)
def all_identities() -> frozenset[str]:
    """Return the rule ids of all identities that some form declares."""
    return frozenset(one for form in all_forms() for one in form.identities)


class _Rules(dict[str, RuleInfo]):
    """A form may declare identities for which the catalogue has no words of their own."""

    def __init__(self, identity: Mapping[str, str]) -> None:
        super().__init__()
        self._identity = identity

    def __missing__(self, rule_id: str) -> RuleInfo:
        if rule_id not in all_identities():
            raise KeyError(rule_id)
        self[rule_id] = RuleInfo.model_validate(
            {"id": rule_id, "group": IDENTITIES, **self._identity}
        )
        return self[rule_id]


def rules_about(form: Form) -> tuple[RuleInfo, ...]:
    """Return the rules that have anything to look at in a form: its own identities first."""
    own = [catalogue()[rule_id] for rule_id in form.identities]
    rest = [one for one in catalogue().values() if one.is_about(form) and one not in own]
    return (*own, *rest)


@lru_cache(maxsize=1)
def catalogue() -> Mapping[str, RuleInfo]:
    """Return all rules by id; ValueError where an id stands twice."""
    files = {name: tomllib.loads(resources.text(name)) for name in resources.names(FOLDER, ".toml")}
    (identity,) = (data["identity"] for data in files.values() if "identity" in data)
    found = _Rules(identity)
    for name, data in files.items():
        for entry in data.get("rules", ()):
            rule = RuleInfo.model_validate({"group": PurePosixPath(name).stem, **entry})
            if rule.id in found:
                message = f"{name}: rule {rule.id} stands twice"
                raise ValueError(message)
            found[rule.id] = rule
    return MappingProxyType(found)
