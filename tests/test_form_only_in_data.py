"""A form is a data file: no program text names a table, row, column, section or cell of a shipped one."""

import re
from collections.abc import Iterator

from nianbao.formats.registry import all_forms
from tests.sources import PACKAGE, words

HOMONYMS = {
    "formats/schema.py": {"total", "change"},  # words of the language in which forms are written
    "report/numbers.py": {"change"},
    "checks/tables/cells.py": {"change"},
    "exporters/workbook/allowed.py": {"change"},
    "formats/levels.py": {"other"},  # a level of administration
    "report/contract.py": {"problems"},  # keys of the command line's JSON
    "report/difference.py": {"decisions"},  # a field of the report
    "report/earlier.py": {"decisions"},
    "ui/commands/table.py": {"review", "in_force"},  # a menu, its picture, a command
    "ui/pages/table_page.py": {"in_force"},
    "checks/outline.py": {"review"},  # the page 审核与导出
    "ui/session/last_session.py": {"review"},
    "ui/shell/start_page.py": {"review"},
    "ui/dialogs/about.py": {"licence"},  # of a library
}
"""English words that a form uses as ids and these files for something else."""


def shipped_ids() -> set[str]:
    """Every id of every shipped form, cell keys and the parts of cell ids included."""
    found: set[str] = set()
    for form in all_forms():
        found |= {form.id, *form.cells, *form.text_keys, *form.identities}
        for section in form.sections:
            found |= {section.id, *(part.id for part in section.parts)}
        for table in form.definition.tables:
            found.add(table.id)
            for block in table.blocks:
                found |= {block.id, *(item.id for item in (*block.rows, *block.columns))}
    return found - {""}


IDS = shipped_ids()


def named(words: str) -> Iterator[str]:
    """The ids that a string names: itself, one within dots or colons, or a piece of one."""
    for word in {words, *re.split(r"[^A-Za-z0-9_-]+", words)}:
        whole = word in IDS and (word == words or "_" in word or words.strip(".:+") == word)
        if whole or _is_affix(word):
            yield word


def _is_affix(word: str) -> bool:
    """Whether a word is what some id ends or begins with: `_upheld`, `deny_`."""
    if not re.fullmatch(r"_[a-z0-9_]{2,}|[a-z0-9_]{2,}_", word):
        return False
    return any(one.endswith(word) if word[0] == "_" else one.startswith(word) for one in IDS)


def test_no_program_text_names_an_id_of_a_form() -> None:
    found: dict[str, set[str]] = {}
    for path in PACKAGE.rglob("*.py"):
        name = path.relative_to(PACKAGE).as_posix()
        ids = {word for text in words(path).strings for word in named(text)}
        found[name] = ids - HOMONYMS.get(name, set())

    assert {name: ids for name, ids in found.items() if ids} == {}


def test_no_program_text_calls_a_table_by_the_number_that_a_form_gives_it() -> None:
    numbered = re.compile("表[一二三四五六七八九十](?![次个份])")
    found = {
        path.relative_to(PACKAGE).as_posix(): [
            text for text in words(path).strings if numbered.search(text)
        ]
        for path in PACKAGE.rglob("*.py")
    }

    assert {name: texts for name, texts in found.items() if texts} == {}


def test_ids_are_seen_however_a_string_holds_them() -> None:
    for text in (
        "table_3",
        "carried_out",
        "table_4.suit_direct_total",
        "_upheld",
        "deny_",
        "overview:",
        "other",
        ".total",
        "document:normative_doc:issued",
    ):
        assert [*named(text)], text
    for text in ("a sentence about the other total", "_", "nothing_of"):
        assert not [*named(text)], text
