"""Whatever Word can do to a digit: what is seen is read, the rest is listed or the cell declined."""

import io
import re
import zipfile
from collections.abc import Callable

import pytest

from nianbao.importers.registry import bytes_for_review
from nianbao.importers.review import ImportResult
from tests.exporters.formats import DOCX
from tests.importers.test_seen import KEY, STAND_IN, check, printed, run

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.microsoft.com/office/word/2010"
_OPEN = "http://schemas.openxmlformats.org"
SPACES = (
    f'xmlns:mc="{_OPEN}/markup-compatibility/2006"',
    f'xmlns:m="{_OPEN}/officeDocument/2006/math"',
    f'xmlns:wps="{_OFFICE}/wordprocessingShape"',
    f'xmlns:wpg="{_OFFICE}/wordprocessingGroup"',
    f'xmlns:w14="{_OFFICE}/wordml"',
    'xmlns:x="http://x/"',
)
Change = Callable[[str], str]


def read(change: str | Change, styles: str = "", **parts: str) -> ImportResult:
    """Read our own document with other runs in one cell, further styles and parts."""
    old, new = io.BytesIO(printed(DOCX)), io.BytesIO()
    with zipfile.ZipFile(old) as given, zipfile.ZipFile(new, "w") as out:
        for name in given.namelist():
            content = given.read(name).decode("utf-8", "surrogateescape")
            if name == "word/document.xml":
                spaces = " ".join(one for one in SPACES if one.partition("=")[0] not in content)
                content = content.replace("<w:document ", f"<w:document {spaces} ", 1)
                content = change(content) if callable(change) else _in_cell(change)(content)
            elif name == "word/styles.xml":
                content = content.replace("</w:styles>", f"{styles}</w:styles>")
            out.writestr(name, content.encode("utf-8", "surrogateescape"))
        for name, content in parts.items():
            out.writestr(f"word/{name}.xml", content)
    return bytes_for_review(new.getvalue(), "年报.docx")


def _in_cell(runs: str) -> Change:
    pattern = rf"<w:r>(?:(?!</w:r>).)*{STAND_IN}.*?</w:r>"
    return lambda page: re.sub(pattern, lambda _: runs, page, count=1)


def paragraphs(inner: str) -> Change:
    """Return what writes other paragraphs into the cell."""
    pattern = rf"<w:p>(?:(?!</w:p>).)*{STAND_IN}.*?</w:p>"
    return lambda page: re.sub(pattern, lambda _: inner, page, count=1)


def style(name: str, looks: str, based: str = "", kind: str = "character") -> str:
    base = f'<w:basedOn w:val="{based}"/>' if based else ""
    return f'<w:style w:type="{kind}" w:styleId="{name}">{base}<w:rPr>{looks}</w:rPr></w:style>'


def code(words: str, result: str = "", inner: str = "") -> str:
    """Return a field; another one may stand in its code."""

    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    shown = mark("separate") + result if result else ""
    return (
        f"{mark('begin')}<w:r><w:instrText>{words}</w:instrText></w:r>{inner}{shown}{mark('end')}"
    )


def alternatives(*choices: tuple[str, str], fallback: str = "") -> str:
    inner = "".join(f'<mc:Choice Requires="{one}">{runs}</mc:Choice>' for one, runs in choices)
    rest = f"<mc:Fallback>{fallback}</mc:Fallback>" if fallback else ""
    return f"<mc:AlternateContent>{inner}{rest}</mc:AlternateContent>"


STYLED = {
    "style": f'<w:pPr><w:pStyle w:val="P"/></w:pPr>{run("15")}',
    "taken back": run("12", '<w:strike w:val="0"/>'),
}
OLD = style("A", "<w:strike/>") + style("B", '<w:strike w:val="0"/>', "A")
OLD += style("C", "<w:i/>", "A") + style("P", "<w:strike/>", kind="paragraph")
OLD += style("D", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>')

ENTRIES = '<w:listEntry w:val="15"/><w:listEntry w:val="12"/>'

UNSEEN = {
    "theme": '<w:color w:themeColor="background1"/>',
    "theme and colour": '<w:color w:themeColor="background1" w:val="FFFFFF"/>',
    "white on white": '<w:color w:val="FFFFFF"/><w:highlight w:val="white"/>',
    "blackened": '<w:highlight w:val="black"/>',
    "red on red": '<w:color w:val="FF0000"/><w:shd w:val="clear" w:fill="FF0000"/>',
    "black on black": '<w:color w:val="000000"/><w:shd w:val="clear" w:fill="000000"/>',
    "tiny": '<w:sz w:val="2"/>',
    "narrow": '<w:w w:val="1"/>',
    "no fill": "<w14:textFill><w14:noFill/></w14:textFill>",
    "styled": '<w:rStyle w:val="C"/>',
    "alternative": alternatives(("w14", "<w:strike/>"), fallback="<w:b/>"),
}


@pytest.mark.long(cases=5)
@pytest.mark.parametrize("look", UNSEEN)
def test_words_that_no_one_sees_are_listed(look: str) -> None:
    check(read(run("15", UNSEEN[look]) + run("12"), OLD), "12", "15")


SHOWN: dict[str, tuple[str | Change, str | None, str]] = {
    "white on black": (
        run("12", '<w:color w:val="FFFFFF"/><w:highlight w:val="black"/>'),
        "12",
        "",
    ),
    "style taken back": (run("12", '<w:rStyle w:val="B"/>'), "12", ""),
    "struck paragraph": (
        paragraphs(f"<w:p>{STYLED['style']}</w:p><w:p>{run('12')}</w:p>"),
        "12",
        "15",
    ),
    "paragraph taken back": (
        paragraphs(f"<w:p>{STYLED['style']}</w:p>".replace(run("15"), STYLED["taken back"])),
        "12",
        "",
    ),
    "style of pictures": (run("12", '<w:rStyle w:val="D"/>'), None, ""),
    "first of two": (alternatives(("wps", run("12")), ("wpg", run("15"))), "12", ""),
    "unknown": (alternatives(("x", run("15")), fallback=run("12")), "12", ""),
    "in a code": (code(" IF ", run("12"), inner=code(" X ", run("15"))), "12", "15"),
    "drawn": (run("12") + code(r" EQ \s\up5(1) "), None, ""),
    "symbol by code": (code(r' SYMBOL 49 \f "Arial" ') + run("2"), None, ""),
    "button": (code(" MACROBUTTON x 12 "), None, ""),
    "default": (
        f'<w:r><w:ddList><w:default w:val="1"/>{ENTRIES}</w:ddList></w:r>',
        "12",
        "",
    ),
    "turned": (f'<w:bdo w:val="rtl">{run("21")}</w:bdo>', None, ""),
    "tabs": ("<w:r><w:t>1</w:t><w:ptab/><w:t>2</w:t></w:r>", None, ""),
    "own note": (
        run("12") + '<w:r><w:footnoteReference w:customMarkFollows="1"/><w:t>1</w:t></w:r>',
        "12",
        "1",
    ),
    "guide": (
        f"<w:r><w:ruby><w:rt>{run('含旧案')}</w:rt><w:rubyBase>{run('12')}</w:rubyBase></w:ruby></w:r>",
        "12",
        "含旧案",
    ),
}
FORMULAS = ("f", "d", "rad", "limUpp", "borderBox")
SHOWN |= {
    kind: (f"<m:oMath><m:{kind}><m:e><m:r><m:t>12</m:t></m:r></m:e></m:{kind}></m:oMath>", None, "")
    for kind in FORMULAS
}


@pytest.mark.long(cases=8)
@pytest.mark.parametrize("name", SHOWN)
def test_a_cell_is_read_as_word_shows_it(name: str) -> None:
    change, seen, left = SHOWN[name]

    check(read(change, OLD), seen, left)


def test_a_row_of_no_height_is_no_row() -> None:
    def twice(page: str) -> str:
        at = page.index(str(STAND_IN))
        start, end = page.rfind("<w:tr>", 0, at), page.index("</w:tr>", at) + len("</w:tr>")
        row = page[start:end]
        low = '<w:trPr><w:trHeight w:val="1" w:hRule="exact"/></w:trPr>'
        hidden = re.sub(r"<w:trPr>.*?</w:trPr>", low, row).replace(str(STAND_IN), "99")
        return page[:start] + hidden + row.replace(str(STAND_IN), "12") + page[end:]

    result = read(twice)

    texts = [piece.text for piece in result.left_out] + [piece.text for piece in result.unread]
    assert any("99" in text for text in texts)
    assert result.reading.report.cells.get(KEY) in {None, 12}


def test_comments_are_listed() -> None:
    words = f"<w:comment><w:p>{run('请核对15件')}</w:p></w:comment>"
    result = read(run("12"), comments=f'<w:comments xmlns:w="{W}">{words}</w:comments>')

    check(result, "12", "请核对15件")
