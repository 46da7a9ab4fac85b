"""What of a source the eye sees: one answer for every reader and for what was copied.

A reader marks what is raised, struck or hidden with ``marked`` and joins its pieces as text; what
is visible of the whole is decided here, once, by ``resolve``. The rest is kept as an ``Aside`` with
its reason. A mark travels as a pair of lone surrogates, which no parser of text, XML or HTML ever
gives: what a file says can never be taken for a mark.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from enum import Enum

from nianbao.importers.characters import as_seen, has_look_alikes
from nianbao.importers.document import Aside, Block, Cell, Document, Grid, Paragraph, Place


class Mark(Enum):
    """How a piece differs from plain text; the value is the reason why it is not read with it."""

    RAISED = "数字右上角的注释记号，不是数字的一部分"
    LOWERED = "数字右下角的注释记号，不是数字的一部分"
    SMALLER = "比前面小的数字，看不出是不是注释记号"
    UNSURE = "文档的样式已损坏，看不出这里的数字是不是注释记号、有没有划掉"
    STRUCK = "已经划掉的内容"
    HIDDEN = "隐藏的内容，看不见"
    GONE = "隐藏的格子，看不见"
    DELETED = "修订时删除的内容"
    STORED = "格子里存的数，按显示出来的样子读入"
    AROUND = "网站上的内容，不属于报告"
    EDGE = "页眉、页脚或脚注"
    GUIDE = "字上方的注音或说明"
    REMARK = "批注"
    BOX = "浮在表格上的文本框或图形里的文字，没有读入"
    DRAWN = "图形、图表或公式里的文字，没有读入"
    BROKEN = "这一部分已损坏，里面有什么读不出来"


TO_BE_LOOKED_AT = frozenset({Mark.BOX.value, Mark.DRAWN.value, Mark.BROKEN.value})
"""Reasons of what is seen and may belong to the report: a clerk must look at it."""
_CLOSE = "\udfff"
_OPEN = {mark: chr(0xD800 + number) for number, mark in enumerate(Mark)}
_MARK = {sign: mark for mark, sign in _OPEN.items()}
_PIECE = re.compile(f"([\ud800-\udbff])([^\ud800-\udfff]*){_CLOSE}")
_DOUBTFUL = frozenset({Mark.SMALLER, Mark.UNSURE})
"""What may be a part of its number, or none."""
_SMALL = frozenset({Mark.RAISED, Mark.LOWERED, *_DOUBTFUL})
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_NUMBER_BEFORE = re.compile(r"[+−–—增减-]?\s*\d[\d,，.]*\s*[万亿]?[件条项个宗起元]?\s*")
_ONE_MARK = r"[\[(（〔【]?(?:注?\d{1,2}|注|[①-⑳]|[*※†‡#]{1,3})[\])）〕】]?"
_NOTE_MARK = re.compile(rf"\s*{_ONE_MARK}(?:[,，、\s]+{_ONE_MARK}){{0,3}}\s*")


def marked(text: str, mark: Mark) -> str:
    """Return a piece of text that carries a mark, to be joined with what stands around it."""
    return f"{_OPEN[mark]}{text}{_CLOSE}" if text else ""


def plain(text: str) -> str:
    """Return a text without the marks of its pieces, to be marked as a whole."""
    return "".join(letter for letter in text if not "\ud800" <= letter <= "\udfff")


def resolve(document: Document) -> Document:
    """Return the document as the eye sees it, and what it does not see as asides."""
    text = document.text() + document.title
    if has_look_alikes(text):
        document = _respelled(document)
    if _CLOSE not in text:
        return document
    blocks: list[Block] = []
    asides: list[Aside] = []
    for block in document.blocks:
        number = len(blocks)
        if isinstance(block, Grid):
            blocks.append(_grid(block, number, asides))
            continue
        text, left = _line(block.text)
        asides += [Aside(Place(number), piece, mark.value) for piece, mark in left]
        if text.strip() or text == block.text:
            blocks.append(Paragraph(text))
    return replace(document, blocks=tuple(blocks), asides=(*document.asides, *asides))


def _respelled(document: Document) -> Document:
    blocks = tuple(
        Paragraph(as_seen(block.text))
        if isinstance(block, Paragraph)
        else Grid(
            tuple(
                tuple(cell._replace(text=as_seen(cell.text)) for cell in row) for row in block.rows
            )
        )
        for block in document.blocks
    )
    return replace(document, blocks=blocks, title=as_seen(document.title))


def _grid(grid: Grid, block: int, asides: list[Aside]) -> Grid:
    if _CLOSE not in "".join([cell.text for row in grid.rows for cell in row]):
        return grid
    rows: list[tuple[Cell, ...]] = []
    for number, row in enumerate(grid.rows):
        cells: list[Cell] = []
        for at, cell in enumerate(row):
            text, left = _cell(cell.text)
            asides += [Aside(Place(block, number, at), one, mark.value) for one, mark in left]
            cells.append(cell._replace(text=text) if left or text != cell.text else cell)
        rows.append(tuple(cells))
    return Grid(tuple(rows))


Left = list[tuple[str, Mark]]


def _cell(text: str) -> tuple[str, Left]:
    """Return what is seen in a cell. A small mark behind its number is no part of the number.

    Small digits anywhere else stay what they are, ¹²: nobody can take them for the number's own.
    """
    if _CLOSE not in text:
        return text, []
    kept: list[tuple[str, Mark | None]] = []
    left: Left = []
    for piece, mark in _pieces(text):
        if mark is None or mark in _SMALL:
            kept.append((piece, mark))
        elif piece.strip():
            left.append((piece.strip(), mark))
    while kept and _is_note_mark(kept):
        piece, mark = kept.pop()
        if mark is not None:
            left.append((piece.strip(), mark))
    return "".join(_small(piece, mark) for piece, mark in kept).strip(), left


def _is_note_mark(kept: list[tuple[str, Mark | None]]) -> bool:
    """Whether the last piece is blank, or a small mark right behind a number and nothing else."""
    piece, mark = kept[-1]
    if mark is None:
        return not piece.strip() and len(kept) > 1
    if mark in _DOUBTFUL:
        return False  # nobody knows: it stays, and is no digit of the number
    if any(one is not None for _, one in kept[:-1]) or not _NOTE_MARK.fullmatch(piece):
        return False
    return bool(_NUMBER_BEFORE.fullmatch("".join(one for one, _ in kept[:-1]).strip()))


def _line(text: str) -> tuple[str, Left]:
    """Return what is seen in a paragraph; small digits stay as ¹, which is read as no digit."""
    if _CLOSE not in text:
        return text, []
    seen: list[str] = []
    left: Left = []
    for piece, mark in _pieces(text):
        if mark is None or mark in _SMALL:
            seen.append(_small(piece, mark))
        elif piece.strip():
            left.append((piece.strip(), mark))
    return "".join(seen), left


def _pieces(text: str) -> Iterator[tuple[str, Mark | None]]:
    at = 0
    for match in _PIECE.finditer(text):
        if match.start() > at:
            yield text[at : match.start()], None
        yield match[2], _MARK[match[1]]
        at = match.end()
    if at < len(text):
        yield text[at:], None


def _small(piece: str, mark: Mark | None) -> str:
    if mark is Mark.RAISED or mark in _DOUBTFUL:
        return piece.translate(_RAISED)
    return piece.translate(_LOWERED) if mark is Mark.LOWERED else piece
