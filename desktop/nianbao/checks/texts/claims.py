"""What the text claims without a number, and what it says about its own numbers.

TX-NONE, TX-DONE, and 未发生 of TX-REVIEW and TX-SUIT against the tables; TX-LIST and TX-PERCENT
within the text.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from nianbao.checks.catalogue import catalogue
from nianbao.checks.context import CheckContext
from nianbao.checks.findings import Finding, Severity, more_or_less
from nianbao.checks.prose.claim import Claim
from nianbao.checks.prose.lists import Listing
from nianbao.checks.prose.quantity import EndedOtherwise, Quantity
from nianbao.checks.texts.patterns import section_of
from nianbao.checks.texts.quantities import Nothing, nothing_of, quantities, subject_of
from nianbao.checks.texts.read import ReadText, read_texts
from nianbao.checks.texts.readings import known_part, readings_of
from nianbao.report.numbers import format_number

_FEE_UNITS = frozenset({"元", "万元"})


@dataclass(frozen=True)
class _Denied:
    """A claim in its text: one quantity of which it says there is nothing, and what speaks against it."""

    text: ReadText
    claim: Claim
    quantity: Quantity
    against: Nothing


def check_claims(context: CheckContext) -> Iterator[Finding]:
    """Yield a finding for each claim that the tables contradict."""
    for text in read_texts(context):
        for claim in text.prose.claims:
            for quantity in claim.nothing_of:
                yield from _found(
                    context, _Denied(text, claim, quantity, _against(claim, quantity))
                )


def _against(claim: Claim, quantity: Quantity) -> Nothing:
    if claim.kind == "none":
        return nothing_of(quantity)
    known = quantities().claims
    return {"done": known.done, "upheld": known.upheld, "alike": known.alike}[claim.kind]


def _found(context: CheckContext, denied: _Denied) -> Iterator[Finding]:
    readings = readings_of(context.form.id, denied.quantity)
    cells = readings[0].cells if readings else ()
    total, complete = known_part(cells, context.values)
    context.compared(denied.against.rule, int(total > 0 or (complete and bool(cells))))
    if total <= 0:
        return
    text, claim, rule = denied.text, denied.claim, catalogue()[denied.against.rule]
    words = text.prose.words(claim.start, claim.end)
    says = denied.against.says.format(format_number(total))
    yield Finding(
        rule=rule.id,
        severity=rule.severity,
        section=text.section,
        message=f"正文写“{words}”，{says}，两处不一致。",
        cells=cells,
        hint=rule.advice,
        left=Decimal(0),
        right=total,
        spans=(text.span(claim.start, claim.end),),
        subject=f"{text.key}:{claim.kind}:{_about(claim)}:{rule.id}",
    )


def _about(claim: Claim) -> str:
    """The name of a claim in the decisions that reports keep; it never changes."""
    if claim.kind == "none":
        return "+".join(nothing_of(quantity).id for quantity in claim.nothing_of)
    if claim.kind == "alike":
        return "+".join(subject_of(quantity) for quantity in claim.nothing_of)
    kinds = [one.kinds for one in claim.nothing_of if isinstance(one, EndedOtherwise)]
    return "+".join(kind for several in kinds for kind in several)


def check_lists(context: CheckContext) -> Iterator[Finding]:
    """TX-LIST, and TX-FEE for lists of fees: parts that do not add up to their total."""
    for text in read_texts(context):
        for listing in text.prose.lists:
            context.compared(_rule_of_list(text, listing))
            if not (
                listing.is_open and listing.sum < listing.total
            ):  # 等 says that some are left out
                yield _unequal_list(text, listing)


def _rule_of_list(text: ReadText, listing: Listing) -> str:
    about_fee = listing.unit in _FEE_UNITS or "处理费" in text.prose.cleaned.text
    return "TX-FEE" if text.key == section_of("fee") and about_fee else "TX-LIST"


def _unequal_list(text: ReadText, listing: Listing) -> Finding:
    rule = catalogue()[_rule_of_list(text, listing)]
    parts = " ＋ ".join(format_number(part) for part in listing.parts[:20])
    more = " ＋ …" if len(listing.parts) > 20 else ""  # noqa: PLR2004 - a message must end
    stated = text.prose.words(*listing.total_span)
    difference = listing.total - listing.sum
    return Finding(
        rule=rule.id,
        severity=rule.severity if rule.id == "TX-FEE" else _list_severity(listing),
        section=text.section,
        message=f"正文写“{stated}”，后面列出的 {parts}{more} ＝ {format_number(listing.sum)}，"
        f"总数{more_or_less(difference)}。",
        hint=rule.advice,
        left=listing.total,
        right=listing.sum,
        spans=(text.span(*listing.total_span), text.span(*listing.parts_span)),
        subject=f"{text.key}:list:{stated}",
    )


def _list_severity(listing: Listing) -> Severity:
    """Only a list that should leave nothing out is worth a warning."""
    if listing.kind == "among":
        return Severity.HINT
    too_many = listing.sum > listing.total
    if listing.kind == "includes" and not (too_many or listing.ends_with_rest):
        return Severity.HINT
    return Severity.WARNING
