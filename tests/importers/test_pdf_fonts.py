"""A digit in a font of pictures is no digit: in Wingdings a 7 is drawn as a picture."""

import pytest

from nianbao.importers.readers.pdf.reader import read_pdf

FONT = "<</Type/Font/Subtype/TrueType/BaseFont/{}/Encoding/WinAnsiEncoding>>"


def pdf(font: str) -> bytes:
    """A page with 12 in a font of letters and 34 in another one, enough words around them."""
    words = "report of the year " * 6
    stream = f"BT /F1 12 Tf 50 700 Td ({words}) Tj 0 -30 Td (12) Tj 0 -30 Td /F2 12 Tf (34) Tj ET"
    fonts = f"<</F1 {FONT.format('Helvetica')}/F2 {FONT.format(font)}>>"
    parts = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 900 800]/Contents 4 0 R/Resources<</Font{fonts}>>>>",
        f"<</Length {len(stream)}>>stream\n{stream}\nendstream",
    ]
    body, places = "%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(f"{len(body):010} 00000 n \n")
        body += f"{number} 0 obj\n{part}\nendobj\n"
    table = f"xref\n0 5\n0000000000 65535 f \n{''.join(places)}"
    trailer = f"trailer\n<</Root 1 0 R/Size 5>>\nstartxref\n{len(body)}\n%%EOF"
    return f"{body}{table}{trailer}".encode()


@pytest.mark.parametrize("font", ["Wingdings", "ABCDEF+Wingdings-Regular", "Webdings"])
def test_digits_of_a_font_of_pictures_are_not_read(font: str) -> None:
    text = read_pdf(pdf(font), "年报.pdf").text()

    assert "12" in text
    assert "34" not in text
    assert "\ufffd\ufffd" in text


def test_digits_of_a_font_of_letters_are_read() -> None:
    assert "34" in read_pdf(pdf("Arial"), "年报.pdf").text()
