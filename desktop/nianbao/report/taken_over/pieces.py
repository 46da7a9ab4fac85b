"""The pieces of a sentence that a year or a number can be, each with the pattern that finds it."""

import re
import tomllib
from functools import lru_cache

from nianbao import resources
from nianbao.report.taken_over.numerals import CHINESE_DIGIT, DIGIT

FILE = "prose/last_year.toml"
_SPACE = "[ \u3000\u00a0\u2009]*"
_TO = "(?:至|到|——|[-－—–~～])"
_ALONE = "(?<![0-9０-９.．])"
"""No digit stands before."""
_YEAR = f"(?:20[0-9]{{2}}|２０[０-９]{{2}}|二[〇○零Ｏ]{CHINESE_DIGIT}{{2}})"
_SMALL = f"(?:{DIGIT}{{1,2}}|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_DAY = f"{_SMALL}月(?:{_SMALL}日)?"
_NUMBER = (
    f"(?:{DIGIT}{{1,3}}(?:[,，\u00a0\u2009 ]{DIGIT}{{3}})+(?!{DIGIT})|{DIGIT}+)(?:[.．]{DIGIT}+)?"
)
_DIGITS_OF_NUMERALS = "一二两三四五六七八九十百千零〇"
_NUMERAL = f"[{_DIGITS_OF_NUMERALS}]+"


@lru_cache(maxsize=1)
def words() -> dict[str, list[str]]:
    """Return the lists of ``last_year.toml``."""
    return tomllib.loads(resources.text(FILE))


def any_of(name: str) -> str:
    """Return the alternatives of one list."""
    return "|".join(words()[name])


@lru_cache(maxsize=1)
def pieces() -> re.Pattern[str]:
    """Return the pattern of all pieces; the group's name says which one was found.

    The order matters: what stands first takes its words away from what comes later.
    """
    found = {**_names(), **_times(), **_counts()}
    return re.compile("|".join(f"(?P<{name}>{one})" for name, one in found.items()), re.MULTILINE)


@lru_cache(maxsize=1)
def years() -> re.Pattern[str]:
    """Return what finds each year within a piece."""
    return re.compile(_YEAR)


@lru_cache(maxsize=1)
def days() -> re.Pattern[str]:
    """Return what finds month and day within a piece; the day is missing in 2023年12月."""
    marks = "[.．/-]"
    return re.compile(
        f"(?P<month>{_SMALL})月(?:(?P<day>{_SMALL})日)?"
        f"|{_YEAR}{marks}(?P<month_2>{_SMALL})(?:{marks}(?P<day_2>{_SMALL}))?"
    )


@lru_cache(maxsize=1)
def numbers() -> re.Pattern[str]:
    """Return what finds the numbers of a count: a range is one."""
    return re.compile(f"{_NUMBER}(?:{_SPACE}{_TO}{_SPACE}{_NUMBER})*")


def _names() -> dict[str, str]:
    """What has digits and counts nothing: places left open, titles, addresses, ordinals."""
    ordinal = f"第{_SPACE}(?:{DIGIT}+|{_NUMERAL})"
    return {
        "open": "【[^【】]*】",
        "title": "《[^《》]*》",
        "document": rf"[〔\[(（﹝]{_YEAR}[〕\])）﹞](?:{_SPACE}第?{_SPACE}{DIGIT}+{_SPACE}号)?",
        "address": (
            r"[A-Za-z][A-Za-z0-9_.:/@?=&%-]*"
            rf"|{_ALONE}0[0-9]{{2,3}}[-—－][0-9]{{7,8}}(?![0-9])|{_ALONE}1[0-9]{{10}}(?![0-9])"
        ),
        "listed": (f"^{_SPACE}{DIGIT}{{1,2}}(?:[)）]|[、.．](?!{DIGIT}))|[（(]{DIGIT}{{1,2}}[)）]"),
        "rank": f"{ordinal}(?:名|位)|(?:排名|排在|位列|位居)(?:前|第)?{_SPACE}{DIGIT}+",
        "ordinal": f"{ordinal}(?:[至到、和—-](?:第|(?={DIGIT}+条))(?:{DIGIT}+|{_NUMERAL}))*",
    }


def _times() -> dict[str, str]:
    """Dates, spans of years, years, and days without a year."""
    date = f"{_YEAR}{_SPACE}年{_SPACE}{_DAY}"
    between = f"{_SPACE}(?:{_TO}|[、和及与/]){_SPACE}"
    return {
        "date": f"{_ALONE}{date}起?(?:{_TO}(?:{date}|{_DAY}))?",
        "months": f"{_ALONE}{_YEAR}年{_SMALL}(?:{_TO}|、){_SMALL}月",
        "dotted": (
            f"{_ALONE}{_YEAR}(?P<mark>[.．/-]){_SMALL}(?P=mark){_SMALL}(?!{DIGIT})"
            f"|{_ALONE}{_YEAR}[.．]{_SMALL}(?!{DIGIT})"
        ),
        "span": f"{_ALONE}(?:{_YEAR}年?度?{between})+{_YEAR}{_SPACE}(?:学年|年)",
        "short_span": f"{_ALONE}{_YEAR}{_TO}{DIGIT}{{2}}年",
        "year": f"{_ALONE}{_YEAR}{_SPACE}年",
        "day": f"{_ALONE}{_SMALL}月(?:{_SMALL}日(?:{_TO}{_DAY})?)?|(?<=每月){_SMALL}日",
    }


def _counts() -> dict[str, str]:
    """Numbers, by what follows them."""
    some = f"{_ALONE}{_NUMBER}(?:{_TO}{_NUMBER})?{_SPACE}"
    more = f"(?:{_SPACE}(?:{_TO}|[、和及与]){_SPACE}{_NUMBER})*"
    units, before = any_of("spoken_units"), f"第每数几近同统进唯独逐单{_DIGITS_OF_NUMERALS}"
    return {
        "named": f"{_ALONE}{_NUMBER}(?=[A-Za-z]|{any_of('after_names')})[A-Za-z]*",
        "term": f"{some}(?:{any_of('terms')})",
        "count": f"{_ALONE}{_NUMBER}{more}(?={_SPACE}[余多]?(?:{any_of('count_units')}))",
        "time": f"{some}(?:{any_of('times')})",
        "saying": any_of("sayings"),
        "spoken": f"(?<![{before}]){_NUMERAL}(?=[余多]?(?:{units}|个(?:[，。；、）]|$)))",
        "percent": f"百分之{_NUMERAL}(?:点{_NUMERAL})?",
        "number": f"(?<![0-9０-９A-Za-z]){_NUMBER}",
    }
