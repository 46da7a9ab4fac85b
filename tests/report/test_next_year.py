"""A new report from last year's."""

from decimal import Decimal

import pytest

from nianbao.formats.registry import load_form
from nianbao.report.book import Publication, Report, blank_report
from nianbao.report.fill import figures_going_on
from nianbao.report.next_year import (
    carried_figures,
    computed_figures,
    offered_text,
    report_for_next_year,
    starting_figures,
)
from nianbao.report.totals import values_in_force

OLD_FORM = load_form("gb_2019_60_trial")
FORM = load_form("gb_2021_30")


@pytest.fixture
def old() -> Report:
    report = blank_report(FORM.id, FORM.cells, 2023)
    report.change(
        facts={
            "unit": "某镇人民政府",
            "level": "township",
            "publication": Publication(contact="联系电话见网站", attachments=("表",)),
        }
    )
    report.change(
        cells={
            "table_3.carried_out.natural_person": Decimal(3),
            "table_3.carried_out.org_business": Decimal(0),
            "table_3.received_new.natural_person": Decimal(9),
            "table_2.normative_doc.in_force": Decimal(12),
        }
    )
    report.change(texts={"problems": "去年的问题"})
    return report


def test_what_was_carried_out_is_carried_in(old: Report) -> None:
    new = report_for_next_year(old)

    assert new.year == 2024
    assert new.cell("table_3.carried_in.natural_person") == 3
    assert new.cell("table_3.carried_in.org_business") == 0
    assert new.cell("table_3.carried_in.org_other") is None
    assert new.cell("table_3.received_new.natural_person") is None


def test_unit_level_and_contact_go_on_but_no_text(old: Report) -> None:
    new = report_for_next_year(old)

    assert (new.unit, new.level) == ("某镇人民政府", "township")
    assert new.publication.contact == "联系电话见网站"
    assert new.publication.attachments == ()
    assert new.texts == {}
    assert not new.secrecy_reviewed


def test_the_year_after_the_trial_form_takes_the_form_in_force() -> None:
    old = blank_report(OLD_FORM.id, OLD_FORM.cells, 2020)
    old.change(cells={"table_3.carried_out.natural_person": Decimal(4)})

    new = report_for_next_year(old)

    assert (new.form, new.year) == (FORM.id, 2021)
    assert new.cell("table_3.carried_in.natural_person") == 4


def test_nothing_is_carried_over_a_gap_of_years(old: Report) -> None:
    new = report_for_next_year(old, 2025)

    assert new.cell("table_3.carried_in.natural_person") is None


def test_documents_in_force_are_shown_as_a_start_not_entered(old: Report) -> None:
    new = report_for_next_year(old)

    assert new.cell("table_2.normative_doc.in_force") is None
    assert "12" in starting_figures(old, new)["table_2.normative_doc.in_force"]


@pytest.mark.parametrize(
    ("last_year", "offered"),
    [
        ("2023年，新收申请62件，", "2024年，新收申请【】件，"),
        ("比2022年增加1,204条", "比2023年增加【】条"),
        ("收费18.8710万元、占12.5%", "收费【】万元、占【】%"),
        ("依据〔2021〕30号第二十条", "依据〔2021〕30号第二十条"),
        ("“12345”热线办理352余件", "“12345”热线办理【】余件"),
        ("1月1日至12月31日", "1月1日至12月31日"),
        ("2024年将继续", "2025年将继续"),
        ("2019年修订的条例第20条", "2019年修订的条例第20条"),
    ],
)
def test_a_text_is_offered_with_years_raised_and_counts_open(last_year: str, offered: str) -> None:
    assert offered_text(last_year, 2023, 2024) == offered


def test_a_total_that_adds_up_is_not_typed_so_that_a_corrected_column_moves_it() -> None:
    old = blank_report(FORM.id, FORM.cells, 2023)
    row = [key for key in FORM.cells if key.startswith("table_3.carried_out.")]
    old.change(cells={key: Decimal(7 if key.endswith("total") else 0) for key in row})
    old.change(cells={row[0]: Decimal(7)})

    new = report_for_next_year(old)

    assert new.cell("table_3.carried_in.total") is None
    assert values_in_force(FORM, new)["table_3.carried_in.total"] == 7
    new.change(cells={"table_3.carried_in.natural_person": Decimal(8)})
    assert values_in_force(FORM, new)["table_3.carried_in.total"] == 8


def test_a_total_that_does_not_add_up_is_carried_over_as_it_was() -> None:
    old = blank_report(FORM.id, FORM.cells, 2023)
    row = [key for key in FORM.cells if key.startswith("table_3.carried_out.")]
    old.change(cells={key: Decimal(9 if key.endswith("total") else 1) for key in row})

    new = report_for_next_year(old)

    assert new.cell("table_3.carried_in.total") == 9


def test_nothing_goes_on_from_the_report_of_two_years_ago(old: Report) -> None:
    new = blank_report(FORM.id, FORM.cells, 2025)
    new.change(
        facts={"previous": (old,)},
        cells={
            "table_2.normative_doc.issued": Decimal(1),
            "table_2.normative_doc.repealed": Decimal(0),
        },
    )

    assert computed_figures(old, new) == {}
    assert starting_figures(old, new) == {}
    assert carried_figures(old, new) == {}
    assert figures_going_on(FORM, new, "table_2") == frozenset()
