"""A source is read as the report that it is, with the headings and tables of its own form."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from nianbao.exporters.exporter import Exporter
from nianbao.exporters.printed.describe import describe
from nianbao.exporters.registry import EXPORTERS, export_report
from nianbao.formats.registry import load_form
from nianbao.importers.registry import read_bytes, read_source
from nianbao.importers.whole.recognise import _last_year
from nianbao.report.book import Report
from nianbao.report.contract import to_contract
from tests.cases import load_case
from tests.exporters.formats import DOCX, HTML
from tests.exporters.reports import full
from tests.other_forms.registered import (
    FUTURE,
    SITUATION,
    STATUTORY,
    THIRD,
    YEAR,
    Register,
    five_sections,
    printed_report,
    seven_sections,
    third_form,
)

every_export = pytest.mark.parametrize("exporter", EXPORTERS, ids=lambda one: one.ending)
with_texts = pytest.mark.parametrize("exporter", [DOCX, HTML], ids=lambda one: one.ending)
later = pytest.mark.parametrize("make", [five_sections, seven_sections])


@every_export
@pytest.mark.usefixtures("third")
def test_the_third_form_is_written_and_read_back_equal(exporter: Exporter, tmp_path: Path) -> None:
    report = printed_report()
    target = tmp_path / f"统计年报{exporter.ending}"
    export_report(report, target)

    reading = read_source(target)

    assert reading.report.form == THIRD
    assert reading.report.cells == report.cells
    assert not reading.unread


@pytest.mark.long(cases=1)
@with_texts
@pytest.mark.usefixtures("third")
def test_the_words_around_its_tables_are_read_too(exporter: Exporter) -> None:
    report = printed_report()
    found = read_bytes(exporter.render(describe(report)), f"统计年报{exporter.ending}").report

    assert found.text("situation") == SITUATION
    assert (found.unit, found.year, found.year_guessed) == (report.unit, YEAR, False)


@pytest.mark.usefixtures("third")
def test_blank_cells_of_the_third_form_stay_blank() -> None:
    report = printed_report()
    report.auto_totals = False
    report.change(cells=dict.fromkeys(report.cells))
    exporter = DOCX

    found = read_bytes(exporter.render(describe(report)), f"空表{exporter.ending}").report

    assert found.form == THIRD
    assert found.cells == report.cells


@pytest.mark.long(cases=1)
@pytest.mark.parametrize(
    "name", ["00-zhuanlu-2023-the-seed", "04-suqian-2023", "13-pingtan-2020", "17-pingtan-2024"]
)
def test_a_published_annual_report_is_read_as_before(register: Register, name: str) -> None:
    case = load_case(name)
    before = to_contract(read_source(case.source()))
    register(third_form(), five_sections(), seven_sections())

    reading = read_source(case.source())

    assert to_contract(reading) == before
    assert reading.report.form == case.form.id
    assert case.differences(reading.report.cells) == {}


@pytest.mark.usefixtures("third")
def test_a_source_of_no_report_at_all_is_taken_for_the_programs_own() -> None:
    text = "一、总体情况\n全年工作平稳。\n五、存在的主要问题及改进情况\n公开内容不够丰富。\n"

    assert read_bytes(text.encode(), "正文.txt").report.form == STATUTORY


def test_a_form_to_come_is_not_that_of_an_earlier_year(register: Register) -> None:
    register(seven_sections().replace(f"first_year = {FUTURE}", f"first_year = {_last_year() + 1}"))
    text = "二、主动公开政府信息情况\n规章 | 0 | 0 | 0 |\n行政规范性文件 | 3 | 1 | 6 |\n行政许可 | 12 |\n"

    assert read_bytes(text.encode(), "正文.txt").report.form == STATUTORY


@pytest.mark.long(cases=2)
@later
@every_export
def test_a_later_statutory_form_is_written_and_read_back_equal(
    register: Register, make: Callable[[], str], exporter: Exporter
) -> None:
    report = _in_the_form_to_come(register, make)
    reading = read_bytes(exporter.render(describe(report)), f"{FUTURE}年度报告{exporter.ending}")

    assert reading.report.cells == report.cells
    assert reading.problems == () or exporter.ending == ".xlsx"


@pytest.mark.long(cases=1)
@later
@with_texts
def test_every_section_of_a_later_form_is_read_under_its_own_heading(
    register: Register, make: Callable[[], str], exporter: Exporter
) -> None:
    report = _in_the_form_to_come(register, make)
    found = read_bytes(exporter.render(describe(report)), f"年度报告{exporter.ending}").report

    assert found.form == report.form
    assert {key: found.text(key) for key in report.texts} == report.texts


def _in_the_form_to_come(register: Register, make: Callable[[], str]) -> Report:
    text = make()
    register(text)
    form = load_form(text.split('id = "', 1)[1].split('"', 1)[0])
    now = full(STATUTORY)
    report = Report(form=form.id, year=FUTURE, unit=now.unit, auto_totals=False)
    report.change(cells={key: value or Decimal(0) for key, value in now.cells.items()})
    for number, key in enumerate(form.text_keys):
        report.change(texts={key: f"第{number}段：全年工作平稳有序，各项任务按期完成。"})
    return report
