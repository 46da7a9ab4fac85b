"""A form is a data file: another one beside the shipped ones is known and chosen only where it is due."""

from collections.abc import Callable
from pathlib import Path

import pytest

from nianbao.checks.engine import run_checks
from nianbao.formats.crosswalk import carried, links, starting_points
from nianbao.formats.registry import all_forms, family_of, form_for_year, load_form, newest_form
from nianbao.report.book import PREAMBLE, Report
from nianbao.report.guide import load_guide
from nianbao.report.next_year import report_for_next_year
from nianbao.report.sentences import proposals, report_values, skeleton
from nianbao.report.storage.files import load_report, save_report
from nianbao.report.totals import add_up
from tests.other_forms.registered import (
    FUTURE,
    STATUTORY,
    THIRD,
    YEAR,
    Register,
    five_sections,
    printed_report,
    seven_sections,
)


@pytest.mark.usefixtures("third")
def test_the_printed_form_is_loaded_whole() -> None:
    form = load_form(THIRD)

    assert len(form.sections) == 3
    assert len(form.definition.tables) == 2
    assert len(form.cells) == 16


@pytest.mark.usefixtures("third")
def test_the_statutory_form_stays_the_one_of_its_years() -> None:
    for year in (YEAR, FUTURE):
        assert form_for_year(year).id == STATUTORY
    assert newest_form().id == STATUTORY


@pytest.mark.usefixtures("third")
def test_a_report_stays_within_its_own_family() -> None:
    form = load_form(THIRD)

    assert family_of(form) == (form,)
    assert form_for_year(2021, form) is form
    assert form_for_year(FUTURE, form) is form
    assert THIRD not in {one.id for one in family_of()}


@pytest.mark.parametrize("make", [five_sections, seven_sections])
def test_a_later_statutory_form_takes_over_in_its_year(
    register: Register, make: Callable[[], str]
) -> None:
    register(make())
    newer = form_for_year(FUTURE)

    assert newer.family == load_form(STATUTORY).family
    assert len(newer.sections) in (5, 7)
    assert form_for_year(FUTURE - 1).id == STATUTORY
    assert newest_form() is newer


def test_a_file_may_name_its_family(register: Register) -> None:
    family = load_form(STATUTORY).family
    other_law = five_sections().replace("law = ", f'family = "{family}"\nlaw = "another law" # ', 1)
    register(other_law)

    assert form_for_year(FUTURE).id == "gb_five"


@pytest.mark.usefixtures("third")
def test_the_total_is_the_one_that_was_printed() -> None:
    report = printed_report()
    printed = report.cells["t_penalty.total"]
    report.cells["t_penalty.total"] = None

    assert add_up(load_form(THIRD), report.cells).filled["t_penalty.total"] == printed


@pytest.mark.usefixtures("third")
def test_nothing_of_one_report_is_taken_for_another() -> None:
    for form in all_forms():
        if form.id != THIRD:
            for old, new in ((form, load_form(THIRD)), (load_form(THIRD), form)):
                assert not (*links(old, new), *carried(old, new), *starting_points(old, new))


@pytest.mark.usefixtures("third")
def test_a_report_in_it_is_saved_and_opened_again(tmp_path: Path) -> None:
    report = printed_report()
    save_report(report, tmp_path / "统计年报.nianbao")

    assert load_report(tmp_path / "统计年报.nianbao") == report


@pytest.mark.usefixtures("third")
def test_the_next_years_report_is_of_the_same_kind() -> None:
    report = report_for_next_year(printed_report())

    assert (report.form, report.year) == (THIRD, YEAR + 1)
    assert set(report.cells.values()) == {None}


@pytest.mark.parametrize(("make", "count"), [(five_sections, "五"), (seven_sections, "七")])
def test_the_opening_paragraph_names_the_parts_of_its_own_form(
    register: Register, make: Callable[[], str], count: str
) -> None:
    register(make())
    form = form_for_year(FUTURE)
    report = Report(form=form.id, year=FUTURE, unit="清河镇人民政府")

    report.preamble = skeleton(load_guide(), form, PREAMBLE, report_values(form, report))

    assert f"等{count}个部分组成" in report.preamble
    assert all(section.name.split("、")[0] in report.preamble for section in form.sections)
    assert "TX-PARTS" not in {finding.rule for finding in run_checks(report)}


@pytest.mark.usefixtures("third")
def test_no_sentence_of_the_annual_report_is_offered_to_another() -> None:
    form = load_form(THIRD)
    known = report_values(form, printed_report())

    for key in (PREAMBLE, *form.text_keys):
        assert not proposals(load_guide(), form, key, known)
        assert skeleton(load_guide(), form, key, known) == ""
