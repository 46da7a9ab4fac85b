"""The fonts that 统信 and 麒麟 ship under other names are used by preview, print and PDF."""

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import TYPE_CHECKING, cast

import pytest
from pypdf import PageObject, PdfReader
from PySide6.QtGui import QFontDatabase

from nianbao.exporters.printed.describe import describe
from nianbao.exporters.printed.page_setup import load_setup
from nianbao.exporters.typeset.lines import Face
from nianbao.ui.paper.fonts import Faces, is_installed
from nianbao.ui.paper.pdf import render
from tests.exporters.reports import full
from tests.ui.paper.small_font import small_font

if TYPE_CHECKING:
    from pypdf.generic import DictionaryObject

FONTS = load_setup().fonts
NAMES = [(role, name) for role, font in FONTS.items() for name in (font.name, *font.kin)]
Install = Callable[..., None]

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def install() -> Iterator[Install]:
    """A function that puts a small font under any names onto this PC until the test ends."""
    added: list[int] = []

    def add(postscript: str, *, english: str = "", chinese: str = "") -> None:
        added.append(
            QFontDatabase.addApplicationFontFromData(small_font(postscript, english, chinese))
        )
        assert added[-1] >= 0
        is_installed.cache_clear()

    is_installed.cache_clear()
    yield add
    for one in added:
        QFontDatabase.removeApplicationFont(one)
    is_installed.cache_clear()


@pytest.mark.parametrize(("role", "name"), NAMES)
@pytest.mark.parametrize("english", ["", "TestFamily"])
def test_a_font_is_found_by_each_of_its_names(
    install: Install, role: str, name: str, english: str
) -> None:
    """Fonts mostly have an English name besides, and Qt lists them by one of the two."""
    install("TestFamily", english=english, chinese=name)

    faces = Faces(FONTS)

    assert faces.choices[role].family == name
    glyph = faces.glyph("政", Face(role, 32))
    assert glyph is not None
    assert name.encode("utf-16-be") in glyph.face
    assert FONTS[role].name not in faces.substitutes()


def test_each_kind_of_type_has_the_names_of_both_systems() -> None:
    for role, font in FONTS.items():
        known = " ".join(font.kin)
        for maker in ("方正", "CESI", "国标"):
            assert maker in known, role


def test_the_pdf_is_written_with_the_system_s_own_official_fonts(install: Install) -> None:
    words = {"title": "小标宋", "hei": "黑体", "kai": "楷体", "fangsong": "仿宋", "song": "宋体"}
    for role, word in words.items():
        install(f"Test-{role}", english=f"CESI_{role}", chinese=f"CESI{word}-GB2312")

    pdf = PdfReader(BytesIO(render(describe(full("gb_2021_30")))))

    used = {name for page in pdf.pages for name in _fonts_of(page)}
    assert {"Test-title", "Test-hei", "Test-kai", "Test-fangsong"} <= used


def _fonts_of(page: PageObject) -> Iterator[str]:
    resources = cast("DictionaryObject", page["/Resources"])
    for font in cast("DictionaryObject", resources["/Font"]).values():
        yield re.sub(r"^/[A-Z]{6}\+", "", font.get_object()["/BaseFont"])
