"""From a document to a report: which form, which cells, which texts, and what is left open."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import NamedTuple

from nianbao.formats.registry import Form, form_for_year, load_form
from nianbao.importers.document import Aside, Document, Grid, Place
from nianbao.importers.errors import UnknownSourceError
from nianbao.importers.result import Cells, Problem
from nianbao.importers.review import ImportResult, PieceEntries, problem_entries
from nianbao.importers.tables.reader import read_tables
from nianbao.importers.tables.tokens import Kind, Row, Source, Token
from nianbao.importers.vocabulary.forms import form_index
from nianbao.importers.vocabulary.labels import Axis, vocabulary
from nianbao.importers.vocabulary.words import simplify, squeeze
from nianbao.importers.whole.conservation import Ledger
from nianbao.importers.whole.extent import first_report
from nianbao.importers.whole.families import newest_form_in
from nianbao.importers.whole.front_matter import year_of_text
from nianbao.importers.whole.headings import heading_in
from nianbao.importers.whole.known_layouts import Layout, layout_of
from nianbao.importers.whole.sections import SHEETS, Texts, read_texts
from nianbao.importers.whole.shown import heading_problems
from nianbao.importers.whole.titles import (
    Title,
    contact_office_in,
    find_title,
    in_full_brackets,
    is_office,
    office_in,
    parse_title,
    publisher_in,
    titles_in,
)
from nianbao.models import read
from nianbao.report.book import Report
from nianbao.report.contract import Reading
from nianbao.report.footnotes import taken_back

_STRUCTURE: frozenset[Axis] = frozenset({"band", "column", "corner"})
_LONGEST_TITLE = 60
_MOST_LINES = 2000
_GOVERNMENT = re.compile(r"人\s*民\s*政\s*府")
_NAME = 120
"""Characters in which the name of an office's region stands, with blanks among them."""
_REGIONS = ("省", "市", "县", "区", "旗", "镇", "乡")
_OF_A_BAND = 3
"""Characters by which a line over a block of a table is known: 第二十（条）."""
_SEVERAL = "资料里有不止一份年度报告，只读了第一份；要读别的一份，请单独保存后再打开"
_FEWEST_HEADINGS = 2
_OTHER = "后面另一份报告的内容"


def recognise(document: Document, name: str) -> ImportResult:
    """Return the report that a document holds; raise UnknownSourceError where it holds none."""
    simple = simplify(document)
    newest = newest_form_in(simple)
    first, more = first_report(simple, newest)
    source = Source(first, vocabulary(newest.family))
    facts = _Facts(source.document, name, newest)
    if more:
        facts.problems.append(Problem("several", _SEVERAL, where="第二份报告的标题"))
    layout = layout_of(source)
    form = _choose_form(source, layout, facts.year, newest)
    index, known = form_index(form.id), layout.known(form.id)
    cells = known.cells(source.document) if known else read_tables(source, index)
    texts = read_texts(source, form, cells, facts.skip)
    found = cells.values or (cells.unread and texts.headings)
    if not found and len(texts.headings) < _FEWEST_HEADINGS:
        raise UnknownSourceError(
            f"在“{name}”里没有找到年度报告的表格和标题。",
            "".join(f"{remark}。" for remark in document.remarks) or "请检查选的资料对不对。",
        )
    facts.look_into(texts)
    ledger = Ledger(source, form, cells, texts, facts.skip)
    left = ledger.close(known.left_in(source.document) if known else None)
    if known is None:
        layout.learn(source.document, index, cells, left)
    ledger.left_out += _behind(simple, source.document)
    return _result(source.document, form, facts, _Taken(cells, texts, ledger))


class _Taken(NamedTuple):
    """What was taken from the source, and where the rest has gone."""

    cells: Cells
    texts: Texts
    ledger: Ledger


def _behind(whole: Document, first: Document) -> list[Aside]:
    """Return what stands behind the report, where another one begins there."""
    number = len(first.blocks)
    rest = Document(whole.kind, whole.blocks[number:])
    return [Aside(Place(number), line, _OTHER) for line in rest.text().split("\n") if line.strip()]


class _Facts:
    """Unit and year, from the surest place to the least sure."""

    def __init__(self, document: Document, name: str, newest: Form) -> None:
        self._family = newest.family
        self.problems: list[Problem] = []
        self.skip = 0
        self._name = name
        self._document = document
        opening = _opening(document, newest)
        self._opening = [line for _, line in opening]
        found = find_title(self._opening, self._family)
        self._title = found[0] if found else Title("", None)
        if found:
            self.skip = opening[found[1] - 1][0] + 1
        self._page_title = parse_title(document.title, self._family) or Title("", None)
        self._period, self._spoken = year_of_text(self._opening)
        self.unit = self._title.unit
        self.year = self._title.year or self._page_title.year or self._period or self._spoken

    def look_into(self, texts: Texts) -> None:
        """Complete unit and year from attachments, texts, the page and the file's name."""
        unit = next(filter(None, self._units_in(texts)), "")
        self.unit = in_full_brackets(self._spelled_out(unit))
        if self.year is None:
            years = (title.year for title in self._titles_in(texts))
            self.year = next(filter(None, years), None)
        if self.year is None:
            self.year = max(year_of_text(list(texts.joined().values())), key=lambda y: y or 0)
        if self.year is None:
            self._year_of_name()
        self._compare()

    def _units_in(self, texts: Texts) -> Iterator[str]:
        """Yield what may be the unit's name, the surest first; nothing where a place names none."""
        yield self.unit
        yield from (title.unit for title in self._titles_in(texts))
        yield from filter(is_office, map(squeeze, self._opening))
        yield from map(publisher_in, self._opening)
        yield from map(office_in, [*texts.preamble, *texts.joined().values()][:3])
        yield from map(contact_office_in, (*texts.preamble, texts.publication.contact))
        yield self._page_title.unit

    def _titles_in(self, texts: Texts) -> Iterator[Title]:
        for line in (*texts.attachments, *self._opening):
            yield from titles_in(line, self._family)

    def _spelled_out(self, unit: str) -> str:
        """Return 青河市人民政府 for 青河市, where the source itself says so."""
        if not unit.endswith(_REGIONS):
            return unit
        text = self._document.text()
        before = (
            text[max(0, one.start() - _NAME) : one.start()] for one in _GOVERNMENT.finditer(text)
        )
        called = any(squeeze(words).endswith(unit) for words in before)
        return f"{unit}人民政府" if called else unit

    def _year_of_name(self) -> None:
        match = re.search(r"(?<!\d)(20[0-3]\d)(?!\d)", self._name)
        if match:
            self.year = int(match[1])
            message = f"正文里没有写年份，按文件名当作{self.year}年，请核对"
            self.problems.append(Problem("year", message, where="文件名"))

    def _compare(self) -> None:
        if self.year is None:
            self.problems.append(Problem("year", "没有读到报告年份，请填写", where="标题"))
        elif self._period and self._period != self.year:
            message = f"标题是{self.year}年，统计期限是{self._period}年，请核对"
            self.problems.append(Problem("year", message, where="标题"))
        if not self.unit:
            self.problems.append(Problem("unit_name", "没有读到单位名称，请填写", where="标题"))


def _opening(document: Document, form: Form) -> list[tuple[int, str]]:
    """Return the lines before the first heading or table of the report, with their blocks."""
    lines: list[tuple[int, str]] = []
    bands = _bands(form)
    for number, block in enumerate(document.blocks):
        if isinstance(block, Grid):
            if _is_of_report(block, form):
                break
            lines.extend((number, ":".join(cell.text for cell in row)) for row in block.rows)
            continue
        section, _ = heading_in(block.text[:_LONGEST_TITLE], form)
        begin = squeeze(block.text[:_LONGEST_TITLE])[:_OF_A_BAND]
        if lines and (section is not None or begin in bands):
            lines.append((number, block.text))
            break
        lines.append((number, block.text))
    return lines[:_MOST_LINES]


def _bands(form: Form) -> frozenset[str]:
    blocks = (block for table in form.definition.tables for block in table.blocks)
    return frozenset(squeeze(block.title)[:_OF_A_BAND] for block in blocks if block.title)


def _is_of_report(grid: Grid, form: Form) -> bool:
    """Whether a table has labels that a form has, letter by letter."""
    texts = {cell.text for row in grid.rows[:_MOST_LINES] for cell in row}
    matches = [vocabulary(form.family).find(text) for text in texts if len(text) > 1]
    return sum(match is not None and match.is_exact for match in matches) > 1


def _choose_form(source: Source, layout: Layout, year: int | None, newest: Form) -> Form:
    """Return the form that the tables show; by the year only where they do not tell."""
    if layout.votes is None:
        layout.votes = _votes(source.grids)
    votes = layout.votes or _votes(source.lines)
    best = votes.most_common(2)
    if best and (len(best) == 1 or best[0][1] > best[1][1]):
        return load_form(best[0][0])
    return form_for_year(year or _last_year(), newest)


def _votes(rows: Iterable[Row]) -> Counter[str]:
    seen: set[str] = set()
    votes: Counter[str] = Counter()
    for row in rows:
        for token in row.of(Kind.LABEL):
            if token.match is None or token.text in seen:
                continue
            seen.add(token.text)
            only = token.match.only_form
            if only is not None:
                columns = not _STRUCTURE.isdisjoint(token.match.axes)
                votes[only] += 2 if columns else 1
            elif token.match.form_of_leaves is not None and _has_value(row, token):
                votes[token.match.form_of_leaves] += 1
    return votes


def _has_value(row: Row, label: Token) -> bool:
    at = label.place.cell + 1
    return at < len(row.kinds) and row.kinds[at] == Kind.VALUE


def _result(document: Document, form: Form, facts: _Facts, taken: _Taken) -> ImportResult:
    cells, texts, ledger = taken
    unread = [*cells.unread, *texts.unread, *ledger.unread]
    left_out = ledger.left_out
    problems = [*facts.problems, *cells.problems, *_about_form(form, facts.year), *_about(cells)]
    report = _report(form, facts, taken, document.kind)
    problems += heading_problems(form, report.source_headings, texts.headings)
    problems += [Problem("source", remark) for remark in document.remarks]
    reading = Reading(
        report,
        PieceEntries(unread, document),
        problem_entries(problems, document),
        PieceEntries(left_out, document),
    )
    places, inferred = cells.places, cells.inferred
    return ImportResult(
        reading, document, places, inferred, texts.places, unread, problems, left_out
    )


def _unwrapped(notes: Mapping[str, str], kind: str) -> dict[str, str]:
    """Return notes on one line where a narrow cell has broken them."""
    return {key: note.replace("\n", "") if kind == "pdf" else note for key, note in notes.items()}


def _report(form: Form, facts: _Facts, taken: _Taken, kind: str) -> Report:
    cells, texts, _ = taken
    values = cells.values
    cell_notes, sections = taken_back(form, _unwrapped(cells.notes, kind), texts.joined())
    said = {
        "form": form.id,
        "year": facts.year or _likely_year(form),
        "year_guessed": facts.year is None,
        "source_headings": _headings(texts, kind),
        "unit": facts.unit,
        "preamble": "\n".join(texts.preamble),
        "cells": {key: values[key] for key in form.cells if key in values},
        "cell_notes": cell_notes,
        "texts": sections,
        "publication": texts.publication,
        "auto_totals": False,
    }
    return read(Report, said)


def _headings(texts: Texts, kind: str) -> dict[str, str] | None:
    """Return the headings that the source shows; a sheet, or tables alone, need not have any."""
    return texts.shown if kind not in SHEETS and (texts.headings or texts.joined()) else None


def _likely_year(form: Form) -> int:
    """Return a year to propose where the source names none."""
    return min(_last_year(), form.definition.last_year or _last_year())


def _last_year() -> int:
    """Return the year that reports are due for now."""
    return datetime.now(UTC).year - 1


def _about_form(form: Form, year: int | None) -> list[Problem]:
    prescribed = form if year is None else form_for_year(year, form)
    if prescribed.id == form.id:
        return []
    due = prescribed.definition.document
    message = f"表格是{form.definition.document}的格式，{year}年应当用{due}的格式"
    return [Problem("form", message, where="表格")]


def _about(cells: Cells) -> list[Problem]:
    if cells.values and all(value is None for value in cells.values.values()):
        return [Problem("blank", "表格里的格子都是空的，没有读到数字", where="表格")]
    return []
