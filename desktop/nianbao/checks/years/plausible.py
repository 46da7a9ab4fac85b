"""What is plausible for this organ and year: LV-REGULATION, LV-UNIT, LV-SUIT, LV-FORM, LV-YEAR."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from nianbao.checks.catalogue import catalogue
from nianbao.checks.context import CheckContext
from nianbao.checks.findings import Finding
from nianbao.formats.layout import CellDef
from nianbao.formats.levels import level_of
from nianbao.formats.registry import form_for_year, load_form
from nianbao.report.numbers import format_number


def check_level(context: CheckContext) -> Iterator[Finding]:
    """Yield a finding for each value that an organ of this level hardly has."""
    level = level_of(context.report.level, context.report.unit)
    if not level.makes_regulations:
        cells = catalogue()["LV-REGULATION"].cells
        _count(context, "LV-REGULATION", cells)
        filled = tuple(key for key in cells if context.values.get(key))
        if filled:
            words = level.label if context.report.level else f"按名称是{level.label}，"
            yield _finding(
                context, "LV-REGULATION", filled, f"{words}不能制定规章，规章一行应当都是 0。"
            )
    if level.fee_limit is not None:
        for key, cell in _amounts(context.form.id):
            value = context.values.get(key)
            if value is None:
                context.waits("LV-UNIT")
                continue
            context.compared("LV-UNIT")
            if value >= level.fee_limit:
                message = (
                    f"“{cell.row.name}”填的是 {format_number(value)} 万元，是不是把元当成了万元？"
                )
                yield _finding(context, "LV-UNIT", (key,), message)


@lru_cache(maxsize=8)
def _amounts(form_id: str) -> tuple[tuple[str, CellDef], ...]:
    cells = load_form(form_id).cells
    return tuple((key, cell) for key, cell in cells.items() if cell.unit == "万元")


def check_form_of_year(context: CheckContext) -> Iterator[Finding]:
    """LV-FORM: the form is the one prescribed for the report year."""
    year = context.report.year
    context.compared("LV-FORM")
    prescribed = form_for_year(year, context.form)
    if prescribed.id == context.form.id:
        return
    definition, right = context.form.definition, prescribed.definition
    rule = catalogue()["LV-FORM"]
    yield Finding(
        rule.id, rule.severity, context.form.sections[0].id,
        f"{year}年的报告用的是{definition.document}的格式，应当用{right.document}的格式。",
        hint=rule.advice, subject="form",
    )  # fmt: skip


def check_year_confirmed(context: CheckContext) -> Iterator[Finding]:
    """LV-YEAR: a year that the source did not name stays a guess until the clerk confirms it."""
    context.compared("LV-YEAR")
    if context.report.year_guessed:
        rule = catalogue()["LV-YEAR"]
        message = f"读入的资料没有写年度，暂时按{context.report.year}年，还没有核对。"
        yield Finding(rule.id, rule.severity, "", message, hint=rule.advice, subject="year")


def check_direct_suits(context: CheckContext) -> Iterator[Finding]:
    """LV-SUIT: a suit without a review before it is rare since a law wants the review first."""
    rule = catalogue()["LV-SUIT"]
    if context.report.year < rule.from_year:
        return
    _count(context, rule.id, rule.cells)
    for key in rule.cells:
        value = context.values.get(key) or Decimal(0)
        if value > 0:
            message = f"未经复议直接起诉有 {format_number(value)} 件，请核实。"
            yield _finding(context, "LV-SUIT", (key,), message)


def _count(context: CheckContext, rule_id: str, cells: Sequence[str]) -> None:
    of_form = [key for key in cells if key in context.form.cells]
    known = sum(context.values.get(key) is not None for key in of_form)
    context.compared(rule_id, known)
    context.waits(rule_id, places=len(of_form) - known)


def _finding(context: CheckContext, rule_id: str, cells: tuple[str, ...], message: str) -> Finding:
    rule = catalogue()[rule_id]
    return Finding(
        rule.id, rule.severity, context.form.section_of(cells[0]), message, cells=cells,
        hint=rule.advice, subject=cells[0],
    )  # fmt: skip
