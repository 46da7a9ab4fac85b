"""How far the first report of a source reaches, where last year's stands behind this year's."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from nianbao.formats.registry import Form, all_forms
from nianbao.importers.document import Block, Document, Grid, Paragraph
from nianbao.importers.vocabulary.labels import vocabulary
from nianbao.importers.vocabulary.words import half_width
from nianbao.importers.whole.headings import heading_in
from nianbao.importers.whole.titles import find_title

_LONGEST_TITLE = 80
_FEWEST_ROWS = 3
_WORDS = re.compile("公开|情况|总体|概")
"""A title or a first heading has one of these; most lines have none."""
_CELLS = re.compile(r"[|\t]|\s{2,}")


def first_report(document: Document) -> tuple[Document, bool]:
    """Return the document up to where a second report begins, and whether there is one.

    A second report begins with a title or the first heading, and has rows that the first has, too:
    a title at the head of every page begins none.
    """
    blocks = document.blocks
    for number in _beginnings(blocks, all_forms()[0]):
        before = _rows(blocks[:number])
        if len(before) >= _FEWEST_ROWS and len(before & _rows(blocks[number:])) >= _FEWEST_ROWS:
            parted = Document(document.kind, blocks[:number], document.title, document.remarks)
            return parted, True
    return document, False


def _beginnings(blocks: tuple[Block, ...], form: Form) -> Iterator[int]:
    """Yield where a report may begin, behind the first beginning."""
    headings = 0
    for number, block in enumerate(blocks):
        if isinstance(block, Grid) or len(block.text) > _LONGEST_TITLE:
            continue
        if not _WORDS.search(block.text):
            continue
        if find_title([block.text]) is not None:
            yield number
        elif heading_in(block.text, form)[0] is form.sections[0]:
            headings += 1
            if headings > 1:
                yield number


def _rows(blocks: Iterable[Block]) -> set[str]:
    """Return the labels of rows that stand in blocks, those that only one row of a form has."""
    return {text for block in blocks for text in _cells(block) if _is_row(text)}


def _cells(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield from _CELLS.split(half_width(block.text[: 2 * _LONGEST_TITLE]))
    else:
        yield from (cell.text for row in block.rows for cell in row)


@lru_cache(maxsize=4096)
def _is_row(text: str) -> bool:
    match = vocabulary().find(text)
    if match is None or not match.is_exact:
        return False
    return all(ref.axis == "row" and ref.is_leaf for ref in match.scores)
