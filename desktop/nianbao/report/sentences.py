"""Standard sentences whose numbers come from the tables, and follow them.

Nothing is remembered in the report: a sentence is recognised by its words, clause by clause, so
that it is still known after the clerk has changed the words around it. A number in it follows the
tables while it equals what the tables said last; once the clerk writes another number there, it
is left alone and marked.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from nianbao.formats.registry import Form
from nianbao.report.book import Report
from nianbao.report.guide import FACT_SLOTS, GROUP, SLOT, Guide, Sentence, load_guide
from nianbao.report.numbers import format_number, normalise
from nianbao.report.totals import values_in_force

BLANK = "【】"
Known = Mapping[str, str]
"""Slot name -> what the report says there; blank cells are absent."""

_NUMBER = r"[0-9０-９][0-9０-９,，]*(?:[.．][0-9０-９]+)?|【[^【】\n]{0,8}】"
_CLAUSE = re.compile(r"[^，。；、\n]+")


@dataclass(frozen=True)
class Slot:
    """A number in a text that a standard sentence took from the report."""

    name: str
    start: int
    end: int
    written: str
    actual: str | None
    """What the report says now; None while the cell is blank."""

    @property
    def is_open(self) -> bool:
        """Whether the place still waits for a number."""
        return self.written.startswith("【")

    @property
    def overwritten(self) -> bool:
        """Whether the clerk wrote a number that the tables do not have."""
        return self.actual is not None and not self.is_open and self.written != self.actual


@dataclass(frozen=True)
class Proposal:
    """A standard sentence filled from the report, ready to be put in."""

    sentence: Sentence
    text: str
    holds: bool
    """Whether the tables say that this sentence is true."""


def known_values(form: Form, year: int, cells: Mapping[str, Decimal | None]) -> dict[str, str]:
    """Return what slots can be filled with; ``cells`` are the values in force."""
    known = {key: format_number(value) for key, value in cells.items() if value is not None}
    document = form.definition.document
    notice = load_guide().notices.get(document, BLANK)
    facts = {"year": str(year), "document": document, "notice": notice}
    return {**known, **facts, **_parts_of(form)}


def _parts_of(form: Form) -> dict[str, str]:
    """How a report names its own sections, and how many they are: the last one's number."""
    names = (section.name.replace("、", "和") for section in form.sections)
    return {"sections": "、".join(names), "section_count": form.sections[-1].number}


def report_values(form: Form, report: Report) -> dict[str, str]:
    """Return what slots can be filled with in a report."""
    return known_values(form, report.year, values_in_force(form, report))


def holds(sentence: Sentence, known: Known) -> bool:
    """Whether the tables say that a sentence is true; a blank cell leaves it open, so not."""
    values = [Decimal(known.get(key, "NaN")) for key in (*sentence.zero, *sentence.positive)]
    if any(value.is_nan() for value in values):
        return False
    zeros = values[: len(sentence.zero)]
    return not any(zeros) and all(value > 0 for value in values[len(zeros) :])


def fill(template: str, known: Known) -> str:
    """Return a template with its slots filled; what is not known stays open for the clerk."""
    return SLOT.sub(lambda match: known.get(match[1], BLANK), template)


def proposals(guide: Guide, form: Form, text_key: str, known: Known) -> tuple[Proposal, ...]:
    """Return the sentences for a text: of each group the one that is true, or the first open one.

    What the tables say to be false is not offered.
    """
    chosen: dict[str, Sentence] = {}
    for sentence in guide.sentences_for(form, text_key):
        if _is_decided(sentence, known) and not holds(sentence, known):
            continue
        name = sentence.group or sentence.id
        before = chosen.get(name)
        if before is None or (holds(sentence, known) and not holds(before, known)):
            chosen[name] = sentence
    return tuple(Proposal(one, fill(one.text, known), holds(one, known)) for one in chosen.values())


def skeleton(guide: Guide, form: Form, text_key: str, known: Known) -> str:
    """Return a text to start from, its standard sentences chosen and filled; empty if none."""
    text = guide.text_for(form, text_key)
    if text is None:
        return ""
    offered = {one.sentence.group: one.text for one in proposals(guide, form, text_key, known)}
    whole = GROUP.sub(lambda match: offered.get(match[1], ""), text.skeleton)
    return fill(whole, known)


def find_slots(guide: Guide, form: Form, text_key: str, text: str, known: Known) -> list[Slot]:
    """Return the numbers of standard sentences in a text, in its order."""
    found: dict[int, Slot] = {}
    for sentence in guide.sentences_for(form, text_key):
        for clause, pattern, names in _clauses(sentence.text):
            for match in pattern.finditer(text):
                for number, name in enumerate(names, 1):
                    start, end = match.span(number)
                    if _is_of_another_year(text, start, known.get("year", "")):
                        continue
                    if _is_of_another_row(form, name, clause, text[:start]):
                        continue
                    written = _plain(match[number])
                    found.setdefault(start, Slot(name, start, end, written, known.get(name)))
    return [found[start] for start in sorted(found)]


_SENTENCE_END = re.compile("[。；！？\n]")
_YEAR_NAMED = re.compile(
    r"(?P<before>[比较同与和])?(?P<year>上一?年度?|去年|前一?年|本年度?|今年|20[0-9]{2}(?=年))"
    r"(?!结转|同期|相比|相较|比)"
)


def _is_of_another_year(text: str, start: int, year: str) -> bool:
    """Whether the words from ``start`` on tell of another year: 2022年收到62件，本年……

    The nearest year that the sentence names before them decides; 比上年 and 上年结转 name none.
    """
    begin = max((one.end() for one in _SENTENCE_END.finditer(text, 0, start)), default=0)
    named = [one["year"] for one in _YEAR_NAMED.finditer(text, begin, start) if not one["before"]]
    return bool(named) and named[-1] not in {year, "本年", "本年度", "今年"}


def _is_of_another_row(form: Form, name: str, clause: str, before: str) -> bool:
    """Whether a clause that says only its column follows on another row: 规章2件，现行有效11件."""
    cell = form.cells.get(name)
    if cell is None or set(SLOT.sub("", clause)) - set(cell.column.name):
        return False
    rows = {one.row.name for one in form.cells.values() if one.column.id == cell.column.id}
    nearest = max(rows, key=before.rfind)
    return nearest in before and nearest != cell.row.name


def _plain(written: str) -> str:
    return written if written.startswith("【") else normalise(written).replace(",", "")


@lru_cache(maxsize=512)
def _clauses(template: str) -> tuple[tuple[str, re.Pattern[str], tuple[str, ...]], ...]:
    """Return each clause that has a number of a table, its pattern and the names of its slots."""
    found = []
    for clause in _CLAUSE.findall(template):
        names = tuple(SLOT.findall(clause))
        if set(names) - FACT_SLOTS:
            found.append((clause, re.compile(_pattern(clause)), names))
    return tuple(found)


def sentence_pattern(sentence: Sentence) -> re.Pattern[str]:
    """Return what finds a whole sentence in a text, whatever numbers stand in it."""
    return re.compile(_pattern(sentence.text))


def _pattern(template: str) -> str:
    """Return the regular expression of a template, a group for each slot."""
    pieces = SLOT.split(template)
    quoted = [re.escape(piece) for piece in pieces[::2]]
    return f"({_NUMBER})".join(quoted)


def fill_open(guide: Guide, form: Form, text_key: str, text: str, known: Known) -> str:
    """Return a text with the open places filled that the tables already have a number for."""
    for slot in reversed(find_slots(guide, form, text_key, text, known)):
        if slot.is_open and slot.actual is not None:
            text = text[: slot.start] + slot.actual + text[slot.end :]
    return text


class Follower:
    """Keeps the numbers of standard sentences in step with the tables.

    It remembers the last number of every cell, through a time in which the cell is blank: a clerk
    who clears a cell and types another number expects the text to follow.
    """

    def __init__(self, guide: Guide) -> None:
        self._guide = guide
        self._last: dict[str, str] = {}

    def settle(self, known: Known) -> None:
        """Take what the report says now as known; to be called before a change is made."""
        self._last.update(known)

    def changes(self, form: Form, texts: Mapping[str, str], known: Known) -> dict[str, str]:
        """Return the texts that follow what the report says now, by key, where they change."""
        moved = {name for name, value in known.items() if self._last.get(name) != value}
        changed = {}
        if moved:
            for key, text in texts.items():
                followed = self._follow(form, key, text, known) if text else text
                if followed != text:
                    changed[key] = followed
        self.settle(known)
        return changed

    def _follow(self, form: Form, key: str, text: str, known: Known) -> str:
        text = self._exchange(form, key, text, known)
        for slot in reversed(find_slots(self._guide, form, key, text, known)):
            kept = slot.is_open or slot.written == self._last.get(slot.name)
            if kept and slot.actual is not None and slot.actual != slot.written:
                text = text[: slot.start] + slot.actual + text[slot.end :]
        return text

    def _exchange(self, form: Form, key: str, text: str, known: Known) -> str:
        """Put the sentence that is true now in the place of one of its group that no longer is."""
        sentences = [one for one in self._guide.sentences_for(form, key) if one.group]
        for old in sentences:
            if holds(old, known) or not _is_decided(old, known):
                continue
            match = sentence_pattern(old).search(text)
            new = next((o for o in sentences if o.group == old.group and holds(o, known)), None)
            if match is not None and new is not None and self._followed(old, match):
                text = text[: match.start()] + fill(new.text, known) + text[match.end() :]
        return text

    def _followed(self, sentence: Sentence, match: re.Match[str]) -> bool:
        """Whether a sentence said what the tables said before, or was still open."""
        names = SLOT.findall(sentence.text)
        if set(names) <= FACT_SLOTS:
            return holds(sentence, self._last) or not _is_decided(sentence, self._last)
        written = [_plain(words) for words in match.groups()]
        return all(
            words.startswith("【") or words == self._last.get(name)
            for name, words in zip(names, written, strict=True)
        )


def _is_decided(sentence: Sentence, known: Known) -> bool:
    """Whether no cell that the sentence depends on is blank."""
    return all(key in known for key in (*sentence.zero, *sentence.positive))
