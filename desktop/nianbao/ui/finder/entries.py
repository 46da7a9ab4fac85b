"""What there is to find, and what is done with it; ranked without Qt."""

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from nianbao.checks.outline import place_of_text, places
from nianbao.report.book import PREAMBLE
from nianbao.report.guide import load_guide
from nianbao.report.search.matching import Match, match
from nianbao.ui.commands.keys import in_words
from nianbao.ui.commands.table import COMMANDS
from nianbao.ui.session.desk import Desk
from nianbao.ui.session.session import Session

MOST = 60
"""Lines that are listed; who needs more types another letter."""
AROUND = 12
"""Characters of a text that are shown before and behind what was found in it."""


class Kind(StrEnum):
    """What a line leads to; the order in which equals are listed."""

    PLACE = "位置"
    ROW = "表格"
    TEXT = "文字"
    FINDING = "问题"
    COMMAND = "命令"
    HELP = "说明"
    WORDS = "正文"


IN_REPORT = frozenset({Kind.PLACE, Kind.ROW, Kind.TEXT, Kind.FINDING, Kind.WORDS})
"""What stands in the open report, which must be seen to go there."""


class Entry(NamedTuple):
    """One thing that can be found."""

    kind: Kind
    title: str
    detail: str
    act: Callable[[Desk], object]
    also: str = ""
    """Further words by which it is found."""
    is_enabled: bool = True
    is_part: bool = False
    """Whether it is one of many parts of something that is listed too, and stands behind it."""


def search(entries: Iterable[Entry], typed: str) -> tuple[Entry, ...]:
    """Return what answers the words, the best first; equals in the order of the kinds."""
    order = list(Kind)
    found: list[tuple[tuple[bool, bool, Match, int, int], Entry]] = []
    for number, one in enumerate(entries):
        by_title = match(typed, one.title)
        by_more = None if by_title else match(typed, f"{one.title} {one.detail} {one.also}")
        fit = by_title or by_more
        if fit is not None:
            rank = (by_title is None, one.is_part, fit, order.index(one.kind), number)
            found.append((rank, one))
    return tuple(one for _rank, one in sorted(found, key=lambda pair: pair[0]))[:MOST]


def all_entries(desk: Desk) -> tuple[Entry, ...]:
    """Return everything that can be found now, text within texts left out."""
    session = desk.session
    parts: list[Iterable[Entry]] = []
    if session is not None:
        parts += [_places(session), _rows(session), _texts(session), _findings(session)]
    return tuple(one for part in (*parts, _commands(desk), _help(desk)) for one in part)


def words_within(session: Session, typed: str) -> Iterator[Entry]:
    """Yield the texts that hold what was typed, with the words around it."""
    wanted = typed.strip()
    if len(wanted) < 2:  # noqa: PLR2004 - a single character stands nearly everywhere
        return
    for key in (PREAMBLE, *session.form.text_keys):
        text = session.report.text(key)
        at = text.find(wanted)
        if at >= 0:
            end = at + len(wanted)
            shown = f"…{text[max(0, at - AROUND) : end + AROUND]}…".replace("\n", " ")
            yield Entry(
                Kind.WORDS,
                shown,
                _title_of_text(session, key),
                lambda desk, key=key, at=at, end=end: _select(desk, key, at, end),  # type: ignore[misc]
            )


def _places(session: Session) -> Iterator[Entry]:
    for place in places(session.form):
        yield Entry(Kind.PLACE, place.label, "", _shows(place.id))


def _rows(session: Session) -> Iterator[Entry]:
    """A line for each row; one for each cell of it too, found by row and column together."""
    seen: set[tuple[str, str]] = set()
    form = session.form
    for cell in form.cells.values():
        section = form.section(form.table(cell.table).section).label
        line = (cell.table, cell.row.id)
        if cell.row.name and line not in seen:
            yield Entry(Kind.ROW, cell.row.name, section, _goes(cell.key), cell.row.label)
        seen.add(line)
        labels = f"{cell.row.label} {''.join(cell.column_labels)}"
        yield Entry(
            Kind.ROW, cell.name, section, _goes(cell.key), labels, is_part=bool(cell.row.name)
        )


def _texts(session: Session) -> Iterator[Entry]:
    for key in (PREAMBLE, *session.form.text_keys):
        title = _title_of_text(session, key)
        yield Entry(Kind.TEXT, title, "", lambda desk, key=key: _select(desk, key, 0, 0))  # type: ignore[misc]


def _title_of_text(session: Session, key: str) -> str:
    text = load_guide().text_for(session.form, key)
    return text.title if text is not None else place_of_text(key)


def _findings(session: Session) -> Iterator[Entry]:
    for one in session.findings:
        yield Entry(
            Kind.FINDING,
            one.message,
            "",
            lambda desk, one=one: desk.workspace and desk.workspace.show_finding(one),  # type: ignore[misc]
        )


def _commands(desk: Desk) -> Iterator[Entry]:
    for one in COMMANDS:
        if one.menu or one.tip:
            yield Entry(
                Kind.COMMAND,
                one.text.rstrip("…"),
                in_words(one.keys),
                lambda desk, name=one.id: desk.ask(name),  # type: ignore[misc]
                one.tip,
                desk.can(one.id),
            )


def _help(desk: Desk) -> Iterator[Entry]:
    from nianbao.formats.registry import newest_form
    from nianbao.ui.help.content import all_pages
    from nianbao.ui.help.window import show

    form = desk.session.form if desk.session is not None else newest_form()
    for page in all_pages(form):
        yield Entry(
            Kind.HELP,
            page.title,
            page.group,
            lambda desk, page=page: show(desk, page),  # type: ignore[misc]
        )


def _shows(place: str) -> Callable[[Desk], object]:
    def act(desk: Desk) -> None:
        if desk.workspace is not None:
            desk.workspace.show_place(place)
            if desk.workspace.page is not None:
                desk.workspace.page.take_keyboard()

    return act


def _goes(key: str) -> Callable[[Desk], object]:
    def act(desk: Desk) -> None:
        if desk.workspace is not None:
            desk.workspace.show_cells([key])

    return act


def _select(desk: Desk, key: str, start: int, end: int) -> None:
    if desk.workspace is not None:
        desk.workspace.show_text(key)
        if desk.workspace.page is not None:
            desk.workspace.page.go_to(key, start, end)
