"""What stands at the edges of a PDF's pages: running heads, page numbers, footnotes under their rule.

A line is a running one where the same stands at the same place of other pages, with the page's number
in it or not, and nothing but such lines stands beyond it. A sentence of the report never does.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from statistics import median

from nianbao.importers.document import Grid
from nianbao.importers.readers.pdf.ruling import Line, TextLine
from nianbao.importers.visible import Mark, marked, plain

Part = TextLine | Grid
Page = Sequence[Part]

_DEEPEST = 3
"""Lines of a page's head or foot."""
_LEVEL = 2.0
"""Points by which a running line may differ in height and size from page to page."""
_ENOUGH = 3
"""Pages on which a running line stands; on all, where there are fewer."""
_NUMBER = re.compile(r"\d{1,8}")
_LAST_PAGE = 999
_WORD = re.compile(r"[A-Za-z\u4e00-\u9fff]")
_GAP = re.compile(r"\s{2,}")
_MOST_GAPS = 2
"""Of a running line: left, middle and right. One with more is a row."""
_APART = 1.2
"""Heights of a line between a bare page number and the text: the lines of a column stand closer."""
_LONGEST_RULE, _SHORT_RULE, _SHORTEST_RULE = 0.5, 150.0, 30.0
"""A footnote's rule: as a part of the text's width, or as Word draws it, in points."""
_SMALLER = 0.93
_CLEAR = 0.9
"""Heights of a line from a rule to the middle of the line above; an underline is nearer."""
_NOTE = re.compile(r"\s*(?:[\[(（〔【]?\d{1,2}|[①-⑳*※†‡]|注)")
_SENTENCE = re.compile(r"[。；！？]")


def with_running_lines(pages: Sequence[Page]) -> list[list[Part]]:
    """Return the pages with their running lines marked."""
    found: list[set[int]] = [set() for _ in pages]
    for step in (1, -1):
        edges = [_edge(page, step) for page in pages]
        for depth in range(_DEEPEST):
            running = set(_running(edges, depth))
            for number in running:
                found[number].add(depth if step > 0 else len(pages[number]) - 1 - depth)
            edges = [edge if at in running else [] for at, edge in enumerate(edges)]
    marked_pages = [
        [_as_edge(part) if at in own else part for at, part in enumerate(page)]
        for page, own in zip(pages, found, strict=True)
    ]
    if pages and _stays_title(pages[0]):
        marked_pages[0][0] = pages[0][0]
    return marked_pages


def _stays_title(page: Page) -> bool:
    """Whether the first line is as large as the text: a title that stands over every page again."""
    lines = [part for part in page if isinstance(part, TextLine)]
    first = lines[0] if lines and lines[0] is page[0] else None
    is_wordy = first is not None and _WORD.search(first.text) is not None
    return is_wordy and lines[0].size >= median(one.size for one in lines)


def _edge(page: Page, step: int) -> list[TextLine]:
    """Return the lines from a page's edge inwards, and the one behind those that may be running."""
    lines: list[TextLine] = []
    for part in page[::step][: _DEEPEST + 1]:
        if isinstance(part, Grid):
            break
        lines.append(part)
    return lines


def _running(edges: Sequence[Sequence[TextLine]], depth: int) -> Iterator[int]:
    """Yield the pages whose line of that depth stands on enough others, too."""
    for number, edge in enumerate(edges):
        if depth >= len(edge) or not _may_run(edge, depth):
            continue
        alike = sum(
            any(_is_same(edge[depth], line, at - number) for line in other[:_DEEPEST])
            for at, other in enumerate(edges)
            if at != number
        )
        is_bare = not _WORD.search(edge[depth].text)
        needed = len(edges) if is_bare else min(_ENOUGH, len(edges))
        if alike and alike + 1 >= needed - (is_bare and len(edges) > _ENOUGH):
            yield number


def _may_run(edge: Sequence[TextLine], depth: int) -> bool:
    """Whether a line is no sentence and no row; a bare number stands apart from the text."""
    line = edge[depth]
    if line.is_edge or len(_GAP.findall(line.text)) > _MOST_GAPS or _SENTENCE.search(line.text):
        return False
    if not _NUMBER.fullmatch(line.text.strip()) or depth + 1 >= len(edge):
        return True
    inner = edge[depth + 1]
    return abs(inner.height - line.height) > inner.size + _APART * line.size


def _is_same(line: TextLine, other: TextLine, pages: int) -> bool:
    """Whether two lines some pages apart are the same, but for the number of their page."""
    if abs(line.height - other.height) > _LEVEL or abs(line.size - other.size) > _LEVEL:
        return False
    if _NUMBER.split(line.text) != _NUMBER.split(other.text):
        return False
    pairs = zip(_NUMBER.findall(line.text), _NUMBER.findall(other.text), strict=True)
    changed = [(int(one), int(two)) for one, two in pairs if int(one) != int(two)]
    if any(max(pair) > _LAST_PAGE for pair in changed):
        return False  # a year
    steps = [two - one for one, two in changed]
    return steps == [pages] if steps else _WORD.search(line.text) is not None


def with_footnotes(page: Page, rules: Sequence[Line]) -> list[Part]:
    """Return a page whose footnotes are marked: small print under a short rule at its foot."""
    for rule in rules:
        above = list(takewhile(lambda one: not _is_below(one, rule), page))  # noqa: B023 - used at once
        below = [one for one in page[len(above) :] if isinstance(one, TextLine)]
        if rule.upright or len(above) + len(below) < len(page):
            continue  # a table stands below
        count = _notes(rule, [one for one in above if isinstance(one, TextLine)], below)
        if count:
            return [*above, *map(_as_edge, below[:count]), *below[count:]]
    return list(page)


def _is_below(part: Part, rule: Line) -> bool:
    return isinstance(part, TextLine) and part.height < rule.at


def _notes(rule: Line, above: Sequence[TextLine], below: Sequence[TextLine]) -> int:
    """Return how many of the lines below a rule are footnotes."""
    if not above or not below or not _NOTE.match(plain(below[0].text)):
        return 0
    width = max(one.right for one in above) - min(one.left for one in above)
    longest = max(_LONGEST_RULE * width, _SHORT_RULE)
    if not _SHORTEST_RULE < rule.end - rule.start < longest:
        return 0
    if above[-1].height - rule.at < _CLEAR * above[-1].size:
        return 0
    small = _SMALLER * median(one.size for one in above)
    return sum(1 for _ in takewhile(lambda one: one.size <= small, below))


def _as_edge(part: Part) -> Part:
    if isinstance(part, Grid) or part.is_edge:
        return part
    return part._replace(text=marked(plain(part.text), Mark.EDGE), is_edge=True)
