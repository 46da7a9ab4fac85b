"""What is known of each quantity that prose states: names, rules, the rows and columns it can mean.

All of it is data in ``resources/prose/quantities.toml``; forms are not looked at here.
"""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from nianbao import resources
from nianbao.checks.prose.quantity import (
    AllBut,
    Carried,
    Cases,
    Count,
    Decisions,
    Documents,
    Ended,
    EndedOtherwise,
    Part,
    Quantity,
)
from nianbao.models import Model, read

DATA = "prose/quantities.toml"


@dataclass(frozen=True, kw_only=True)
class Rows(Model):
    """A reading: the sum of some rows, and its name."""

    name: str
    rows: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Nothing(Model):
    """What the tables say where a text denies a quantity, and the rule that this breaks."""

    says: str
    """{} stands for the number."""
    rule: str
    id: str = ""
    """The name under which a report keeps a clerk's decision about it."""


@dataclass(frozen=True, kw_only=True)
class _Count(Model):
    id: str
    verb: str
    name: str
    rule: str
    readings: tuple[Rows, ...]
    with_carry: tuple[Rows, ...] = ()
    nothing: Nothing | None = None


@dataclass(frozen=True, kw_only=True)
class _Applications(Model):
    table: str
    total: str
    outcomes: str
    applicants: str
    anybody: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class _Parts(Model):
    nothing: str
    id: str
    rule: str
    wider: dict[str, tuple[tuple[str, ...], ...]]
    """Words for results that may stand for one group of them or for several."""


@dataclass(frozen=True, kw_only=True)
class _Applicants(Model):
    received: tuple[Rows, ...]
    closed: tuple[Rows, ...]
    after_closing: frozenset[str]
    wider: dict[str, tuple[tuple[str, ...], ...]]
    """Words for applicants that may stand for one column or for several."""


@dataclass(frozen=True, kw_only=True)
class _Claims(Model):
    done: Nothing
    upheld: Nothing
    corrected: Nothing
    pending: Nothing
    alike: Nothing
    one_way: Nothing
    ended: Nothing


@dataclass(frozen=True, kw_only=True)
class _CaseKind(Model):
    rule: str
    groups: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class CaseGroup(Model):
    """The cells that count one group of reviews or suits: all of them, and by how they ended."""

    total: str
    endings: dict[str, str]


@dataclass(frozen=True, kw_only=True)
class _Cases(Model):
    id: str
    ended: str
    nothing: str
    decided: tuple[str, ...]
    """The endings of what is 已审结."""
    kinds: dict[str, _CaseKind]
    groups: dict[str, CaseGroup]

    def groups_of(self, kinds: Iterable[str]) -> tuple[CaseGroup, ...]:
        """Return the groups that count some kinds of case, each once."""
        names = dict.fromkeys(name for kind in kinds for name in self.kinds[kind].groups)
        return tuple(self.groups[name] for name in names)


@dataclass(frozen=True, kw_only=True)
class _Documents(Model):
    id: str
    table: str
    rule: str
    nothing: str
    columns: dict[str, tuple[str, ...]]


@dataclass(frozen=True, kw_only=True)
class _Decisions(Model):
    id: str
    table: str
    rule: str
    nothing: str
    columns: dict[str, tuple[str, ...]]


@dataclass(frozen=True, kw_only=True)
class Quantities(Model):
    """The whole of the data file."""

    about_applications: frozenset[str]
    """Texts in which bare numbers (收到3件) count applications."""
    about_cases: frozenset[str]
    """Texts in which bare reviews and suits are those of this unit's disclosure."""
    about_decisions: frozenset[str]
    """Texts in which bare licences and penalties (行政处罚3件) are decisions."""
    applications: _Applications
    quantities: tuple[_Count, ...]
    parts: _Parts
    applicants: _Applicants
    claims: _Claims
    cases: _Cases
    documents: _Documents
    decisions: _Decisions

    @cached_property
    def counts(self) -> Mapping[str, _Count]:
        """What is known of each verb."""
        return {one.verb: one for one in self.quantities}


@lru_cache(maxsize=1)
def quantities() -> Quantities:
    """Return the shipped data."""
    return read(Quantities, tomllib.loads(resources.text(DATA)))


def rule_of(quantity: Quantity) -> str:
    """Return the rule that compares a quantity with the tables."""
    match quantity:
        case Count(verb):
            return quantities().counts[verb].rule
        case Part() | Carried() | AllBut():
            return quantities().parts.rule
        case Documents():
            return quantities().documents.rule
        case Decisions():
            return quantities().decisions.rule
        case Cases(kinds) | Ended(_, kinds) | EndedOtherwise(_, kinds):
            return _rule_of_cases(kinds)


def _rule_of_cases(kinds: Sequence[str]) -> str:
    """Where reviews and suits are counted together, the first kind of the data decides."""
    known = quantities().cases.kinds
    return next(kind.rule for name, kind in known.items() if name in kinds or not kinds)


def subject_of(quantity: Quantity) -> str:
    """Return the name under which reports keep a clerk's decision about a stated number.

    Reports of earlier versions hold these names, so that they never change.
    """
    data = quantities()
    match quantity:
        case Count(verb, of_the_new):
            return f"{data.counts[verb].id}:{'of_the_new' if of_the_new else ''}"
        case Part(outcomes, applicants):
            return f"{data.parts.id}:{'+'.join(('+'.join(outcomes), *applicants))}"
        case Decisions() | Carried() | AllBut():
            return _newer_subject(quantity)
        case Documents(noun, done):
            return f"{data.documents.id}:{noun}+{done}"
        case Cases(kinds):
            return f"{data.cases.id}:{'+'.join(kinds)}"
        case Ended(ending, kinds) | EndedOtherwise(ending, kinds):
            return f"{data.cases.ended}:{'+'.join((ending, *kinds))}"


def _newer_subject(quantity: Decisions | Carried | AllBut) -> str:
    if isinstance(quantity, Carried):
        return f"{quantities().counts[quantity.verb].id}:{'+'.join(quantity.applicants)}"
    if isinstance(quantity, Decisions):
        return f"{quantities().decisions.id}:{quantity.kind}"
    return f"all_but:{subject_of(quantity.part)}"


def nothing_of(quantity: Quantity) -> Nothing:
    """Return what the tables say against a text that denies a quantity."""
    data = quantities()
    match quantity:
        case Count(verb):
            denied = data.counts[verb].nothing
            assert denied is not None, verb  # noqa: S101 - the reader denies no others
            return denied
        case Documents(noun, done):
            name = f"{data.documents.id}:{noun}:{done}"
            return Nothing(says=data.documents.nothing, rule=rule_of(quantity), id=name)
        case Cases(kinds) | Ended(_, kinds) | EndedOtherwise(_, kinds):
            return Nothing(says=data.cases.nothing, rule=rule_of(quantity), id="+".join(kinds))
        case Part():
            name = subject_of(quantity)
            return Nothing(says=data.parts.nothing, rule=data.parts.rule, id=name)
        case Decisions():
            name = subject_of(quantity)
            return Nothing(says=data.decisions.nothing, rule=data.decisions.rule, id=name)
        case Carried() | AllBut():
            raise AssertionError(quantity)
