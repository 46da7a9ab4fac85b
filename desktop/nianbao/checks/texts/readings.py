"""Which cells of a form a stated quantity can mean: each possible reading with its cells.

What the form lacks has no reading, so that nothing is said about it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from nianbao.checks.prose.quantity import (
    AllBut,
    Carried,
    Cases,
    Count,
    Decisions,
    Documents,
    Ended,
    EndedOtherwise,
    Lines,
    Part,
    Quantity,
)
from nianbao.checks.texts.quantities import Rows, quantities
from nianbao.formats.registry import Form, load_form
from nianbao.formats.tree import Node, build


@dataclass(frozen=True)
class Reading:
    """One way to understand a number: the sum of ``cells``."""

    name: str
    cells: tuple[str, ...]


@lru_cache(maxsize=2048)
def readings_of(
    form_id: str, quantity: Quantity, head: str = "", *, with_carry: bool = False
) -> tuple[Reading, ...]:
    """Return the readings of a quantity in a form; empty where the form counts no such thing.

    ``head`` is the verb that counted the whole of which a part is read.
    """
    form = load_form(form_id)
    match quantity:
        case Count(verb):
            return _count(form, verb, with_carry=with_carry)
        case Part():
            return _part(form, quantity, head)
        case AllBut() | Carried() | Documents() | Decisions():
            return _lines(form, quantity)
        case Cases(kinds):
            return _cases(form, [group.total for group in quantities().cases.groups_of(kinds)])
        case Ended(ending, kinds):
            return _ended(form, ending, kinds)
        case EndedOtherwise(ending, kinds):
            return _cases(form, _other_endings(ending, kinds))


def cells_of_total(form: Form, verb: str) -> tuple[str, ...]:
    """Return the cells of what a verb means first; empty where the form does not count it."""
    readings = readings_of(form.id, Count(verb))
    return readings[0].cells if readings else ()


def _count(form: Form, verb: str, *, with_carry: bool) -> tuple[Reading, ...]:
    known = quantities().counts[verb]
    chosen = known.with_carry if with_carry and known.with_carry else known.readings
    return _of_rows(form, chosen, (quantities().applications.total,))


def _of_rows(form: Form, chosen: Sequence[Rows], columns: Sequence[str]) -> tuple[Reading, ...]:
    found = []
    for one in chosen:
        cells = [_cells_of(form, row, columns) for row in one.rows]
        if all(cells):
            found.append(Reading(one.name, tuple(key for several in cells for key in several)))
    return tuple(found)


@dataclass(frozen=True)
class _Trees:
    """The table of applications: its rows and its columns by id."""

    rows: Mapping[str, Node]
    columns: Mapping[str, Node]


@lru_cache(maxsize=16)
def _trees(form_id: str) -> _Trees:
    table = load_form(form_id).find_table(quantities().applications.table)
    if table is None:
        return _Trees({}, {})
    rows = {
        item.item.id: item for block in table.blocks for item in _all(build(block.rows, table.id))
    }
    columns = {i.item.id: i for block in table.blocks for i in _all(build(block.columns, table.id))}
    return _Trees(rows, columns)


def _all(nodes: Sequence[Node]) -> list[Node]:
    return [one for node in nodes for one in (node, *_all(node.children))]


def _leaves(nodes: Mapping[str, Node], item_id: str) -> tuple[str, ...]:
    """What an id stands for: itself, or a group's leaves without totals."""
    node = nodes.get(item_id)
    if node is None:
        return ()
    return tuple(one.item.id for one in node.leaves() if one is node or not one.item.is_total)


def _cells_of(form: Form, row: str, columns: Sequence[str]) -> tuple[str, ...]:
    """The cells of a row or group of rows in some columns or groups of them."""
    trees, table = _trees(form.id), quantities().applications.table
    rows = _leaves(trees.rows, row)
    wanted = [one for column in columns for one in _leaves(trees.columns, column)]
    return tuple(f"{table}.{one}.{column}" for one in rows for column in wanted)


@lru_cache(maxsize=16)
def lines_of(form_id: str) -> Lines:
    """Return what the reader of prose asks of a form's trees."""
    trees, data = _trees(form_id), quantities().applications
    outcomes, applicants = trees.rows.get(data.outcomes), trees.columns.get(data.applicants)
    groups = outcomes.children if outcomes is not None else ()
    below = {
        leaf.item.id: group.item.id for group in groups if group.children for leaf in group.leaves()
    }
    kinds = applicants.children if applicants is not None else ()
    everybody = frozenset(kind.item.id for kind in kinds if not kind.item.is_total)
    return Lines(below, everybody, data.anybody)


def _part(form: Form, part: Part, head: str) -> tuple[Reading, ...]:
    applicants = quantities().applicants
    wider = [one for who in part.applicants for one in applicants.wider.get(who, ())]
    if wider:
        ways = [_part(form, Part(part.outcomes, columns), head) for columns in wider]
        rest = _columns_but(form, part.beside) if part.beside else ()
        ways += [_part(form, Part(part.outcomes, rest), head)] if rest else []
        return tuple(reading for way in ways for reading in way)
    results = quantities().parts.wider
    if len(part.outcomes) == 1 and part.outcomes[0] in results:
        ways = [
            _part(form, Part(rows, part.applicants), head) for rows in results[part.outcomes[0]]
        ]
        return tuple(reading for way in ways for reading in way)
    wanted = part.applicants or (quantities().applications.total,)
    if part.outcomes:
        rows = _trees(form.id).rows
        outcomes = _each_once(part.outcomes, lines_of(form.id))
        names = [rows[one].item.name for one in outcomes if one in rows]
        return _of_rows(form, [Rows(name="加".join(names), rows=outcomes)], wanted)
    if head in applicants.after_closing:
        return _of_rows(form, (*applicants.closed, *applicants.received), wanted)
    chosen = applicants.received if head else (*applicants.received, *applicants.closed)
    return _of_rows(form, chosen, wanted)


def _each_once(outcomes: tuple[str, ...], lines: Lines) -> tuple[str, ...]:
    """信访举报投诉类不予处理 names a line by its group, too: the line is meant, not both."""
    groups = {lines.group_of.get(one) for one in outcomes}
    return tuple(one for one in outcomes if one not in groups)


def _all_but(form: Form, part: Part) -> tuple[Reading, ...]:
    """Every line of results, or every kind of applicant, but those of a part."""
    trees, data = _trees(form.id), quantities()
    whole = data.applications
    if part.outcomes:
        rows = set(_leaves(trees.rows, whole.outcomes))
        rows -= {leaf for one in part.outcomes for leaf in _leaves(trees.rows, one)}
        rest = [Rows(name="其余结果", rows=tuple(row for row in trees.rows if row in rows))]
        return _of_rows(form, rest, (whole.total,))
    ordered = _columns_but(form, part.applicants)
    return _of_rows(form, data.applicants.received[:1], ordered) if ordered else ()


def _columns_but(form: Form, applicants: Sequence[str]) -> tuple[str, ...]:
    """Every column of an applicant but those that the names can mean."""
    trees, data = _trees(form.id), quantities()
    who = [
        one
        for name in applicants
        for one in (*(c for way in data.applicants.wider.get(name, ()) for c in way), name)
    ]
    columns = set(_leaves(trees.columns, data.applications.applicants))
    columns -= {leaf for one in who for leaf in _leaves(trees.columns, one)}
    return tuple(column for column in trees.columns if column in columns)


def _carried(form: Form, part: Carried) -> tuple[Reading, ...]:
    """What kinds of applicants have of the applications carried over."""
    data = quantities()
    (who, *others) = part.applicants
    ways = data.applicants.wider.get(who, ((who,),))
    rows = data.counts[part.verb].readings
    return tuple(one for way in ways for one in _of_rows(form, rows, (*way, *others)))


def _cases(form: Form, keys: Sequence[str]) -> tuple[Reading, ...]:
    """The cells of reviews and suits together, named by what they count."""
    if not keys or not all(key in form.cells for key in keys):
        return ()
    labels = dict.fromkeys(
        form.cells[key].column_labels[0 if len(keys) > 1 else -2] for key in keys
    )
    return (Reading("、".join(labels) + form.cells[keys[0]].column.label, tuple(keys)),)


def _ended(form: Form, ending: str, kinds: tuple[str, ...]) -> tuple[Reading, ...]:
    """维持2件 after several kinds of case: of all together, or of each one."""
    groups = quantities().cases.groups_of(kinds)
    ways = [groups, *(quantities().cases.groups_of((kind,)) for kind in kinds)]
    ways += [(group,) for group in groups]
    counted = quantities().cases.decided if ending == "decided" else (ending,)
    keys = [[group.endings[one] for group in way for one in counted] for way in ways]
    found = [reading for several in keys for reading in _cases(form, several)]
    if ending == "decided":  # named by what it is, not by the first of the endings it adds up
        found = [Reading(f"{one.name.split('结果')[0]}已审结", one.cells) for one in found]
    return tuple(dict.fromkeys(found))


def _other_endings(ending: str, kinds: tuple[str, ...]) -> list[str]:
    same = quantities().cases.decided if ending == "decided" else (ending,)
    return [
        key
        for group in quantities().cases.groups_of(kinds)
        for name, key in group.endings.items()
        if name not in same
    ]


def _lines(form: Form, quantity: AllBut | Carried | Documents | Decisions) -> tuple[Reading, ...]:
    if isinstance(quantity, AllBut):
        return _all_but(form, quantity.part)
    if isinstance(quantity, Carried):
        return _carried(form, quantity)
    if isinstance(quantity, Documents):
        return _documents(form, quantity)
    return _decisions(form, quantity)


def _documents(form: Form, documents: Documents) -> tuple[Reading, ...]:
    data = quantities().documents
    columns = data.columns.get(documents.done, ())
    return tuple(
        Reading(cell.column.label, (key,))
        for key, cell in form.cells.items()
        if cell.table == data.table and cell.row.id == documents.noun and cell.column.id in columns
    )


def _decisions(form: Form, decisions: Decisions) -> tuple[Reading, ...]:
    data = quantities().decisions
    columns = data.columns[decisions.kind]
    return tuple(
        Reading(cell.row.label, (key,))
        for key, cell in form.cells.items()
        if cell.table == data.table and cell.row.id == decisions.kind and cell.column.id in columns
    )


def known_part(cells: Sequence[str], values: Mapping[str, Decimal | None]) -> tuple[Decimal, bool]:
    """Return the sum of the cells that are not blank, and whether that is all of them."""
    found = [value for key in cells if (value := values.get(key)) is not None]
    return sum(found, Decimal(0)), len(found) == len(cells)
