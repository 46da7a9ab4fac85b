"""R-ALIKE: texts of units that are mostly the same, official wording left out of the figure.

Many texts are not compared pair by pair: only those that share some of their passages, found by a
sample of the passages, are looked at closely.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations, pairwise

from nianbao.checks.findings import TextSpan
from nianbao.checks.sentences.clean import clean
from nianbao.checks.settings import default_rules
from nianbao.formats.registry import Form, load_form
from nianbao.report.guide import load_guide
from nianbao.report.texts import section_text
from nianbao.rollup.found import RollupFinding, about_units, made
from nianbao.rollup.gather import open_report, texts_of
from nianbao.rollup.model import QUIET, Collection, Task

_GRAM = 8
"""Characters that must be the same in a row; shorter ones are in every report."""
_DIGITS = re.compile("[0-9]+")
_EACH_PAIR = 120
"""So many texts are compared each with each; of more, those that share sampled passages."""
_SAMPLE = 12
"""One passage of so many is sampled."""
_CROWD = 60
"""A sampled passage that more texts have is a common sentence: it leads only to its neighbours."""
_BREATH = 64
"""Pairs between two looks whether the work shall end."""
_WHOLE = 100
_NAMED = 5
"""Units that a sentence names; all of them stand in the finding."""
_MOST = 500
"""Findings; with more, the collection as a whole is the finding."""
_CELL_SLOT = re.compile(r"\{[a-z0-9_]+\.[a-z0-9_.]+\}")
_OPEN = re.compile(r"\{[^{}]*\}|【[^【】]*】")
"""What a unit writes itself into an offered sentence."""


@dataclass(frozen=True)
class Alike:
    """Two units' texts of one section, with the passages that both have."""

    section: str
    one: str
    other: str
    percent: int
    """Of the shorter text, without official wording and standard sentences."""
    texts: tuple[str, str]
    spans: tuple[tuple[TextSpan, ...], tuple[TextSpan, ...]]
    """The passages in each; ``key`` is the section."""


@dataclass(frozen=True, slots=True)
class _Text:
    unit: str
    length: int
    grams: frozenset[str]


def check_alike(collection: Collection, task: Task = QUIET) -> tuple[RollupFinding, ...]:
    """Compare every unit's texts with every other's; may take seconds for thousands of units."""
    form = load_form(collection.form)
    limits = default_rules().limits
    by_section: dict[str, list[_Text]] = {}
    order = {unit.name: number for number, unit in enumerate(collection.units)}
    for unit, texts in sorted(texts_of(collection), key=lambda one: order[one[0]]):
        if task.cancelled():
            return ()
        for section, text in texts.items():
            plain = _plain(text)
            if len(plain) >= limits.same_text_least:
                by_section.setdefault(section, []).append(_Text(unit, *_own(plain, form)))
    found: list[tuple[int, RollupFinding]] = []
    sections = [one for one in by_section if form.find_section(one)]
    for number, section in enumerate(sections, 1):
        if task.cancelled():
            break
        pairs = _pairs(by_section[section], limits.same_text_least, task)
        alike = [pair for pair in pairs if pair[0] > limits.same_text_percent]
        for group in _groups(alike):
            units = tuple(sorted(group.units, key=lambda one: order[one]))
            finding = _finding(form, section, group.percent, units)
            found.append((group.percent, replace(finding, pairs=frozenset(group.pairs))))
        task.progress(number, len(sections))
    found.sort(key=lambda one: -one[0])
    return tuple(finding for _percent, finding in found[:_MOST])


@dataclass
class _Group:
    """Units whose texts hang together."""

    units: set[str]
    percent: int
    """What each of them has in common with another one at least."""
    pairs: set[tuple[str, str]]
    """Those of them that are alike."""


def _groups(pairs: Sequence[tuple[int, str, str]]) -> list[_Group]:
    """Join the pairs that hang together: ten units with one text are one matter, not forty-five.

    The most alike are joined first, so that each unit comes in by what it has most in common.
    """
    group_of: dict[str, _Group] = {}
    for percent, one, other in sorted(pairs, key=lambda pair: -pair[0]):
        mine = group_of.get(one) or _Group({one}, percent, set())
        theirs = group_of.get(other) or _Group({other}, percent, set())
        if mine is theirs:
            mine.pairs.add((one, other))
            continue
        joined = mine.pairs | theirs.pairs | {(one, other)}
        group = _Group(mine.units | theirs.units, percent, joined)
        group_of.update(dict.fromkeys(group.units, group))
    return list({id(one): one for one in group_of.values()}.values())


def _finding(form: Form, section: str, percent: int, units: tuple[str, ...]) -> RollupFinding:
    name = form.section(section).name
    if len(units) == 2:  # noqa: PLR2004 - a pair
        message = f"“{units[0]}”和“{units[1]}”的“{name}”有 {percent}% 的文字相同。"
    else:
        shown = "".join(f"“{unit}”" for unit in units[:_NAMED])
        named = f"{shown}等" if len(units) > _NAMED else shown
        least = f"{percent}% 以上" if percent < _WHOLE else f"{percent}% "
        message = (
            f"{named} {len(units)} 个单位的“{name}”雷同：每个都和其中另一个有 {least}的文字相同。"
        )
    subject = about_units(section, units)
    return replace(made("R-ALIKE", message, subject), section=section, units=units)


def _pairs(texts: Sequence[_Text], least: int, task: Task) -> Iterator[tuple[int, str, str]]:
    for number, (first, second) in enumerate(_candidates(texts, task)):
        if number % _BREATH == 0 and task.cancelled():
            return
        short, long = sorted((texts[first], texts[second]), key=lambda one: len(one.grams))
        if len(short.grams) + _GRAM > least // 2:
            shared = len(short.grams & long.grams)
            percent = shared * 100 // max(1, len(short.grams))
            yield percent, texts[first].unit, texts[second].unit


def _candidates(texts: Sequence[_Text], task: Task) -> Iterable[tuple[int, int]]:
    if len(texts) <= _EACH_PAIR:
        return combinations(range(len(texts)), 2)
    places: dict[str, list[int]] = {}
    for number, text in enumerate(texts):
        if task.cancelled():
            return ()
        for gram in text.grams:
            if _is_sampled(gram):
                places.setdefault(gram, []).append(number)
    shared: Counter[tuple[int, int]] = Counter()
    for numbers in places.values():
        if len(numbers) <= _CROWD:
            shared.update(combinations(numbers, 2))
        else:
            shared.update(pairwise(numbers))
    return [pair for pair, count in shared.items() if count > 1]


def _is_sampled(gram: str) -> bool:
    return sum(map(ord, gram)) % _SAMPLE == 0


def _plain(text: str) -> str:
    return _DIGITS.sub("0", clean(text).text)


def _own(plain: str, form: Form) -> tuple[int, frozenset[str]]:
    """A text's length and its passages, without those that official wording has."""
    return len(plain), _grams(plain) - _official(form.id)


def _grams(plain: str) -> frozenset[str]:
    return frozenset(plain[n : n + _GRAM] for n in range(len(plain) - _GRAM + 1))


@lru_cache(maxsize=8)
def _official(form_id: str) -> frozenset[str]:
    """The passages of the form's own words and of the sentences that the program offers."""
    form = load_form(form_id)
    wording = [form.definition.law, form.definition.name, form.definition.document]
    for section in form.sections:
        wording += [section.label, *(part.label for part in section.parts)]
    for cell in form.cells.values():
        wording += [*cell.row_labels, *cell.column_labels]
    guide = load_guide()
    wording += [sentence.text for sentence in guide.sentences]
    wording += [text.skeleton for text in guide.texts]
    wording += guide.notices.values()
    filled = (_CELL_SLOT.sub("0", words) for words in wording)
    pieces = (piece for words in filled for piece in _OPEN.split(words) if piece)
    return frozenset(gram for piece in pieces for gram in _grams(_plain(piece)))


def compare_texts(collection: Collection, one: str, other: str, section: str) -> Alike:
    """Return two units' texts side by side, read again from their files."""
    form = load_form(collection.form)
    first, second = (_text_of(collection, form, unit, section) for unit in (one, other))
    mine, theirs = (_own(_plain(text), form)[1] for text in (first, second))
    shared = mine & theirs
    percent = len(shared) * 100 // max(1, min(len(mine), len(theirs)))
    spans = (_spans(section, first, shared), _spans(section, second, shared))
    return Alike(section, one, other, percent, (first, second), spans)


def _text_of(collection: Collection, form: Form, unit: str, section: str) -> str:
    file = next((row.file for row in collection.units if row.name == unit), None)
    return section_text(form, open_report(file).reading.report, section) if file else ""


def _spans(section: str, text: str, shared: frozenset[str]) -> tuple[TextSpan, ...]:
    """Where a text has the shared passages, those that touch each other joined."""
    cleaned = clean(text)
    plain, places = _with_places(cleaned.text)
    found: list[tuple[int, int]] = []
    for n in range(len(plain) - _GRAM + 1):
        if plain[n : n + _GRAM] in shared:
            if found and n <= found[-1][1]:
                found[-1] = (found[-1][0], n + _GRAM)
            else:
                found.append((n, n + _GRAM))
    return tuple(
        TextSpan(section, *cleaned.original(places[start], places[end - 1] + 1))
        for start, end in found
    )


def _with_places(text: str) -> tuple[str, Mapping[int, int]]:
    """The text with numbers as one 0 each, and where each of its characters stood."""
    letters: list[str] = []
    places: list[int] = []
    position = 0
    for match in _DIGITS.finditer(text):
        letters += [*text[position : match.start()], "0"]
        places += [*range(position, match.start()), match.end() - 1]
        position = match.end()
    letters += text[position:]
    places += range(position, len(text))
    return "".join(letters), dict(enumerate(places))
