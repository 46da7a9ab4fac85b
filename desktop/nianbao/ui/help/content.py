"""Help as small pages: the words of ``resources/help/topics.toml`` and the form's own notes."""

import tomllib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from html import escape
from typing import Any

from pydantic import BaseModel, ConfigDict

from nianbao import resources
from nianbao.formats.layout import CellDef
from nianbao.formats.registry import Form
from nianbao.formats.schema import AxisItem
from nianbao.report.guide import TextGuide
from nianbao.ui.commands.keys import keys_of
from nianbao.ui.commands.table import COMMANDS, MENUS, PLACES, TABLE_KEYS

FILE = "help/topics.toml"
KEYS_TITLE = "常用按键"


class Topic(BaseModel):
    """One entry of the help."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    id: str
    also: tuple[str, ...] = ()
    """Further rows or columns that mean the same."""
    title: str
    meaning: str
    law: str = ""
    """The article, where the form itself names none."""
    example: str = ""
    mistakes: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def topics() -> Mapping[str, Topic]:
    """Return all entries by id."""
    entries = [Topic.model_validate(entry) for entry in _file()["topics"]]
    return {name: entry for entry in entries for name in (entry.id, *entry.also)}


@lru_cache(maxsize=1)
def _file() -> dict[str, Any]:
    return tomllib.loads(resources.text(FILE))


def _topics_of(form: Form) -> Mapping[str, Topic]:
    """The entries about a form's rows and columns; another report may mean something else by an id."""
    return topics() if form.family == _file()["family"] else {}


def cell_page(form: Form, key: str) -> str:
    """Return the help for a cell: its row, its column, and its ground in law."""
    cell = form.cells[key]
    pieces = [f"<h2>{escape(cell.name)}</h2>"]
    items = _items(form, cell)
    pieces.extend(_item_html(item) for item in items)
    if not any(_law(item) for item in items):
        grounds = _file()["grounds"] if _topics_of(form) else {}
        pieces.append(_ground_html(grounds.get(cell.table, form.definition.law)))
    pieces.append(f"<p>单位：{escape(cell.unit or '件')}。没有发生的填 0，不要留空。</p>")
    return "".join(pieces)


def _items(form: Form, cell: CellDef) -> list[AxisItem]:
    """The row with its group, then the column with its group, those that help speaks of."""
    block = next(
        one
        for one in form.table(cell.table).blocks
        if cell.row in one.rows and cell.column in one.columns
    )
    found: list[AxisItem] = []
    known = _topics_of(form)
    for item, axis in ((cell.row, block.rows), (cell.column, block.columns)):
        group = next((one for one in axis if one.id == item.parent), None)
        found.extend(one for one in (item, group) if one is not None and one.id in known)
    return found


def _item_html(item: AxisItem) -> str:
    grounds = "；".join(part for part in (_law(item), item.note) if part)
    return topic_html(topics()[item.id], grounds)


def _law(item: AxisItem) -> str:
    return item.law or topics()[item.id].law


def _ground_html(grounds: str) -> str:
    return f"<p><b>依据</b>　{escape(grounds)}</p>"


def topic_html(topic: Topic, grounds: str = "") -> str:
    """Return an entry as HTML."""
    pieces = [f"<h3>{escape(topic.title)}</h3><p>{escape(topic.meaning)}</p>"]
    if grounds:
        pieces.append(_ground_html(grounds))
    if topic.example:
        pieces.append(f"<p><b>举例</b>　{escape(topic.example)}</p>")
    if topic.mistakes:
        lines = "".join(f"<li>{escape(one)}</li>" for one in topic.mistakes)
        pieces.append(f"<p><b>常见差错</b></p><ul>{lines}</ul>")
    return "".join(pieces)


def text_page(text: TextGuide) -> str:
    """Return the help for a text."""
    points = "".join(f"<li>{escape(one)}</li>" for one in text.points)
    mistakes = "".join(f"<li>{escape(one)}</li>" for one in text.mistakes)
    return (
        f"<h2>{escape(text.title)}</h2><p>{escape(text.what)}</p><p>{escape(text.why)}</p>"
        f"<p><b>依据</b>　{escape(text.law)}</p>"
        + (f"<p><b>要点</b></p><ul>{points}</ul>" if points else "")
        + (f"<p><b>常见差错</b></p><ul>{mistakes}</ul>" if mistakes else "")
    )


def place_page(name: str) -> str:
    """Return the help for a page of the window."""
    topic = topics().get(f"page.{name}") or topics()["page.start"]
    return f"<h2>{escape(topic.title)}</h2><p>{escape(topic.meaning)}</p>"


def keys_page() -> str:
    """Return the list of keys, menu by menu, as the table of commands has them."""
    parts = [_keys_html("表格里", TABLE_KEYS), _keys_html("换页", _place_keys())]
    for menu, label in MENUS.items():
        mine = [one for one in COMMANDS if one.menu == menu and one.keys]
        parts.append(_keys_html(label.split("(")[0], ((one.keys, one.text) for one in mine)))
    return f"<h2>{KEYS_TITLE}</h2>{''.join(parts)}"


def _place_keys() -> Iterable[tuple[str, str]]:
    yield f"{keys_of('place_1')} 到 {keys_of(f'place_{PLACES}')}", "到左边的第几项"


def _keys_html(title: str, lines: Iterable[tuple[str, str]]) -> str:
    items = "".join(
        f"<li><b>{escape(keys)}</b>　{escape(words.rstrip('…'))}</li>" for keys, words in lines
    )
    return f"<h3>{escape(title)}</h3><ul>{items}</ul>"


def all_pages(form: Form) -> list[tuple[str, str]]:
    """Return (title, HTML) of everything there is help for, in the order of the form."""
    ids = dict.fromkeys(
        item.id
        for table in form.definition.tables
        for block in table.blocks
        for item in (*block.rows, *block.columns)
    )
    known = _topics_of(form)
    shown = dict.fromkeys(known[one] for one in ids if one in known)
    items = {
        item.id: item
        for table in form.definition.tables
        for block in table.blocks
        for item in (*block.columns, *block.rows)
    }
    return [(topic.title, _item_html(items[topic.id])) for topic in shown]
