"""A clerk's text as paragraphs, with the levels that official documents use.

一、 黑体, （一） 楷体, 1. and （1） 仿宋. A marked line that is a heading by itself gets a heading
style; where the text runs on behind the heading, only the heading is set apart (``lead``).
"""

import re
import unicodedata
from collections.abc import Iterator

from nianbao.exporters.printed.page_setup import Align, Setup, StyleName
from nianbao.exporters.printed.paper import Paragraph

_NUMERAL = "[一二三四五六七八九十]{1,3}"
_MARKERS = (
    (1, re.compile(rf"{_NUMERAL}、")),
    (2, re.compile(rf"[（(]\s*{_NUMERAL}\s*[)）]")),
    (3, re.compile(r"[0-9０-９]{1,2}\s*[.．、](?![0-9０-９])")),
    (4, re.compile(r"[（(]\s*[0-9０-９]{1,2}\s*[)）]")),
)
_HEADINGS: dict[int, StyleName] = {2: "heading_2", 3: "heading_3", 4: "heading_4"}
_LONGEST_HEADING = 30
"""Characters; what is longer is a sentence."""
_LONGEST_WITHOUT_END = 42
"""Of a line without a mark at its end; it may fill a line and a half."""
_PLAIN_LEVELS = (3, 4)
"""Levels at which a line that ends like a sentence is an item of a list, not a heading."""
_ENDS = "。：:；;！？!?"
_NOTE = re.compile(r"(?:备注|注|说明)\s*(?:[0-9０-９]{1,2}|[①-⑳])?\s*[：:.．、]")
_BREAKS = re.compile(r"\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
_HALF = 0.5
_LATIN_WORD = re.compile("[!-\u024f]+")
_FORBIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff"
    "\xad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f]"
)
"""What XML forbids, and what nobody sees: joiners and directions that come along from web pages."""


def em_width(text: str) -> float:
    """Return a text's width in characters: a half-width one counts half."""
    return sum(1.0 if unicodedata.east_asian_width(c) in "FWA" else _HALF for c in text)


def lines_of(text: str) -> Iterator[str]:
    """Yield the lines that say something, without the blanks and signs that no document takes."""
    for line in _BREAKS.split(text):
        plain = clean(line).strip()
        if plain:
            yield plain


def clean(text: str) -> str:
    """Return a text with tabs as blanks and without characters that XML forbids."""
    return _FORBIDDEN.sub("", text.replace("\t", " "))


def alignment(block: Paragraph, setup: Setup) -> Align:
    """Return how a paragraph is aligned: as its style says, but no line is spread before an address.

    What cannot be parted stands in the next line as a whole, and the few characters that it leaves
    behind would be pulled apart over the whole width.
    """
    align = setup.styles[block.style].align
    if align != "both":
        return align
    words = _LATIN_WORD.findall(block.text)
    return "left" if any(len(one) > setup.line_breaks.longest_word for one in words) else align


def paragraphs(text: str, section: str) -> Iterator[Paragraph]:
    """Yield a text's paragraphs, each with its level."""
    for line in lines_of(text):
        yield _paragraph(line, section)


def notes(text: str, section: str) -> Iterator[Paragraph]:
    """Yield what stands under a table; from 注： on in the style of notes."""
    noted = False
    for line in lines_of(text):
        noted = noted or _NOTE.match(line) is not None
        yield Paragraph("note", line, section) if noted else _paragraph(line, section)


def _paragraph(line: str, section: str) -> Paragraph:
    level = _level(line)
    if not level:
        return Paragraph("body", line, section)
    if _is_heading(line, level):
        if level in _HEADINGS:
            return Paragraph(_HEADINGS[level], line, section, level, keep_next=True)
        return Paragraph("body", line, section, level, lead=len(line), keep_next=True)
    return Paragraph("body", line, section, level, lead=_lead(line))


def _level(line: str) -> int:
    return next((level for level, marker in _MARKERS if marker.match(line)), 0)


def _is_heading(line: str, level: int) -> bool:
    inner = line.rstrip(_ENDS)
    longest = _LONGEST_HEADING if inner != line else _LONGEST_WITHOUT_END
    if em_width(line) > longest or re.search(r"[。；;！？!?]", inner):
        return False
    if inner == line:
        return True
    return level not in _PLAIN_LEVELS and not re.search(r"[，,：:]", inner)


def _lead(line: str) -> int:
    """The length of a first sentence that is a heading run into its text; 0 where it is none."""
    match = re.match(r"[^。：:，,；;！？!?]+[。：:]", line)
    if match is None or match.end() == len(line) or em_width(match[0]) > _LONGEST_HEADING:
        return 0
    return match.end()
