"""What the data of the checks names exists in some form: a misspelt id would silence its rule."""

from collections.abc import Iterator

from nianbao.checks.catalogue import catalogue
from nianbao.checks.sentences.lexicon import vocabulary
from nianbao.checks.texts.patterns import text_data
from nianbao.checks.texts.quantities import Rows, quantities
from nianbao.checks.texts.readings import lines_of
from nianbao.formats.crosswalk import carried, starting_points
from nianbao.formats.registry import all_families, all_forms, newest_form
from nianbao.report.book import PREAMBLE

FORMS = all_forms()
CELLS = {key for form in FORMS for key in form.cells}
SECTIONS = {section.id for form in FORMS for section in form.sections}
TEXTS = {key for form in FORMS for key in form.text_keys}


def axis(table_id: str, name: str) -> set[str]:
    """The ids of the rows or columns of a table in any form."""
    tables = [form.find_table(table_id) for form in FORMS]
    blocks = [block for table in tables if table is not None for block in table.blocks]
    return {item.id for block in blocks for item in getattr(block, name)}


def rows_named() -> Iterator[Rows]:
    data = quantities()
    for one in data.quantities:
        yield from (*one.readings, *one.with_carry)
    yield from (*data.applicants.received, *data.applicants.closed)


def test_what_applicants_are_called_beside_others_are_columns_of_a_form() -> None:
    data, words = quantities().applications, vocabulary()
    columns = axis(data.table, "columns")

    lines = {line for line, _others in words.beside_others.values()}
    others = {one for _line, several in words.beside_others.values() for one in several}
    assert lines <= columns
    assert others - words.ids["who"] == set()


def test_rows_and_columns_of_applications_are_those_of_a_form() -> None:
    data = quantities().applications
    rows, columns = axis(data.table, "rows"), axis(data.table, "columns")

    assert {row for one in rows_named() for row in one.rows} | {data.outcomes} <= rows
    assert {data.total, data.applicants, *data.anybody} <= columns
    wider = quantities().parts.wider
    assert {row for ways in wider.values() for way in ways for row in way} <= rows
    assert vocabulary().ids["outcome"] - wider.keys() <= rows
    assert vocabulary().ids["who"] - {"unclear", *quantities().applicants.wider} <= columns


def test_cells_of_reviews_and_suits_are_those_of_a_form() -> None:
    data = quantities().cases
    cells = {key for one in data.groups.values() for key in (one.total, *one.endings.values())}

    assert cells <= CELLS
    assert vocabulary().ids["case"] == data.kinds.keys()
    assert all(
        one.endings.keys() == vocabulary().ids["ending"] - {"decided"}
        for one in data.groups.values()
    )


def test_columns_of_documents_are_those_of_a_form() -> None:
    data = quantities().documents

    assert {one for several in data.columns.values() for one in several} <= axis(
        data.table, "columns"
    )
    assert vocabulary().ids["document"] <= axis(data.table, "rows")
    assert vocabulary().ids["document_verb"] - {"else"} == data.columns.keys()


def test_every_verb_of_the_vocabulary_counts_something() -> None:
    assert vocabulary().ids["verb"] - {"extended"} <= quantities().counts.keys()
    assert (vocabulary().ids["carry"] - {"carry"}) < quantities().counts.keys()


def test_sections_and_texts_are_those_of_a_form() -> None:
    named = {one["section"] for one in text_data().values() if "section" in one}
    named |= {*text_data()["year"]["other_years_in"], text_data()["year"]["whole_year_in"]}

    assert named <= SECTIONS
    assert quantities().about_applications | quantities().about_cases <= {*TEXTS, PREAMBLE}
    assert set(text_data()["fee"]["unpaid"]) <= CELLS


def test_cells_and_families_of_rules_are_known() -> None:
    rules = catalogue().values()

    assert {key for rule in rules for key in rule.cells} <= CELLS
    assert {rule.family for rule in rules} <= {"", *(one.id for one in all_families())}


def test_what_is_carried_into_the_next_year_is_found_in_the_newest_form() -> None:
    form = newest_form()

    assert carried(form, form)
    assert starting_points(form, form)


def test_lines_below_a_group_come_from_the_forms_own_tree() -> None:
    """`other` is a group since 2021 and was a line before; an underscore in an id says nothing."""
    now, before = lines_of("gb_2021_30"), lines_of("gb_2019_60_trial")

    assert now.group_of["deny_process_info"] == before.group_of["deny_process_info"] == "denied"
    assert now.group_of["other_fee_unpaid"] == "other"
    assert "other_fee_unpaid" not in before.group_of
    assert not {"granted", "granted_partly"} & now.group_of.keys()
    assert now.everybody == {"natural_person", "organisation"}
