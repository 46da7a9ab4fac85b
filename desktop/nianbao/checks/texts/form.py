"""What must stand in the texts and what must not; each check names its rule."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from nianbao.checks.catalogue import catalogue
from nianbao.checks.context import CheckContext
from nianbao.checks.findings import Finding, Severity
from nianbao.checks.sentences.numerals import chinese_number
from nianbao.checks.texts.patterns import (
    any_word,
    matches,
    pattern,
    section_of,
    text_data,
    text_finding,
)
from nianbao.checks.texts.read import ReadText, all_texts, read_texts
from nianbao.checks.texts.readings import known_part
from nianbao.formats.levels import level_of
from nianbao.formats.registry import Form, family_of, form_for_year
from nianbao.formats.schema import SectionDef
from nianbao.report.book import PREAMBLE

_SENTENCE = 400
"""Characters looked back for the beginning of a sentence."""


def check_parts_named(context: CheckContext) -> Iterator[Finding]:
    """TX-PARTS: 等六个部分 matches the number named."""
    sections = len(context.form.sections)
    for text in read_texts(context):
        for match in matches(text, "parts", "number"):
            before = re.split("[。!?\n]", text.prose.cleaned.text[: match.start()][-_SENTENCE:])[-1]
            number = _number(match["number"])
            if number is None or not any_word(text_data()["parts"]["report_words"], before):
                continue
            context.compared("TX-PARTS")
            named = _named(before.removesuffix("等"))
            almost_all = named >= 4 and named + 1 == number  # noqa: PLR2004 - one was forgotten
            is_open = (before.endswith("等") and not almost_all) or named < 3  # noqa: PLR2004
            right = sections if is_open else named
            if number != right:
                message = f"正文写“{match[0]}”，实际是 {right} 个部分。"
                yield text_finding(text, "TX-PARTS", message, [match.span("number")], "parts")


def _named(words: str) -> int:
    """How many parts are named; 行政复议、行政诉讼情况 is one of them."""
    joined = re.sub("复议、(?=(?:行政)?诉讼)", "复议", words)
    mark = ";" if joined.count(";") >= joined.count("、") and joined.count(";") > 1 else "、"
    return len([one for one in joined.split(mark) if one.strip()])


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() else chinese_number(text)


def check_legal_base(context: CheckContext) -> Iterator[Finding]:
    """TX-BASE: the notice cited is the one that prescribes this form."""
    year = context.report.year
    in_force = form_for_year(year, context.form).definition
    known = {_plain(form.definition.document) for form in family_of(context.form)}
    others = known - {_plain(in_force.document)}
    for text in read_texts(context):
        for match in matches(text, "base", "document"):
            context.compared("TX-BASE")
            if _plain(match[0]) in others and not _is_former(text, match, year):
                message = f"正文引用“{match[0]}”，{year}年的报告格式依据是{in_force.document}。"
                yield text_finding(text, "TX-BASE", message, [match.span()], "base")


def _is_former(text: ReadText, match: re.Match[str], year: int) -> bool:
    """Whether a notice is told to be that of another year's report, or to hold no longer."""
    words = text.prose.cleaned.text
    before = pattern("base", "former_before").search(words[: match.start()][-_SENTENCE:])
    told = before is not None and before["year"] != str(year)
    behind = words[match.end() : match.end() + _SENTENCE]
    return told or pattern("base", "former_behind").search(behind) is not None


@lru_cache(maxsize=64)
def _plain(document: str) -> str:
    return "".join(char for char in document if char.isdigit() or char == "号")


def check_leftovers(context: CheckContext) -> Iterator[Finding]:
    """TX-HOLD: no placeholder of a template is left; one finding a text, however many there are."""
    for text in read_texts(context):
        context.compared("TX-HOLD")
        fine = [match.span() for match in matches(text, "leftover", "fine")]
        left = [
            match
            for match in matches(text, "leftover", "patterns")
            if not any(start <= match.start() < end for start, end in fine)
        ]
        if left:
            named = "".join(dict.fromkeys(f"“{match[0][:20]}”" for match in left))
            many = f" {len(left)} 处" if len(left) > 1 else ""
            message = f"正文里还有{many}没有填写的内容{named}。"
            spans = sorted(match.span() for match in left)
            yield text_finding(text, "TX-HOLD", message, spans, f"hold:{left[0][0][:20]}")


def _section(form: Form, table: str) -> SectionDef | None:
    """The section that a table of the data speaks about, where the form has it."""
    return form.find_section(section_of(table))


def _text_of(context: CheckContext, section: SectionDef) -> ReadText | None:
    return next((one for one in read_texts(context) if one.key == section.id), None)


def check_fee(context: CheckContext) -> Iterator[Finding]:
    """TX-FEE: the last section says whether a 信息处理费 was charged."""
    data = text_data()["fee"]
    section = _section(context.form, "fee")
    if section is None:
        return
    text = _text_of(context, section)
    context.compared("TX-FEE")
    if text is not None and any_word(data["mentioned"], text.prose.cleaned.text):
        return
    rule = catalogue()["TX-FEE"]
    cells = tuple(key for key in data["unpaid"] if key in context.form.cells)
    unpaid, _complete = known_part(cells, context.values)
    where = f"第{section.number}部分"
    what = f"{where}没有说明信息处理费的收取情况。"
    severity = rule.severity
    if unpaid > 0:
        what = f"{data['says'].format(unpaid)}，{where}却没有说明信息处理费的收取情况。"
        severity = Severity.ERROR
    yield Finding(
        rule.id, severity, section.id, what, cells=cells if unpaid > 0 else (), hint=rule.advice,
        subject=f"{section.id}:fee",
    )  # fmt: skip


def check_overview(context: CheckContext) -> Iterator[Finding]:
    """TX-FIVE: the overview covers its parts; a government also its own three results."""
    section = _section(context.form, "five")
    if section is None:
        return
    texts = {
        key: text
        for key, name, text in all_texts(context)
        if name == section.id and key != PREAMBLE
    }
    whole = "\n".join(texts.values())
    context.compared("TX-FIVE")
    missing = [
        part.label
        for part in section.parts
        if not texts.get(f"{section.id}.{part.id}", "").strip()
        and part.label.removeprefix(text_data()["five"]["left_out"]) not in whole
    ]
    missing += [name for name in context.rules.overview.sub_headings if name not in whole]
    if missing:
        yield _overview(section, f"总体情况还缺：{'、'.join(missing)}。", "parts")
    level = level_of(context.report.level, context.report.unit)
    if whole and level.is_government:
        yield from _results_of_government(section, whole, context.report.unit.strip())


def _results_of_government(section: SectionDef, whole: str, unit: str) -> Iterator[Finding]:
    data = text_data()["five"]
    missing = [
        name
        for name, words in zip(data["government_names"], data["government"], strict=True)
        if not any_word(words, whole)
    ]
    if missing:
        branch = pattern("five", "branch").search(unit)
        says = data["says_of_branch" if branch else "says"]
        found = _overview(section, says.format("、".join(missing)), "government")
        office = pattern("five", "office").search(unit)
        yield replace(found, hint=data["advice_of_office"]) if office else found


def _overview(section: SectionDef, message: str, subject: str) -> Finding:
    rule = catalogue()["TX-FIVE"]
    return Finding(
        rule.id, rule.severity, section.id, message, hint=rule.advice,
        subject=f"{section.id}:{subject}",
    )  # fmt: skip


def check_problems(context: CheckContext) -> Iterator[Finding]:
    """TX-PROBLEMS: its section names problems and improvements, in more than a few words."""
    section = _section(context.form, "shortcomings")
    if section is None:
        return
    text = _text_of(context, section)
    context.compared("TX-PROBLEMS")
    why = _lacking(
        text.prose.cleaned.text if text else "", context.rules.limits.problems_characters
    )
    if why:
        rule = catalogue()["TX-PROBLEMS"]
        yield Finding(
            rule.id, rule.severity, section.id, f"第{section.number}部分{'，'.join(why)}。",
            hint=rule.advice, subject=section.id,
        )  # fmt: skip


def _lacking(cleaned: str, limit: int) -> list[str]:
    """What a text about problems and improvements lacks, in a clerk's words."""
    data = text_data()["shortcomings"]
    if not cleaned.strip():
        return ["还没有写"]
    why = []
    if len(cleaned) <= limit:
        why.append(f"只有 {len(cleaned)} 个字，一般要求多于 {limit} 个字")
    if not any_word(data["words"], pattern("shortcomings", "none").sub("", cleaned)):
        why.append("没有写存在的问题")
    if not any_word(data["improvements"], pattern("shortcomings", "of_problems").sub("", cleaned)):
        why.append("没有写改进的措施")
    return why


def check_length(context: CheckContext) -> Iterator[Finding]:
    """TX-LEN: the overview is not longer than local notices allow."""
    section = _section(context.form, "length")
    if section is None:
        return
    written = [
        text for key, name, text in all_texts(context) if name == section.id and key != PREAMBLE
    ]
    length = sum([len("".join(text.split())) for text in written])
    context.compared("TX-LEN", int(length > 0))
    limit = context.rules.limits.overview_characters
    if length > limit:
        rule = catalogue()["TX-LEN"]
        message = f"总体情况有 {length} 个字，超过本地要求的 {limit} 个字。"
        yield Finding(
            rule.id, rule.severity, section.id, message, hint=rule.advice,
            subject=f"{section.id}:length",
        )  # fmt: skip
