"""Pages of the help as the program's own markup; a link names the page that it leads to."""

import re
from collections.abc import Iterator
from html import escape

from nianbao.formats.grounds.laws import all_laws
from nianbao.formats.grounds.sources import Citation, Source, labels, mentions
from nianbao.formats.grounds.statements import Statement
from nianbao.ui.help.pages import Entry, HelpPage, Part

_ARTICLE = re.compile(r"第[一二三四五六七八九十百零]+条(?:、?第[一二三四五六七八九十]+[款项])*")
_NO_RULE = "标“{ranks}”的不是全国统一规定，本地另有要求的按本地要求。"


def page_html(page: HelpPage) -> str:
    """Return a page as HTML."""
    pieces = [f"<h2>{escape(page.title)}</h2>"]
    pieces.extend(_entry_html(entry, page.document) for entry in page.entries)
    if page.closing:
        pieces.append(f"<p>{_linked(page.closing)}</p>")
    pieces.extend(_careful_words(page))
    if page.links:
        ways = "　".join(_link(link.page_id, link.words) for link in page.links)
        pieces.append(f"<p>{ways}</p>")
    return "".join(pieces)


def _entry_html(entry: Entry, document: str) -> str:
    pieces = [f"<h3>{escape(entry.title)}</h3>"] if entry.title else []
    pieces.extend(_part_html(part, entry, document) for part in entry.parts)
    if entry.named_by_form or entry.grounds:
        pieces.append(_grounds_html(entry, document))
    return "".join(pieces)


def _grounds_html(entry: Entry, document: str) -> str:
    """What the entry rests on: the articles that the form names for it, else its own grounds."""
    if entry.named_by_form:
        return f"<p><b>依据</b>　{_linked(entry.named_by_form)}</p>"
    named = (
        f"{_linked(one.label(document))}{_rank_words(one)}" for one in _by_source(entry.grounds)
    )
    return f"<p><b>依据</b>　{'；'.join(named)}</p>"


def _by_source(grounds: tuple[Citation, ...]) -> Iterator[Citation]:
    yield from dict.fromkeys(grounds)


def _rank_words(citation: Citation) -> str:
    """The rank in brackets, where the source's own name does not say it already."""
    label = citation.rank.label
    return "" if label in citation.label() else f"<span class='ground'>（{escape(label)}）</span>"


def _part_html(part: Part, entry: Entry, document: str) -> str:
    said = [_said_html(one, entry, document) for one in part.said]
    if part.as_list:
        head = f"<p><b>{escape(part.heading)}</b></p>" if part.heading else ""
        return f"{head}<ul>{''.join(f'<li>{one}</li>' for one in said)}</ul>"
    head = f"<b>{escape(part.heading)}</b>　" if part.heading else ""
    return "".join(f"<p>{head if not number else ''}{one}</p>" for number, one in enumerate(said))


def _said_html(said: tuple[Statement, ...], entry: Entry, document: str) -> str:
    """Statements one after another; where several in a row rest on the same, it is named once.

    Where all of them rest on what the entry names at its end, nothing is said here.
    """
    pieces = []
    alike = all(one.grounds == entry.grounds for one in said)
    for number, statement in enumerate(said):
        pieces.append(_linked(statement.text))
        follows = said[number + 1].grounds if number + 1 < len(said) else None
        if not alike and statement.grounds and statement.grounds != follows:
            named = _linked(labels(statement.grounds, document))
            pieces.append(f"<span class='ground'>［{named}］</span>")
    return "".join(pieces)


def _careful_words(page: HelpPage) -> Iterator[str]:
    """Say what the marks mean that stand at statements which are no rule."""
    ranks = dict.fromkeys(
        ground.rank.label
        for entry in page.entries
        for grounds in (entry.grounds, *_all_grounds(entry))
        for ground in grounds
        if ground.rank.careful
    )
    if ranks:
        words = _NO_RULE.format(ranks="”“".join(ranks))
        yield f"<p class='ground'>{escape(words)}</p>"


def _all_grounds(entry: Entry) -> Iterator[tuple[Citation, ...]]:
    for part in entry.parts:
        for said in part.said:
            yield from (statement.grounds for statement in said)


# ---- Links


def _linked(text: str) -> str:
    """Escape a text; each article in it that is at hand becomes a link."""
    pieces = []
    for piece, citation in mentions(text):
        law = all_laws().get(citation.source.id) if citation is not None else None
        pieces.append(escape(piece) if law is None else _articles_html(piece, law.about))
    return "".join(pieces)


def _articles_html(piece: str, source: Source) -> str:
    law = all_laws()[source.id]
    made, done = [], 0
    for match in _ARTICLE.finditer(piece):
        made.append(escape(piece[done : match.start()]))
        numbers = [
            one
            for _words, cited in mentions(source.short + match[0])
            if cited
            for one in cited.articles
        ]
        at_hand = [law.article(one).address for one in numbers if one in law.articles]
        made.append(_link(at_hand[0], match[0]) if at_hand else escape(match[0]))
        done = match.end()
    return "".join((*made, escape(piece[done:])))


def _link(page_id: str, words: str) -> str:
    return f"<a href='{escape(page_id)}'>{escape(words)}</a>"
