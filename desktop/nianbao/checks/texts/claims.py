"""What the text claims without a number, and what it says about its own numbers.

TX-NONE, TX-DONE, and 未发生 of TX-REVIEW and TX-SUIT against the tables; TX-LIST and TX-PERCENT
within the text.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from nianbao.checks.catalogue import catalogue
from nianbao.checks.context import CheckContext
from nianbao.checks.findings import Finding, Severity, shown_difference
from nianbao.checks.prose.claim import Claim
from nianbao.checks.prose.lists import Listing
from nianbao.checks.prose.quantity import Count, EndedOtherwise, Quantity
from nianbao.checks.prose.shares import Share
from nianbao.checks.texts.patterns import section_of
from nianbao.checks.texts.quantities import Nothing, nothing_of, quantities
from nianbao.checks.texts.read import ReadText, read_texts
from nianbao.checks.texts.readings import known_part, readings_of
from nianbao.formats.registry import load_form
from nianbao.report.book import Report
from nianbao.report.numbers import format_number
from nianbao.report.totals import effective_cells

_TOLERANCE = Decimal("0.1")
"""Of a percentage point: reports round to one or two places."""
_HALF = Decimal("0.5")
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
    return quantities().claims.done if claim.kind == "done" else quantities().claims.upheld


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
    kinds = [one.kinds for one in claim.nothing_of if isinstance(one, EndedOtherwise)]
    return "+".join(kind for several in kinds for kind in several)


def check_lists(context: CheckContext) -> Iterator[Finding]:
    """TX-LIST, and TX-FEE for lists of fees: parts that do not add up to their total."""
    for text in read_texts(context):
        for number, listing in enumerate(text.prose.lists):
            context.compared(_rule_of_list(text, listing))
            if not (
                listing.is_open and listing.sum < listing.total
            ):  # 等 says that some are left out
                yield _unequal_list(text, listing, number)


def _rule_of_list(text: ReadText, listing: Listing) -> str:
    about_fee = listing.unit in _FEE_UNITS or "处理费" in text.prose.cleaned.text
    return "TX-FEE" if text.key == section_of("fee") and about_fee else "TX-LIST"


def _unequal_list(text: ReadText, listing: Listing, number: int) -> Finding:
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
        f"差 {shown_difference(difference)}。",
        hint=rule.advice,
        left=listing.total,
        right=listing.sum,
        spans=(text.span(*listing.total_span), text.span(*listing.parts_span)),
        subject=f"{text.key}:list:{number}",
    )


def _list_severity(listing: Listing) -> Severity:
    """Only a list that should leave nothing out is worth a warning."""
    if listing.kind == "among":
        return Severity.HINT
    too_many = listing.sum > listing.total
    if listing.kind == "includes" and not (too_many or listing.ends_with_rest):
        return Severity.HINT
    return Severity.WARNING


def check_percentages(context: CheckContext) -> Iterator[Finding]:
    """TX-PERCENT: 占, 率 and 同比 worked out again."""
    for text in read_texts(context):
        for share in text.prose.shares:
            yield from _wrong_share(context, text, share)


def _wrong_share(context: CheckContext, text: ReadText, share: Share) -> Iterator[Finding]:
    pairs = [(part, whole) for part, whole in share.pairs if whole]
    if share.kind == "growth" and not pairs:
        pairs = list(_last_year(context, share))
    elif share.kind == "share" and pairs:
        pairs += list(_table_wholes(context, share))
    results = [(part, whole, _percent(share, part, whole)) for part, whole in pairs]
    tolerance = _tolerance(share.stated)
    context.compared("TX-PERCENT", int(bool(results)))
    if not results or any(abs(value - share.stated) <= tolerance for _p, _w, value in results):
        return
    rule = catalogue()["TX-PERCENT"]
    part, whole, value = min(results, key=lambda one: abs(one[2] - share.stated))
    shown = format_number(value.quantize(Decimal("0.01")))
    yield Finding(
        rule=rule.id,
        severity=rule.severity,
        section=text.section,
        message=f"正文写“{text.prose.words(share.start, share.end)}”，"
        f"按 {format_number(part)} 和 {format_number(whole)} 计算是 {shown}%。",
        hint=rule.advice,
        left=share.stated,
        right=Decimal(shown),
        spans=(text.span(share.start, share.end),),
        subject=f"{text.key}:percent:{share.kind}:{format_number(part)}",
    )


def _tolerance(stated: Decimal) -> Decimal:
    """A percentage without decimals was rounded to a whole one: 83.33 % is 83 %."""
    return _HALF if stated == stated.to_integral_value() else _TOLERANCE


def _percent(share: Share, part: Decimal, whole: Decimal) -> Decimal:
    if share.kind != "growth":
        return part * 100 / whole
    change = (part - whole) * 100 / whole
    return change if share.grows else -change


def _table_wholes(context: CheckContext, share: Share) -> Iterator[tuple[Decimal, Decimal]]:
    """占全部申请的…%: the whole may stand in 表三 only."""
    part = share.pairs[0][0]
    for verb in ("received", "handled"):
        for reading in readings_of(context.form.id, Count(verb)):
            total, complete = known_part(reading.cells, context.values)
            if complete and total:
                yield part, total


def _last_year(context: CheckContext, share: Share) -> Iterator[tuple[Decimal, Decimal]]:
    """同比 without last year's number: the same quantity in last year's report."""
    last, subject = context.last_year, share.subject
    if last is None or subject is None:
        return
    for total in _values_in(last, share):
        yield subject.number.value, total


def _values_in(report: Report, share: Share) -> Iterator[Decimal]:
    subject = share.subject
    assert subject is not None  # noqa: S101 - the caller has looked
    values = effective_cells(load_form(report.form), report)
    for reading in readings_of(report.form, subject.quantity, subject.head):
        total, complete = known_part(reading.cells, values)
        if complete and total:
            yield total
