"""Two implementations of the arithmetic and cross-year rules agree on generated reports."""

from decimal import Decimal
from random import Random

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from nianbao.checks.engine import run_checks
from nianbao.checks.findings import Finding
from nianbao.checks.tables.identities import failures
from nianbao.formats.registry import load_form
from nianbao.report.book import Report
from tests.checks.naive import BLOCKS, A, C, L, failed_identities, failed_years

ACROSS_YEARS = ("X-CARRY", "X-FORCE", "X-NEG")
FORMS = ("gb_2021_30", "gb_2019_60_trial")
Cells = dict[str, Decimal | None]
Drawn = tuple[str, str, int, int, int, bool]

reports = st.tuples(
    st.sampled_from(FORMS), st.sampled_from(FORMS), st.integers(0, 2**32), st.integers(0, 4),
    st.integers(0, 3), st.booleans(),
)  # fmt: skip


def balanced(form: str, rnd: Random) -> Cells:
    """A report of a form in which everything holds."""
    cells: Cells = dict.fromkeys(load_form(form).cells, Decimal(0))
    for a in A:
        for row in L[form]:
            cells[f"table_3.{row}.{a}"] = Decimal(rnd.choice((0, 0, 0, rnd.randrange(60))))
        total = sum((cells[f"table_3.{row}.{a}"] or Decimal(0) for row in L[form]), Decimal(0))
        carried_out = Decimal(rnd.randrange(4))
        carried_in = min(Decimal(rnd.randrange(4)), total + carried_out)
        cells[f"table_3.result_total.{a}"] = total
        cells[f"table_3.carried_out.{a}"] = carried_out
        cells[f"table_3.carried_in.{a}"] = carried_in
        cells[f"table_3.received_new.{a}"] = total + carried_out - carried_in
    for row in ("received_new", "carried_in", *L[form], "result_total", "carried_out"):
        parts = [cells[f"table_3.{row}.{a}"] or Decimal(0) for a in A]
        cells[f"table_3.{row}.total"] = sum(parts, Decimal(0))
    for block in BLOCKS:
        for end in ("upheld", "corrected", "other", "pending"):
            cells[f"table_4.{block}_{end}"] = Decimal(rnd.randrange(5))
        ends = [
            cells[f"table_4.{block}_{end}"] or Decimal(0)
            for end in ("upheld", "corrected", "other", "pending")
        ]
        cells[f"table_4.{block}_total"] = sum(ends, Decimal(0))
    for row in ("regulation", "normative_doc"):
        for column in ("issued", "repealed", "in_force"):
            if f"table_2.{row}.{column}" in cells:
                cells[f"table_2.{row}.{column}"] = Decimal(rnd.randrange(9))
    return cells


def seeded(cells: Cells, rnd: Random, errors: int, blanks: int) -> Cells:
    """The cells with some wrong and some blank."""
    tables = [key for key in cells if key.startswith(("table_3.", "table_4.", "table_2.normative"))]
    for key in rnd.sample(tables, errors):
        cells[key] = max(Decimal(0), (cells[key] or Decimal(0)) + rnd.choice((-9, -1, 1, 2, 18)))
    for key in rnd.sample(tables, blanks):
        cells[key] = None
    return cells


def agree(drawn: Drawn) -> None:
    """Both implementations find the same."""
    form, last_form, seed, errors, blanks, linked = drawn
    rnd = Random(seed)  # noqa: S311 - errors are seeded, nothing is secret
    last_cells = seeded(balanced(last_form, rnd), rnd, errors // 2, blanks // 2)
    cells = balanced(form, rnd)
    if linked:
        for c in C:
            cells[f"table_3.carried_in.{c}"] = last_cells[f"table_3.carried_out.{c}"]
    cells = seeded(cells, rnd, errors, blanks)
    oldest_cells = seeded(balanced(FORMS[1], rnd), rnd, 0, blanks // 2)
    report, last, oldest = (
        Report(form=one, year=year, unit="甲镇", cells=values, auto_totals=False)
        for one, year, values in (
            (form, 2023, cells), (last_form, 2022, last_cells), (FORMS[1], 2021, oldest_cells)
        )
    )  # fmt: skip

    found = {
        (one.equation.rule, frozenset(one.equation.keys))
        for one in failures(load_form(form), cells)
    }
    assert found == failed_identities(form, cells)

    findings = run_checks(report, [last, oldest])
    explained = {i.rule for one in findings for i in one.identities}
    assert explained <= {rule for rule, _cells in found}
    assert bool(explained) == bool(found)
    assert_the_years_agree(findings, 2023, expected_years(form, cells, last_form, last_cells))
    assert_the_years_agree(
        findings, 2022, expected_years(last_form, last_cells, FORMS[1], oldest_cells)
    )


def expected_years(
    form: str, cells: Cells, last_form: str, last_cells: Cells
) -> set[tuple[str, str]]:
    """What the naïve implementation finds; documents in force are counted in the new form only."""
    found = failed_years(cells, last_cells, last_form)
    return {one for one in found if form == FORMS[0] or one[0] == "X-CARRY"}


def assert_the_years_agree(
    findings: tuple[Finding, ...], year: int, naive: set[tuple[str, str]]
) -> None:
    """The same rules, and the same cells but for totals that repeat what their columns say."""
    subjects = [(one.rule, one.subject.split(":")) for one in findings if one.rule in ACROSS_YEARS]
    years = {(rule, key) for rule, (of, key) in subjects if of == str(year)}
    assert years <= naive
    assert {rule for rule, _key in years} == {rule for rule, _key in naive}
    assert all(key.endswith(".total") for _rule, key in naive - years)


@pytest.mark.long
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(reports)
def test_both_agree(drawn: Drawn) -> None:
    agree(drawn)


@pytest.mark.slow
@pytest.mark.parametrize("quarter", range(4))
def test_both_agree_ten_thousand_times(quarter: int) -> None:
    """In quarters, so that tests side by side share them; each draws reports of its own."""

    @seed(quarter)
    @settings(max_examples=2_500, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(reports)
    def both_agree(drawn: Drawn) -> None:
        agree(drawn)

    both_agree()
