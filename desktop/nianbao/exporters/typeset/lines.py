"""Breaking Chinese text into lines (禁则) and spreading a line over its width.

Everything is in twips; how wide a character is, the caller says.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from nianbao.exporters.printed.page_setup import Align, LineBreaks


@dataclass(frozen=True)
class Face:
    """A font by its role in ``page.toml``, in half points."""

    role: str
    size: int
    colour: str = ""
    """Black where empty."""


@dataclass(frozen=True)
class Run:
    """Some text in one face."""

    text: str
    face: Face


Advance = Callable[[str, Face], float]


@dataclass(frozen=True)
class Line:
    """A line ready to be drawn."""

    runs: tuple[Run, ...]
    left: float
    """From the left edge of the text."""
    spacing: float
    """Added after every character: tracking, and what justifies the line."""

    @property
    def text(self) -> str:
        """The line's characters."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True)
class Measure:
    """The width of lines and how they fill it."""

    width: float
    align: Align
    first: float = 0
    """Indent of the first line; negative hangs out of ``left``."""
    left: float = 0
    tracking: float = 0


@dataclass(frozen=True)
class _Character:
    text: str
    face: Face
    width: float


def break_lines(
    runs: Sequence[Run], measure: Measure, advance: Advance, breaks: LineBreaks
) -> list[Line]:
    """Return the lines of a paragraph; a paragraph without text is one empty line."""
    lines: list[Line] = []
    for number, part in enumerate(_forced(runs)):
        first = measure.first if number == 0 else 0
        characters = [
            _Character(c, run.face, advance(c, run.face) + measure.tracking)
            for run in part
            for c in run.text
        ]
        filled = _fill(characters, measure, first, breaks)
        for place, content in enumerate(filled):
            indent = measure.left + (first if place == 0 else 0)
            last = place == len(filled) - 1
            lines.append(_set(content, measure, indent, last=last))
    return lines


def _forced(runs: Sequence[Run]) -> list[list[Run]]:
    """The runs between printed line breaks."""
    parts: list[list[Run]] = [[]]
    for run in runs:
        for number, text in enumerate(run.text.split("\n")):
            if number:
                parts.append([])
            if text:
                parts[-1].append(Run(text, run.face))
    return parts


def _fill(
    characters: list[_Character], measure: Measure, first: float, breaks: LineBreaks
) -> list[list[_Character]]:
    lines: list[list[_Character]] = [[]]
    whole = measure.width - measure.left
    room = whole - first
    for token in _tokens(characters, breaks):
        # What begins a paragraph has no more room than its first line.
        for piece in _fitting(token, whole if lines[0] else room):
            width = _width(piece)
            if lines[-1] and width > room:
                lines.append([])
                room = whole
            lines[-1].extend(piece)
            room -= sum(c.width for c in piece)
    return lines


def _width(token: Sequence[_Character]) -> float:
    """Blanks at the end may hang over the edge."""
    end = len(token)
    while end and token[end - 1].text.isspace():
        end -= 1
    return sum(c.width for c in token[:end])


def _fitting(token: list[_Character], width: float) -> Iterator[list[_Character]]:
    """The token, or its pieces where it is wider than a whole line."""
    piece: list[_Character] = []
    used = 0.0
    for character in token:
        if piece and used + character.width > width:
            yield piece
            piece, used = [], 0.0
        piece.append(character)
        used += character.width
    yield piece


def _tokens(characters: list[_Character], breaks: LineBreaks) -> Iterator[list[_Character]]:
    """What must not be parted, in order."""
    token: list[_Character] = []
    for character in characters:
        if token and _may_break_after(token, character.text, breaks):
            yield token
            token = []
        token.append(character)
    if token:
        yield token


def _may_break_after(token: Sequence[_Character], after: str, breaks: LineBreaks) -> bool:
    """Whether a line may end with the token; a blank behind “ does not part it from its text."""
    visible = next((one.text for one in reversed(token) if not one.text.isspace()), "")
    return visible not in breaks.never_last and _may_break(token[-1].text, after, breaks)


def _may_break(before: str, after: str, breaks: LineBreaks) -> bool:
    if after.isspace() or after in breaks.never_first or before in breaks.never_last:
        return False
    if before.isspace():
        return True
    if before in breaks.unbroken and after in breaks.unbroken:
        return False
    if before in breaks.ends_latin and after.isalpha():
        return True
    return not (_is_latin(before) and _is_latin(after))


def _is_latin(character: str) -> bool:
    return "!" <= character <= "\u024f"


def _set(content: list[_Character], measure: Measure, indent: float, *, last: bool) -> Line:
    while content and content[-1].text.isspace():
        content = content[:-1]
    width = measure.width - indent
    natural = _width(content) - (measure.tracking if content else 0)
    spacing = measure.tracking
    gaps = len(content) - 1
    if measure.align == "both" and not last and gaps > 0:
        spacing += (width - natural) / gaps
        natural = width
    share = {"center": 0.5, "right": 1.0}.get(measure.align, 0.0)
    return Line(_join(content), indent + (width - natural) * share, spacing)


def _join(content: list[_Character]) -> tuple[Run, ...]:
    runs: list[Run] = []
    for character in content:
        if runs and runs[-1].face == character.face:
            runs[-1] = Run(runs[-1].text + character.text, character.face)
        else:
            runs.append(Run(character.text, character.face))
    return tuple(runs)
