"""Reading a thousand sources, each against unpacking and parsing the same bytes alone.

The sources are what offices have: random reports with the formatting that Word, WPS and the
editors of websites put around every number, a site's furniture around the pages; and pages that
hold nothing but the report, 8 KB, where the reading cannot hide behind the parser's work.
"""

import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from io import BytesIO

from lxml import etree, html

from nianbao.importers.registry import read_bytes
from nianbao.rollup.gather import collecting_seldom
from tests.bench.measure import Benchmark, Pair, milliseconds
from tests.cases import FOLDER
from tests.importers.layouts import docx, html_page, html_table
from tests.importers.printed import Writer
from tests.importers.word_files import package

COUNT, ROUNDS = 200, 5
"""A thousand sources in all, measured in five parts."""
KINDS = 50
"""Different documents among them."""
RUN = (
    '<w:rPr><w:rFonts w:ascii="仿宋_GB2312" w:eastAsia="仿宋_GB2312" w:hAnsi="宋体" w:cs="宋体" '
    'w:hint="eastAsia"/><w:kern w:val="0"/><w:sz w:val="20"/><w:szCs w:val="20"/>'
    '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar"/></w:rPr>'
)
PARAGRAPH = (
    '<w:pPr><w:widowControl/><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
    f'<w:ind w:left="0" w:right="0"/><w:jc w:val="center"/>{RUN}</w:pPr>'
)
CELL = (
    "<w:tcBorders>"
    + "".join(
        f'<w:{side} w:val="single" w:color="000000" w:sz="4" w:space="0"/>'
        for side in ("top", "left", "bottom", "right")
    )
    + '</w:tcBorders><w:shd w:val="clear" w:color="auto" w:fill="auto"/><w:vAlign w:val="center"/>'
)
STYLE = (
    "border:1px solid windowtext;padding:0cm 5.4pt;text-align:center;line-height:150%;"
    "font-family:宋体;font-size:10.5pt;mso-bidi-font-family:宋体;color:black"
)
BARE = tuple(sorted(FOLDER.glob("*/source.html")))
"""Published pages of 8 KB."""
FURNITURE = "".join(
    f'<li class="nav-item"><a href="/zwgk/col{number}/index.html" target="_blank" title="栏目{number}">'
    f'<span class="icon"></span>政务公开栏目{number}</a></li>'
    for number in range(250)
)


def _as_word_writes(content: bytes) -> bytes:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        xml = archive.read("word/document.xml").decode()
    xml = xml.replace("<w:r><w:t>", f"<w:r>{RUN}<w:t>").replace("</w:tcPr>", f"{CELL}</w:tcPr>")
    xml = xml.replace("<w:p>", f'<w:p w:rsidR="00A77B3E" w:rsidRDefault="00A77B3E">{PARAGRAPH}')
    return package({"word/document.xml": xml})


def _as_sites_publish(content: bytes) -> bytes:
    coding = "utf-8" if b"charset=utf-8" in content else "gb18030"
    page = re.sub(r"<(td|p|span)(?=[ >])", rf'<\1 style="{STYLE}"', content.decode(coding))
    return page.replace("<div class=main>", f"<ul>{FURNITURE}</ul><div class=main>").encode(coding)


def _document(seed: int) -> bytes:
    return _as_word_writes(docx(Writer(seed)))


def _page(seed: int) -> bytes:
    writer = Writer(seed)
    return _as_sites_publish(html_page(writer, html_table(writer)))


def _bare_page(seed: int) -> bytes:
    return BARE[seed % len(BARE)].read_bytes()


def _unzip_and_parse(contents: Sequence[bytes]) -> None:
    for content in contents:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            etree.fromstring(archive.read("word/document.xml"))


def _parse_pages(contents: Sequence[bytes]) -> None:
    for content in contents:
        html.document_fromstring(content)


def _read(contents: Sequence[bytes], name: str) -> None:
    """As 汇总 reads what a county has handed in."""
    with collecting_seldom():
        for content in contents:
            read_bytes(content, name)


@contextmanager
def _pair(
    make: Callable[[int], bytes], parse: Callable[[Sequence[bytes]], None], name: str
) -> Iterator[Pair]:
    contents = [make(seed) for seed in range(KINDS)] * (COUNT // KINDS)
    yield Pair(
        floor=milliseconds(partial(parse, contents)),
        subject=milliseconds(partial(_read, contents, name)),
    )


DOCUMENTS = partial(_pair, _document, _unzip_and_parse, "年报.docx")
PAGES = partial(_pair, _page, _parse_pages, "年报.html")
BARE_PAGES = partial(_pair, _bare_page, _parse_pages, "年报.html")

BENCHMARKS = (
    Benchmark("read 1,000 .docx", "unzip and parse the XML alone", 4, DOCUMENTS, rounds=ROUNDS),
    Benchmark("read 1,000 web pages", "parse the HTML alone", 4, PAGES, rounds=ROUNDS),
    Benchmark("read 1,000 bare pages", "parse the HTML alone", 6, BARE_PAGES, rounds=ROUNDS),
)
