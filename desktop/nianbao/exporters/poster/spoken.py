"""The picture in words: what a website asks for as 替代文字, and what is read aloud."""

from collections.abc import Iterator

from nianbao.exporters.poster.describe import Block, Figure, Poster, Section
from nianbao.report.numbers import format_number


def paragraphs(poster: Poster) -> Iterator[str]:
    """Yield all that the picture says, piece by piece: the head, each section, the closing line."""
    yield f"{poster.unit}{poster.title}，{poster.tag}。"
    for section in poster.sections:
        yield f"{section.title}（{section.note}）：{said(section, poster)}"
    yield f"{'，'.join(poster.closing)}。"


def last_words(figure: Figure, poster: Poster) -> str:
    """Say what last year was, and what became of it; empty where there is no last year's figure."""
    change = figure.change
    if poster.last_year is None or change.last is None:
        return ""
    turn = f"，{change.turn}" if change.turn else ""
    return f"{poster.last_year} 年 {format_number(change.last)} {change.unit}{turn}"


def said(section: Section, poster: Poster) -> str:
    """Say what a section shows."""
    if section.nothing:
        return section.nothing
    return "；".join(part for block in section.blocks for part in _parts(block, poster)) + "。"


def _parts(block: Block, poster: Poster) -> Iterator[str]:
    if block.columns:
        for name, row in zip(block.names, block.rows, strict=True):
            cells = zip(block.columns, row, strict=True)
            yield f"{name}：" + "，".join(f"{column} {_amount(one)}" for column, one in cells)
        return
    for figure in block.figures:
        last = last_words(figure, poster) if block.kind == "pairs" else ""
        yield f"{figure.name} {_amount(figure)}" + (f"（{last}）" if last else "")


def _amount(figure: Figure) -> str:
    return figure.text if figure.now is None else f"{figure.text} {figure.unit}"
