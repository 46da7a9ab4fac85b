"""Everything that clerks are told names its source, and its words are no stronger than that."""

import re
from collections.abc import Iterator

import pytest

from nianbao.checks.calendar import steps
from nianbao.checks.catalogue import catalogue
from nianbao.formats.grounds.laws import all_laws, articles_of
from nianbao.formats.grounds.sources import Citation, load_sources
from nianbao.formats.grounds.statements import Statement
from nianbao.formats.registry import Form, all_forms, newest_form
from nianbao.report.guide import load_guide
from nianbao.ui.help.content import (
    all_pages,
    article_pages,
    cell_page,
    page_at,
    page_of_rule,
    topics,
)
from nianbao.ui.help.markup import page_html
from nianbao.ui.help.pages import Group, find

FORMS = pytest.mark.parametrize("form", all_forms(), ids=lambda form: form.id)
SAYS_THERE_IS_A_RULE = re.compile(r"规定")
NO_RULE_IS_CLAIMED = re.compile(r"没有(?:统一)?规定|另有规定|规定的各|审查的规定")


def all_statements() -> Iterator[tuple[str, Statement]]:
    """Every statement of help, guide and rules, with where it stands."""
    for topic in dict.fromkeys(topics().values()):
        for said in (topic.meaning, topic.example, *topic.mistakes):
            yield from ((f"help {topic.id}", one) for one in said)
    for text in load_guide().texts:
        for said in (text.what, text.why, *text.points, *text.mistakes):
            yield from ((f"guide {text.key}", one) for one in said)
    for rule in catalogue().values():
        yield from ((f"rule {rule.id}", one) for one in rule.help)
    for step in steps():
        yield from ((f"calendar {step.id}", one) for one in step.says)


def all_grounds() -> Iterator[tuple[str, tuple[Citation, ...]]]:
    """What each entry rests on as a whole, standard sentences too."""
    yield from ((topic.id, topic.source) for topic in topics().values())
    yield from ((text.key, text.source) for text in load_guide().texts)
    yield from ((one.id, one.source) for one in load_guide().sentences)
    yield from ((rule.id, rule.source) for rule in catalogue().values())


def test_nothing_is_said_without_a_source() -> None:
    assert len([*all_statements()]) > 250
    assert [where for where, one in all_statements() if not one.grounds] == []
    assert [where for where, grounds in all_grounds() if not grounds] == []


def test_only_laws_and_notices_are_said_to_rule_something() -> None:
    wrong = [
        f"{where}: {one.text}"
        for where, one in all_statements()
        if SAYS_THERE_IS_A_RULE.search(NO_RULE_IS_CLAIMED.sub("", one.text))
        and not any(ground.rank.binding for ground in one.grounds)
        and not any(ground.rank.id == "program" for ground in one.grounds)
    ]

    assert wrong == []


def test_what_is_no_rule_says_so_itself() -> None:
    careful = load_sources().careful_words
    wrong = [
        f"{where}: {one.text}"
        for where, one in all_statements()
        if all(ground.rank.careful for ground in one.grounds)
        and not any(word in one.text for word in careful)
    ]

    assert wrong == []


def test_every_article_that_is_cited_of_a_law_is_at_hand() -> None:
    missing = {
        ground.label()
        for grounds in (
            *(one.grounds for _w, one in all_statements()),
            *(g for _w, g in all_grounds()),
        )
        for ground in grounds
        if ground.rank.id == "law" and len([*articles_of(ground)]) != len(ground.articles)
    }

    assert missing == set()


def test_no_article_is_at_hand_that_nothing_cites_but_of_laws_in_full() -> None:
    cited = {
        (article.source.id, article.number)
        for grounds in (
            *(one.grounds for _w, one in all_statements()),
            *(g for _w, g in all_grounds()),
        )
        for ground in grounds
        for article in articles_of(ground)
    }
    at_hand = {
        (law.source, number)
        for law in all_laws().values()
        if not law.whole
        for number in law.articles
    }

    assert at_hand - cited == set()


@FORMS
def test_help_of_a_cell_shows_source_and_rank(form: Form) -> None:
    for key in form.cells:
        page = page_html(cell_page(form, key))
        assert "<b>依据</b>" in page


def test_the_help_shows_what_is_practice_and_what_the_law_says() -> None:
    page = page_html(cell_page(newest_form(), "table_2.penalty.decisions"))

    assert "［各地通常做法］" in page
    assert "<a href='law:行政处罚法:48'>" in page
    assert "不是全国统一规定" in page


@pytest.mark.long
@FORMS
def test_every_link_of_the_help_leads_to_a_page(form: Form) -> None:
    own = all_pages(form)
    pages = (*own, *article_pages())
    links = {link for page in pages for link in re.findall("href='([^']+)'", page_html(page))}

    assert len(links) > 60
    assert [one for one in links if page_at(one, own) is None] == []


@FORMS
def test_ids_of_pages_are_unique_and_groups_stand_together(form: Form) -> None:
    pages = all_pages(form)
    groups = [page.group for page in pages]

    assert len({page.id for page in pages}) == len(pages)
    assert [*dict.fromkeys(groups)] == [one for one in Group if one in groups]
    assert groups == sorted(groups, key=list(Group).index)


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("36条", "《条例》第三十六条"),
        ("第三十六条", "《条例》第三十六条"),
        ("行政处罚 社会影响", "行政处罚"),
        ("共同被告", "复议机关作共同被告的案件怎样计"),
        ("二十四小时", ""),
    ],
)
def test_the_search_finds_help_and_law(words: str, first: str) -> None:
    found = find((*all_pages(newest_form()), *article_pages()), words)

    assert [page.title for page in found][:1] == ([first] if first else [])


def test_the_page_of_a_rule_has_the_articles_themselves() -> None:
    page = page_of_rule("LV-SUIT", newest_form())

    assert page is not None
    assert "申请政府信息公开，行政机关不予公开" in page.words
    assert "法释〔2025〕8号第一条" in page_html(page)


def test_an_article_leads_to_those_beside_it_and_to_the_whole() -> None:
    page = page_at("law:条例:31", ())

    assert page is not None
    assert [link.words for link in page.links] == ["上一条", "下一条", "看全部条文"]
    assert "2019年5月15日起施行" in page.closing


def test_words_of_the_help_are_no_markup() -> None:
    page = page_html(cell_page(newest_form(), "table_3.granted.natural_person"))

    assert "<script" not in page
    assert page.count("<a ") == page.count("</a>")


@pytest.mark.parametrize("form", all_forms(), ids=lambda form: form.id)
def test_the_page_of_a_rule_names_the_notice_in_full(form: Form) -> None:
    page = page_of_rule("T3-BALANCE", form)

    assert page is not None
    assert page.closing.startswith(
        f"{form.definition.document}：《国务院办公厅政府信息与政务公开办公室"
    )


@FORMS
def test_every_rule_has_a_page_that_says_what_why_and_what_to_do(form: Form) -> None:
    for rule_id in sorted({*catalogue(), *form.identities}):
        page = page_of_rule(rule_id, form)
        assert page is not None, rule_id
        (entry,) = page.entries
        explained = [part for part in entry.parts if part.said and not part.heading]

        assert page.title, rule_id
        assert explained, rule_id
        assert "怎么办" in [part.heading for part in entry.parts], rule_id
        assert entry.grounds, rule_id
