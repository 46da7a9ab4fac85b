"""Digits that others are printed over: a box over a number is no part of it, and may hide some."""

import pytest

from nianbao.importers.readers.pdf.reader import read_pdf

WORDS = "report of the year " * 6


def page(*drawn: str) -> str:
    """The text of a page on which pieces are drawn one after the other."""
    stream = f"BT /F1 12 Tf 50 700 Td ({WORDS}) Tj ET " + " ".join(
        f"BT {piece} ET" for piece in drawn
    )
    font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    place = "/Parent 2 0 R/MediaBox[0 0 900 800]/Contents 4 0 R"
    parts = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page{place}/Resources<</Font<</F1 {font}>>>>>>",
        f"<</Length {len(stream)}>>stream\n{stream}\nendstream",
    ]
    body = "%PDF-1.4\n" + "".join(
        f"{number} 0 obj\n{part}\nendobj\n" for number, part in enumerate(parts, 1)
    )
    content = f"{body}trailer\n<</Root 1 0 R/Size 5>>\n%%EOF"
    return read_pdf(content.encode(), "年报.pdf").text().removeprefix(WORDS.strip()).strip()


NUMBER = "/F1 12 Tf 50 600 Td (112) Tj"


@pytest.mark.parametrize(
    "over",
    [
        pytest.param("/F1 6 Tf 60 602 Td (9) Tj", id="small, over the first digits"),
        pytest.param("/F1 8 Tf 67 601 Td (9) Tj", id="smaller, over the last digit"),
        pytest.param("/F1 12 Tf 53 600 Td (98) Tj", id="as large, one and a half digits in"),
        pytest.param("/F1 6 Tf 58 604 Td (x) Tj", id="a letter"),
    ],
)
@pytest.mark.parametrize("later", [True, False], ids=["above", "below"])
def test_a_number_under_a_box_is_not_read_with_it(over: str, *, later: bool) -> None:
    text = page(NUMBER, over) if later else page(over, NUMBER)

    assert "\ufffd" in text
    assert not text.isdigit()


def test_a_number_printed_twice_to_look_bold_is_read_once() -> None:
    assert page(NUMBER, NUMBER.replace("50 600", "50.4 600")) == "112"


@pytest.mark.parametrize("close", ["-1.5 Tc", "-2.4 Tc"])
def test_digits_set_close_are_read(close: str) -> None:
    assert page(f"{close} {NUMBER}") == "112"


def test_lines_set_close_are_read() -> None:
    assert page(NUMBER, "/F1 12 Tf 50 589 Td (345) Tj").split() == ["112", "345"]
