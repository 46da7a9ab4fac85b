"""Sound reports with one slip of the hand in each, to hold suspicions against what really happened."""

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from nianbao.formats.registry import Form, Line, load_form
from nianbao.report.book import Report
from nianbao.report.totals import add_up

FORM = load_form("gb_2021_30")
NEW, LEFT = "received_new", "carried_out"
TABLE_3, TABLE_4 = "table_3", "table_4"
Cells = dict[str, Decimal | None]


@dataclass(frozen=True)
class Slip:
    """A report with one slip: the cells that are wrong now, with what they held before."""

    kind: str
    report: Report
    right: Mapping[str, Decimal]


def sound_cells(draw: random.Random) -> Cells:
    """Every cell of the form, all identities holding; sizes as towns, counties and cities have them."""
    size = draw.choice([3, 20, 200])
    cells: Cells = {}
    for key, cell in FORM.cells.items():
        if not cell.is_total:
            cells[key] = Decimal(draw.randrange(size) if draw.random() < 0.5 else 0)
    for column in ("natural_person", "org_business", "org_research", "org_public_welfare",
                   "org_legal_service", "org_other"):  # fmt: skip
        closed = sum(
            cells[key] or 0
            for key, cell in FORM.cells.items()
            if cell.table == TABLE_3 and cell.column.id == column and not cell.is_total
            and cell.row.id not in (NEW, "carried_in", LEFT)
        )  # fmt: skip
        held = closed + (cells[f"table_3.{LEFT}.{column}"] or 0)
        carried = min(cells[f"table_3.carried_in.{column}"] or Decimal(0), held)
        cells[f"table_3.carried_in.{column}"] = Decimal(carried)
        cells[f"table_3.{NEW}.{column}"] = Decimal(held - carried)
    cells.update(add_up(FORM, {**dict.fromkeys(FORM.cells), **cells}).filled)
    return {key: cells[key] for key in FORM.cells}


def one_cell(draw: random.Random, cells: Cells, change: Callable[[int], int]) -> Cells:
    """Change one cell of tables 3 and 4 that an identity speaks of."""
    keys = [key for key in FORM.cells if FORM.equations_of[key] and not FORM.cells[key].is_total]
    draw.shuffle(keys)
    for key in keys:
        old = int(cells[key] or 0)
        new = change(old)
        if new >= 0 and new != old:
            return {key: Decimal(new)}
    return {}


def _swap_digits(value: int) -> int:
    text = str(value)
    return int(text[1] + text[0] + text[2:]) if value > 9 else value


def _rows(table: str) -> list[Line]:
    return [one for one in FORM.lines if one.is_row and one.keys[0].startswith(f"{table}.")]


def _columns(table: str) -> list[Line]:
    return [one for one in FORM.lines if not one.is_row and one.keys[0].startswith(f"{table}.")]


def moved(draw: random.Random, cells: Cells, lines: list[Line], *, forward: bool) -> Cells:
    """Paste a line one cell too far: its last number falls off, its first cell is left at 0."""
    lines = [line for line in lines if sum(1 for key in line.keys if cells[key]) > 2]
    if not lines:
        return {}
    keys = draw.choice(lines).keys
    held = [cells[key] for key in keys]
    shifted = [Decimal(0), *held[:-1]] if forward else [*held[1:], Decimal(0)]
    return dict(zip(keys, shifted, strict=True))


def neighbours(draw: random.Random, cells: Cells) -> Cells:
    """Two cells of a row hold each other's number."""
    pairs = [
        pair
        for line in _rows(TABLE_3)
        for pair in zip(line.keys[:-1], line.keys[1:-1], strict=False)
        if cells[pair[0]] != cells[pair[1]]
    ]
    one, other = draw.choice(pairs)
    return {one: cells[other], other: cells[one]}


def split(draw: random.Random, cells: Cells, *, pushed: bool) -> Cells:
    """A number is pasted into two cells: over a 0, or pushing the rest of its row along."""
    places = [
        (line, place)
        for line in _rows(TABLE_3)
        for place, key in enumerate(line.keys[:-2])
        if (cells[key] or 0) > 9 and int(cells[key] or 0) % 10
        and (any(map(cells.get, line.keys[place + 1 : -2])) if pushed else not cells[line.keys[place + 1]])
    ]  # fmt: skip
    if not places:
        return {}
    line, place = draw.choice(places)
    keys = line.keys[place:-1]
    number, *rest = [cells[key] for key in keys]
    first, last = divmod(int(number or 0), 10)
    moved_on = rest[:-1] if pushed else rest[1:]
    return dict(zip(keys, [Decimal(first), Decimal(last), *moved_on], strict=True))


def total_as_part(draw: random.Random, cells: Cells) -> Cells:
    """The row's total is typed into its last part."""
    lines = [line for line in _rows(TABLE_3) if len({*map(cells.get, line.keys[:-1])} - {0}) > 1]
    if not lines:
        return {}
    *_, part, total = draw.choice(lines).keys
    return {part: cells[total]} if cells[part] != cells[total] else {}


KINDS: Mapping[str, Callable[[random.Random, Cells], Cells]] = {
    "one more": lambda draw, cells: one_cell(draw, cells, lambda old: old + 1),
    "one less": lambda draw, cells: one_cell(draw, cells, lambda old: old - 1),
    "a digit more": lambda draw, cells: one_cell(draw, cells, lambda old: old * 10 + 1),
    "a digit lost": lambda draw, cells: one_cell(draw, cells, lambda old: old // 10),
    "another digit": lambda draw, cells: one_cell(
        draw, cells, lambda old: old - old % 10 + draw.randrange(10)
    ),
    "digits swapped": lambda draw, cells: one_cell(draw, cells, _swap_digits),
    "left out": lambda draw, cells: one_cell(draw, cells, lambda _old: 0),
    "row moved right": lambda draw, cells: moved(draw, cells, _rows(TABLE_3), forward=True),
    "row moved left": lambda draw, cells: moved(draw, cells, _rows(TABLE_3), forward=False),
    "column moved down": lambda draw, cells: moved(draw, cells, _columns(TABLE_3), forward=True),
    "column moved up": lambda draw, cells: moved(draw, cells, _columns(TABLE_3), forward=False),
    "neighbours": neighbours,
    "total as part": total_as_part,
    "number split": lambda draw, cells: split(draw, cells, pushed=False),
    "number split, rest pushed": lambda draw, cells: split(draw, cells, pushed=True),
}
ONE_CELL = tuple(KINDS)[:7]
SHIFTS = tuple(KINDS)[7:11]
SPLITS = tuple(KINDS)[13:]


def slips(kind: str, count: int, *, typed: bool) -> Iterator[Slip]:
    """Draw ``count`` reports of a kind; totals typed, or computed wherever no slip typed one."""
    number = done = 0
    while done < count:
        draw = random.Random(f"{kind}{number}")  # noqa: S311 - reports, not secrets
        number += 1
        cells = sound_cells(draw)
        wrong = KINDS[kind](draw, cells)
        if not wrong:
            continue
        entered = {
            key: None if FORM.cells[key].is_total and not typed and key not in wrong else value
            for key, value in {**cells, **wrong}.items()
        }
        done += 1
        right = {
            key: value for key in wrong if (value := cells[key]) is not None and value != wrong[key]
        }
        yield Slip(kind, Report(form=FORM.id, year=2023, cells=entered), right)


def form() -> Form:
    """The form that the reports are of."""
    return FORM
