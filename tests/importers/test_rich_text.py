"""Rich text that shows other numbers than its plain text has is refused."""

import pytest

from nianbao.importers.errors import SourceError
from nianbao.importers.paste.rich_text import MOST, refuse_lost_marks

HEAD = (
    r"{\rtf1\ansi\ansicpg936{\fonttbl{\f0\fnil SimSun;}}{\colortbl ;\red255\green0\blue0;}"
    r"{\stylesheet{\s0 Normal;}{\*\cs15 \super footnote reference 1;}}{\*\generator Word 12;}"
)

LOST = {
    "raised digit": r"12{\super 1}",
    "lowered digit": r"12\sub 1\nosupersub ",
    "moved up": r"12{\up6 1}",
    "struck": r"{\strike 15}12",
    "struck twice": r"{\striked1 15}12",
    "hidden": r"{\v 9}12",
    "deleted": r"{\deleted 15}12",
    "struck Chinese": r"{\strike \'ca\'fd}12",
    "struck by number": r"{\strike \u24494?}12",
    "within more braces": r"{\strike{\b{\f0 15}}}12",
}

KEPT = {
    "plain": r"12\tab 30\par",
    "bold": r"{\b 12}",
    "switched off": r"\strike\strike0 12",
    "reset": r"\super\plain 12",
    "ended by the brace": r"{\super }12",
    "a raised letter": r"m{\super th}",
    "in a group that is not shown": r"{\*\bkmkstart \strike 15}12",
    "escaped braces": r"\{12\}",
    "blank": r"{\strike  }12",
}


@pytest.mark.parametrize("said", LOST.values(), ids=LOST)
def test_marks_that_plain_text_loses_are_refused(said: str) -> None:
    with pytest.raises(SourceError, match="上标"):
        refuse_lost_marks(f"{HEAD}{said}}}".encode())


@pytest.mark.parametrize("said", KEPT.values(), ids=KEPT)
def test_everything_else_is_let_through(said: str) -> None:
    refuse_lost_marks(f"{HEAD}{said}}}".encode())


@pytest.mark.parametrize("broken", [b"", b"}}}}", b"{" * MOST, b"\\" * MOST, b"\\strike" * 9])
def test_what_is_no_rich_text_says_nothing(broken: bytes) -> None:
    refuse_lost_marks(broken)
