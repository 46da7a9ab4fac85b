"""The texts of the report by their headings, with the parts of 一 and what stands around them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from nianbao.formats.registry import Form, load_form
from nianbao.formats.schema import SectionDef
from nianbao.importers.document import Aside, Document, Paragraph, Place
from nianbao.importers.result import Cells, Unread
from nianbao.importers.tables.lines import Style
from nianbao.importers.tables.tokens import Kind, Row, Source
from nianbao.importers.vocabulary.labels import vocabulary
from nianbao.importers.vocabulary.values import is_page_number
from nianbao.importers.vocabulary.words import half_width, label_form, squeeze
from nianbao.importers.whole.captions import is_beside_table, is_caption
from nianbao.importers.whole.front_matter import (
    attachment_in,
    date_in,
    is_contact,
    is_contact_line,
    is_furniture,
    is_whole_furniture,
    next_attachment_in,
)
from nianbao.importers.whole.headings import Heading, Piece, find_headings, pieces_of
from nianbao.importers.whole.shown import shown_headings
from nianbao.importers.whole.titles import find_title, in_full_brackets, office_at_end
from nianbao.models import read
from nianbao.report.book import Publication

_RUN_TOGETHER = 4
_FEWEST_UPRIGHT, _NARROWEST = 3, 2
_SENTENCE = re.compile(r"[。；：]")
_LISTED = "目录或重复的标题"
_HEADING = "标题，已经认出"
_SITE = "网站上的内容，不属于报告"
_BEHIND = "报告以后的内容，不属于报告"
_PAGE = "页码"
_CAPTION = "表格的标题、单位或续表的字样，已经认出"
_LONGEST_TITLE = 100
_LEAD = "附件名称前面的字"
WRAPPED = frozenset({"text"})
"""Kinds of sources in which a line end may stand within a sentence."""
SHEETS = frozenset({"xlsx", "xls", "ods", "csv"})
_SHORTEST_WRAPPED = 16
_MOST_SIGNED, _SHORTEST_NAME = 3, 3
_NUMBERED = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,2}[）)、.．]|[一二三四五六]是")
_PART = re.compile(
    r"\s*(?:[（(]\s*(?:[一二三四五六七八九十]{1,2}|\d)\s*[)）]|\d\s*[.．、]"
    r"|[一二三四五六七八]\s*、|[一二三四五]是)?\s*"
    r"(?P<title>[^。：:，,；;\n]{2,24})(?P<end>[。：:，,]?)\s*"
)
_PART_TAIL = re.compile(r"(?:政府信息|信息)?(?:的)?(?:工作)?(?:情况|方面|工作)?")


@dataclass
class Texts:
    """The texts of a report as read."""

    preamble: list[str] = field(default_factory=list)
    texts: dict[str, list[str]] = field(default_factory=dict)
    places: dict[str, list[Place]] = field(default_factory=dict)
    headings: dict[str, Place] = field(default_factory=dict)
    shown: dict[str, str] = field(default_factory=dict)
    """The headings' words by section, in the order of the source."""
    unread: list[Unread] = field(default_factory=list)
    attachments: list[str] = field(default_factory=list)
    publication: Publication = field(default_factory=Publication)
    left: list[Aside] = field(default_factory=list)
    """What was understood and is no text: headings, the site's words, what follows the report."""
    table_lines: set[int] = field(default_factory=set)
    """Blocks that are torn pieces of tables."""

    def joined(self) -> dict[str, str]:
        """Return the texts by key."""
        found = {key: "\n".join(lines).strip("\n") for key, lines in self.texts.items()}
        return {key: text for key, text in found.items() if text.strip()}


def read_texts(source: Source, form: Form, cells: Cells, skip: int) -> Texts:
    """Return the texts; ``skip`` blocks at the beginning are the title and what precedes it."""
    reader = _TextReader(source, form, cells)
    reader.run(skip)
    return reader.texts


class _TextReader:
    """Walks the paragraphs and collects them under the current heading."""

    def __init__(self, source: Source, form: Form, cells: Cells) -> None:
        self._document: Document = source.document
        self._form = form
        self._labels = vocabulary(form.family)
        self._cells = cells
        self._tables = {table.id: table.section for table in form.definition.tables}
        self._order = [section.id for section in form.sections]
        blocks = self._document.blocks
        self._torn = not any(grid.rows for _, grid in self._document.grids()) or any(
            isinstance(blocks[at], Paragraph) for at in cells.used
        )
        self._lines: dict[int, Row] = {row.block: row for row in source.lines} if self._torn else {}
        self._current: SectionDef | None = None
        self._part = ""
        self._ended = False
        self._attached = -2
        """The block in which the last attachment was named."""
        self._headed: set[str] = set()
        self._title = ""
        """The report's title; over every sheet and page it stands again."""
        self.texts = Texts()
        self._section_of_block = self._sections_of_tables()

    def _sections_of_tables(self) -> dict[int, str]:
        """Return the sections of the blocks that tables stand in, by the first cell of each."""
        unread = {one.place.block: one.keys[0] for one in reversed(self._cells.unread) if one.keys}
        read = {place[0]: key for key, place in reversed(self._cells.places.items())}
        return {
            block: self._tables[key.split(".", maxsplit=1)[0]]
            for block, key in (unread | read).items()
        }

    def run(self, skip: int) -> None:
        """Collect everything from the block after the title on."""
        self._title = squeeze("".join(self._words(at) for at in range(max(0, skip - 4), skip)))
        pieces = [
            piece
            for number, block in enumerate(self._document.blocks[skip:], skip)
            if isinstance(block, Paragraph) and number not in self._cells.used
            for piece in pieces_of(block.text, Place(number), self._form)
        ]
        headings = find_headings(pieces, self._form)
        self.texts.shown = shown_headings(self._document, pieces, headings, self._form)
        self._headed = {one.section.id for one in headings.values() if one}
        tables = sorted(self._section_of_block)
        for number, piece in enumerate(pieces):
            while tables and tables[0] < piece.place.block:
                self._enter_table(self._section_of_block[tables.pop(0)])
            if not tables:
                self._leave_tables()
            if number in headings:
                self._enter(headings[number], piece)
            else:
                self._take(piece.text, piece.place)
        self._close()

    def _words(self, number: int) -> str:
        block = self._document.blocks[number]
        return block.text if isinstance(block, Paragraph) else ""

    def _enter(self, heading: Heading | None, piece: Piece) -> None:
        if heading is None:
            self._leave(piece.place, piece.text, _LISTED)
            return
        self._current, self._part, self._ended = heading.section, "", False
        self.texts.headings[heading.section.id] = piece.place
        self._leave(piece.place, piece.text.strip().removesuffix(heading.rest), _HEADING)
        self._take(heading.rest, piece.place)

    def _leave(self, place: Place, text: str, reason: str) -> None:
        if text.strip():
            self.texts.left.append(Aside(place, text.strip(), reason))

    def _enter_table(self, section: str) -> None:
        here = self._order.index(self._current.id) if self._current else -1
        if self._order.index(section) > here:
            self._current = self._form.section(section)
            self._part = ""

    def _leave_tables(self) -> None:
        """Go on behind the last table where the next heading is missing."""
        if self._current is None or not self._section_of_block:
            return
        last = max(map(self._order.index, self._section_of_block.values()))
        after = self._order[last + 1 : last + 2]
        if self._order.index(self._current.id) != last or self._headed & {*after}:
            return
        if self._document.kind in SHEETS and self._current.id in self._headed:
            return  # what stands below a sheet's table belongs to it
        following = [self._form.section(one) for one in after]
        if following and not following[0].table:
            self._current, self._part = following[0], ""

    def _take(self, line: str, place: Place) -> None:
        if not line.strip() or self._skips(line, place):
            return
        if self._current is None:
            self._opening(line, place)
        elif self._current.table and self._is_run_together(line):
            reason = "表格里的格子连在一起，数字分不开，没有读"
            self.texts.unread.append(Unread(place, line.strip(), reason))
        else:
            self._add(self._current, line, place)

    def _skips(self, line: str, place: Place) -> bool:
        last = self._current is not None and self._current.id == self._order[-1]
        begun = bool(self.texts.texts.get(self._order[-1]))
        to_reach = last and not self._ended and is_contact_line(line)
        if not to_reach and self._is_of_site(
            line, outside=self._current is None or (last and begun)
        ):
            self._ended = self._ended or (last and begun)
            self._leave(place, line, _SITE)
            return True
        if self._is_title_again(line):
            self._leave(place, line, _HEADING)
            return True
        attachment = attachment_in(line)
        if not attachment and self._attached == place.block - 1:
            attachment = next_attachment_in(line, len(self.texts.attachments) + 1)
        if attachment and (last or self._current is None):
            self.texts.attachments.append(attachment)
            self._attached = place.block
            self._leave(place, line.strip().removesuffix(attachment), _LEAD)
            return True
        if self._is_caption(line, place):
            self._leave(place, line, _CAPTION)
            return True
        if self._ended:
            self._leave(place, line, _BEHIND)
        return self._ended or self._is_of_table(line, place)

    def _is_caption(self, line: str, place: Place) -> bool:
        """Whether a line is the caption of the section's table, by its words and its place."""
        if self._current is None or not self._current.table or self._goes_on(self._current.id):
            return False
        beside = is_beside_table(self._document, self._section_of_block, place.block)
        match = self._labels.find(half_width(line).strip())
        is_band = match is not None and match.is_exact and match.axes == {"band"}
        return is_band or is_caption(line, beside_table=beside)

    def _is_title_again(self, line: str) -> bool:
        text = squeeze(line)
        is_title = len(text) <= _LONGEST_TITLE and bool(text) and self._title.endswith(text)
        return is_title and find_title([line], self._form.family) is not None

    def _is_of_site(self, line: str, *, outside: bool) -> bool:
        """Whether a line is the site's; within the report only what can be nothing else."""
        if outside or self._ended:
            return is_furniture(line)
        here = self._part or (self._current.id if self._current else "")
        return not self._goes_on(here) and is_whole_furniture(line)

    def _goes_on(self, text: str) -> bool:
        """Whether a text's last line broke off within a sentence."""
        before = self.texts.texts.get(text, [])
        return self._document.kind in WRAPPED and bool(before) and _is_cut(before[-1])

    def _is_of_table(self, line: str, place: Place) -> bool:
        """Whether a line is a torn piece of a table: heads, labels, fillings, page numbers."""
        if not self._torn or not self._is_torn(line, place):
            return self._is_page(line, place)
        self.texts.table_lines.add(place.block)
        return True

    def _is_page(self, line: str, place: Place) -> bool:
        if not is_page_number(line):
            return False
        self._leave(place, line, _PAGE)
        if self._attached == place.block - 1:
            self._attached = place.block  # the list goes on on the next page
        return True

    def _is_torn(self, line: str, place: Place) -> bool:
        row = self._lines.get(place.block)
        if row is None or not row.tokens:
            return True
        if squeeze(line) != squeeze(self._document.text_at(place)):
            return False
        kinds = {token.kind for token in row.tokens}
        if kinds <= {Kind.BLANK, Kind.PAGE, Kind.VALUE}:
            return True
        if self._current is None or not self._current.table:
            return False
        if row.style == Style.PIPED or is_upright(line) or self._is_scrap(line, place):
            return True
        words = [token for token in row.tokens if token.kind == Kind.WORDS]
        return all(self._labels.is_piece(token.text) for token in words)

    def _is_scrap(self, line: str, place: Place) -> bool:
        """Whether a line without a sentence stands among the rows of the section's table."""
        section = self._current.id if self._current else ""
        rows = [block for block, one in self._section_of_block.items() if one == section]
        within = bool(rows) and min(rows) < place.block < max(rows)
        return within and not _SENTENCE.search(line)

    def _is_run_together(self, line: str) -> bool:
        written = label_form(line)
        return sum(name in written for name in _names(self._form.id)) >= _RUN_TOGETHER

    def _opening(self, line: str, place: Place) -> None:
        """Sort what stands before the first heading or table."""
        overview = self._order[0]
        if find_title([line], self._form.family) is not None:
            self._leave(place, line, _HEADING)
            return
        if (
            self._order[0] in self._headed
            or "年度报告" in squeeze(line)
            or squeeze(line)[:2] in {"现将", "根据", "按照"}
        ):
            self.texts.preamble.append(line.strip())
            self.texts.places.setdefault("preamble", []).append(place)
        else:
            self._current = self._form.section(overview)
            self._add(self._current, line, place)

    def _add(self, section: SectionDef, line: str, place: Place) -> None:
        key = section.id
        if section.parts:
            key = self._part or f"{section.id}.lead"
            part, rest = part_in(line, section)
            if part and f"{section.id}.{part}" not in self.texts.texts:
                key = self._part = f"{section.id}.{part}"
                self._leave(place, line[: len(line) - len(rest)], _HEADING)
                line = rest
        lines = self.texts.texts.setdefault(key, [])
        self.texts.places.setdefault(key, []).append(place)
        if line.strip():
            self._append(lines, line)

    def _append(self, lines: list[str], line: str) -> None:
        """Add a line; in hard-wrapped text the rest of a sentence joins its beginning."""
        wrapped = self._document.kind in WRAPPED and lines and _is_cut(lines[-1])
        if wrapped and not _NUMBERED.match(line.strip()) and date_in(line) is None:
            lines[-1] += line.strip()
        else:
            lines.append(line.strip())

    def _close(self) -> None:
        """Take contact, date and signature from the end of the last section."""
        lines = self.texts.texts.get(self._order[-1], [])
        facts: dict[str, object] = {"attachments": tuple(self.texts.attachments)}
        contact: list[str] = []
        while lines and (contact or "signed_on" not in facts) and is_contact_line(lines[-1]):
            contact.insert(0, lines.pop())
        while lines:
            day = date_in(lines[-1])
            name, count = self._signature(lines)
            if day is not None and "signed_on" not in facts:
                facts |= {"signed_on": day, "show_signature": True}
                lines.pop()
            elif not contact and is_contact(lines[-1]):
                contact.insert(0, lines.pop())
            elif (
                count and "signed_by" not in facts and (len(lines) > count or "signed_on" in facts)
            ):
                facts["signed_by"] = in_full_brackets(name)
                del lines[len(lines) - count :]
            else:
                break
        facts["contact"] = "\n".join(contact)
        self.texts.publication = read(Publication, facts)

    def _signature(self, lines: Sequence[str]) -> tuple[str, int]:
        """Return the office that signs at the end, and over how many lines its name is written."""
        ends = [squeeze(line) for line in lines[-_MOST_SIGNED:]]
        for count in range(len(ends), 0, -1):
            name = "".join(ends[-count:])
            if len(name) >= _SHORTEST_NAME and self._title.startswith(name):
                return name, count
        return office_at_end(ends)


def is_upright(line: str) -> bool:
    """Whether a line is one of upright heads: one or two characters a head, 维 纠 结 审."""
    pieces = line.split()
    return len(pieces) >= _FEWEST_UPRIGHT and all(len(piece) <= _NARROWEST for piece in pieces)


@lru_cache(maxsize=8)
def _names(form_id: str) -> frozenset[str]:
    """Return the labels of a form's rows and columns that are longer than a letter."""
    cells = load_form(form_id).cells.values()
    labels = {label for cell in cells for label in (*cell.row_labels, *cell.column_labels)}
    return frozenset(name for name in map(label_form, labels) if len(name) > 1)


def _is_cut(line: str) -> bool:
    """Whether a line breaks off within a sentence."""
    return len(line) >= _SHORTEST_WRAPPED and line[-1] not in "。；：！？.;:!?”）)"


def part_in(line: str, section: SectionDef) -> tuple[str, str]:
    """Return the part whose heading begins a line, and the rest; empty where none does."""
    match = _PART.match(line)
    if match is None:
        return "", line
    title = re.sub(r"\s", "", match["title"])
    numbered = bool(
        re.match(r"\s*(?:[（(\d]|[一二三四五六七八]\s*、)", line)
    ) or match.end() == len(line)
    for part in section.parts:
        short = part.label.removeprefix("政府信息公开")
        for label in (part.label, short):
            tail = title.removeprefix(label) if title.startswith(label) else None
            if tail is not None and _PART_TAIL.fullmatch(tail) and numbered:
                return part.id, line[match.end() :]
    return "", line
