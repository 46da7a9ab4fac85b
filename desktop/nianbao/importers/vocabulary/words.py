"""Words as they compare: half-width, simplified, without pinyin, blanks and numbering."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from nianbao import resources
from nianbao.importers.document import Block, Cell, Document, Grid, Paragraph

_HALF_WIDTH = {0xFF00 + code: 0x20 + code for code in range(1, 0x5F)} | {0x3000: 0x20}
_BLANKS = re.compile(r"[\s\u200b-\u200f\ufeff\u00ad]+")
_LONGEST_LINE = 1000
_NUMBERING = re.compile(
    r"\((?:[一二三四五六七八九十]{1,3}|\d{1,2})\)[、.]?"
    r"|[一二三四五六七八九十]{1,3}[、.,:]"
    r"|\d{1,2}[、.,:)](?!\d)"
    r"|[①-⑳]"
)
_PUNCTUATION = re.compile(r"[^\w]|_")
_BRACKETS = re.compile(r"\([^()]*(?:\)|$)|\[[^\]]*\]")
_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ"
_PINYIN = re.compile(rf"(?<=[^\W\d_])[(（]\s*[a-zü]{{0,5}}[{_TONED}][a-zü]{{0,4}}\s*[)）]")
_TONELESS = re.compile(
    r"(?<=[\u4e00-\u9fff])[(（]\s*(?:zh|ch|sh|[bpmfdtnlgkhjqxzcsrwy])?[aeiouü]{1,3}(?:ng?|r)?\s*[)）]"
)
_MANY_PINYIN = 3
_MOST_NUMBERS = 2
"""A row's own number behind its group's: 三、（一）予以公开."""


@lru_cache(maxsize=1)
def word_list() -> Mapping[str, Any]:
    """Return the words of ``resources/reading/words.toml``."""
    return tomllib.loads(resources.text("reading/words.toml"))


def half_width(text: str) -> str:
    """Return the text with full-width ASCII and blanks made half-width."""
    return text.translate(_HALF_WIDTH)


def squeeze(text: str) -> str:
    """Return the text half-width and without any blanks."""
    return _squeezed_line(text) if len(text) <= _LONGEST_LINE else _squeezed(text)


def _squeezed(text: str) -> str:
    return _BLANKS.sub("", text.translate(_HALF_WIDTH))


_squeezed_line = lru_cache(maxsize=256)(_squeezed)
"""A line of a source is asked for again and again, a whole source once."""


@lru_cache(maxsize=4096)
def label_form(text: str) -> str:
    """Return what of a label is compared: no blanks, numbering, punctuation; the usual words."""
    return _usual_words(_bare(squeeze(text)))


@lru_cache(maxsize=4096)
def label_core(text: str) -> str:
    """Return a label's comparable form without what stands in brackets."""
    return _usual_words(_bare(_BRACKETS.sub("", _NUMBERING.sub("", squeeze(text), count=1))))


@lru_cache(maxsize=4096)
def label_path(text: str) -> str:
    """Return a label that may name its groups, too, without what joins and numbers its parts."""
    return _usual_words(_PUNCTUATION.sub("", _NUMBERING.sub("", squeeze(text))).casefold())


def has_number(text: str) -> bool:
    """Whether a label begins with its number: （七）总计."""
    return _NUMBERING.match(squeeze(text)) is not None


def _bare(squeezed: str) -> str:
    for _ in range(_MOST_NUMBERS):
        match = _NUMBERING.match(squeezed)
        if match is None:
            break
        squeezed = squeezed[match.end() :]
    return _PUNCTUATION.sub("", squeezed).casefold()


def _usual_words(text: str) -> str:
    for written, usual in word_list()["labels"].items():
        if written in text:
            text = text.replace(written, usual)
    return text


@lru_cache(maxsize=1)
def _traditional() -> re.Pattern[str]:
    return re.compile(f"[{word_list()['traditional']}]")


@lru_cache(maxsize=1)
def _foreign() -> re.Pattern[str]:
    """Return what at least one of stands in a text to be simplified; most texts have none."""
    return re.compile(f"[{_TONED}{word_list()['traditional']}]")


def simplify(document: Document) -> Document:
    """Return the document in simplified characters, without pinyin; itself where it has neither."""
    text = document.text() + document.title
    if not _foreign().search(text):
        return document
    pinyin = len(_PINYIN.findall(text)) >= _MANY_PINYIN
    traditional = bool(_traditional().search(text))
    if not (pinyin or traditional):
        return document
    clean = _Cleaner(pinyin=pinyin, traditional=traditional)
    return replace(
        document,
        blocks=tuple(clean.block(block) for block in document.blocks),
        title=clean.text(document.title),
    )


class _Cleaner:
    """Converts the words of a document and leaves its shape alone."""

    def __init__(self, *, pinyin: bool, traditional: bool) -> None:
        self._pinyin = pinyin
        self._convert = _converter().convert if traditional else str

    def text(self, text: str) -> str:
        if self._pinyin:
            text = _TONELESS.sub("", _PINYIN.sub("", text))
        return str(self._convert(text))

    def block(self, block: Block) -> Block:
        if isinstance(block, Paragraph):
            return Paragraph(self.text(block.text))
        return Grid(tuple(tuple(self._cell(cell) for cell in row) for row in block.rows))

    def _cell(self, cell: Cell) -> Cell:
        return cell if cell.text.isascii() else cell._replace(text=self.text(cell.text))


@lru_cache(maxsize=1)
def _converter() -> Any:  # noqa: ANN401 - the library ships no types
    import opencc

    return opencc.OpenCC("t2s")
