"""Style sheets decide what is seen of a page: which rule wins, on which medium, and what it hides."""

import pytest

from nianbao.importers.registry import bytes_for_review
from tests.exporters.formats import HTML
from tests.importers.test_seen import KEY, STAND_IN, check, printed, report


def page(css: str, words: str) -> bytes:
    text = printed(HTML).decode().replace(str(STAND_IN), words)
    return text.replace("</head>", f"<style>{css}</style></head>").encode()


# The rule that wins is the browser's: what is struck or hidden by it is listed, the rest is read.
RULES = {
    ("#a{display:none} .b{display:inline}", "<i id=a class=b>15</i>12"): "15",
    (".a.b{display:none} .b{display:inline}", "<i class='a b'>15</i>12"): "15",
    ("td .a{display:inline} .a{display:none}", "<i class=a>12</i>"): "",
    (".a{display:none!important} .a{display:inline}", "<i class=a>15</i>12"): "15",
    (".a{display:none !important}", "<i class=a style='display:inline'>15</i>12"): "15",
    ("#x .a{display:none}", "<b id=x><i class=a style='display:inline'>12</i></b>"): "",
    ("i:first-child{display:none}", "<i>15</i><i>12</i>"): "15",
    ("td i:nth-child(2n+1){display:none}", "<i>15</i><i>12</i>"): "15",
    ("td i:nth-last-child(1){display:none}", "<i>12</i><i>15</i>"): "15",
    ("td i:nth-of-type(1){display:none}", "<b></b><i>15</i><i>12</i>"): "15",
    ("td i:not(.n,.m){display:none}", "<i>15</i><i class=n>12</i>"): "15",
    ("td :is(.k,.l){display:none}", "<i class=l>15</i>12"): "15",
    ("td i:hover{display:none}", "<i>12</i>"): "",
    ("td>.c{display:none}", "<p><i class=c>12</i></p>"): "",
    (".a+.c{display:none}", "<i class=a></i><b></b><i class=c>12</i>"): "",
    (".a~.c{display:none}", "<i class=a></i><b></b><i class=c>15</i>12"): "15",
    ("[class|=old]{display:none}", "<i class=old-one>15</i>12"): "15",
    ("I.Old{DISPLAY:None}", "<i class=Old>15</i><i class=old>12</i>"): "15",
    ("@media print{.x{display:none}}", "<i class=x>12</i>"): "",
    ("@media screen and (max-width:600px){td{display:none}}", "12"): "",
    ("@media (min-width:600px){.x{display:none}}", "<i class=x>15</i>12"): "15",
    ("@media only screen{.x{display:none}}", "<i class=x>15</i>12"): "15",
    ("@media not print{.x{display:none}}", "<i class=x>15</i>12"): "15",
    ("@media print, screen{.x{display:none}}", "<i class=x>15</i>12"): "15",
    ("@supports (display:grid){.x{display:none}}", "<i class=x>15</i>12"): "15",
    ("@import 'a.css';.x{/* a } */display:none}", "<i class=x>15</i>12"): "15",
    (".x{content:';';display:none}", "<i class=x>15</i>12"): "15",
    (".k{font:0/0 a}", "<i class=k>15</i>12"): "15",
    (".w{width:1px;height:1px;overflow:hidden}", "<i class=w>15</i>12"): "15",
    (".v{visibility:hidden} .s{visibility:visible}", "<i class=v>15<b class=s>12</b></i>"): "15",
    (".v{color:transparent} .s{color:#000}", "<i class=v><u>15</u><b class=s>12</b></i>"): "15",
    (".f::after{content:'1';vertical-align:super}", "<i class=f>12</i>"): "1",
    (".f::after{content:attr(data-n);font-variant:super}", "<i class=f data-n=3>12</i>"): "3",
    (".f:after{content:'0';display:none}", "<i class=f>12</i>"): "",
}


@pytest.mark.long(cases=10)
@pytest.mark.parametrize(("css", "words"), RULES)
def test_the_rule_that_wins_decides_what_is_seen(css: str, words: str) -> None:
    result = bytes_for_review(page(css, words), "年报.html")

    check(result, "12", RULES[css, words])


@pytest.mark.parametrize(
    ("css", "words", "seen"),
    [
        ("b::before{content:'\\2212'}", "<b>12</b>", None),
        ("b::before{content:counter(n)}", "<b>12</b>", None),
        ("", "<bdo dir=rtl>21</bdo>", None),
        ("b{direction:rtl;unicode-bidi:bidi-override}", "<b>21</b>", None),
        ("b{font-family:Wingdings}", "<b>12</b>", None),
        ("", "<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>", None),
        ("", "<button>12</button>", None),
        ("", "<select multiple><option selected>1<option>2</select>", None),
        ("", "<select><option selected>15<option selected label=12>9</select>", "12"),
    ],
)
def test_what_a_page_shows_otherwise_is_read_as_shown_or_declined(
    css: str, words: str, seen: str | None
) -> None:
    check(bytes_for_review(page(css, words), "年报.html"), seen)


LOOKS = [
    *("position:relative;bottom:4px", "transform:translateY(-4px)", "font-variant-position:super"),
]
UNSEEN = [
    *("filter:opacity(0)", "opacity:.01", "color:rgba(0,0,0,0)", "color:#00000000"),
    *("color:hsl(0,0%,100%)", "color:rgb(100%,100%,100%)", "color:#000;background:#000"),
    *("background:#000", "color:navy;background:navy", "-webkit-text-fill-color:transparent"),
    *("margin-left:-9999px", "position:absolute;right:-9999px", "transform:translateX(-9999px)"),
    *("position:absolute;left:-100vw", "content-visibility:hidden", "transform:scale(0,0)"),
    *("clip-path:polygon(0 0,0 0,0 0)", "scale:0", "transform:rotateY(90deg)", "font-size:1px"),
]


@pytest.mark.long(cases=10)
@pytest.mark.parametrize("style", [*LOOKS, *UNSEEN])
def test_what_is_raised_or_not_to_be_seen_is_listed(style: str) -> None:
    words = f"12<span style='{style}'>5</span>"

    check(bytes_for_review(page("", words), "年报.html"), "12", "5")


@pytest.mark.parametrize("tag", ["canvas", "video", "audio", "meter", "progress", "template"])
def test_what_stands_in_for_another_thing_is_not_seen(tag: str) -> None:
    check(bytes_for_review(page("", f"12<{tag}>5</{tag}>"), "年报.html"), "12")


def test_white_words_on_a_colour_are_seen() -> None:
    for ground in ("navy", "#000", "url(a.png)", "linear-gradient(red,blue)"):
        words = f"<span style='color:#fff;background:{ground}'>12</span>"
        check(bytes_for_review(page("", words), "年报.html"), "12")


def test_a_saved_page_s_own_style_sheet_part_hides_what_it_hides() -> None:
    parts = [
        ("text/html", page("", "<i class=x>15</i>12").decode()),
        ("text/css", "td .x{display:none}"),
    ]
    body = "".join(
        f"--b\r\nContent-Type: {kind}; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{one}\r\n"
        for kind, one in parts
    )
    head = 'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n'

    check(bytes_for_review(f"{head}{body}--b--\r\n".encode(), "年报.mht"), "12", "15")


def test_of_two_tables_with_other_numbers_nothing_is_taken() -> None:
    text = printed(HTML).decode()
    start = text.rfind("<table", 0, text.index(str(STAND_IN)))
    table = text[start : text.index("</table>", start)] + "</table>"
    other = table.replace(">5", ">7").replace(">4", ">6").replace(">9", ">8")
    whole = text.replace(table, f"{other}<p>表格</p>{table}")

    cells = bytes_for_review(whole.encode(), "年报.html").reading.report.cells

    assert cells.get(KEY) is None
    wrong = {key: value for key, value in cells.items() if value not in (None, report().cells[key])}
    assert wrong == {}
