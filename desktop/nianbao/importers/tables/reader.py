"""Reads the three tables: scan, chain, align, read each value; what is doubtful is listed instead."""

from collections.abc import Sequence
from decimal import Decimal

from nianbao.formats.layout import CellDef
from nianbao.importers.document import Aside, Paragraph
from nianbao.importers.result import Cells, Problem
from nianbao.importers.tables.blank_columns import without_blank_columns
from nianbao.importers.tables.columns import Placer
from nianbao.importers.tables.headers import UnderHeads, column_order
from nianbao.importers.tables.lines import Style
from nianbao.importers.tables.misplaced_cells import Disorder
from nianbao.importers.tables.named_columns import NamedColumns
from nianbao.importers.tables.pipe_rows import NotAlignedError, Placed
from nianbao.importers.tables.row_finder import Hit, Scan, Scanner
from nianbao.importers.tables.row_sequence import SECOND_COPY, Chain, build_chain
from nianbao.importers.tables.row_sink import RowSink
from nianbao.importers.tables.said_units import SaidUnits
from nianbao.importers.tables.text_columns import TextColumns
from nianbao.importers.tables.tokens import Kind, Source, Token
from nianbao.importers.tables.unlabelled_table import read_unlabelled
from nianbao.importers.tables.whole_grid import with_merged_cells
from nianbao.importers.vocabulary.forms import FormIndex, FormRow, FormTable
from nianbao.importers.vocabulary.sums import adds_up, infer_from_cells, infer_row

_TWICE = "和前面的一行相同，写了两遍"
_WHICH_COPY = "这张表出现两次，数字不一样，不知道这一行是哪一张的"
_NO_TABLE = "没有找到这张表；如果原文里的表是图片，请照着图片填写"


def read_tables(source: Source, index: FormIndex) -> Cells:
    """Return the cells of all tables; real tables first, lines of text for what they lack."""
    cells = Cells()
    grids = with_merged_cells(without_blank_columns(source.grids), index, cells)
    from_grids = _TableReader(source, Scanner(grids, index).run(), index, cells)
    missing = [table for table in index.tables.values() if not from_grids.read(table)]
    if missing:
        lines = with_merged_cells(source.lines, index, cells)
        from_lines = _TableReader(source, Scanner(lines, index).run(), index, cells)
        missing = [table for table in missing if not from_lines.read(table)]
    for table in missing:
        where = index.form.section(table.section).label
        cells.problems.append(Problem("missing", _NO_TABLE, where=where))
    return cells


class _TableReader:
    """Reads tables from one stream of rows."""

    def __init__(self, source: Source, scan: Scan, index: FormIndex, cells: Cells) -> None:
        self._document = source.document
        self._scan = scan
        self._index = index
        self._cells = cells
        self._sink = RowSink(cells)
        self._orders: dict[tuple[int, int, str], tuple[int, ...]] = {}
        self._disorder = Disorder(scan, index)
        self._said = SaidUnits(source.document, scan.rows, 0)
        self._named = NamedColumns({}, ())

    def read(self, table: FormTable) -> bool:
        """Read one table; return whether it was found."""
        if not table.labelled:
            packed = self._disorder.packed
            return read_unlabelled(self._scan.rows, table, self._cells, packed=packed)
        chain = build_chain(self._scan.hits, table.id)
        if not _is_table(chain, table):
            return False
        placer = Placer(table, chain.hits)
        heads = UnderHeads(table, chain.hits, self._scan.rows)
        laid_out = TextColumns(table, chain.hits, self._scan.rows, self._document.page_ends)
        self._named = NamedColumns(chain.hits, self._scan.rows)
        first = min(hit.row for hit in chain.hits.values())
        self._said = SaidUnits(self._document, self._scan.rows, first)
        declined = self._disorder.reasons(table, chain.hits)
        for order, hit in sorted(chain.hits.items()):
            row = table.rows[order]
            self._mark_used(hit)
            reason = declined.get(order)
            if reason and laid_out.placed(hit) is None and not self._named.has_whole_rows(hit):
                self._refuse(row.cells, hit, reason)
            else:
                self._read_row(row, hit, placer, heads, laid_out)
        for hit in chain.unclear:
            self._mark_used(hit)
            self._refuse((), hit, "这一行的名称不完整，不知道是哪一行")
        self._doubles(table, chain)
        self._strangers(table, chain)
        self._missing(table, chain)
        return True

    def _read_row(
        self, row: FormRow, hit: Hit, placer: Placer, heads: UnderHeads, laid_out: TextColumns
    ) -> None:
        try:
            if self._read_named(row, hit):
                return
            order = self._order(row, hit)
            placed = laid_out.placed(hit) or placer.place(row, hit, cut=self._is_last(hit))
        except NotAlignedError as error:
            if not self._infer(row, hit):
                self._refuse(row.cells, hit, error.message)
            return
        if not heads.agree(row, hit, placed):
            self._refuse(row.cells, hit, "这一行的数字没有对着自己的表头，分不清属于哪一列")
            return
        last = hit.filled[-1] if self._may_be_cut(row, hit, placed) else None
        units = self._units(row, hit)
        for cell, at in zip(row.cells, order, strict=True):
            token = placed[at]
            if token is None:
                self._sink.blank(cell, hit.label.place)
            elif token is last:
                self._sink.refuse_cell(
                    cell, token, "资料在这个数这里断开，合计又不对，后面可能还有数字"
                )
            elif token.row_span > 1 and self._is_shared(hit, token, len(row.cells)):
                self._sink.refuse_cell(cell, token, "这一格和下面几行合并在一起，不知道属于哪一行")
            else:
                self._sink.read(cell, token, units)

    def _units(self, row: FormRow, hit: Hit) -> frozenset[str]:
        """Return the units that the source names for a row's amounts."""
        return self._said.of(hit) if row.has_amounts else frozenset()

    def _read_named(self, row: FormRow, hit: Hit) -> bool:
        """Read a row under a head that names only some of the columns; the others are absent."""
        named = self._named.cells(row, hit)
        if named is None:
            return False
        units = self._units(row, hit)
        for cell in row.cells:
            token = named.get(cell.key)
            if token is not None:
                self._sink.read(cell, token, units)
            elif cell.key in named:
                self._sink.blank(cell, hit.label.place)
        return True

    def _order(self, row: FormRow, hit: Hit) -> tuple[int, ...]:
        """Return the order of the columns, found once for all rows under the same heads."""
        known = (id(hit.header), row.block, row.cells[0].table)
        if known not in self._orders:
            self._orders[known] = column_order(row, hit)
        return self._orders[known]

    def _refuse(self, cells: Sequence[CellDef], hit: Hit, reason: str) -> None:
        self._cells.claimed.add(hit.label.place)
        self._sink.refuse(cells, hit.label.place, _words(hit), reason)

    def _infer(self, row: FormRow, hit: Hit) -> bool:
        wide = hit.style == Style.GRID and len(hit.tail) > len(row.cells)
        values = _without_stranger(row, hit) if wide else _unstuck(row, hit)
        if values is None:
            return False
        shown = "、".join(format(value, "f") for value in values)
        why = "多了格子" if wide else "的数字连在一起"
        message = f"“{row.cells[0].row.name}”一行{why}，只有按 {shown} 才合计得上，请核对"
        self._sink.infer(row.cells, values, hit.filled, hit.label.place, message)
        return True

    def _may_be_cut(self, row: FormRow, hit: Hit, placed: Placed) -> bool:
        """Whether the last number of a text may have lost digits: by the row's sum or its length."""
        if hit.style == Style.GRID or not self._is_last(hit) or not hit.filled:
            return False
        if len(hit.tail) < len(row.cells) and self._ends_in_a_tabbed_number():
            return True
        if placed[-1] is None or not row.sums:
            return False
        texts = ["0" if token is None else token.text for token in placed]
        return adds_up(texts, row) is False

    def _ends_in_a_tabbed_number(self) -> bool:
        last = self._document.blocks[-1]
        text = last.text.rstrip("\r\n ") if isinstance(last, Paragraph) else ""
        return "\t" in text and text[-1:].isdecimal()

    def _is_last(self, hit: Hit) -> bool:
        """Whether the source breaks off in this row."""
        return hit.last_row == len(self._scan.rows) - 1

    def _is_shared(self, hit: Hit, token: Token, count: int) -> bool:
        """Whether a merged cell really takes the place of cells in the rows below."""
        if hit.row + 1 >= len(self._scan.rows):
            return False
        below = self._scan.rows[hit.row + 1]
        values = [one for one in below.tokens if one.kind in (Kind.VALUE, Kind.BLANK)]
        return below.block == token.place.block and len(values) < count

    def _mark_used(self, hit: Hit) -> None:
        rows = self._scan.rows[hit.row : hit.last_row + 1]
        self._sink.use((row.block for row in rows), hit.tail)

    def _doubles(self, table: FormTable, chain: Chain) -> None:
        self._other_copies(table, chain)
        for order, hit in chain.doubles:
            kept = chain.hits[order]
            self._mark_used(hit)
            if not _differ(kept, hit):
                self._cells.claimed.add(hit.label.place)
                self._cells.left.append(Aside(hit.label.place, _words(hit), _TWICE))
                continue
            row = table.rows[order]
            for cell in row.cells:
                self._cells.drop(cell.key)
            for one in (kept, hit):
                self._refuse(row.cells, one, "同一行出现两次，数字不一样，不知道以哪个为准")

    def _other_copies(self, table: FormTable, chain: Chain) -> None:
        """Decline the rows that were found once of a table that stands twice with other numbers."""
        other = {order for order, hit in chain.doubles if _differ(chain.hits[order], hit)}
        if len(other) < SECOND_COPY:
            return
        for order, hit in chain.hits.items():
            row = table.rows[order]
            values = [self._cells.values.get(cell.key) for cell in row.cells]
            if order in other or not any(value is not None for value in values):
                continue
            for cell in row.cells:
                self._cells.drop(cell.key)
            self._refuse(row.cells, hit, _WHICH_COPY)

    def _strangers(self, table: FormTable, chain: Chain) -> None:
        rows = [hit.row for hit in chain.hits.values()]
        for hit in self._scan.strangers:
            if min(rows) <= hit.row <= max(rows):
                group = hit.label.match.groups(self._index.form.id) if hit.label.match else ()
                parts = _rows_of(table, [ref.item for ref in group])
                self._mark_used(hit)
                cells = [cell for row in parts for cell in row.cells]
                self._refuse(cells, hit, _why_stranger(parts))

    def _missing(self, table: FormTable, chain: Chain) -> None:
        names = [row.cells[0].row.name for row in table.rows if row.order not in chain.hits]
        if names:
            where = self._index.form.section(table.section).label
            shown = "、".join(names[:5]) + ("等" if len(names) > 5 else "")  # noqa: PLR2004 - a few
            message = f"有 {len(names)} 行没有找到：{shown}"
            self._cells.problems.append(Problem("missing", message, where=where))


def _differ(one: Hit, other: Hit) -> bool:
    return [token.text for token in one.filled] != [token.text for token in other.filled]


def _words(hit: Hit) -> str:
    return " ".join(token.text for token in (hit.label, *hit.filled))


def _without_stranger(row: FormRow, hit: Hit) -> Sequence[Decimal] | None:
    """Return the only values that fit where a real table's row has a cell too many."""
    blank = Kind.BLANK
    return infer_from_cells(
        [None if token.kind == blank else token.text for token in hit.tail], row
    )


def _unstuck(row: FormRow, hit: Hit) -> Sequence[Decimal] | None:
    """Return the only values that fit where some are stuck together or a page number came in."""
    texts = [token.text for token in _surest(hit, len(row.cells))]
    if hit.torn and len(texts) != len(row.cells):
        return None
    whole = hit.style != Style.BARE and len(hit.filled) == len(hit.tail)
    return infer_row(texts, row, blanks_seen=whole, one_a_line=_is_one_a_line(hit))


def _is_one_a_line(hit: Hit) -> bool:
    return hit.style != Style.GRID and len({token.place.block for token in hit.filled}) > 1


def _surest(hit: Hit, count: int) -> Sequence[Token]:
    """Return a row's values; of one that goes on on the next line, those of its own if all are there."""
    own = [token for token in hit.filled if token.place.block == hit.filled[0].place.block]
    return own if hit.torn and len(own) == count else hit.filled


def _is_table(chain: Chain, table: FormTable) -> bool:
    """Whether the hits are the table and not words of a text that sound like it."""
    filled = sum(bool(hit.filled) for hit in chain.hits.values())
    return filled >= 1 or len(chain.hits) >= max(3, len(table.rows) // 2)


def _rows_of(table: FormTable, groups: Sequence[str]) -> list[FormRow]:
    """Return the rows that stand under one of the groups."""
    return [row for row in table.rows if row.cells[0].row.parent in groups]


def _why_stranger(parts: Sequence[FormRow]) -> str:
    if not parts:
        return "格式里没有这一行，没有读入"
    names = "；".join(row.cells[0].row.label for row in parts)
    return f"格式里这一项分为{len(parts)}行（{names}），不知道各是多少，没有读入"
