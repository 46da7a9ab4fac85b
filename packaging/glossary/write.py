"""Writes the glossary at the end of ARCHITECTURE.md: 中文, English and the id, all from the data.

    PYTHONPATH=desktop python packaging/glossary/write.py

A test compares the chapter with what this writes.
"""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nianbao.checks.texts.quantities import quantities
from nianbao.formats.levels import all_levels
from nianbao.formats.registry import all_families, all_forms, family_of

HERE = Path(__file__).resolve().parent
PAGE = HERE.parents[1] / "ARCHITECTURE.md"
BEGIN = "\n## Glossary\n"
HEAD = """
Written by `make glossary` from the forms, the prose data and `packaging/glossary/english.toml`; a
test keeps it true. What stands in brackets is only in the trial form.
"""

Entry = tuple[str, str]
"""中文 and id."""


def english() -> dict[str, Any]:
    """Return the English of ids that do not say it themselves, and the words without an id."""
    return tomllib.loads((HERE / "english.toml").read_text(encoding="utf-8"))


def chapters() -> Iterator[tuple[str, dict[str, list[str]]]]:
    """Yield the title of each table with its 中文 and the ids that it has there."""
    yield "Reports and forms", _grouped(_reports())
    yield "Sections and their parts", _grouped(_sections())
    yield "Rows and columns", _grouped(_axes())
    yield "What prose counts", _grouped((one.name, one.verb) for one in quantities().quantities)
    yield "Levels of the organ", _grouped((one.label, one.id) for one in all_levels())


def _reports() -> Iterator[Entry]:
    yield from ((family.name, family.id) for family in all_families())
    yield from ((form.definition.document, form.id) for form in all_forms())


def _sections() -> Iterator[Entry]:
    newest = family_of()[0]
    for section in newest.sections:
        yield section.name, section.id
        yield from ((part.label, part.id) for part in section.parts)
    for table in newest.definition.tables:
        number = newest.section(table.section).number
        yield f"表{number}", table.id


def _axes() -> Iterator[Entry]:
    seen: set[Entry] = set()
    for number, form in enumerate(family_of()):
        for table in form.definition.tables:
            for block in table.blocks:
                for item in (*block.rows, *block.columns):
                    entry = item.name, item.id
                    if item.label and entry not in seen:
                        seen.add(entry)
                        yield item.name, f"({item.id})" if number else item.id


def _grouped(entries: Iterator[Entry]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for words, name in entries:
        ids = found.setdefault(words, [])
        if name not in ids:
            ids.append(name)
    return found


def in_english(ids: list[str], known: dict[str, Any]) -> str:
    """Return what ids of one meaning are called: the last words that they share."""
    plain = [name.strip("()") for name in ids]
    if len(plain) == 1:
        return str(known.get(plain[0], plain[0].replace("_", " ")))
    shared: list[str] = []
    for words in zip(*(name.split("_")[::-1] for name in plain), strict=False):
        if len(set(words)) > 1:
            break
        shared.append(words[0])
    meanings = dict.fromkeys(str(known.get(name, name.replace("_", " "))) for name in plain)
    return " ".join(reversed(shared)) or "; ".join(meanings)


def glossary() -> str:
    """Return the whole chapter."""
    known = english()
    lines = [BEGIN, HEAD]
    for title, entries in chapters():
        lines.append(f"\n### {title}\n\n| 中文 | English | id |\n| --- | --- | --- |\n")
        for words, ids in entries.items():
            shown = ", ".join(_code(name) for name in ids)
            lines.append(f"| {words} | {in_english(ids, known)} | {shown} |\n")
    lines.append("\n### Words of the trade\n\n| 中文 | English |\n| --- | --- |\n")
    lines.extend(f"| {words} | {meaning} |\n" for words, meaning in known["words"].items())
    return "".join(lines)


def _code(name: str) -> str:
    return f"(`{name[1:-1]}`)" if name.startswith("(") else f"`{name}`"


def page() -> str:
    """Return ARCHITECTURE.md with the chapter as it should be."""
    return PAGE.read_text(encoding="utf-8").split(BEGIN)[0] + glossary()


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
