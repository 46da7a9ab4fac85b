"""A note too long for its cell stands under the table, as in print: ① in the cell, 注①：… below."""

from collections.abc import Mapping

from nianbao.formats.registry import Form

_CIRCLED = 20
"""Numbers that there are as one circled character in a row."""


def mark(number: int) -> str:
    """Return what stands in the cell; three characters with brackets fit into the narrowest."""
    return chr(ord("①") + number - 1) if number <= _CIRCLED else f"{number}"


def footnote(form: Form, key: str, sign: str, words: str) -> str:
    """Return what stands under the table."""
    return f"{_beginning(form, key, sign)}{words}"


def taken_back(
    form: Form, notes: Mapping[str, str], texts: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, str]]:
    """Return the notes and texts of a report as read with each footnote back at its cell."""
    whole, left = dict(notes), dict(texts)
    for key, sign in notes.items():
        section = form.section_of(key)
        beginning = _beginning(form, key, sign)
        lines = left.get(section, "").split("\n")
        found = next((line for line in lines if line.strip().startswith(beginning)), None)
        if found is not None:
            whole[key] = found.strip().removeprefix(beginning)
            lines.remove(found)
            left[section] = "\n".join(lines)
    return whole, {section: text for section, text in left.items() if text}


def _beginning(form: Form, key: str, sign: str) -> str:
    return f"注{sign}：{form.cells[key].name}："
