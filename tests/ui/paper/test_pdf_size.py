"""What is left out of a PDF: nothing that is seen, and enough to pay for tags and profile."""

from collections.abc import Callable
from io import BytesIO
from struct import unpack
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QColorSpace, QPdfWriter

from nianbao.exporters.printed.describe import describe
from nianbao.exporters.printed.paper import Paper
from nianbao.formats.registry import all_forms
from nianbao.report.book import Report
from nianbao.ui.paper.painter import TWIPS_IN_INCH, PaperPainter
from nianbao.ui.paper.pdf import render, render_for_archive, sheet
from nianbao.ui.paper.pdf_size import with_fewer_points, without_names
from tests.exporters.reports import blank, full

pytestmark = pytest.mark.usefixtures("qapp")
_BARE_TO_UNTAGGED = 1.05
"""Before there were tags a file with bookmarks, dates and names of glyphs was that much larger than Qt's."""
_LIMIT = 1.3 * _BARE_TO_UNTAGGED
_SUM_OF_ANY_FONT = 0xB1B0AFBA


def bare(paper: Paper) -> bytes:
    """The same pages as Qt writes them, without a tag or a bookmark."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(TWIPS_IN_INCH)
    writer.setPageLayout(sheet(paper.setup.page))
    PaperPainter(paper).paint(writer)
    buffer.close()
    return bytes(buffer.data().data())


@pytest.mark.parametrize("form_id", [form.id for form in all_forms()])
@pytest.mark.parametrize("build", [blank, full])
@pytest.mark.parametrize("make", [render, render_for_archive])
def test_tags_and_profile_make_a_file_at_most_three_tenths_larger(
    form_id: str, build: Callable[[str], Report], make: Callable[[Paper], bytes]
) -> None:
    paper = describe(build(form_id))

    assert len(make(paper)) <= _LIMIT * len(bare(paper))


def fonts() -> list[Any]:
    found: dict[str, Any] = {}
    for page in PdfReader(BytesIO(render(describe(full("gb_2021_30"))))).pages:
        resources: Any = page["/Resources"]
        found |= resources["/Font"]
    descendants = [font.get_object()["/DescendantFonts"][0].get_object() for font in found.values()]
    return [one["/FontDescriptor"]["/FontFile2"] for one in descendants]


def test_a_font_keeps_what_draws_and_loses_what_only_names_it() -> None:
    for font in fonts():
        content = font.get_data()
        (count,) = unpack(">H", content[4:6])
        tags = {content[12 + 16 * n : 16 + 16 * n] for n in range(count)}

        assert {b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp"} <= tags
        assert b"name" not in tags
        assert font["/Length1"] == len(content)
        assert sum(unpack(f">{len(content) // 4}I", content)) & 0xFFFFFFFF == _SUM_OF_ANY_FONT
        assert without_names(content) == content


def test_the_profile_with_fewer_points_shows_the_same_colours() -> None:
    reader = PdfReader(BytesIO(render_for_archive(describe(full("gb_2021_30")))))
    root: Any = reader.root_object
    (intent,) = root["/OutputIntents"]
    content = intent.get_object()["/DestOutputProfile"].get_data()
    profile, usual = (
        QColorSpace.fromIccProfile(content),
        QColorSpace(QColorSpace.NamedColorSpace.SRgb),
    )

    assert profile.isValid()
    assert len(content) < 1000
    assert with_fewer_points(content) == content
    change = profile.transformationToColorSpace(usual)
    for grey in range(256):
        wanted = (grey, 255 - grey, grey // 2)
        seen = change.map(QColor(*wanted))
        assert abs(seen.red() - wanted[0]) <= 1
        assert abs(seen.green() - wanted[1]) <= 1
        assert abs(seen.blue() - wanted[2]) <= 1
