"""How far the first report of a source reaches, where last year's stands behind this year's."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from nianbao.formats.registry import Form, load_form
from nianbao.importers.document import Block, Document, Grid, Paragraph
from nianbao.importers.vocabulary.labels import Vocabulary, vocabulary
from nianbao.importers.vocabulary.words import half_width, label_form, word_list
from nianbao.importers.whole.headings import heading_in
from nianbao.importers.whole.titles import find_title, subject_of

_LONGEST_TITLE = 80
_FEWEST_ROWS = 3
_CELLS = re.compile(r"[|\t]|\s{2,}")


def first_report(document: Document, form: Form) -> tuple[Document, bool]:
    """Return the document up to where a second report begins, and whether there is one.

    A second report begins with a title or the first heading, and has rows that the first has, too:
    a title at the head of every page begins none.
    """
    blocks = document.blocks
    labels = vocabulary(form.family)
    for number in _beginnings(blocks, form):
        before = _rows(blocks[:number], labels)
        behind = _rows(blocks[number:], labels) if len(before) >= _FEWEST_ROWS else before
        if len(before & behind) >= _FEWEST_ROWS:
            parted = replace(document, blocks=blocks[:number])
            return parted, True
    return document, False


def _beginnings(blocks: tuple[Block, ...], form: Form) -> Iterator[int]:
    """Yield where a report may begin, behind the first beginning."""
    headings, words = 0, _words_of(form.id)
    for number, block in enumerate(blocks):
        if isinstance(block, Grid) or len(block.text) > _LONGEST_TITLE:
            continue
        if not words.search(block.text):
            continue
        if find_title([block.text], form.family) is not None:
            yield number
        elif heading_in(block.text, form)[0] is form.sections[0]:
            headings += 1
            if headings > 1:
                yield number


@lru_cache(maxsize=8)
def _words_of(form_id: str) -> re.Pattern[str]:
    """Return what a title or a first heading has one of, and most lines have nothing of.

    A heading that is worded otherwise still has two characters of the official one in a row.
    """
    form = load_form(form_id)
    first = form.sections[0]
    bare = label_form(first.label)
    pieces = {bare[at : at + 2] for at in range(len(bare) - 1)}
    words = word_list()["headings"].get(first.id, ())
    return re.compile("|".join(map(re.escape, sorted({subject_of(form.family), *pieces, *words}))))


def _rows(blocks: Iterable[Block], labels: Vocabulary) -> set[str]:
    """Return the labels of rows that stand in blocks, those that only one row of a form has."""
    return {text for block in blocks for text in _cells(block) if _is_row(text, labels)}


def _cells(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield from _CELLS.split(half_width(block.text[: 2 * _LONGEST_TITLE]))
    else:
        yield from (cell.text for row in block.rows for cell in row)


@lru_cache(maxsize=4096)
def _is_row(text: str, labels: Vocabulary) -> bool:
    match = labels.find(text)
    if match is None or not match.is_exact:
        return False
    return all(ref.axis == "row" and ref.is_leaf for ref in match.scores)
