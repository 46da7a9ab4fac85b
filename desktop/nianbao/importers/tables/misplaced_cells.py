"""What shows that the cells of a text no longer stand where they stood in the table.

Blank cells may have been taken out, columns may have been written one after another, merged cells
may have been repeated. A row of such a text has the look of a good one; only the table as a whole
tells. Where it does, values are declined instead of being placed by their number.
"""

from collections.abc import Iterable, Mapping, Sequence

from nianbao.importers.tables.lines import Style
from nianbao.importers.tables.pipe_rows import TailOfRow, are_packed
from nianbao.importers.tables.row_finder import Hit, Scan
from nianbao.importers.tables.tokens import Kind, Row
from nianbao.importers.vocabulary.forms import FormIndex, FormRow, FormTable
from nianbao.importers.vocabulary.sums import adds_up
from nianbao.importers.vocabulary.words import has_number

_PACKED = "原文的空格子没有留下位置，分不清数字属于哪一列"
_RUNS_ON = "这一行后面直接连着下一行，可能少了格子，分不清数字属于哪一列"
_SCATTERED = "原文的数字没有写在自己那一行，分不清属于哪一行"
_SEVERAL_ABOVE = "几个行名写在几行数字的上面，分不清哪一行数字属于哪一个"
_ABOVE_OR_BELOW = "数字写在行名的上面还是下面看不出来，分不清哪一行数字属于哪一个"
_TWO_ROWS = 2
_REPEATED = "原文里合并的格子重复写了几遍，分不清有几个数"


class Disorder:
    """The rows of one stream that cannot be believed, and why."""

    def __init__(self, scan: Scan, index: FormIndex) -> None:
        self._rows = scan.rows
        self._hits = scan.hits
        self.packed = are_packed(_tails(scan.hits, index))
        """Whether blank cells were taken out and made up for at the rows' ends."""
        self._mixed = any(_is_overfull(hit, index) for hit in scan.hits)

    def reasons(self, table: FormTable, hits: Mapping[int, Hit]) -> Mapping[int, str]:
        """Return why rows of a table are declined, by the row's order in the form."""
        lines = {order: hit for order, hit in hits.items() if hit.style != Style.GRID}
        if not lines:
            return {}  # what stands in a real table's row is the row's own
        scattered = _are_scattered(table, lines)
        above = any(map(self._may_be_above, lines.values()))
        found = {
            order: _ABOVE_OR_BELOW
            if above and _is_on_next_line(hit)
            else self._reason(table.rows[order], hit, scattered=scattered)
            for order, hit in lines.items()
        }
        return {order: reason for order, reason in found.items() if reason}

    def _reason(self, row: FormRow, hit: Hit, *, scattered: bool) -> str:
        if self._is_below_several(hit):
            return _SEVERAL_ABOVE
        if hit.style == Style.PIPED:
            if any(token.kind == Kind.LABEL for token in hit.tail):
                return _RUNS_ON
            return _PACKED if self.packed and 0 < len(hit.filled) < len(row.cells) else ""
        if (scattered and not _is_sure(row, hit)) or (self._mixed and hit.filled):
            return _SCATTERED
        return _REPEATED if row.stretched and hit.filled and _is_repeated(hit, self._rows) else ""

    def _is_below_several(self, hit: Hit) -> bool:
        """Whether several labels stand above several rows of numbers: nobody knows whose is whose."""
        if not _is_on_next_line(hit):
            return False
        return self._follows_a_bare_label(hit) or self._numbers_follow(hit)

    def _may_be_above(self, hit: Hit) -> bool:
        """Whether a row of numbers stands above the first of some labels with numbers between them."""
        while _is_on_next_line(hit):
            above = self._row_above(hit)
            if above is None or not above.tokens or not _is_of_numbers(above):
                return False
            owner = next((one for one in self._hits[: hit.index] if _owns(one, above)), None)
            if owner is None:
                return True
            hit = owner
        return False

    def _row_above(self, hit: Hit) -> Row | None:
        rows = reversed(self._rows[: hit.row])
        return next((row for row in rows if row.tokens), None)

    def _follows_a_bare_label(self, hit: Hit) -> bool:
        before = self._hits[hit.index - 1] if hit.index else None
        if before is None or before.filled:
            return False
        between = self._rows[before.row : hit.row]
        return not any(token.kind == Kind.VALUE for row in between for token in row.tokens)

    def _numbers_follow(self, hit: Hit) -> bool:
        for row in self._rows[hit.last_row + 1 :]:
            if row.tokens:
                return _is_of_numbers(row)
        return False


def _is_of_numbers(row: Row) -> bool:
    """Whether a row holds several numbers and nothing else."""
    kinds = {token.kind for token in row.tokens}
    return len(row.tokens) > 1 and kinds <= {Kind.VALUE, Kind.BLANK} and Kind.VALUE in kinds


def _owns(hit: Hit, row: Row) -> bool:
    return any(token.place.block == row.block for token in hit.tail)


def _is_on_next_line(hit: Hit) -> bool:
    """Whether a row's numbers stand together on one line below the label."""
    blocks = {token.place.block for token in hit.tail}
    return len(hit.filled) > 1 and len(blocks) == 1 and hit.label.place.block not in blocks


def _is_overfull(hit: Hit, index: FormIndex) -> bool:
    """Whether a label is followed, one a line, by more numbers than a page's number explains.

    They can only be other rows': so pdftotext writes a page with blank cells, whose numbers it puts
    together as they lie near each other. Blanks that left no trace make rows shorter, never longer.
    """
    match = hit.label.match
    if hit.style != Style.BARE or not hit.filled or match is None:
        return False
    if match.leaves(index.form.id, "column") and not has_number(hit.label.text):
        return False  # 总计, the last head of a table whose row stands below
    most = max(len(index.row(ref.table, ref.order).cells) for ref in hit.refs)
    lines = {token.place.block for token in hit.filled}
    return len(hit.filled) > most + 1 and len(lines) > _TWO_ROWS


def _tails(hits: Iterable[Hit], index: FormIndex) -> Iterable[TailOfRow]:
    """Yield the rows with bars whose last value should be the sum of the others."""
    for hit in hits:
        row = index.row(hit.refs[0].table, hit.refs[0].order)
        if hit.style == Style.PIPED and row.sums:
            yield TailOfRow(hit.tail, len(row.cells), row.span, hit.cells_before, row.stretched)


def _are_scattered(table: FormTable, hits: Mapping[int, Hit]) -> bool:
    """Whether most rows without marks between their cells lack numbers, and those that have do not add up.

    So a page looks of which a PDF gives one column after another: some row is followed by as many
    numbers as it should be, but by others' numbers.
    """
    bare = [(table.rows[order], hit) for order, hit in hits.items() if hit.style == Style.BARE]
    filled = [(row, hit) for row, hit in bare if hit.filled]
    complete = sum(len(hit.filled) == len(row.cells) for row, hit in filled)
    holding = sum(_holds(row, hit) for row, hit in filled)
    return 2 * complete < len(bare) and 2 * holding < len(filled)


def _is_sure(row: FormRow, hit: Hit) -> bool:
    """Whether a row's own sum vouches for it."""
    return bool(row.sums) and bool(hit.filled) and _holds(row, hit)


def _holds(row: FormRow, hit: Hit) -> bool:
    texts = [token.text for token in hit.filled]
    return len(texts) == len(row.cells) and adds_up(texts, row) is not False


def _is_repeated(hit: Hit, rows: Sequence[Row]) -> bool:
    """Whether the label stands twice, one right behind the other."""
    before = rows[hit.row].tokens[: hit.label.place.cell]
    if not before and hit.row:
        before = rows[hit.row - 1].tokens
    return bool(before) and before[-1].text == hit.label.text
