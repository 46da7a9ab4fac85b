"""TX-LIST, and TX-FEE for lists of fees: what a text lists beside its own total."""

from collections.abc import Iterator

from nianbao.checks.catalogue import catalogue
from nianbao.checks.context import CheckContext
from nianbao.checks.findings import Finding, Severity, more_or_less
from nianbao.checks.prose.lists.listing import Listing
from nianbao.checks.texts.patterns import section_of, text_data
from nianbao.checks.texts.read import ReadText, read_texts
from nianbao.checks.texts.whose.borne_out import is_borne_out
from nianbao.report.numbers import format_number

_FEE_UNITS = frozenset({"元", "万元"})


def check_lists(context: CheckContext) -> Iterator[Finding]:
    """TX-LIST, and TX-FEE for lists of fees: parts that do not add up to their total."""
    for text in read_texts(context):
        for listing in text.prose.lists:
            context.compared(_rule_of_list(text, listing))
            if listing.is_open and listing.sum < listing.total:  # 等 says that some are left out
                continue
            if not _is_borne_out(context, text, listing):
                yield _unequal_list(text, listing)


def _is_borne_out(context: CheckContext, text: ReadText, listing: Listing) -> bool:
    """Whether the tables say that total and parts are right: some parts are just not named."""
    (start, end), (first, last) = listing.total_span, listing.parts_span
    stated = [one for one in text.prose.statements if one.number.value == listing.total]
    total = [one for one in stated if one.start < end and start < one.end]
    parts = [one for one in text.prose.statements if first <= one.start and one.end <= last]
    known = bool(total) and len(parts) == len(listing.parts) and listing.sum < listing.total
    return known and all(is_borne_out(context, text, one) for one in (*total, *parts))


def _rule_of_list(text: ReadText, listing: Listing) -> str:
    about_fee = listing.unit in _FEE_UNITS or "处理费" in text.prose.cleaned.text
    return "TX-FEE" if text.key == section_of("fee") and about_fee else "TX-LIST"


def _unequal_list(text: ReadText, listing: Listing) -> Finding:
    rule = catalogue()[_rule_of_list(text, listing)]
    parts = " ＋ ".join(format_number(part) for part in listing.parts[:20])
    more = " ＋ …" if len(listing.parts) > 20 else ""  # noqa: PLR2004 - a message must end
    stated = text.prose.words(*listing.total_span)
    quoted = text.quoted(*listing.total_span)
    difference = listing.total - listing.sum
    where = "后面" if listing.total_span < listing.parts_span else "前面"
    return Finding(
        rule=rule.id,
        severity=rule.severity if rule.id == "TX-FEE" else _list_severity(listing),
        section=text.section,
        message=f"正文写“{quoted}”，{where}列出的 {parts}{more} ＝ {format_number(listing.sum)}，"
        f"总数{more_or_less(difference)}。",
        hint=rule.advice if rule.id == "TX-FEE" else _list_advice(listing),
        left=listing.total,
        right=listing.sum,
        spans=(text.span(*listing.total_span), text.span(*listing.parts_span)),
        subject=f"{text.key}:list:{stated}",
    )


def _list_advice(listing: Listing) -> str:
    """Fewer may be named as examples; more cannot be, and 其中 says already that some are left out."""
    data = text_data()["listed"]
    if listing.sum > listing.total:
        return str(data["too_many"])
    return str(data["among"] if listing.kind == "among" else catalogue()["TX-LIST"].advice)


def _list_severity(listing: Listing) -> Severity:
    """Only a list that should leave nothing out is worth a warning."""
    if listing.kind == "among":
        return Severity.HINT
    too_many = listing.sum > listing.total
    if listing.kind == "includes" and not (too_many or listing.ends_with_rest):
        return Severity.HINT
    return Severity.WARNING
