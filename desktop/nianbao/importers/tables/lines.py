"""Splits lines of text into the cells of a table: at pipes, tabs, wide gaps and before numbers.

How pipes are meant shows in the whole text: they stand between cells, before them or behind them,
on the cell's line or on the next.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from enum import IntEnum
from itertools import pairwise
from typing import NamedTuple

from nianbao.importers.document import Document, Paragraph
from nianbao.importers.tables.empty_lines import gaps_in_rows
from nianbao.importers.vocabulary.labels import Match, Vocabulary
from nianbao.importers.vocabulary.values import is_blank, is_page_number, is_value
from nianbao.importers.vocabulary.words import half_width

_LONGEST_LINE = 400
_FEWEST_HEADS = 3
_FEWEST_BARS = 3
"""Of a line that is a table's row and no single cell."""
_RARE = 10
_FEW = 4
_COLUMNS = re.compile(r"\s{2,}")
_RULE = re.compile(r"[\s|:+-]*-{3,}[\s|:+-]*")
_NUMBER = r"(?:(?:[+-]|增|减)?\d[\d,.]*[万亿]?[件项个宗起元]?|/|-{1,2}|—{1,2})"
_ENDS_IN_NUMBERS = re.compile(rf"(?P<label>.*?[^\d\s.,])(?P<numbers>(?:\s+{_NUMBER})+)")
_ALONE = re.compile(_NUMBER)
_DIGIT = re.compile(r"\d")
_HALF_PAGE = re.compile(r"[—–-]{1,2}")
_PAGE_IN_TWO = re.compile(r"[—–-]{1,2} *\d{1,3} *[—–-]{1,2}")
_SIGN_LAST = re.compile(r"(?:^|[|])\s*[+减增-]$")
_NUMBER_FIRST = re.compile(r"\d[\d,.]*[件项个宗]?\s*\|")
_CUT_NUMBER = re.compile(r"(?:^|(?<=\|))\s*[+减增-]?[\d,.]+$")
_ALL_NUMBERS = re.compile(rf"{_NUMBER}(?:\s+{_NUMBER})+")


class Style(IntEnum):
    """How surely the cells of a row can be told apart."""

    GRID = 0
    """A row of a real table."""
    PIPED = 1
    """A line with pipes or tabs: blank cells can be seen."""
    BARE = 2
    """A line without separators: blank cells leave no trace."""
    ODD = 3
    """Among cells that bars close, a number without a bar or no cell at all where one should be."""


class Line(NamedTuple):
    """A line's block in the document and its cells."""

    block: int
    style: Style
    cells: list[str]


_Lines = Sequence[tuple[int, str]]


def split_lines(document: Document, labels: Vocabulary) -> Iterator[Line]:
    """Yield the lines of all paragraphs, split where they hold several cells."""
    lines: _Lines = [
        (number, half_width(block.text).strip("\r\n "))
        for number, block in enumerate(document.blocks)
        if isinstance(block, Paragraph)
    ]
    gaps = gaps_in_rows(document.empty_lines, lines)
    lines = _with_whole_pages(lines)
    lines = _with_signs(_without_opening_bars(_with_closing_bars(lines, labels), labels))
    lines = _without_cut_number(lines)
    led, closed = _pipes_lead(lines), _pipes_close(lines)
    odd = _odd_numbers(lines)
    for number, text in lines:
        if number in gaps:
            yield Line(number, Style.ODD, [])
        if number in odd:
            yield Line(number, Style.ODD, [text])
        elif text.strip():
            yield Line(number, *_split(text, labels, led=led, closed=closed))


def _with_closing_bars(lines: _Lines, labels: Vocabulary) -> _Lines:
    """Put a bar that stands on a line of its own behind the cell that it closes."""
    pairs = Counter(
        (before.endswith("|"), line == "|")
        for (_, before), (_, line) in pairwise(lines)
        if before.strip("| ")
    )
    usual = pairs[False, True] >= max(_FEWEST_HEADS, pairs[True, False] + 1)
    if not usual and not _is_closed_by_bars(lines):
        return lines
    closed: list[tuple[int, str]] = []
    for number, text in lines:
        before = closed[-1][1] if closed else ""
        if (
            text == "|"
            and before
            and not before.endswith("|")
            and (usual or _is_label(before, labels))
        ):
            closed[-1] = (closed[-1][0], f"{before} |")
        else:
            closed.append((number, text))
    return closed


def _is_label(text: str, labels: Vocabulary) -> bool:
    """Whether a line is a label letter by letter; of those that bars close, each has its bar."""
    match = labels.find(text)
    return match is not None and match.is_exact


def _with_whole_pages(lines: _Lines) -> _Lines:
    """Put page numbers together that are broken over two lines: —⏎3 —."""
    if not any(_HALF_PAGE.fullmatch(line) for _, line in lines):
        return lines
    whole: list[tuple[int, str]] = []
    for number, text in lines:
        both = f"{whole[-1][1]} {text}" if whole else ""
        if both and _PAGE_IN_TWO.fullmatch(both) and is_page_number(both):
            whole[-1] = (whole[-1][0], both)
        else:
            whole.append((number, text))
    return whole


def _with_signs(lines: _Lines) -> _Lines:
    """Put a sign back before the number from which a line's end has parted it.

    Only where bars close the lines: elsewhere a lone - may be a cell without a value.
    """
    if not _is_closed_by_bars(lines):
        return lines
    whole: list[tuple[int, str]] = []
    for number, text in lines:
        if whole and _SIGN_LAST.search(whole[-1][1]) and _NUMBER_FIRST.match(text):
            whole[-1] = (whole[-1][0], whole[-1][1] + text)
        else:
            whole.append((number, text))
    return whole


def _odd_numbers(lines: _Lines) -> frozenset[int]:
    """Return where numbers stand without a bar, if they are few among cells that bars close."""
    numbers = [number for number, line in lines if line.isdecimal()]
    if not numbers or not _are_rare(lines) or not _is_closed_by_bars(lines):
        return frozenset()
    return frozenset(numbers)


def _are_rare(lines: _Lines) -> bool:
    """Whether few numbers stand without a bar, compared with the cells that bars close."""
    bare = sum(line.isdecimal() for _, line in lines)
    return _RARE * bare <= sum(line.endswith("|") for _, line in lines)


def _is_closed_by_bars(lines: _Lines) -> bool:
    barred = [line for _, line in lines if "|" in line and line.strip("| ")]
    return 2 * sum(line.endswith("|") for line in barred) > len(barred)


def _without_cut_number(lines: _Lines) -> _Lines:
    """Leave out a number in which the text breaks off: more digits may have followed."""
    if not lines or not _is_closed_by_bars(lines):
        return lines
    at = max(place for place, (_, line) in enumerate(lines) if "|" in line)
    if at + 1 < len(lines) and _CUT_NUMBER.fullmatch(lines[at + 1][1]):
        at += 1  # one cell a line, the last without its bar
    number, last = lines[at]
    if "|" not in last and not _are_rare(lines[:at]):
        return lines  # bars stand between cells only, none behind a row's last
    whole = _CUT_NUMBER.sub("", last)
    return [*lines[:at], (number, whole), *lines[at + 1 :]]


def _without_opening_bars(lines: _Lines, labels: Vocabulary) -> _Lines:
    """Leave out bars on lines of their own that only begin the next row."""
    before_corner = [
        before.strip() == "|"
        for (_, before), (_, line) in pairwise(lines)
        if line.strip("| ") and _is_corner(line.split("|")[0], labels)
    ]
    if 2 * sum(before_corner) <= len(before_corner):
        return lines
    kept: list[tuple[int, str]] = []
    for line, after in zip(lines, [*lines[1:], (0, "")], strict=True):
        if line[1] != "|" or not (_begins_with_words(after[1]) or _is_pads(kept)):
            kept.append(line)
    return kept


def _is_pads(lines: _Lines) -> bool:
    """Whether the last line ends in what merged cells have left at a row's end."""
    return bool(lines) and lines[-1][1].endswith("||")


def _is_corner(text: str, labels: Vocabulary) -> bool:
    """Whether a cell's text is the first of a block's heads: 信息内容."""
    match = labels.find(text)
    return match is not None and "corner" in match.axes


def _begins_with_words(line: str) -> bool:
    """Whether a line is a row's beginning: a cell with words, closed by a bar."""
    first, bar, _ = line.partition("|")
    return bool(first.strip() and bar) and not (is_blank(first) or is_value(first))


def _pipes_lead(lines: _Lines) -> bool:
    """Whether lines begin with a pipe, so that the first pipe opens a cell and closes none."""
    wordy = [line for _, line in lines if "|" in line and line.strip("| ")]
    led = [line for line in wordy if line.startswith("|")]
    return 2 * len(led) > len(wordy) and not _are_alike(wordy, led)


def _pipes_close(lines: _Lines) -> bool:
    """Whether a pipe at a line's end closes its last cell, and opens no blank one."""
    wordy = [line for _, line in lines if "|" in line and line.strip("| ")]
    return not _are_alike(wordy, [line for line in wordy if line.endswith("|")])


def _are_alike(wordy: Sequence[str], edged: Sequence[str]) -> bool:
    """Whether lines with a pipe at an edge have no more pipes than those without.

    Then each pipe stands between two cells, and the cell at the edge of such a line is blank.
    """
    usual = {line.count("|") for line in edged}
    others = [line.count("|") for line in {*wordy} - {*edged}]
    wide = [count for count in others if count >= _FEWEST_BARS]
    alike = sum(count in usual for count in wide)
    return bool(wide) and (2 * alike > len(wide) or _FEW * alike > len(edged))


def _split(line: str, labels: Vocabulary, *, led: bool, closed: bool) -> tuple[Style, list[str]]:
    if len(line) > _LONGEST_LINE:
        return Style.BARE, [line]
    if "|" in line:
        return Style.PIPED, _between_pipes(line.strip(), led=led, closed=closed)
    if "\t" in line.strip("\r\n "):
        return Style.PIPED, [cell.strip() for cell in line.split("\t")]
    return Style.BARE, _between_gaps(line.strip(), labels)


def _between_pipes(line: str, *, led: bool, closed: bool) -> list[str]:
    if _RULE.fullmatch(line):
        return []
    cells = [cell.strip() for cell in line.split("|")]
    if line.endswith("|") and closed:
        cells.pop()
    if led and line.startswith("|") and cells:
        cells.pop(0)
    return cells


def _between_gaps(line: str, labels: Vocabulary) -> list[str]:
    if is_page_number(line):
        return [line]
    cells: list[str] = []
    for piece in _COLUMNS.split(line):
        match = _ENDS_IN_NUMBERS.fullmatch(piece)
        odd = _with_odd_cells(piece, labels)
        if _ALL_NUMBERS.fullmatch(piece) or _is_mostly_numbers(piece):
            cells.extend(piece.split())
        elif odd:
            cells.extend(odd)
        elif match:
            cells.extend([*_labels_in(match["label"], labels), *match["numbers"].split()])
        else:
            cells.extend(_heads_in(piece, labels))
    return cells


def _is_mostly_numbers(text: str) -> bool:
    """Whether a piece is a row of numbers with words in the place of one or the other: 3 0 约5 0 8."""
    parts = text.split()
    numbers = [_ALONE.fullmatch(part) is not None for part in parts]
    return numbers[0] and sum(numbers) >= _FEW and 3 * sum(numbers) > 2 * len(numbers)


def _with_odd_cells(text: str, labels: Vocabulary) -> list[str]:
    """Split a label from a row of numbers with words in the place of one or the other."""
    parts = text.split()
    at = next((at for at, part in enumerate(parts[1:], 1) if _DIGIT.search(part)), len(parts))
    rest = parts[at:]
    numbers = sum(_ALONE.fullmatch(part) is not None for part in rest)
    if numbers == len(rest) or numbers < _FEW or 3 * numbers <= 2 * len(rest):
        return []
    label = " ".join(parts[:at])
    return [*_labels_in(label, labels), *rest] if labels.find(label) is not None else []


def _heads_in(text: str, labels: Vocabulary) -> list[str]:
    """Split a line of column labels with single blanks between: 结果维持 结果纠正 其他结果."""
    parts = text.split()
    known = sum(labels.find(part) is not None for part in parts)
    return parts if known >= _FEWEST_HEADS and 2 * known > len(parts) else [text]


def _is_sure(match: Match | None) -> bool:
    return match is not None and match.is_exact


def _labels_in(text: str, labels: Vocabulary) -> list[str]:
    """Split a group's label from the row's own label where both stand before the numbers."""
    for gap in re.finditer(r"\s", text):
        pair = [text[: gap.start()], text[gap.end() :]]
        matches = [labels.find(one) for one in pair]
        if _is_sure(matches[0]) and matches[1] is not None:
            return pair
    return [text]
