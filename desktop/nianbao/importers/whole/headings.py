"""Finds the headings of the sections, however they are numbered and worded.

A heading may be named in a table of contents, in a sentence that lists the parts of the report,
or again above its table; the one that text follows is meant.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from nianbao.formats.registry import Form, load_form
from nianbao.formats.schema import SectionDef
from nianbao.importers.document import Place
from nianbao.importers.vocabulary.labels import likeness
from nianbao.importers.vocabulary.words import label_form, squeeze, word_list
from nianbao.importers.whole.front_matter import is_furniture

_NUMBER = r"(?:[一二三四五六七八九十]{1,2}[、.,: ]?|\d[、.])?"
_LONGEST_HEADING = 40
_SHORTEST_HEADING = 4
_SUBTITLE = re.compile(r"[(\d]|[一二三四五六七八九十]是")
_NUMBERED = re.compile(
    r"(?P<number>[一二三四五六七八九十]{1,3})[、.,: ](?P<words>[^。;,:]{2,24}?)[:。.]?"
)
_ALIKE = 0.8
_SAYS = re.compile(r"[。；;，,]")
"""What follows a heading that is only named says something: it is a sentence's beginning."""
_POINTS = re.compile(r"[详参]?见[下上附后]?(?:表|图|文|附件)[。；;]")
_LEADERS = re.compile(r"[.…·\s\d-]*")


class Piece(NamedTuple):
    """A line of the source, or a part of one that a heading begins."""

    place: Place
    text: str


class Heading(NamedTuple):
    """A section's heading, and the text behind it on the same line."""

    section: SectionDef
    rest: str
    exact: bool


def find_headings(pieces: Sequence[Piece], form: Form) -> Mapping[int, Heading | None]:
    """Return the headings by the number of their piece; None where one only repeats or lists."""
    found: dict[int, Heading] = {}
    for number, piece in enumerate(pieces):
        section, rest, exact = _heading_in(piece.text, form)
        if section is not None and not _only_points(number, pieces, rest if exact else ""):
            rest = "" if rest == piece.text or _LEADERS.fullmatch(rest) else rest
            found[number] = Heading(section, rest, exact)
    chosen: dict[int, Heading] = {}
    last = -1
    for section in form.sections:
        numbers = [at for at in found if found[at].section is section]
        for number in _meant(numbers, last, found, pieces):
            chosen[number] = found[number]
            last = number
    return {
        number: chosen.get(number)
        for number in found
        if number in chosen or (found[number].exact and not _SAYS.search(found[number].rest))
    }


def _only_points(number: int, pieces: Sequence[Piece], rest: str) -> bool:
    """Whether a line is a sentence that points at a table elsewhere: 三、…情况见下表。"""
    points = _POINTS.match(rest) if rest else _POINTS.search(pieces[number].text)
    return points is not None and not _is_above_table(number, pieces)


def _is_above_table(number: int, pieces: Sequence[Piece]) -> bool:
    """Whether a table stands right below a line, but for empty ones."""
    block = pieces[number].place.block
    for piece in pieces[number + 1 :]:
        if piece.place.block > block + 1:
            return True
        if piece.text.strip():
            return False
        block = piece.place.block
    return False


def _meant(
    numbers: Sequence[int], last: int, found: Mapping[int, Heading], pieces: Sequence[Piece]
) -> Sequence[int]:
    """Return the one heading of a section that is meant.

    Letter-exact ones before others, then those behind the last section's, then those that stand
    alone on their line with text below, then those with text.
    """
    if len(numbers) <= 1:
        return numbers
    best = [number for number in numbers if found[number].exact] or numbers
    best = [number for number in best if number > last] or best
    filled = [number for number in best if _has_text(number, found, pieces)]
    alone = [number for number in filled if not found[number].rest]
    return alone[:1] or filled[:1] or best[-1:]


def _has_text(number: int, found: Mapping[int, Heading], pieces: Sequence[Piece]) -> bool:
    if found[number].rest:
        return True
    if _is_above_table(number, pieces):
        return True
    for at in range(number + 1, len(pieces)):
        if pieces[at].text.strip():  # an empty line, or what only turns the page, is passed over
            return at not in found and not is_furniture(pieces[at].text)
    return False


def heading_in(line: str, form: Form) -> tuple[SectionDef | None, str]:
    """Return the section whose heading begins a line, and the rest of the line."""
    section, rest, _ = _heading_in(line, form)
    return section, rest


def _heading_in(line: str, form: Form) -> tuple[SectionDef | None, str, bool]:
    section, end = _squeezed_heading(squeeze(line[: 4 * _LONGEST_HEADING]), form.id)
    return (section, _after(line, end), True) if end else (section, line, False)


@lru_cache(maxsize=2048)
def _squeezed_heading(squeezed: str, form_id: str) -> tuple[SectionDef | None, int]:
    """Return the section that a line without blanks names, and where a letter-exact name ends."""
    match = _headings(form_id).match(squeezed)
    if match and (match.end() == len(squeezed) or match["number"] or match["end"]):
        at = next(at for at, found in enumerate(match.groups()[1:-1]) if found)
        digit = match["number"][:1]
        if not digit.isdecimal() or int(digit) == at + 1:
            return load_form(form_id).sections[at], match.end()
    if len(squeezed) <= _LONGEST_HEADING and not _SUBTITLE.match(squeezed):
        return _numbered_heading(squeezed, form_id) or _heading_alike(squeezed, form_id), 0
    return None, 0


@lru_cache(maxsize=8)
def _headings(form_id: str) -> re.Pattern[str]:
    labels = [squeeze(section.label) for section in load_form(form_id).sections]
    bare = [re.escape(re.sub(r"^[一二三四五六七八九十]、", "", label)) for label in labels]
    names = "|".join(f"({label})" for label in bare)
    return re.compile(rf"(?P<number>{_NUMBER})(?:{names})(?P<end>[:。.]?)")


def _numbered_heading(squeezed: str, form_id: str) -> SectionDef | None:
    """Return the section with the number and the words of a short line: 五、存在的不足和打算."""
    match = _NUMBERED.fullmatch(squeezed)
    sections = load_form(form_id).sections
    section = next((one for one in sections if match and one.number == match["number"]), None)
    if match is None or section is None:
        return None
    words = word_list()["headings"].get(section.id, ())
    return section if any(word in match["words"] for word in words) else None


def _heading_alike(squeezed: str, form_id: str) -> SectionDef | None:
    """Return the section whose heading a short line resembles."""
    written = label_form(squeezed)
    if len(written) < _SHORTEST_HEADING:
        return None
    scored = [
        (likeness(written, label_form(one.label)), one) for one in load_form(form_id).sections
    ]
    score, best = max(scored, key=lambda pair: pair[0])
    enough = score >= _ALIKE and len(written) * 2 >= len(label_form(best.label))
    return best if enough else None


def _after(line: str, count: int) -> str:
    """Return what follows the first ``count`` visible characters of a line."""
    if len(squeeze(line[:count])) == count:
        return line[count:].strip()
    seen = 0
    for at, letter in enumerate(line):
        if seen == count:
            return line[at:].strip()
        seen += bool(squeeze(letter))
    return ""


@lru_cache(maxsize=8)
def _whole_headings(form_id: str) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(one.label) for one in load_form(form_id).sections))


def pieces_of(text: str, place: Place, form: Form) -> list[Piece]:
    """Split a paragraph into lines, and where headings stand in its middle."""
    if len(text) <= 4 * _LONGEST_HEADING and "\n" not in text:  # most paragraphs
        return [Piece(place, text)]
    pieces: list[Piece] = []
    for line in text.split("\n"):
        cuts = _cuts(line, form) if len(line) > 4 * _LONGEST_HEADING else []
        edges = [0, *[cut for cut in cuts if cut], len(line)]
        pieces.extend(Piece(place, line[a:b]) for a, b in pairwise(edges))
    return pieces


def _cuts(line: str, form: Form) -> list[int]:
    """Return where headings begin in a line, unless it only lists them one after another."""
    found = list(_whole_headings(form.id).finditer(line))
    listed = {
        one
        for pair in pairwise(found)
        if _is_listing(line[pair[0].end() : pair[1].start()])
        for one in pair
    }
    return [match.start() for match in found if match not in listed]


def _is_listing(between: str) -> bool:
    """Whether what stands between two headings is too little to be a section's text."""
    return len(between) <= _LONGEST_HEADING and not re.search(r"[。\d]", between)
