"""Sources, statements that name them, and the laws at hand."""

import re
from dataclasses import dataclass

import pytest
from pydantic import TypeAdapter

from nianbao.formats.grounds.laws import all_laws, articles_of
from nianbao.formats.grounds.sources import citations, labels, load_sources, mentions, numeral
from nianbao.formats.grounds.statements import Grounded, Said, plain, statements


@dataclass(frozen=True, kw_only=True)
class Entry(Grounded):
    """As entries of the data are."""

    text: Said = ()
    points: tuple[Said, ...] = ()


def test_a_statement_is_cut_where_its_source_is_named() -> None:
    first, second = statements("签收之日。[条例:31] 一般记在登记簿上。[通常]")

    assert (first.text, labels(first.grounds)) == ("签收之日。", "《条例》第三十一条")
    assert (second.text, second.grounds[0].rank.id) == ("一般记在登记簿上。", "practice")
    assert plain((first, second)) == "签收之日。一般记在登记簿上。"


@pytest.mark.parametrize(
    "text", ["没有来源。", "一句。[条例:31] 又一句。", "空的。[]", "错的。[某法:3]"]
)
def test_a_statement_without_a_source_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="source"):
        statements(text)


def test_an_entry_gives_its_source_to_what_names_none() -> None:
    entry = TypeAdapter(Entry).validate_python(
        {"source": "条例:30", "text": "补正。", "points": ["期限。", "口径。[推断]"]}
    )

    assert [labels(one.grounds) for one in entry.text] == ["《条例》第三十条"]
    assert [labels(said[0].grounds) for said in entry.points] == ["《条例》第三十条", "编者理解"]


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("条例:36(1)(2)", "《条例》第三十六条第一项、第二项"),
        ("条例:16/2", "《条例》第十六条第二款"),
        ("行政复议法:23/1(4)", "《行政复议法》第二十三条第一款第四项"),
        ("条例:8,23~25", "《条例》第八条、第二十三条至第二十五条"),
        ("格式:附件表三", "某文附件表三"),
        ("条例:49; 通常", "《条例》第四十九条；各地通常做法"),
    ],
)
def test_a_source_reads_as_clerks_write_it(words: str, read: str) -> None:
    assert labels(citations(words), "某文") == read


@pytest.mark.parametrize(
    ("number", "words"), [(1, "一"), (10, "十"), (20, "二十"), (49, "四十九"), (106, "一百零六")]
)
def test_articles_are_counted_as_laws_count_them(number: int, words: str) -> None:
    assert numeral(number) == words


@pytest.mark.parametrize(
    ("text", "articles"),
    [
        ("条例第三十六条第一项、第二项", (36,)),
        ("条例第四十二条、国办函〔2020〕109号", (42,)),
        ("《条例》第四条、第四十六条至第四十八条", (4, 46, 48)),
        ("《中华人民共和国政府信息公开条例》第五十条", (50,)),
        ("《行政复议法》第六十九条和条例第十四条", (69, 14)),
        ("《某办法》第三十条", ()),
    ],
)
def test_articles_are_found_in_words(text: str, articles: tuple[int, ...]) -> None:
    pieces = list(mentions(text))

    assert "".join(piece for piece, _cited in pieces) == text
    assert tuple(one for _p, cited in pieces if cited for one in cited.articles) == articles


def test_every_source_has_a_rank_and_only_laws_and_notices_bind() -> None:
    binding = {one.id for one in load_sources().ranks if one.binding}

    assert binding == {"law", "interpretation", "notice"}
    assert all(one.dated and one.in_force for one in load_sources().sources if one.rank == "law")


def test_the_regulations_are_at_hand_in_full() -> None:
    law = all_laws()["条例"]

    assert law.whole
    assert sorted(law.articles) == list(range(1, 57))
    assert law.article(31).chapter == "第四章　依申请公开"
    assert law.article(31).title == "《条例》第三十一条"
    assert law.article(56).paragraphs == ("本条例自2019年5月15日起施行。",)
    assert law.version() == "2019年4月3日公布的文本，2019年5月15日起施行"


def test_only_laws_and_regulations_are_at_hand() -> None:
    assert {law.about.rank for law in all_laws().values()} == {"law"}


def test_paragraphs_of_laws_end_as_paragraphs_and_items_follow_each_other() -> None:
    wrong = []
    for law in all_laws().values():
        for article in law.all_articles():
            items = [one[: one.index("）") + 1] for one in article.paragraphs if one[0] == "（"]
            if items != [f"（{numeral(n)}）" for n in _counted(items)]:
                wrong.append(article.title)
            wrong += [f"{article.title} {one}" for one in article.paragraphs if not _ends(one)]
    assert wrong == []


def _counted(items: list[str]) -> list[int]:
    """1, 2, 3 … and again from 1 where a second list begins."""
    numbers: list[int] = []
    for item in items:
        numbers.append(1 if item == "（一）" or not numbers else numbers[-1] + 1)
    return numbers


def _ends(paragraph: str) -> bool:
    return paragraph[-1] in "。；：" and not re.search(r"[ \t()\[\]]", paragraph)


def test_a_citation_leads_to_its_articles() -> None:
    (cited,) = citations("条例:19~22")

    assert [one.number for one in articles_of(cited)] == [19, 20, 21, 22]
    assert [*articles_of(citations("司法解释:1")[0])] == []
