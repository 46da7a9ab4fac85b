"""What a text calls things: TX-CITE (law and notice), TX-SELF (the organ itself)."""

import re
from collections.abc import Iterator
from functools import lru_cache

from nianbao.checks.context import CheckContext
from nianbao.checks.findings import Finding
from nianbao.checks.texts.patterns import matches, pattern, text_data, text_finding
from nianbao.checks.texts.read import ReadText, read_texts

_LONGEST_NAME = 4
"""Characters of the name of a township."""
_NEAR = 3
"""Characters by which a damaged title differs from the right one."""


_CITED = (
    "order",
    "notice",
    "brackets",
    "number",
    "format_year",
    "trial_year",
    "basis",
    "basis_year",
    "published_by",
    "slip",
)


def check_citations(context: CheckContext) -> Iterator[Finding]:
    """TX-CITE: the law, its order and the notice named as they are."""
    for text in read_texts(context):
        yield from _titles(context, text)
        seen = set()
        for name in _CITED:
            for match in matches(text, "cite", name):
                if match.span("named") in seen:
                    continue
                seen.add(match.span("named"))
                context.compared("TX-CITE")
                year = match.groupdict().get("year", "")
                right = str(text_data()["cite"][f"{name}_right"]).format(year).split("|")
                if match["named"] not in right:
                    message = f"正文写“{match[0]}”，“{match['named']}”应为“{right[0]}”。"
                    yield text_finding(
                        text, "TX-CITE", message, [match.span("named")], f"cite:{match[0]}"
                    )


def _titles(context: CheckContext, text: ReadText) -> Iterator[Finding]:
    """《中华人民共和国政府信息公开条列》: nearly the law's title, but not it."""
    laws = text_data()["cite"]["laws"]
    for match in matches(text, "cite", "title"):
        title = match["title"]
        near = next((law for law in laws if 0 < _distance(title, law) <= _NEAR), None)
        context.compared("TX-CITE")
        if title in laws or near is None:
            continue
        message = f"正文引用《{title}》，名称应为《{near}》。"
        yield text_finding(text, "TX-CITE", message, [match.span("title")], f"law:{title}")


@lru_cache(maxsize=256)
def _distance(one: str, other: str) -> int:
    """How many characters must be put in, left out or changed; more than enough where many."""
    if abs(len(one) - len(other)) > _NEAR:
        return _NEAR + 1
    row = list(range(len(other) + 1))
    for place, char in enumerate(one, 1):
        before, row[0] = row[0], place
        for at, wanted in enumerate(other, 1):
            change = before + (char != wanted)
            before, row[at] = row[at], min(row[at] + 1, row[at - 1] + 1, change)
    return row[-1]


def check_self(context: CheckContext) -> Iterator[Finding]:
    """TX-SELF: 我局 in a bureau's report, 我镇 in a town's; no other office's report."""
    yield from _areas(context)
    yield from _governments(context)
    own = _kind_of(context.report.unit)
    if not own:
        return
    unit = context.report.unit.strip()
    of_many = own in text_data()["self"]["of_many"]
    selves = ("said",) if of_many else ("said", "short", "branch")
    selves = (*selves, "bare") if own in text_data()["self"]["bureaus"] else selves
    others = () if of_many else ("another", "author", "editor", "keeper", "contact", "presented")
    if pattern("self", "place").search(unit):
        others = (*others, "town", "owner", "led")
    for text in read_texts(context):
        for match in (one for name in selves for one in matches(text, "self", name)):
            context.compared("TX-SELF")
            said = match["kind"] or match["of_all"]
            if said in text_data()["self"]["kinds"] and said not in _may_say(own):
                yield _called(context, text, match, "正文自称")
        alike = list(_of_another_kind(text, unit, own))
        for match in alike:
            context.compared("TX-SELF")
            yield _called(context, text, match, "正文写")
        starts = {match.start("named") for match in alike}
        for match in (one for name in others for one in matches(text, "self", name)):
            context.compared("TX-SELF")
            if match.start("named") not in starts and not _is_own_name(match["named"], unit):
                asked = match.re is pattern("self", "contact")
                says = "正文请人联系" if asked else "正文以别的单位开头说工作："
                yield _called(context, text, match, says)


def _of_another_kind(text: ReadText, unit: str, own: str) -> Iterator[re.Match[str]]:
    """高桥镇 in the report of 高桥乡: its own name with another kind of organ."""
    kinds = text_data()["self"]["within_county"]
    if own not in kinds or own not in unit:
        return
    name = re.split("[省市县区旗州]", unit[: unit.rindex(own)])[-1]
    if 2 <= len(name) <= _LONGEST_NAME:  # noqa: PLR2004 - one character may be any
        others = "|".join(one for one in kinds if one != own)
        pattern_of_others = f"(?P<named>{re.escape(name)}(?:{others}))"
        yield from re.finditer(pattern_of_others, text.prose.cleaned.text)


def _areas(context: CheckContext) -> Iterator[Finding]:
    """我县 in a city's report; 我市 in a district's is the city that it belongs to."""
    own = _area_of(context.report.unit.strip())
    wrong = text_data()["self"]["lower"].get(own, ())
    for text in read_texts(context) if wrong else ():
        for match in matches(text, "self", "area"):
            context.compared("TX-SELF")
            if match["kind"] in wrong:
                yield _called(context, text, match, "正文自称")


def _governments(context: CheckContext) -> Iterator[Finding]:
    """Another government's name left in: 现将北屏县人民政府2023年…报告 in the report of 云溪县."""
    own = pattern("self", "government").search(context.report.unit.strip())
    if own is None:
        return
    for text in read_texts(context):
        for name in ("published", "site", "governs"):
            for match in matches(text, "self", name):
                context.compared("TX-SELF")
                alike = name == "published" or match["kind"] == own["kind"]
                if alike and not _is_same_place(match["place"], own["place"]):
                    yield _called(context, text, match, "正文写")


def _is_same_place(one: str, other: str) -> bool:
    """临江市云溪县 and 云溪县 are one place, and so are 大通县 and 大通回族土族自治县."""
    shorter, longer = sorted((one, other), key=len)
    rest = iter(longer)
    return all(char in rest for char in shorter)


@lru_cache(maxsize=64)
def _area_of(unit: str) -> str:
    """市, 县 …: the area whose organ a unit is; empty where its name does not tell."""
    named = pattern("self", "own_area").findall(unit)
    if not named or pattern("self", "no_area").search(unit):
        return ""
    own: str = named[-1]
    smaller = re.search("[镇乡]|街道", unit) is not None
    return "" if smaller and own not in text_data()["self"]["within"] else own


def _called(context: CheckContext, text: ReadText, match: re.Match[str], says: str) -> Finding:
    named = match["named"]
    message = f"{says}“{named}”，而本单位是“{context.report.unit.strip()}”。"
    return text_finding(text, "TX-SELF", message, [match.span("named")], f"self:{named}")


def _is_own_name(named: str, unit: str) -> bool:
    """县人社局 is short for 县人力资源和社会保障局: its characters stand there in this order."""
    rest = iter(unit)
    place = pattern("self", "place").search(unit)
    own = unit if place is None else place["place"]
    return all(char in rest for char in named) or own in named


def _kind_of(unit: str) -> str:
    """局, 镇, 街道 …: what kind of organ a name ends with; empty where it tells nothing."""
    match = pattern("self", "unit").search(unit.strip())
    return next((kind for kind in match.groups() if kind), "") if match else ""


def _may_say(own: str) -> frozenset[str]:
    return frozenset((own, *text_data()["self"]["also"].get(own, ())))
