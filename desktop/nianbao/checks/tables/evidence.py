"""Which cell is wrong where the tables alone cannot tell: what other findings say of the same number.

One failed identity fits a change of any of its cells. A text or last year's report that asks for
exactly that change of one of them points at it; two that point at different cells point at none.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from nianbao.checks.context import CheckContext
from nianbao.checks.findings import Finding, Suspect
from nianbao.report.numbers import format_number
from nianbao.report.totals import filling


@dataclass(frozen=True)
class Term:
    """A typed cell of an identity; ``side`` is 1 where it adds to left minus right, else −1."""

    key: str
    value: Decimal
    side: int


@dataclass(frozen=True)
class _Claim:
    """Another finding's word on one cell, which may be a computed total."""

    key: str
    change: Decimal
    source: str


def terms(context: CheckContext, left: Sequence[str], right: Sequence[str]) -> Iterator[Term]:
    """Yield the typed cells of both sides, and those of a computed total in its place."""
    made_by = filling(context.form.sums, context.computed | context.blank)
    parts_of = {one.right[0]: one.left for one in made_by}
    open_keys = [(key, 1) for key in left] + [(key, -1) for key in right]
    while open_keys:
        key, side = open_keys.pop()
        value = context.values.get(key)
        if key in context.computed:
            open_keys += [(part, side) for part in parts_of[key]]
        elif value is not None:
            yield Term(key, value, side)


def with_evidence(context: CheckContext, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return the findings, the suspects named that one failed identity and one claim agree on."""
    claims = [claim for one in findings if (claim := _claim(context, one)) is not None]
    if not claims:
        return tuple(findings)
    return tuple(_seen_with(context, one, claims) for one in findings)


def _claim(context: CheckContext, finding: Finding) -> _Claim | None:
    """What a finding outside the tables wants one cell to be."""
    if finding.identities or len(finding.cells) != 1:
        return None
    (key,) = finding.cells
    value, left, right = context.values.get(key), finding.left, finding.right
    if left is None or right is None or left == right or value not in (left, right):
        return None
    change = right - left if value == left else left - right
    return _Claim(key, change, "正文" if finding.spans else "上年报告")


def _seen_with(context: CheckContext, finding: Finding, claims: Sequence[_Claim]) -> Finding:
    if finding.suspects or len(finding.identities) != 1 or finding.difference is None:
        return finding
    failed = finding.identities[0]
    equation = next(
        one
        for one in context.form.equations_of[failed.cells[0]]
        if one.rule == failed.rule and one.keys == failed.cells
    )
    agreed = {
        term: claim
        for term in terms(context, equation.left, equation.right)
        for claim in claims
        if claim.change == -finding.difference * term.side and _speaks_of(context, claim, term)
    }
    if len(agreed) != 1:
        return finding
    ((term, claim),) = agreed.items()
    name, value = context.form.cells[term.key].name, term.value + claim.change
    hint = (
        f"可能是“{name}”这一格：改成 {format_number(value)} 就对上了，{claim.source}也是这样写的。"
    )
    return replace(finding, suspects=(Suspect(term.key, value),), hint=hint)


def _speaks_of(context: CheckContext, claim: _Claim, term: Term) -> bool:
    """Whether a claim is about the cell itself or about the computed total that it is a part of."""
    if claim.key == term.key:
        return True
    return claim.key in context.computed and any(
        one.right == (claim.key,) and term.key in one.left
        for one in context.form.equations_of[claim.key]
    )
