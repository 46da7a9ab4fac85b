"""Every character that is seen in a source ends in the report or in one of the two lists."""

import os
import re
from collections import Counter
from collections.abc import Callable, Iterator

import opencc
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nianbao.exporters.exporter import Exporter
from nianbao.exporters.printed.describe import describe
from nianbao.exporters.registry import EXPORTERS
from nianbao.formats.registry import load_form
from nianbao.importers.document import Document, Paragraph
from nianbao.importers.errors import UnknownSourceError
from nianbao.importers.readers import web, word
from nianbao.importers.registry import bytes_for_review
from nianbao.importers.review import ImportResult
from nianbao.importers.tables.tokens import Source
from nianbao.importers.vocabulary.labels import vocabulary
from nianbao.importers.vocabulary.values import is_blank
from nianbao.importers.vocabulary.words import half_width
from nianbao.importers.whole import recognise
from nianbao.importers.whole.conservation import Ledger
from nianbao.importers.whole.known_layouts import Layout
from nianbao.importers.whole.sections import Texts
from tests.cases import NAMES, load_case
from tests.exporters.reports import full
from tests.importers.layouts import publish
from tests.importers.letters_of_files import texts_of
from tests.importers.test_look_alike import FOLDER

SEEDS = st.integers(min_value=0, max_value=2**40)
QUIET = (HealthCheck.too_slow, HealthCheck.data_too_large)
FORM = "gb_2021_30"


def letters(texts: Iterator[str]) -> Counter[str]:
    """Words and digits; bars, dots and marks for nothing are no pieces of a report."""
    return Counter(letter for text in texts for letter in half_width(text) if letter.isalnum())


def written(document: Document) -> Iterator[str]:
    """Yield what a document shows, and what it holds beside that."""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield "" if is_blank(block.text) else block.text
        else:
            yield from (one.text for row in block.rows for one in row if not is_blank(one.text))
    yield from (aside.text for aside in document.asides)


def ended(result: ImportResult) -> Iterator[str]:
    """Yield where everything has gone: values as they stand in the source, texts, facts, lists."""
    report = result.reading.report
    yield from _values(result)
    yield report.preamble
    yield from report.texts.values()
    yield from report.publication.attachments
    yield report.publication.contact
    yield report.publication.signed_by
    if report.publication.signed_on is not None:
        day = report.publication.signed_on
        yield f"{day.year}年{day.month}月{day.day}日"
    yield from (piece.text for piece in result.unread)
    yield from (piece.text for piece in result.left_out)


def _values(result: ImportResult) -> Iterator[str]:
    """Yield the values that were read, each as it stands in the source."""
    labels = vocabulary(load_form(result.reading.report.form).family)
    lines = {
        token.place: token.text
        for row in Source(result.document, labels).lines
        for token in row.tokens
    }
    seen = set()
    for key, value in result.reading.report.cells.items():
        mark = result.marks.get(key)
        if value is None or mark is None:
            continue
        if mark.state == "inferred":
            yield format(value, "f")
        elif mark.place not in seen:
            seen.add(mark.place)
            yield lines.get(mark.place) or result.document.text_at(mark.place)


def lost(content: bytes, name: str) -> Counter[str]:
    result = bytes_for_review(content, name)
    return letters(written(result.document)) - letters(ended(result))


def sources() -> Iterator[tuple[str, bytes]]:
    for name in NAMES:
        for path in sorted(load_case(name).folder.glob("source.*")):
            yield f"{name}/{path.name}", path.read_bytes()
    for path in sorted(FOLDER.glob("m*")):
        if path.suffix != ".json":
            yield path.name, path.read_bytes()


def made() -> Iterator[tuple[str, bytes]]:
    """Yield sources of what no published report here has: two in one, words in no cell."""
    report = SOURCES["01-hangzhou-style-2025/source.html"].decode()
    yield "two.html", f"{report}{report.replace('2025', '2024')}".encode()
    page = SOURCES["m0-plain.html"].decode()
    yield "loose.html", page.replace("</td>", "</td>说明文字甲", 1).encode()
    caption = re.sub("(<table[^>]*>)", r"\1<caption>单位：万件</caption>", page, count=1)
    yield "caption.html", caption.encode()


SOURCES = dict(sources())
SOURCES |= dict(made())
CONVERTER = opencc.OpenCC("t2s")


def lost_of_file(content: bytes, name: str) -> Counter[str]:
    """What a file holds and a reading does not, by a count that knows none of the readers."""
    texts = texts_of(content)
    if texts is None:
        return Counter()
    simple = simplified(text for text in texts if not is_blank(text))
    return letters(simple) - letters(simplified(ended(bytes_for_review(content, name))))


def simplified(texts: Iterator[str]) -> Iterator[str]:
    """In simplified characters, as every source is read."""
    return (CONVERTER.convert(text) for text in texts)


READ_APART = [name for name, content in SOURCES.items() if texts_of(content) is not None]


@pytest.mark.long(cases=8)
@pytest.mark.parametrize("name", SOURCES)
def test_every_character_of_a_published_report_is_found_again(name: str) -> None:
    assert lost(SOURCES[name], name) == Counter()


@pytest.mark.parametrize("name", READ_APART)
def test_every_character_of_the_file_itself_is_found_again(name: str) -> None:
    assert lost_of_file(SOURCES[name], name) == Counter()


def check(seed: int) -> None:
    published = publish(seed)
    try:
        assert lost(published.content, published.name) == Counter(), published.layout
        assert lost_of_file(published.content, published.name) == Counter(), published.layout
    except UnknownSourceError:
        assert not published.whole, published.layout


@pytest.mark.long
@settings(max_examples=100, deadline=None, derandomize=True, suppress_health_check=QUIET)
@given(SEEDS)
def test_no_character_of_a_random_report_is_lost(seed: int) -> None:
    check(seed)


def test_a_number_beside_those_that_add_up_is_listed() -> None:
    """A page's number among the numbers of a row that only the sum tells apart."""
    check(332_592_533_656)


@pytest.mark.slow
@settings(max_examples=2000, deadline=None, suppress_health_check=QUIET)
@given(SEEDS)
def test_no_character_of_two_thousand_random_reports_is_lost(seed: int) -> None:
    if not os.environ.get("NIANBAO_SLOW"):
        pytest.skip("set NIANBAO_SLOW=1 for the long run")
    check(seed)


@pytest.mark.parametrize("exporter", EXPORTERS, ids=lambda one: one.ending)
def test_no_character_of_our_own_exports_is_lost(exporter: Exporter) -> None:
    content = exporter.render(describe(full(FORM)))

    assert lost(content, f"报告{exporter.ending}") == Counter()
    assert lost_of_file(content, f"报告{exporter.ending}") == Counter()


# What the test is worth: a reader that drops a sentence, a row or an aside turns it red.


def _drop_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Texts.joined

    def shorter(self: Texts) -> dict[str, str]:
        found = whole(self)
        last = max(found)
        return {**found, last: found[last].rpartition("\n")[0]}

    monkeypatch.setattr(Texts, "joined", shorter)


def _drop_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Ledger, "_row", lambda *_: None)
    monkeypatch.setattr(recognise, "layout_of", lambda _: Layout())  # nothing is known


def _drop_asides(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Ledger, "_sort_asides", lambda *_: None)


def _drop_headings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nianbao.importers.whole.sections._TextReader._leave", lambda *_: None)


def _drop_the_second_report(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nianbao.importers.whole.recognise._behind", lambda *_: [])


@pytest.mark.parametrize(
    ("mutation", "name"),
    [
        (_drop_a_sentence, "m15-sentences-like-site-words.txt"),
        (_drop_rows, "m0-plain.html"),
        (_drop_asides, "m2-s.html"),
        (_drop_headings, "m7-plain.txt"),
    ],
)
def test_a_reader_that_drops_something_is_found_out(
    mutation: Callable[[pytest.MonkeyPatch], None], name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    mutation(monkeypatch)

    assert lost(SOURCES[name], name) != Counter()


# Worth of the second count: a reader that loses a piece of its file before there is a document.


def _drop_struck_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "words_in", lambda *_: "")


def _drop_loose_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nianbao.importers.readers.plain_grids.words_behind", lambda *_: [])


def _drop_captions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web._Page, "_beside_rows", lambda *_: None)


def _cut_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = word._Walker._seen
    monkeypatch.setattr(word._Walker, "_seen", lambda *given: whole(*given)[:8])


@pytest.mark.parametrize(
    ("mutation", "name"),
    [
        (_drop_struck_pieces, "m2-s.html"),
        (_cut_pieces, "m3-docx-strike.docx"),
        (_drop_the_second_report, "two.html"),
        (_drop_loose_words, "loose.html"),
        (_drop_captions, "caption.html"),
    ],
)
def test_a_reader_that_loses_a_piece_of_its_file_is_found_out(
    mutation: Callable[[pytest.MonkeyPatch], None], name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    mutation(monkeypatch)

    assert lost_of_file(SOURCES[name], name) != Counter()
