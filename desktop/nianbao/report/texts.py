"""The texts of a section as one piece, and one piece split into the prescribed parts.

Section 一 has five parts with headings of their own. They are kept apart, so that each can be
edited and checked, and are joined for documents and for the command line's JSON.
"""

import re
from collections.abc import Iterator

from nianbao.formats.registry import Form
from nianbao.formats.schema import SectionDef
from nianbao.report.book import Report

NUMERALS = "一二三四五六七八九十"
_HEADING = re.compile(
    r"[（(]\s*[一二三四五六七八九十]\s*[)）]\s*(?P<title>[^。：:，,；;\n]*)(?P<end>[。：:]?)\s*"
)


def part_heading(number: int, label: str) -> str:
    """Return the heading of the part that stands at ``number`` (1 is the first)."""
    return f"（{NUMERALS[number - 1]}）{label}"


def section_parts(form: Form, report: Report, section_id: str) -> Iterator[tuple[str, str]]:
    """Yield (heading, text) of a section; the heading of the lead is empty.

    A section without any written part is yielded with all of its headings, as a form to fill,
    unless the clerk wrote it whole into the lead.
    """
    section = form.section(section_id)
    if not section.parts:
        yield "", report.text(section_id)
        return
    lead = report.text(f"{section_id}.lead")
    written = [part for part in section.parts if report.text(f"{section_id}.{part.id}").strip()]
    if lead.strip():
        yield "", lead
    shown = written or (section.parts if not lead.strip() else ())
    for number, part in enumerate(shown, 1):
        yield part_heading(number, part.label), report.text(f"{section_id}.{part.id}")


def section_text(form: Form, report: Report, section_id: str) -> str:
    """Return a section's text as one piece; empty where nothing was written."""
    pieces = [(head, body.strip("\n")) for head, body in section_parts(form, report, section_id)]
    return "\n".join(line for head, body in pieces if body.strip() for line in (head, body) if line)


def split_section(section: SectionDef, text: str) -> dict[str, str]:
    """Return the texts of a section by text key; what stands before the first part is the lead.

    A part is recognised by a heading such as （二）依申请公开 at the beginning of a line, also
    where the text runs on behind it. Words that are not exactly the official ones stay in the
    text, so that nothing is lost.
    """
    if not section.parts:
        return {section.id: text.strip("\n")} if text.strip() else {}
    found: dict[str, list[str]] = {}
    current = f"{section.id}.lead"
    for line in text.split("\n"):
        part, rest = _part_at(section, line)
        if part is not None and f"{section.id}.{part}" not in found:
            current = f"{section.id}.{part}"
            found[current] = []
            if rest:
                found[current].append(rest)
        else:
            found.setdefault(current, []).append(line)
    texts = {key: "\n".join(lines).strip("\n") for key, lines in found.items()}
    return {key: body for key, body in texts.items() if body.strip()}


def _part_at(section: SectionDef, line: str) -> tuple[str | None, str]:
    match = _HEADING.match(line.strip())
    if match is None:
        return None, line
    title = re.sub(r"\s", "", match["title"])
    for part in section.parts:
        if title in {part.label, part.label + "情况"}:
            return part.id, line.strip()[match.end() :]
    return None, line
