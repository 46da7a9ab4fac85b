"""Reads a .docx by its XML alone, knowing nothing of how the program writes one."""

import zipfile
from dataclasses import dataclass
from io import BytesIO

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True)
class Cell:
    """A merged cell as the spans of the file describe it."""

    row: int
    col: int
    row_span: int
    col_span: int
    text: str


def part(content: bytes, name: str) -> etree._Element:
    """The root element of one part of the package."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        return etree.fromstring(package.read(name))


def value(element: etree._Element | None, name: str = "val") -> str | None:
    return None if element is None else element.get(f"{W}{name}")


def text_of(element: etree._Element) -> str:
    """The text of all paragraphs below, line breaks included."""
    return "\n".join(
        "".join(
            "\n" if node.tag == f"{W}br" else node.text or ""
            for node in paragraph.iter(f"{W}t", f"{W}br")
        )
        for paragraph in element.iter(f"{W}p")
    )


def tables(content: bytes) -> list[etree._Element]:
    return list(part(content, "word/document.xml").iter(f"{W}tbl"))


def span_of(tc: etree._Element) -> int:
    return int(value(tc.find(f"{W}tcPr/{W}gridSpan")) or 1)


def grid(table: etree._Element) -> list[Cell]:
    """The merged cells in reading order; AssertionError at an orphan vertical merge."""
    found: list[Cell] = []
    open_merges: dict[int, int] = {}
    for row, tr in enumerate(table.findall(f"{W}tr")):
        col = 0
        for tc in tr.findall(f"{W}tc"):
            merge = tc.find(f"{W}tcPr/{W}vMerge")
            if merge is not None and value(merge) != "restart":
                place = open_merges[col]
                before = found[place]
                assert before.col_span == span_of(tc), "a merge continues in another width"
                assert before.row + before.row_span == row, "a merge continues after a gap"
                found[place] = Cell(
                    before.row, col, before.row_span + 1, before.col_span, before.text
                )
            else:
                if merge is not None:
                    open_merges[col] = len(found)
                found.append(Cell(row, col, 1, span_of(tc), text_of(tc)))
            col += span_of(tc)
    return found


def paragraphs(content: bytes) -> list[tuple[str, str]]:
    """(style id, text) of each paragraph outside tables."""
    body = part(content, "word/document.xml").find(f"{W}body")
    assert body is not None
    return [
        (value(p.find(f"{W}pPr/{W}pStyle")) or "", text_of_one(p)) for p in body.findall(f"{W}p")
    ]


def text_of_one(paragraph: etree._Element) -> str:
    return "".join(
        "\n" if node.tag == f"{W}br" else node.text or ""
        for node in paragraph.iter(f"{W}t", f"{W}br")
    )
