"""Takes the cells of a row over, or says why not: the one way from any table's rows to the result."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from nianbao.formats.layout import CellDef
from nianbao.importers.document import Place
from nianbao.importers.result import Cells, Problem, Unread
from nianbao.importers.tables.tokens import Token, strangers
from nianbao.importers.vocabulary.values import UnreadableError, read_value
from nianbao.report.numbers import SMALL


class RowSink:
    """Where the rows of tables go, labelled or not."""

    def __init__(self, cells: Cells) -> None:
        self._cells = cells

    def read(self, cell: CellDef, token: Token, said: frozenset[str] = frozenset()) -> None:
        """Take a cell's value over; one that is no number is declined with its reason.

        ``said`` are the units that the source names for the row's amounts.
        """
        if said and cell.value_type != "amount":
            said = frozenset()
        if said:
            self._cells.units[cell.key] = said
        number = SMALL.get(token.text)
        if number is not None and not (said and number):  # nearly all of them
            self._cells.values[cell.key] = number
            self._cells.places[cell.key] = token.place
            return
        try:
            self._cells.put(cell.key, read_value(token.text, cell, said), token.place)
        except UnreadableError as error:
            self.refuse_cell(cell, token, error.message)

    def blank(self, cell: CellDef, place: Place) -> None:
        """Take a cell over as blank, unless something was read into it before."""
        self._cells.values.setdefault(cell.key, None)
        self._cells.places.setdefault(cell.key, place)

    def refuse_cell(self, cell: CellDef, token: Token, reason: str) -> None:
        """Leave one cell blank and list what stands in it."""
        self._cells.decline(cell.key, Unread(token.place, token.text, reason, (cell.key,)))

    def refuse(self, cells: Iterable[CellDef], place: Place, text: str, reason: str) -> None:
        """List what stands in a row whose cells cannot be told apart."""
        keys = tuple(cell.key for cell in cells)
        self._cells.unread.append(Unread(place, text, reason, keys))

    def infer(
        self,
        cells: Iterable[CellDef],
        values: Sequence[Decimal],
        tokens: Sequence[Token],
        place: Place,
        said: str,
    ) -> None:
        """Take values over that only the sums tell apart, and ask the clerk to look at them.

        What stands in ``tokens`` beside the values is listed as left.
        """
        keys = tuple(cell.key for cell in cells)
        self._cells.put_inferred(keys, values, place)
        self._cells.left += strangers(tokens, values)
        self._cells.problems.append(Problem("inferred", said, place, cells=keys))

    def use(self, blocks: Iterable[int], tokens: Iterable[Token]) -> None:
        """Say which blocks and pieces of the source belong to a table, whatever was made of them."""
        self._cells.used.update(blocks)
        self._cells.claimed.update([token.place for token in tokens])
