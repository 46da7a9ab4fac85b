"""Our own document after a clerk's hands: saved anew, runs split, changes tracked, marks put in."""

from collections.abc import Callable
from copy import deepcopy
from io import BytesIO
from random import Random
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nianbao.exporters.printed.describe import describe
from nianbao.importers.registry import bytes_for_review
from nianbao.report.book import Report
from tests.exporters.formats import DOCX
from tests.importers.whole_reports import differences, random_report

Element = Any
"""Of lxml, whose types do not know that these elements have parents."""
SEEDS = st.integers(min_value=0, max_value=2**32)
QUIET = (HealthCheck.too_slow, HealthCheck.function_scoped_fixture)


def _texts(body: Element) -> list[Element]:
    return [one for one in body.iter(qn("w:t")) if one.text and len(one.text) > 1]


def saved(_body: Element, _dice: Random) -> None:
    """Only opened and saved by another program."""


def split_runs(body: Element, dice: Random) -> None:
    """Word parts a run wherever spelling, language or a revision begins."""
    for text in dice.sample(_texts(body), 60):
        run = text.getparent()
        if run.tag != qn("w:r") or len(run.findall(qn("w:t"))) != 1:
            continue
        at = dice.randrange(1, len(text.text))
        behind = deepcopy(run)
        whole = text.text
        text.text, behind.find(qn("w:t")).text = whole[:at], whole[at:]
        for one in (text, behind.find(qn("w:t"))):
            one.set(qn("xml:space"), "preserve")
        run.addnext(behind)
        run.addnext(OxmlElement("w:proofErr"))


def tracked(body: Element, dice: Random) -> None:
    """An old word deleted before each of some pieces, the piece itself as an insertion."""
    for text in dice.sample(_texts(body), 30):
        run = text.getparent()
        if run.tag != qn("w:r") or run.getparent().tag != qn("w:p"):
            continue
        old = deepcopy(run)
        for one in old.findall(qn("w:t")):
            one.tag = qn("w:delText")
            one.text = str(dice.randint(1, 99))
        gone, new = OxmlElement("w:del"), OxmlElement("w:ins")
        for change in (gone, new):
            change.set(qn("w:id"), "7")
            change.set(qn("w:author"), "某人")
        run.addprevious(gone)
        gone.append(old)
        run.addprevious(new)
        new.append(run)


def commented(body: Element, _dice: Random) -> None:
    """Bookmarks and comment marks among the runs."""
    for paragraph in list(body.iter(qn("w:p"))):
        for name in ("w:bookmarkStart", "w:bookmarkEnd", "w:commentRangeStart"):
            mark = OxmlElement(name)
            mark.set(qn("w:id"), "3")
            paragraph.append(mark)


def in_controls(body: Element, dice: Random) -> None:
    """Paragraphs put into content controls."""
    for paragraph in dice.sample([one for one in body if one.tag == qn("w:p")], 10):
        control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
        paragraph.addprevious(control)
        control.append(content)
        content.append(paragraph)


def _paragraphs(body: Element) -> list[Element]:
    return [one for one in body if one.tag == qn("w:p")]


def blank_lines(body: Element, dice: Random) -> None:
    """Enter pressed between paragraphs, before and behind tables."""
    for one in dice.sample([one for one in body if one.tag != qn("w:sectPr")], 12):
        one.addprevious(OxmlElement("w:p"))


def page_breaks(body: Element, dice: Random) -> None:
    """Pages begun by hand: in a paragraph of its own, at the end of one, by a paragraph's setting."""
    for paragraph in dice.sample(_paragraphs(body), 9):
        run, end = OxmlElement("w:r"), OxmlElement("w:br")
        end.set(qn("w:type"), "page")
        run.append(end)
        way = dice.randrange(3)
        if way == 0:
            alone = OxmlElement("w:p")
            alone.append(run)
            paragraph.addprevious(alone)
        elif way == 1:
            paragraph.append(run)
        else:
            paragraph.get_or_add_pPr().append(OxmlElement("w:pageBreakBefore"))


def other_styles(body: Element, dice: Random) -> None:
    """Every paragraph in a style of another name, headings too, or in none."""
    for paragraph in body.iter(qn("w:p")):
        for style in list(paragraph.iter(qn("w:pStyle"))):
            if dice.random() < 0.5:
                style.getparent().remove(style)
            else:
                style.set(qn("w:val"), "a7")


def _frame(*inner: Element) -> Element:
    """A table of one cell around some pieces, put where the first of them stands."""
    table, row, cell = (OxmlElement(name) for name in ("w:tbl", "w:tr", "w:tc"))
    inner[0].addprevious(table)
    table.append(row)
    row.append(cell)
    for one in inner:
        cell.append(one)
    return table


def framed(body: Element, dice: Random) -> None:
    """Paragraphs with a border around them: tables of one cell."""
    for paragraph in dice.sample(_paragraphs(body)[1:], 4):
        _frame(paragraph)


def framed_whole(body: Element, _dice: Random) -> None:
    """A border around the whole report."""
    _frame(*[one for one in body if one.tag != qn("w:sectPr")])


def split_tables(body: Element, dice: Random) -> None:
    """Each table parted above a row that no merged cell reaches into."""
    for table in list(body.iter(qn("w:tbl"))):
        rows = table.findall(qn("w:tr"))
        whole = [
            at
            for at, row in enumerate(rows)
            if at > 1 and all(one.get(qn("w:val")) == "restart" for one in row.iter(qn("w:vMerge")))
        ]
        behind = OxmlElement("w:tbl")
        table.addnext(behind)
        behind.addprevious(OxmlElement("w:p"))
        for row in rows[dice.choice(whole) :]:
            behind.append(row)


EDITS = (
    *(saved, split_runs, tracked, commented, in_controls),
    *(blank_lines, page_breaks, other_styles),
    *(framed, framed_whole, split_tables),
)


def edited(report: Report, edit: Callable[[Element, Random], None], seed: int) -> bytes:
    document = docx.Document(BytesIO(DOCX.render(describe(report))))
    edit(document.element.body, Random(seed))  # noqa: S311 - a test's dice
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


@pytest.mark.long
@pytest.mark.parametrize("edit", EDITS, ids=lambda one: one.__name__)
@settings(max_examples=8, deadline=None, derandomize=True, suppress_health_check=QUIET)
@given(SEEDS)
def test_a_report_edited_in_word_comes_back_whole(
    edit: Callable[[Element, Random], None], seed: int
) -> None:
    report = random_report(seed)
    result = bytes_for_review(edited(report, edit, seed), "年报.docx")

    assert differences(report, result.reading.report) == {}
    assert [piece.text for piece in result.unread] == []
