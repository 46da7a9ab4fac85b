"""Reviews and suits that nothing says are of disclosure, and that the tables show to be.

复议5件，其中3件维持: where the tables have those five, this year's or last year's, the three are of
disclosure, too, and so is what the sentence says of their growth.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from nianbao.checks.context import CheckContext
from nianbao.checks.prose.changes.change import Change
from nianbao.checks.prose.claims.claim import Claim
from nianbao.checks.prose.quantity import Cases
from nianbao.checks.prose.statement import Statement
from nianbao.checks.texts.read import ReadText
from nianbao.checks.texts.readings import known_part, readings_of
from nianbao.formats.registry import load_form
from nianbao.report.totals import values_in_force


@dataclass(frozen=True)
class Shown:
    """What a text says of cases that the tables show to be this unit's."""

    statements: tuple[Statement, ...] = ()
    earlier: tuple[Statement, ...] = ()
    changes: tuple[Change, ...] = ()
    claims: tuple[Claim, ...] = ()


def shown_to_be_ours(context: CheckContext, text: ReadText) -> Shown:
    """Return what is said in the sentences of a text whose numbers the tables have."""
    if not text.prose.unsure:
        return Shown()
    name = f"shown:{text.key}"
    if name not in context.once:
        context.once[name] = _shown(context, text)
    found: Shown = context.once[name]
    return found


def _shown(context: CheckContext, text: ReadText) -> Shown:
    unsure = text.prose.unsure
    borne_out = [one for one in unsure if one.number.value and _is_borne_out(context, one)]
    ours = {(o.paragraph, o.sentence) for o in borne_out if isinstance(o.quantity, Cases)}
    ended = Counter((o.paragraph, o.sentence) for o in borne_out)
    ours |= {sentence for sentence, times in ended.items() if times > 1}  # 纠正1件、未审结2件
    mine = [one for one in unsure if (one.paragraph, one.sentence) in ours]
    return Shown(
        tuple(one for one in mine if not one.years_ago),
        tuple(one for one in mine if one.years_ago),
        tuple(one for one in text.prose.unsure_changes if _is_of(text, one, mine)),
        tuple(one for one in text.prose.unsure_claims if _is_of(text, one, mine)),
    )


def _is_borne_out(context: CheckContext, one: Statement) -> bool:
    """Whether the tables of the year that a number is of have that number."""
    if not one.years_ago:
        return _has(context.form.id, context.values, one)
    wanted = context.report.year - one.years_ago
    last = (report for report in context.previous if report.year == wanted)
    return any(_has(r.form, values_in_force(load_form(r.form), r), one) for r in last)


def _has(form: str, values: Mapping[str, Decimal | None], one: Statement) -> bool:
    sums = (known_part(reading.cells, values) for reading in readings_of(form, one.quantity))
    return any(complete and one.number.agrees(total) for total, complete in sums)


def _is_of(text: ReadText, said: Change | Claim, mine: list[Statement]) -> bool:
    """Whether a change or a claim stands in a sentence with numbers that are this unit's."""
    before = [one.end for one in mine if one.end <= said.start]
    return bool(before) and not {"。", "\n"} & set(text.prose.words(before[-1], said.start))
