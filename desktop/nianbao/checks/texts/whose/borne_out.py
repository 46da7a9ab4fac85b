"""A statement beside the values that its readings have in the tables."""

from dataclasses import dataclass
from decimal import Decimal

from nianbao.checks.context import CheckContext
from nianbao.checks.prose.quantity import FROM_LAST_YEAR, Count
from nianbao.checks.prose.statement import Statement
from nianbao.checks.texts.read import ReadText
from nianbao.checks.texts.readings import Reading, cells_of_total, known_part, readings_of


@dataclass(frozen=True)
class Compared:
    """A statement with its readings' values; ``fits`` None where blanks leave it open."""

    text: ReadText
    statement: Statement
    readings: tuple[tuple[Reading, Decimal], ...]
    fits: bool | None
    may_be_wider: bool = False
    """Whether the number may be that of a whole area of which the tables count one office."""


def compare(context: CheckContext, text: ReadText, statement: Statement) -> Compared:
    """Hold a statement against the tables, by each of its readings."""
    readings = readings_of(
        context.form.id, statement.quantity, statement.head,
        with_carry=statement.includes_carry and statement.verb != FROM_LAST_YEAR,
    )  # fmt: skip
    values = [(reading, *known_part(reading.cells, context.values)) for reading in readings]
    known = tuple((one, total) for one, total, _complete in values)
    if any(complete and statement.number.agrees(total) for _reading, total, complete in values):
        return Compared(text, statement, known, fits=True)
    if statement.at_most and any(statement.number.value <= total for _reading, total in known):
        return Compared(text, statement, known, fits=None)
    if statement.at_least and any(total <= statement.number.value for _reading, total in known):
        return Compared(text, statement, known, fits=None)
    if _is_of_the_new(statement) and _carried_in(context) > 0:
        return Compared(text, statement, known, fits=None)  # those carried in are closed beside
    is_open = any(
        not complete and total <= statement.number.value for _reading, total, complete in values
    )
    return Compared(text, statement, known, fits=None if is_open or not values else False)


def is_borne_out(context: CheckContext, text: ReadText, statement: Statement) -> bool:
    """Whether some reading of a statement is what the tables say."""
    return compare(context, text, statement).fits is True


def _is_of_the_new(statement: Statement) -> bool:
    return isinstance(statement.quantity, Count) and statement.quantity.of_the_new


def _carried_in(context: CheckContext) -> Decimal:
    return known_part(cells_of_total(context.form, FROM_LAST_YEAR), context.values)[0]
