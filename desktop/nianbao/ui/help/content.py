"""What the help says, as pages: from ``resources/help/topics.toml``, the guide, the rules, the laws."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from nianbao import resources
from nianbao.checks.calendar import Task, day_words
from nianbao.checks.catalogue import catalogue, rules_about
from nianbao.checks.rule_info import RuleInfo
from nianbao.formats.grounds.laws import Article, Law, all_laws, articles_of
from nianbao.formats.grounds.sources import citations
from nianbao.formats.grounds.statements import Grounded, Said
from nianbao.formats.layout import CellDef
from nianbao.formats.registry import Form
from nianbao.formats.schema import AxisItem
from nianbao.models import read
from nianbao.report.book import PREAMBLE
from nianbao.report.guide import TextGuide, load_guide
from nianbao.ui.commands.keys import in_words, words_of
from nianbao.ui.commands.table import COMMANDS, MENUS, PLACES, ROLLUP_KEYS, TABLE_KEYS
from nianbao.ui.help.pages import Entry, Group, HelpPage, Link, Part, own

FILE = "help/topics.toml"
KEYS_TITLE = "常用按键"
PAGE, DUTY = "page.", "duty."
"""What begins the ids of topics that are about no row or column: a page of the window, the work."""
START, KEYS, CALENDAR = f"{PAGE}start", f"{PAGE}keys", f"{DUTY}calendar"
_EXAMPLE, _MISTAKES, _POINTS = "举例", "常见差错", "要点"


@dataclass(frozen=True, kw_only=True)
class Topic(Grounded):
    """One entry of the help."""

    id: str
    also: tuple[str, ...] = ()
    """Further rows or columns that mean the same."""
    title: str
    meaning: Said
    example: Said = ()
    mistakes: tuple[Said, ...] = ()


@lru_cache(maxsize=1)
def topics() -> Mapping[str, Topic]:
    """Return all entries by id."""
    entries = [read(Topic, entry) for entry in _file()["topics"]]
    return {name: entry for entry in entries for name in (entry.id, *entry.also)}


@lru_cache(maxsize=1)
def _file() -> dict[str, Any]:
    return tomllib.loads(resources.text(FILE))


def _topics_of(form: Form) -> Mapping[str, Topic]:
    """The entries about a form's rows and columns; another report may mean something else by an id."""
    return topics() if form.family == _file()["family"] else {}


# ---- Rows, columns and cells


def cell_page(form: Form, key: str) -> HelpPage:
    """Return the help for a cell: its row, its column, and its ground in law."""
    cell = form.cells[key]
    items = _items(form, cell)
    entries = [_item_entry(item) for item in items]
    if not any(_names_a_law(one) for one in entries):
        entries.append(_table_grounds(form, cell))
    closing = f"单位：{cell.unit or '件'}。没有发生的填 0，不要留空。"
    within = f"row:{topics()[items[0].id].id}" if items else ""
    document = form.definition.document
    return HelpPage(
        f"cell:{key}", cell.name, Group.ROWS, tuple(entries), document, closing, within=within
    )


def _names_a_law(entry: Entry) -> bool:
    """Whether an entry rests on articles of a law."""
    return bool(entry.named_by_form) or any(one.articles for one in entry.grounds)


def _table_grounds(form: Form, cell: CellDef) -> Entry:
    grounds = _file()["grounds"] if _topics_of(form) else {}
    if cell.table in grounds:
        return Entry("", (), citations(grounds[cell.table]))
    return Entry("", (), (), form.definition.law)


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


def _item_entry(item: AxisItem) -> Entry:
    entry = topic_entry(topics()[item.id])
    named = "；".join(part for part in (item.law, item.note) if part)
    return Entry(entry.title, entry.parts, entry.grounds, named)


def topic_entry(topic: Topic) -> Entry:
    """Return an entry of the data as an entry of a page."""
    parts = [Part((topic.meaning,))]
    if topic.example:
        parts.append(Part((topic.example,), _EXAMPLE))
    if topic.mistakes:
        parts.append(Part(topic.mistakes, _MISTAKES, as_list=True))
    return Entry(topic.title, tuple(parts), topic.source)


def _row_pages(form: Form) -> Iterator[HelpPage]:
    known = _topics_of(form)
    done: set[str] = set()
    for item in _axis_items(form):
        topic = known.get(item.id)
        if topic is not None and topic.id not in done:
            done.add(topic.id)
            said = _item_entry(item)
            entry = Entry("", said.parts, said.grounds, said.named_by_form)
            document = form.definition.document
            yield HelpPage(f"row:{topic.id}", topic.title, Group.ROWS, (entry,), document)


def _axis_items(form: Form) -> Iterator[AxisItem]:
    for table in form.definition.tables:
        for block in table.blocks:
            yield from (*block.rows, *block.columns)


# ---- Texts, places, keys


def text_page(text: TextGuide) -> HelpPage:
    """Return the help for a text."""
    parts = [Part((text.what, text.why))]
    parts.extend(
        Part(said, heading, as_list=True)
        for heading, said in ((_POINTS, text.points), (_MISTAKES, text.mistakes))
        if said
    )
    entry = Entry("", tuple(parts), text.source)
    return HelpPage(f"text:{text.key}", text.title, Group.TEXTS, (entry,))


def place_page(name: str) -> HelpPage:
    """Return the help for a page of the window."""
    topic = topics().get(f"{PAGE}{name}") or topics()[START]
    return _page_of(topic)


def _page_of(topic: Topic) -> HelpPage:
    entry = topic_entry(topic)
    group = Group.START if topic.id.startswith(PAGE) else Group.DUTY
    return HelpPage(topic.id, topic.title, group, (Entry("", entry.parts, entry.grounds),))


def keys_page() -> HelpPage:
    """Return the list of keys, menu by menu, as the table of commands has them."""
    entries = [_keys_entry("表格里", TABLE_KEYS), _keys_entry("换页", _place_keys())]
    for menu, label in MENUS.items():
        mine = [one for one in COMMANDS if one.menu == menu and one.keys]
        entries.append(
            _keys_entry(label.split("(")[0], ((in_words(one.keys), one.text) for one in mine))
        )
    entries.append(_keys_entry("汇总", ROLLUP_KEYS))
    return HelpPage(KEYS, KEYS_TITLE, Group.START, tuple(entries))


def _place_keys() -> Iterable[tuple[str, str]]:
    yield f"{words_of('place_1')} 到 {words_of(f'place_{PLACES}')}", "到左边的第几项"


def _keys_entry(title: str, lines: Iterable[tuple[str, str]]) -> Entry:
    said = tuple(own(f"{keys}　{words.rstrip('…')}") for keys, words in lines)
    return Entry(title, (Part(said, as_list=True),))


def calendar_page(tasks: Iterable[Task], year: int, today: date) -> HelpPage:
    """Return what to do by when for the report of a year."""
    entries = tuple(
        Entry(f"{day_words(task.by, today)}　{task.title}", (Part((task.says,)),)) for task in tasks
    )
    closing = "日期从本单位层级的公布期限往前推算，可以在本地规则里改成本地的要求。"
    return HelpPage(CALENDAR, f"全年日程（{year}年度报告）", Group.DUTY, entries, closing=closing)


# ---- Rules and laws


def rule_page(rule: RuleInfo, form: Form) -> HelpPage:
    """Return what a rule asks, what it rests on, and the articles themselves."""
    parts = [Part((rule.help,))] if rule.help else []
    parts.append(Part((own(rule.advice),), "怎么办"))
    parts.extend(
        Part(tuple(own(line) for line in article.paragraphs), article.title)
        for citation in rule.source
        for article in articles_of(citation)
    )
    entry = Entry("", tuple(parts), rule.source)
    document = form.definition.document
    names = dict.fromkeys(one.whole_name(document) for one in rule.source)
    closing = "；".join(name for name in names if name)
    return HelpPage(f"rule:{rule.id}", rule.title, Group.RULES, (entry,), document, closing)


def page_of_rule(rule_id: str, form: Form) -> HelpPage | None:
    """Return the page of a rule; None where there is none of that id."""
    rule = catalogue().get(rule_id)
    return None if rule is None else rule_page(rule, form)


def article_page(article: Article) -> HelpPage:
    """Return an article of a law, with the ways to those beside it."""
    law = all_laws()[article.source.id]
    said = tuple(own(line) for line in article.paragraphs)
    entry = Entry(article.chapter, (Part(said),))
    return HelpPage(
        article.address,
        article.title,
        Group.LAWS,
        (entry,),
        closing=f"{article.source.name}，{law.version()}。",
        within=law_id(law),
        links=(*_neighbours(law, article.number), Link("看全部条文", law_id(law))),
    )


def _neighbours(law: Law, number: int) -> Iterator[Link]:
    for words, beside in (("上一条", number - 1), ("下一条", number + 1)):
        if beside in law.articles:
            yield Link(words, law.article(beside).address)


def law_id(law: Law) -> str:
    """Return the id of the page that has all articles of a law that are at hand."""
    return f"law:{law.source}"


def law_page(law: Law) -> HelpPage:
    """Return a law as far as it is at hand."""
    entries = [_law_head(law)]
    chapter = ""
    for article in law.all_articles():
        title = article.chapter if article.chapter != chapter else ""
        chapter = article.chapter
        heading = article.title.removeprefix(article.source.short)
        said = tuple(own(line) for line in article.paragraphs)
        entries.append(Entry(title, (Part(said, heading),)))
    return HelpPage(law_id(law), law.about.name.strip("《》"), Group.LAWS, tuple(entries))


def _law_head(law: Law) -> Entry:
    number = f"{law.about.number}，" if law.about.number else ""
    extent = "这里是全文。" if law.whole else "这里只有说明和审核规则引用的条文。"
    words = f"{number}{law.version()}。{extent}以官方公布的文本为准。"
    return Entry("", (Part((own(words),)),))


# ---- Everything


def all_pages(form: Form) -> tuple[HelpPage, ...]:
    """Return every page that the contents list, in the order of its groups."""
    guide = load_guide()
    texts = (guide.text_for(form, key) for key in (PREAMBLE, *form.text_keys))
    about = [_page_of(one) for one in topics().values() if one.id.startswith((PAGE, DUTY))]
    pages = [
        *about,
        keys_page(),
        *_row_pages(form),
        *(text_page(text) for text in texts if text is not None),
        *(rule_page(rule, form) for rule in rules_about(form)),
        *(law_page(law) for law in all_laws().values()),
    ]
    return in_order(pages)


def in_order(pages: Iterable[HelpPage]) -> tuple[HelpPage, ...]:
    """Return pages group by group, how to begin and the calendar first in theirs."""
    order = list(Group)
    first = {START, CALENDAR}
    return tuple(sorted(pages, key=lambda page: (order.index(page.group), page.id not in first)))


def article_pages() -> tuple[HelpPage, ...]:
    """Return every article at hand as a page of its own, for the search and for links."""
    return tuple(
        article_page(article) for law in all_laws().values() for article in law.all_articles()
    )


def page_at(page_id: str, pages: Iterable[HelpPage]) -> HelpPage | None:
    """Return the page that a link names: one of ``pages``, or an article."""
    known = next((one for one in pages if one.id == page_id), None)
    if known is not None:
        return known
    return next((one for one in article_pages() if one.id == page_id), None)
