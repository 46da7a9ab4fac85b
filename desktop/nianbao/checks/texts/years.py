"""TX-YEAR: the year of the period and of the text is the report's, the period is the whole year."""

import re
from collections.abc import Iterator
from dataclasses import replace

from nianbao.checks.context import CheckContext
from nianbao.checks.findings import Finding, Severity
from nianbao.checks.sentences.numerals import chinese_number
from nianbao.checks.texts.patterns import any_word, matches, pattern, text_data, text_finding
from nianbao.checks.texts.read import ReadText, read_texts
from nianbao.report.book import PREAMBLE

RULE = "TX-YEAR"
_PERIODS = ("period", "period_dotted", "period_months", "period_year")
_WHOLE_YEAR = {"first_month": 1, "first_day": 1, "last_month": 12, "last_day": 31}
_FAR, _NEAR = 40, 8
"""How far before a period the word for it stands: whole dates are hardly anything else."""
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")


def check_years_in_text(context: CheckContext) -> Iterator[Finding]:
    """Yield a finding for each wrong year, damaged year or wrong period."""
    for text in read_texts(context):
        context.compared(RULE)
        seen: set[int] = set()
        for finding, place in _found(text, context.report.year):
            if place not in seen:
                seen.add(place)
                yield finding


def _found(text: ReadText, year: int) -> Iterator[tuple[Finding, int]]:
    yield from _period(text, year)
    yield from _cut_off(text, year)
    yield from _first_and_last_day(text, year)
    yield from _damaged(text)
    yield from _own_report(text, year)
    if text.section not in text_data()["year"]["other_years_in"]:
        yield from _opening(text, year)
        yield from _until(text, year)
    yield from _half_year(text)


def _period(text: ReadText, year: int) -> Iterator[tuple[Finding, int]]:
    several = [(name, m) for name in _PERIODS for m in matches(text, "year", name)]
    for name, match in several:
        before = text.prose.cleaned.text[max(0, match.start() - _FAR) : match.start()]
        if not _is_named_a_period(before, _FAR if name == _PERIODS[0] else _NEAR):
            continue
        wrong = _wrong_period(match, year)
        if wrong:
            message = f"统计期限写的是“{match[0]}”，{wrong}，应为{year}年1月1日至{year}年12月31日。"
            yield text_finding(text, RULE, message, [match.span()], "period"), match.start("first")


def _cut_off(text: ReadText, year: int) -> Iterator[tuple[Finding, int]]:
    """所列数据截至2023年12月30日: a report counts up to the last day of its year."""
    for match in matches(text, "year", "cut_off"):
        if (match["year"], match["month"], match["day"]) != (str(year), "12", "31"):
            message = f"正文写“{match[0]}”，报告的数据应当截至{year}年12月31日。"
            yield text_finding(text, RULE, message, [match.span()], "cut_off"), match.start("year")


def _first_and_last_day(text: ReadText, year: int) -> Iterator[tuple[Finding, int]]:
    """起始日期为同年1月10日: either day by itself."""
    for name, right in (("begins", ("1", "1")), ("ends", ("12", "31"))):
        for match in matches(text, "year", name):
            day = (match["month"].lstrip("0"), match["day"].lstrip("0"))
            if day != right or (match["year"] or str(year)) != str(year):
                message = (
                    f"正文写“{match[0]}”，报告的数据应当从{year}年1月1日起，到{year}年12月31日止。"
                )
                place = match.start("month")
                yield text_finding(text, RULE, message, [match.span()], name), place


def _is_named_a_period(before: str, reach: int) -> bool:
    """Whether the words before say that a period follows; 报告期内 says when something was done."""
    words = text_data()["year"]["period_words"]
    ends = max((before.rfind(word) + len(word) for word in words if word in before), default=-1)
    return ends >= 0 and len(before) - ends <= reach and not before[ends:].startswith("内")


def _wrong_period(match: re.Match[str], year: int) -> str:
    said = match.groupdict()
    years = {said["first"], said.get("last") or said["first"]}
    if any(len(one) != 4 for one in years):  # noqa: PLR2004 - a year has four digits
        return "年份的数字不完整或多了"
    if {_year(one) for one in years} != {str(year)}:
        return f"年份不是{year}年"
    days = {name: day for name, day in _WHOLE_YEAR.items() if said.get(name)}
    return "" if all(_number(said[name]) == day for name, day in days.items()) else "起止日期不对"


def _year(text: str) -> str:
    """A year in Arabic digits: 二〇二三 is 2023."""
    return text.translate(_DIGITS)


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() else chinese_number(text)


def _damaged(text: ReadText) -> Iterator[tuple[Finding, int]]:
    for match in matches(text, "year", "odd_year"):
        wrong = "多了" if match["year"].isdecimal() and len(match["year"]) > 4 else "不对"  # noqa: PLR2004
        message = f"正文写“{match[0]}”，年份的数字{wrong}。"
        yield (
            text_finding(text, RULE, message, [match.span()], f"odd:{match[0]}"),
            match.start("year"),
        )


def _own_report(text: ReadText, year: int) -> Iterator[tuple[Finding, int]]:
    for match in matches(text, "year", "own_report"):
        before = text.prose.cleaned.text[max(0, match.start() - 3) : match.start()]
        if (
            _year(match["year"]) != str(year)
            and "《" not in before
            and not _speaks_of_last(text, match)
        ):
            message = f"正文写“{match[0]}”，而这是{year}年的报告。"
            yield text_finding(text, RULE, message, [match.span()], "own"), match.start("year")


def _speaks_of_last(text: ReadText, match: re.Match[str]) -> bool:
    """针对2022年年度报告指出的问题: an earlier report is spoken of, not this one.

    The opening paragraph publishes the report itself, and so does 现公布 anywhere: 编制, 发布 say
    nothing of another there.
    """
    cleaned = text.prose.cleaned.text
    before = re.split("[。!?\n]", cleaned[max(0, match.start() - 60) : match.start()])[-1]
    after = re.split("[。!?\n]", cleaned[match.end() : match.end() + 40], maxsplit=1)[0]
    data = text_data()["year"]
    words = data["earlier_report"]
    if text.key != PREAMBLE and not any_word(data["publishes_itself"], before):
        words = [*words, *data["earlier_report_done"]]
    return any_word(words, before + after)


def _opening(text: ReadText, year: int) -> Iterator[tuple[Finding, int]]:
    """2022年，我镇认真贯彻…: last year's number left in; a comparison names last year rightly."""
    for match in matches(text, "year", "opening"):
        if _year(match["year"]) not in (str(year - 1), str(year - 2)):
            continue
        if _speaks_of_both(text, match.start("year"), year):
            continue
        message = f"正文以“{match['year']}年”开头说本年的工作，而这是{year}年的报告，可能是上年的文字没有改。"
        place = (match.start("year"), match.end("year") + 1)
        yield text_finding(text, RULE, message, [place], f"opening:{match['year']}"), place[0]


def _speaks_of_both(text: ReadText, place: int, year: int) -> bool:
    """Whether the sentence sets last year beside this one, or leads from there to here."""
    sentence = re.split("[。!?\n]", text.prose.cleaned.text[place:], maxsplit=1)[0]
    sentence = pattern("year", "period").sub("", sentence)
    return any_word(("结转", "相比", "较", "同比", "以来", "起", "比", str(year)), sentence)


def _until(text: ReadText, year: int) -> Iterator[tuple[Finding, int]]:
    """截至2022年底，共有…: last year's number left in."""
    for match in matches(text, "year", "until"):
        before = text.prose.cleaned.text[max(0, match.start() - 2) : match.start()]
        beside = any_word(("比", "较"), before) or _speaks_of_both(text, match.start(), year)
        if match["year"] != str(year - 1) or beside:
            continue
        message = f"正文写“{match[0]}”，而这是{year}年的报告，可能是上年的文字没有改。"
        yield (
            text_finding(text, RULE, message, [match.span()], f"until:{match['year']}"),
            match.start(),
        )


def _half_year(text: ReadText) -> Iterator[tuple[Finding, int]]:
    """Numbers of a half year only: perhaps the half-year notice was pasted."""
    cleaned = text.prose.cleaned.text
    if text.prose.statements or text.key == PREAMBLE:
        return
    if text.section != text_data()["year"]["whole_year_in"]:
        return
    if any_word(text_data()["year"]["rest_of_year"], cleaned):
        return
    for word in text_data()["year"]["half_year"]:
        place = cleaned.find(word)
        if place >= 0 and any_word(("收到", "受理"), cleaned[place : place + 20]):
            message = f"正文只说了{word}的申请数量，没有全年的数量。"
            finding = text_finding(text, RULE, message, [(place, place + len(word))], "half")
            yield replace(finding, severity=Severity.HINT), place
            return
