"""What the text claims without a number: TX-NONE, TX-DONE, and 未发生 of TX-REVIEW and TX-SUIT."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from nianbao.checks.catalogue import catalogue
from nianbao.checks.context import CheckContext
from nianbao.checks.findings import Finding
from nianbao.checks.prose.claims.claim import Claim
from nianbao.checks.prose.quantity import Ended, EndedOtherwise, Quantity
from nianbao.checks.texts.quantities import Nothing, nothing_of, quantities, subject_of
from nianbao.checks.texts.read import ReadText, read_texts
from nianbao.checks.texts.readings import known_part, readings_of
from nianbao.checks.texts.shown import shown_to_be_ours
from nianbao.checks.texts.whose.area import Area, area_of, is_of_others, or_of_the_office
from nianbao.report.numbers import format_number


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
        for claim in (*text.prose.claims, *shown_to_be_ours(context, text).claims):
            wide = _is_of_the_area(text, claim)
            if wide and is_of_others(context, text, claim.start):
                continue
            may_be_wider = wide and area_of(context) is Area.OPEN
            for quantity in claim.nothing_of:
                denied = _Denied(text, claim, quantity, _against(claim, quantity))
                for found in _found(context, denied):
                    yield or_of_the_office(found) if may_be_wider else found


def _is_of_the_area(text: ReadText, claim: Claim) -> bool:
    """各乡镇收到申请45件，均已办结: claimed of more offices than this one."""
    words = text.prose.cleaned.text
    begins = max(words.rfind(mark, 0, claim.start) for mark in "。\n") + 1
    near = [one for one in text.prose.statements if begins <= one.start <= claim.start]
    return bool(near) and bool(near[-1].scope)


def _against(claim: Claim, quantity: Quantity) -> Nothing:
    if claim.kind == "none":
        return nothing_of(quantity)
    known = quantities().claims
    return {
        "done": known.done,
        "upheld": known.upheld,
        "corrected": known.corrected,
        "pending": known.pending,
        "alike": known.alike,
        "one_way": known.one_way,
        "ended": known.ended,
    }[claim.kind]


def _found(context: CheckContext, denied: _Denied) -> Iterator[Finding]:
    readings = readings_of(context.form.id, denied.quantity)
    cells = readings[0].cells if readings else ()
    total, complete = known_part(cells, context.values)
    context.compared(denied.against.rule, int(total > 0 or (complete and bool(cells))))
    if total <= 0:
        context.waits(denied.against.rule, places=int(not complete))
        return
    text, claim, rule = denied.text, denied.claim, catalogue()[denied.against.rule]
    words = text.quoted(claim.start, claim.end)
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
    if claim.kind in ("alike", "one_way"):
        return "+".join(subject_of(quantity) for quantity in claim.nothing_of)
    kinds = [one.kinds for one in claim.nothing_of if isinstance(one, Ended | EndedOtherwise)]
    return "+".join(kind for several in kinds for kind in several)
