"""Reads text: a .txt file, the clipboard, what a PDF viewer copies. Lines are paragraphs."""

import re

from nianbao.importers.document import Document, Paragraph
from nianbao.importers.errors import DamagedSourceError

_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_WORDS = ("公开", "申请", "公開", "申請")
_HEADING = re.compile(r"^[ \t]*#{1,6}[ \t]+", re.MULTILINE)
_BOLD = re.compile(r"(?:\*\*|__)(?=\S)([^\n*_]{1,120}?)(?<=\S)(?:\*\*|__)")
_ESCAPED = re.compile(r"\\([-+.*_#()\[\]])")
_MARKDOWN = re.compile(
    rf"{_HEADING.pattern}|{_BOLD.pattern}|{_ESCAPED.pattern}|\|[ \t]*:?-{{3,}}", re.MULTILINE
)


def decode(content: bytes, name: str) -> str:
    """Return a text's characters: by its mark, else UTF-8, else GB18030."""
    for mark, encoding in _MARKS.items():
        if content.startswith(mark):
            return content.decode(encoding, errors="replace")
    text = unmarked_utf16(content)
    if text is not None:
        return text
    for encoding in ("utf-8", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    if content.count(b"\x00") * 3 > len(content):
        raise DamagedSourceError(f"“{name}”不是文字资料。", "请用 Word、网页、表格或文字资料。")
    # A file cut short ends within a character: the encoding that loses least is the right one.
    tried = [content.decode(encoding, errors="replace") for encoding in ("utf-8", "gb18030")]
    return min(tried, key=lambda text: text.count("\ufffd"))


def unmarked_utf16(content: bytes) -> str | None:
    """Return a text in UTF-16 whose mark is missing; None where it is no such text.

    Half of the bytes of its digits and line ends are NUL, and it speaks of what a report speaks of.
    """
    if b"\x00" not in content[:4096] or len(content) % 2:
        return None
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text and any(word in text for word in _WORDS):
            return text
    return None


def _without_markdown(text: str) -> str:
    """Return a text without the marks of Markdown, where it has any."""
    if not _MARKDOWN.search(text):
        return text
    return _ESCAPED.sub(r"\1", _BOLD.sub(r"\1", _HEADING.sub("", text)))


def read_text(text: str) -> Document:
    """Return the lines of a text; empty lines are only counted."""
    kept: list[Paragraph] = []
    empty: list[int] = []
    page_ends: list[int] = []
    for page in _without_markdown(text).split("\x0c"):
        for line in page.splitlines():
            if line.strip("\ufeff \r"):
                kept.append(Paragraph(line))
            else:
                empty.append(len(kept))
        page_ends.append(len(kept))
    ends = tuple(page_ends[:-1])
    return Document("text", tuple(kept), empty_lines=tuple(empty), page_ends=ends)
