"""The report's title and the office that wrote it, in title lines, sentences and contact lines."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from nianbao.formats.registry import forms_in
from nianbao.importers.vocabulary.words import half_width, squeeze, word_list
from nianbao.importers.whole.front_matter import is_furniture, year_in

_LONGEST_TITLE = 80
_LONGEST_UNIT = 60
_MOST_KEPT = 1000
"""Characters of a line whose title is kept in mind."""
_LONGEST_LINE = 30
"""Of an office's name that goes on on the next line."""
_MOST_ABOVE = 3
_REGION = re.compile(r"[^\W\d]{2,}(?:省|市|县|区|州|盟|旗|镇|乡)")
_LARGER = re.compile(r"[^\W\d]{2,}(?:省|市|自治区|州|盟)|国家[^\W\d]{2,}总局")
"""What stands before the name of an office that names its own region: 国家税务总局⏎临江县税务局."""
_BEGUN = re.compile(r"[^\W\d]+(?:省|市|县|区|州|盟|旗|镇|乡)[^\W\d]*")
_SECOND_NAME = re.compile(r"[(（][^\W\d]{2,24}[)）]$")
"""The other name of an office: 住房和城乡建设局（人民防空办公室）."""
_MOST_LINES = 3
_YEAR = r"(?:20\d\d|二[〇○零Ｏ]..)"
_YEAR_IN_BRACKETS = re.compile(rf"[(（]({_YEAR}年?度?)[)）]")
_STOPS = re.compile(r"[,，。;；:：!！?？、《》()（）“”\"|]")
_SECOND = re.compile(r"(?<=局|委|厅|办|心|室|会|府)[(（][^\W\d]{2,24}[)）]")
_WAYMARKS = re.compile(r"[>»›→]")
_RELATIVE = re.compile(r"(?:省|市|区|县)(?!中区|北区|南区)")


@dataclass(frozen=True)
class Title:
    """A report's title, taken apart."""

    unit: str
    year: int | None


@lru_cache(maxsize=8)
def subject_of(family: str) -> str:
    """Return what the reports of a family are about, as their title says: 政府信息公开."""
    title = re.sub(r"^\{year\}年?度?", "", forms_in(family)[0].definition.title)
    endings = sorted(word_list()["title"]["endings"], key=len, reverse=True)
    return next((title.removesuffix(one) for one in endings if title.endswith(one)), title)


def find_title(lines: Sequence[str], family: str) -> tuple[Title, int] | None:
    """Return the title among the lines before the report's text, and the line behind it.

    A title may be broken over several lines. Sites name reports in lists and above the report; of
    several titles the last one that says most stands over the text.
    """
    if subject_of(family) not in squeeze("".join(lines)):
        return None
    if len(lines) == 1:
        return _title_line(lines[0], family)
    return _last_title([_title_text(line) for line in lines], family)


@lru_cache(maxsize=256)
def _title_line(line: str, family: str) -> tuple[Title, int] | None:
    """Return the title that one line is; the same line is asked for again and again."""
    return _last_title([_title_text(line)], family)


def _last_title(texts: Sequence[str], family: str) -> tuple[Title, int] | None:
    best: tuple[Title, int] | None = None
    for end in range(1, len(texts) + 1):
        title = _title_ending_at(texts, end, family)
        if title is not None and (best is None or _worth(title) >= _worth(best[0])):
            best = title, end
    return best


_MOST_WORTH = 3


def _worth(title: Title) -> int:
    return 2 * (title.year is not None) + bool(title.unit)


def _title_ending_at(texts: Sequence[str], end: int, family: str) -> Title | None:
    best: Title | None = None
    for count in range(1, min(_MOST_LINES, end) + 1):
        lines, above = texts[end - count : end], texts[: end - count]
        text = "".join(lines)
        bare = _SECOND.sub("", text)
        if not lines[0] or not lines[-1] or len(text) > _LONGEST_TITLE or _STOPS.search(bare):
            continue
        title = _short_title(text, family)
        if title is None or (best is not None and not _may_be_name(title.unit)):
            continue
        found = Title(_whole_name(title.unit, above) or _office_above(above), title.year)
        if best is None or _worth(found) > _worth(best):
            best = found
        if _worth(best) == _MOST_WORTH:
            break
    return best


def _office_above(lines: Sequence[str]) -> str:
    """Return the office over a title: right above it many more words end an office's name."""
    name, count = office_at_end(lines)
    if not name and lines and _is_name(lines[-1]):
        name, count = lines[-1], 1
    return _own_name(_behind_leads(_whole_name(name, lines[: len(lines) - count])))


def _may_be_name(text: str) -> bool:
    return is_office(text) or _is_name(text)


def _is_name(text: str) -> bool:
    """Whether a text can be an office's name where nothing but one is looked for."""
    name = _SECOND_NAME.sub("", text)
    endings = (*word_list()["title"]["other_offices"], *word_list()["title"]["offices"])
    return re.fullmatch(r"[^\W\d]{4,60}", name) is not None and name.endswith(endings)


def _whole_name(unit: str, above: Sequence[str]) -> str:
    """Return a title's office with the lines above that its name was broken over."""
    for line in reversed(above[-_MOST_ABOVE:] if unit else ()):
        if len(line) > _LONGEST_LINE or len(line) + len(unit) > _LONGEST_UNIT:
            break
        if unit.startswith(line) or not _begins_name(line, unit):
            break
        unit = line + unit
    return unit


def _begins_name(line: str, unit: str) -> bool:
    """Whether a line is the beginning of an office's name: 临江县青山⏎镇人民政府."""
    if _REGION.search(unit):
        return _LARGER.fullmatch(line) is not None
    of_site = any(word in line for word in word_list()["title"]["of_sites"])
    return _BEGUN.fullmatch(line) is not None and not of_site and _is_name(line + unit)


def _title_text(line: str) -> str:
    """Return a line as far as it can be a title: without the words that sites put before it."""
    return _short_title_text(line) if len(line) <= _MOST_KEPT else _text_of_title(line)


def _text_of_title(line: str) -> str:
    text = squeeze(line).split("|||")[0]
    text = _names().sub("", text).strip("|=-—")
    return "" if _WAYMARKS.search(text) or is_furniture(text) else _without_brackets(text)


_short_title_text = lru_cache(maxsize=256)(_text_of_title)
"""The lines above a report are asked for again and again."""


@lru_cache(maxsize=1)
def _names() -> re.Pattern[str]:
    """Return what sites put before a title: 标题：, 名称 |."""
    names = "|".join(word_list()["title"]["names"])
    return re.compile(rf"^(?:(?:{names})[:|])+")


def _without_brackets(text: str) -> str:
    """Leave out brackets around a year: 工作年度报告(2023年)."""
    return _YEAR_IN_BRACKETS.sub(r"\1", text).strip('《》“”"')


def parse_title(text: str, family: str) -> Title | None:
    """Take a title apart: 宿迁市2023年政府信息公开工作年度报告."""
    return next(titles_in(text, family), None)


_short_title = lru_cache(maxsize=256)(parse_title)


def titles_in(text: str, family: str) -> Iterator[Title]:
    """Yield the reports that a text names: 现公布某市某局2023年政府信息公开工作年度报告."""
    squeezed = squeeze(text)
    subject = subject_of(family)
    if subject not in squeezed:
        return
    for found in re.finditer(re.escape(subject), squeezed):
        ending = _title_end().match(squeezed[found.end() :])
        if ending is None:
            continue
        before = _behind_stops(squeezed[: found.start()])
        year = year_in(before) or year_in(ending[0])
        name = re.sub(rf"{_YEAR}(?:年度?|度)?", "", before).strip("-—_ ")
        yield Title(_own_name(_behind_leads(name)), year)


def _behind_stops(text: str) -> str:
    """Return what follows the last stop; an office's second name in brackets is no stop."""
    second = _SECOND.search(text)
    if second is None or not is_office(_STOPS.split(text[: second.start()])[-1]):
        return _STOPS.split(text)[-1]
    first = _STOPS.split(text[: second.start()])[-1]
    return first + second[0] + _STOPS.split(text[second.end() :])[-1]


def office_at_end(lines: Sequence[str]) -> tuple[str, int]:
    """Return the office that ends some lines, and over how many lines it is written.

    A line above belongs to the name where it ends with a region and the name does not begin anew.
    """
    if not lines or not is_office(lines[-1]):
        return "", 0
    name, count = lines[-1], 1
    for above in reversed(lines[-1 - _MOST_ABOVE : -1]):
        goes_on = _REGION.fullmatch(above) and len(above) <= _LONGEST_LINE
        if not goes_on or name.startswith(above) or len(name) + len(above) > _LONGEST_UNIT:
            break
        name, count = above + name, count + 1
    return name, count


def _behind_leads(name: str) -> str:
    """Return the name without the words of the sentence before it: 特向社会公布."""
    for lead in word_list()["title"]["leads"]:
        if lead in name:
            name = name.rpartition(lead)[2]
    return name


@lru_cache(maxsize=1)
def _title_end() -> re.Pattern[str]:
    endings = "|".join(word_list()["title"]["endings"])
    return re.compile(
        rf"(?:工作)?[(（]?(?:{_YEAR}年?度?)?[)）]?(?:工作)?(?:情况)?的?(?:{endings})(?!格式)"
    )


def _own_name(name: str) -> str:
    """Return an office's name; nothing for 我局, 区统计局 and what is too long to be one."""
    if len(name) > _LONGEST_UNIT or name.startswith(tuple(word_list()["title"]["ourselves"])):
        return ""
    return "" if _RELATIVE.match(name) or name == "中华人民共和国" else name


def is_office(text: str) -> bool:
    """Whether a line is an office's name and nothing else."""
    offices = tuple(word_list()["title"]["offices"])
    name = _SECOND_NAME.sub("", text)
    return bool(re.fullmatch(r"[^\W\d]{3,60}", name)) and name.endswith(offices)


def in_full_brackets(name: str) -> str:
    """Return an office's name with the brackets of Chinese print."""
    return name.replace("(", "（").replace(")", "）")


def office_in(text: str) -> str:
    """Return the office that a first sentence speaks of: 2022年度，栖霞区交通运输局依规定…"""
    offices = sorted(word_list()["title"]["offices"][:14], key=len, reverse=True)
    names = "|".join(offices)
    pattern = (
        rf"(?:20\d\d年度?[,，]?)?([\u4e00-\u9fff]{{2,24}}?(?:{names}))"
        r"(?=依|按|认真|严格|坚持|贯彻|高度|深入|积极|紧|政府信息|政务公开|信息公开)"
    )
    match = re.match(pattern, half_width(squeeze(text)))
    return _own_name(match[1]) if match else ""


def publisher_in(line: str) -> str:
    """Return the office that a page names as its publisher: 发布机构：某市某局."""
    text = squeeze(line)
    for begin in word_list()["publisher"]["begins"]:
        match = re.search(rf"(?:^|(?<=[\W\d])){begin}[:|]([^\W\d]{{3,40}})", text)
        if match and is_office(match[1]):
            return _own_name(match[1])
    return ""


def contact_office_in(text: str) -> str:
    """Return the office that answers questions about the report: 请与某乡人民政府党政办联系."""
    match = re.search(
        r"请(?:与|向|致电|联系)([^\W\d]{4,40}?)(?:联系|咨询|反映|[,，(（。:：])", squeeze(text)
    )
    if match is None:
        return ""
    name = match[1]
    for desk in word_list()["contact"]["desks"]:
        stem = name.removesuffix(desk)
        if stem != name and is_office(stem):
            return _own_name(stem)
    return _own_name(name) if is_office(name) else ""
