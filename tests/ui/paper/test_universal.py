"""What PDF/UA asks of every PDF that the program makes: the report's, the archive's, the picture's."""

import re
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from typing import Any

import pytest
from pypdf.generic import ArrayObject, ContentStream, DictionaryObject, PdfObject

from nianbao.exporters.poster.describe import PosterOptions
from nianbao.exporters.poster.layout import picture_of
from nianbao.exporters.printed.describe import describe
from nianbao.exporters.printed.paper import PaperOptions
from nianbao.exporters.word.office_template import office_layout
from nianbao.exporters.word.sample_template import sample_template
from nianbao.ui.paper.pdf import render, render_for_archive
from nianbao.ui.paper.poster import PDF as PICTURE
from tests.exporters.reports import blank, full, long
from tests.exporters.test_poster import huge, zero
from tests.ui.paper.tagged import Tagged

FORM, TRIAL = "gb_2021_30", "gb_2019_60_trial"
pytestmark = pytest.mark.usefixtures("qapp")
_STANDARD = {
    "Document",
    "H1",
    "H2",
    "H3",
    "H4",
    "H5",
    "H6",
    "P",
    "Table",
    "TR",
    "TH",
    "TD",
    "Figure",
}
"""Types that every reader knows, so that none has to be explained by a role map."""
_MAY_BE_EMPTY = {"TH", "TD"}
_HOLDERS = {
    "Document": {"H1", "H2", "H3", "H4", "H5", "H6", "P", "Table", "Figure"},
    "Table": {"TR"},
    "TR": {"TH", "TD"},
}
_HEADING = re.compile(r"H[1-6]")
_NAMED = re.compile(rb"<([0-9A-F]{4})> <([0-9A-F]+)>")


def office() -> bytes:
    layout = office_layout(sample_template())
    return render(describe(full(FORM), PaperOptions(office=layout)))


FILES: dict[str, Callable[[], bytes]] = {
    "report": lambda: render(describe(full(FORM))),
    "blank": lambda: render(describe(blank(FORM))),
    "long": lambda: render(describe(long(FORM))),
    "trial": lambda: render(describe(full(TRIAL))),
    "archive": lambda: render_for_archive(describe(full(FORM))),
    "archive of the trial form": lambda: render_for_archive(describe(blank(TRIAL))),
    "office's template": office,
    "picture": lambda: PICTURE.render(picture_of(full(FORM))),
    "picture of nothing": lambda: PICTURE.render(picture_of(zero(FORM))),
    "picture of much": lambda: PICTURE.render(
        picture_of(huge(FORM), PosterOptions(colours="ochre"))
    ),
    "picture of the trial form": lambda: PICTURE.render(picture_of(full(TRIAL))),
}
each_file = pytest.mark.parametrize("name", FILES)


@cache
def made(name: str) -> Tagged:
    return Tagged(FILES[name]())


@each_file
def test_the_file_has_a_title_that_is_shown_a_language_and_says_what_it_is(name: str) -> None:
    reader = made(name).reader
    root: Any = reader.root_object
    words = root["/Metadata"].get_data().decode()

    assert reader.metadata is not None
    assert reader.metadata.title
    assert f">{reader.metadata.title}<" in words
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert root["/Lang"] == "zh-CN"
    assert dict(root["/MarkInfo"]) == {"/Marked": True}
    assert "<pdfuaid:part>1</pdfuaid:part>" in words


@each_file
def test_elements_are_of_standard_types_in_standard_places_and_none_is_empty(name: str) -> None:
    file = made(name)

    assert "/RoleMap" not in file.root
    for one in file.all():
        assert one.tag in _STANDARD
        assert one.kids or one.stretches or one.tag in _MAY_BE_EMPTY
        assert {kid.tag for kid in one.kids} <= _HOLDERS.get(one.tag, set())
        assert one.text.strip() or one.kids or one.tag in _MAY_BE_EMPTY


@each_file
def test_headings_begin_with_the_title_and_skip_no_level(name: str) -> None:
    depths = [int(one.tag[1]) for one in made(name).all() if _HEADING.fullmatch(one.tag)]

    assert depths[0] == 1
    assert depths.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(depths))


@each_file
def test_heads_say_what_they_head_and_figures_what_they_show(name: str) -> None:
    for one in made(name).all():
        if one.tag == "TH":
            assert one.attributes["/Scope"] in {"/Row", "/Column"}
        if one.tag == "Figure":
            left, bottom, right, top = one.attributes["/BBox"]
            sheet = made(name).reader.pages[0].mediabox
            assert str(one.own["/Alt"]).strip()
            assert 0 <= left < right <= sheet.width
            assert 0 <= bottom < top <= sheet.height


@each_file
def test_every_page_is_walked_in_the_order_of_reading_and_holds_nothing_to_press(name: str) -> None:
    for page in made(name).reader.pages:
        notes: Any = page.get("/Annots", ArrayObject())
        assert str(page["/Tabs"]) == "/S"
        assert list(notes.get_object()) == []


@each_file
def test_every_stretch_is_an_element_or_aside_and_leads_back_to_its_element(name: str) -> None:
    file = made(name)
    numbers: Any = file.root["/ParentTree"]["/Nums"]
    parents = dict(zip(numbers[::2], numbers[1::2], strict=True))
    back = {
        (page, number): one.get_object()
        for page, elements in parents.items()
        for number, one in enumerate(elements)
    }

    assert back == {stretch: one.own for one in file.all() for stretch in one.stretches}
    for number, page in enumerate(file.reader.pages):
        key: Any = page["/StructParents"]
        assert key == number
        assert stretches(page.get_contents(), file) == len(parents[number])


def stretches(content: PdfObject | None, file: Tagged) -> int:
    """How many numbered stretches there are; nothing is drawn outside, no text object goes over an edge."""
    is_open, in_text, count = False, False, 0
    for operands, operator in ContentStream(content, file.reader).operations:
        if operator == b"BDC":
            assert not is_open
            assert not in_text
            is_open = True
            if operands[0] != "/Artifact":
                assert operands[1]["/MCID"] == count
                count += 1
        elif operator == b"EMC":
            assert is_open
            assert not in_text
            is_open = False
        elif operator in {b"BT", b"ET"}:
            in_text = operator == b"BT"
        elif operator in {b"Tj", b"TJ", b"S", b"f", b"f*", b"B", b"Do", b"sh"}:
            assert is_open
    assert not is_open
    return count


@each_file
def test_every_glyph_that_is_drawn_stands_in_the_file_and_has_a_character(name: str) -> None:
    file = made(name)
    for page in file.reader.pages:
        resources: Any = page["/Resources"]
        named = {key: characters(font.get_object()) for key, font in resources["/Font"].items()}
        font = ""
        for operands, operator in ContentStream(page.get_contents(), file.reader).operations:
            if operator == b"Tf":
                font = operands[0]
            elif operator == b"Tj":
                codes = operands[0].original_bytes.hex().upper()
                assert {codes[at : at + 4] for at in range(0, len(codes), 4)} <= named[font]


def characters(font: DictionaryObject) -> set[str]:
    """The codes for which a font in the file names a character, none of them a nothing or a mark."""
    descendants: Any = font["/DescendantFonts"]
    map_of_names: Any = font["/ToUnicode"]
    descriptor = descendants[0].get_object()["/FontDescriptor"]
    names = dict(_NAMED.findall(map_of_names.get_data()))

    assert descriptor["/FontFile2"].get_data()
    assert not {b"0000", b"FEFF", b"FFFE"} & set(names.values())
    return {code.decode() for code in names}
