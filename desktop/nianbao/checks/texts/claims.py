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
from nianbao.checks.prose.claims import Claim
from nianbao.checks.prose.lists import Listing
from nianbao.checks.prose.shares import Share
from nianbao.checks.texts.quantities import known_part, quantities, readings_of
from nianbao.checks.texts.read import ReadText, read_texts
from nianbao.formats.registry import load_form
from nianbao.report.book import Report
from nianbao.report.numbers import format_number
from nianbao.report.totals import effective_cells

_TOLERANCE = Decimal("0.1")
"""Of a percentage point: reports round to one or two places."""
_HALF = Decimal("0.5")
_FEE_UNITS = frozenset({"元", "万元"})


@dataclass(frozen=True)
class _Said:
    """A claim in its text, and the rule that it may break."""

    text: ReadText
    claim: Claim
    rule: str


def check_claims(context: CheckContext) -> Iterator[Finding]:
    """Yield a finding for each claim that the tables contradict."""
    for text in read_texts(context):
        for claim in text.prose.claims:
            if claim.what == "none":
                yield from _none(context, text, claim)
            elif claim.what == "done":
                cells = _cells(context, "carried_out", ())
                said = _Said(text, claim, "TX-DONE")
                yield from _found(context, said, cells, "结转下年度还有 {} 件")
            else:
                yield from _upheld(context, text, claim)


def _none(context: CheckContext, text: ReadText, claim: Claim) -> Iterator[Finding]:
    for about in claim.about:
        what, *detail = about.split(":")
        denied = _DENIED.get(what)
        if denied is not None:
            cells = _cells(context, denied.what, tuple(detail))
            yield from _found(context, _Said(text, claim, denied.rule), cells, denied.says)
        else:
            said = _Said(text, claim, "TX-REVIEW" if about == "review" else "TX-SUIT")
            yield from _found(context, said, _cells(context, "cases", (about,)), "表四有 {} 件")


@dataclass(frozen=True)
class _Denied:
    """What a text can deny: the quantity in the tables, the rule, and what the tables say."""

    what: str
    rule: str
    says: str


_DENIED = {
    "applications": _Denied("received_new", "TX-NONE", "表里本年新收 {} 件"),
    "carried_in": _Denied("carried_in", "TX-HANDLED", "表三上年结转 {} 件"),
    "carried_out": _Denied("carried_out", "TX-HANDLED", "表三结转下年度 {} 件"),
    "document": _Denied("document", "TX-DOC", "表二有 {} 件"),
}


def _upheld(context: CheckContext, text: ReadText, claim: Claim) -> Iterator[Finding]:
    """均获维持 leaves nothing for the other endings."""
    names = [name for block in claim.about for name in quantities().blocks[block]]
    cells = tuple(
        key
        for name in dict.fromkeys(names)
        for key, cell in context.form.cells.items()
        if cell.column.parent == name and not cell.is_total and not key.endswith("_upheld")
    )
    said = _Said(text, claim, "TX-DONE")
    yield from _found(context, said, cells, "表四里还有 {} 件不是维持")


def _cells(context: CheckContext, what: str, detail: tuple[str, ...]) -> tuple[str, ...]:
    readings = readings_of(context.form.id, what, detail, "", with_carry=False)
    return readings[0].cells if readings else ()


def _found(
    context: CheckContext, said: _Said, cells: tuple[str, ...], says: str
) -> Iterator[Finding]:
    total, _complete = known_part(cells, context.values)
    if total <= 0:
        return
    text, claim, rule = said.text, said.claim, catalogue()[said.rule]
    words = text.prose.words(claim.start, claim.end)
    yield Finding(
        rule=rule.id,
        severity=rule.severity,
        section=text.section,
        message=f"正文写“{words}”，{says.format(format_number(total))}，两处不一致。",
        cells=cells,
        hint=rule.advice,
        left=Decimal(0),
        right=total,
        spans=(text.span(claim.start, claim.end),),
        subject=f"{text.key}:{claim.what}:{'+'.join(claim.about)}:{rule.id}",
    )


def check_lists(context: CheckContext) -> Iterator[Finding]:
    """TX-LIST, and TX-FEE for lists of fees: parts that do not add up to their total."""
    for text in read_texts(context):
        for number, listing in enumerate(text.prose.lists):
            if not (
                listing.is_open and listing.sum < listing.total
            ):  # 等 says that some are left out
                yield _unequal_list(text, listing, number)


def _unequal_list(text: ReadText, listing: Listing, number: int) -> Finding:
    about_fee = listing.unit in _FEE_UNITS or "处理费" in text.prose.cleaned.text
    rule = catalogue()["TX-FEE" if text.key == "other" and about_fee else "TX-LIST"]
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
    for what in ("received", "handled"):
        for reading in readings_of(context.form.id, what, (), "", with_carry=False):
            total, complete = known_part(reading.cells, context.values)
            if complete and total:
                yield part, total


def _last_year(context: CheckContext, share: Share) -> Iterator[tuple[Decimal, Decimal]]:
    """同比 without last year's number: the same quantity in last year's report."""
    last = next((one for one in context.previous if one.year == context.report.year - 1), None)
    subject = share.subject
    if last is None or subject is None:
        return
    for total in _values_in(last, share):
        yield subject.number.value, total


def _values_in(report: Report, share: Share) -> Iterator[Decimal]:
    subject = share.subject
    assert subject is not None  # noqa: S101 - the caller has looked
    values = effective_cells(load_form(report.form), report)
    for reading in readings_of(
        report.form, subject.what, subject.detail, subject.head, with_carry=False
    ):
        total, complete = known_part(reading.cells, values)
        if complete and total:
            yield total
