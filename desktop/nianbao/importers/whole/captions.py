"""Lines that belong to a table and are no sentence of its section: 续表, 单位：件, 表1 …情况统计表."""

import re
from collections.abc import Container

from nianbao.importers.document import Document, Paragraph
from nianbao.importers.vocabulary.words import squeeze, word_list

_CONTINUED = re.compile(
    r"[(\[【]?(?:[续接](?:上|前)?[表页]|表[一二三四五\d]{0,2}[(]?续[表)]?)[一二三四五\d]{0,2}[)\]】]?"
    r"|[(](?:续|接上页|转下页|接下页)[)]"
)
_NAMED = re.compile(
    r"[附图]?表[一二三四五六\d]{1,2}(?:[-—.]\d)?(?:[:.、]?\w[^。;:!?]{3,50}|[:.、]?)"
)
_STATISTICS = re.compile(r"[^。;:!?,]{4,50}(?:统计|情况|一览)表(?:[(][^()。]{1,12}[)])?")
_UNIT_LINE = re.compile(
    r"[(\[【]?(?:计量|数量|统计|金额|数据)?单位[:为](?P<units>[^。]{1,20}?)[)\]】]?"
)
_BETWEEN = re.compile(r"[、,/;和及]|(?:金额|数量)?(?:单位)?[:为]")


def is_caption(line: str, *, beside_table: bool) -> bool:
    """Whether a line in a table's section is the table's own.

    A title like 表1 主动公开情况统计表 is one only right above or below a table.
    """
    text = squeeze(line)
    if _CONTINUED.fullmatch(text) or _is_unit_line(text):
        return True
    return beside_table and bool(_NAMED.fullmatch(text) or _STATISTICS.fullmatch(text))


def is_beside_table(document: Document, tables: Container[int], number: int) -> bool:
    """Whether the next block above or below is a table, but for empty lines and captions."""
    return any(_reaches(document, tables, number, step) for step in (1, -1))


def _reaches(document: Document, tables: Container[int], number: int, step: int) -> bool:
    number += step
    while 0 <= number < len(document.blocks) and number not in tables:
        block = document.blocks[number]
        if not isinstance(block, Paragraph):
            return False
        if block.text.strip() and not is_caption(block.text, beside_table=False):
            return False
        number += step
    return number in tables


def _is_unit_line(text: str) -> bool:
    match = _UNIT_LINE.fullmatch(text)
    if match is None:
        return False
    known = word_list()["units"]
    names = {*known["count"], *known["money"], "人", "人次", "页", "%"}
    written = [one.removeprefix("人民币") for one in _BETWEEN.split(match["units"]) if one]
    return bool(written) and all(one in names for one in written)
