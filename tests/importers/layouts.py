"""Random reports in random layouts, as offices publish them: for the property tests.

A ``Published`` knows what a reader may say: the value of each cell.
"""

import io
import random
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from html import escape

from nianbao.formats.layout import LayoutCell
from nianbao.formats.registry import Form
from tests.importers import bars
from tests.importers.damage import DAMAGES, GAINING, LOSING, UNNOTICED, Damage
from tests.importers.printed import Rows, Writer


@dataclass(frozen=True)
class Published:
    """A document and what is printed in it."""

    layout: str
    content: bytes
    name: str
    form: Form
    cells: Mapping[str, Decimal | None]
    whole: bool
    """Whether everything must be read; else a part may be declined, but nothing read wrongly."""


def _spans(cell: LayoutCell) -> str:
    attributes = f' colspan="{cell.col_span}"' if cell.col_span > 1 else ""
    return attributes + (f' rowspan="{cell.row_span}"' if cell.row_span > 1 else "")


def _html_cell(writer: Writer, cell: LayoutCell, text: str, spans: str) -> str:
    inner = escape(text) or writer.dice.choice(["", "&nbsp;", "<br>"])
    shell = writer.dice.choice(
        ["{}", "<p>{}</p>", '<p class="MsoNormal"><span style="font-size:10pt">{}</span></p>',
         "<p><span lang=EN-US><o:p></o:p></span><span>{}</span></p>", "<div> {} </div>"]
    )  # fmt: skip
    tag = "th" if cell.role == "column" and writer.dice.random() < 0.2 else "td"
    return f"<{tag}{spans}>{shell.format(inner)}</{tag}>"


def html_table(
    writer: Writer, *, broken: bool = False, split: bool = False
) -> Callable[[Rows], str]:
    """Return what writes a table as HTML; broken spans or a page break on demand."""

    def write(rows: Rows) -> str:
        lines = []
        for row in rows:
            cells = []
            for cell, text in row:
                spans = _spans(cell)
                if broken and cell.role in {"column", "band"} and writer.dice.random() < 0.3:
                    spans = writer.dice.choice(["", ' colspan="3"', ' rowspan="2"', ' colspan="0"'])
                cells.append(_html_cell(writer, cell, text, spans))
            lines.append(f"<tr>{''.join(cells)}</tr>")
        at = len(lines) // 2 if split and len(rows) > 20 else 0
        if not at:
            return f"<table>{''.join(lines)}</table>"
        again = "<td>三、本年度办理结果</td>" if writer.dice.random() < 0.5 else ""
        second = lines[at].replace("<tr>", f"<tr>{again}", 1)
        rest = "".join([second, *lines[at + 1 :]])
        return f"<table>{''.join(lines[:at])}</table><p>-2-</p><table>{rest}</table>"

    return write


def html_page(writer: Writer, table: Callable[[Rows], str]) -> bytes:
    """Return a page with site furniture around the report, in one of the usual encodings."""
    body = writer.document(table, lambda text: f"<p style='text-indent:2em'>{escape(text)}</p>")
    charset = writer.dice.choice(["utf-8", "gbk", "gb18030"])
    page = (
        f"<html><head><meta charset={charset}><title>年度报告_某县人民政府</title>"
        "<style>td{border:1px}</style><script>var n='行政许可 5'</script></head><body>"
        "<div class=nav><a>首页</a> &gt; <a>政府信息公开年报</a></div><div class=main>"
        f"{body}</div><div class=foot>版权所有：某县人民政府 ICP备12345678号</div></body></html>"
    )
    return page.encode("gb18030" if charset != "utf-8" else "utf-8")


def piped(*, led: bool, pads: bool) -> Callable[[Rows], str]:
    """Return what writes a table with pipes, one row a line."""

    def write(rows: Rows) -> str:
        return "\n".join(
            ("| " if led else "") + " | ".join(text for _, text in row) + " |" + _pads(row) * pads
            for row in rows
        )

    return write


def _pads(row: list[tuple[LayoutCell, str]]) -> str:
    return "|" * sum(cell.col_span - 1 for cell, _ in row)


def cell_per_line(rows: Rows) -> str:
    """Write one cell a line with pipes, as the seed stands."""
    lines = []
    for row in rows:
        lines += [f"{text} |" if text else "|" for _, text in row]
        lines += [_pads(row)] if _pads(row) else []
    return "\n".join(lines)


def blank_lines(rows: Rows) -> str:
    """Write one cell a line with blank lines between; blank cells leave no trace."""
    return "\n\n".join(text for row in rows for _, text in row if text)


def tabbed(rows: Rows) -> str:
    """Write tabs between cells, as a browser copies a table."""
    return "\n".join("\t".join(text for _, text in row) for row in rows)


def spaced(rows: Rows) -> str:
    """Write columns with blanks between, as a PDF's text comes out."""
    return "\n\n".join("    ".join(text for _, text in row if text) for row in rows)


def single_spaced(rows: Rows) -> str:
    """Write single blanks between cells, as some viewers copy a PDF."""
    return "\n".join(" ".join(text for _, text in row if text) for row in rows)


def wrapped(rows: Rows) -> str:
    """Write columns whose long labels are broken over lines, the values beside the last piece."""
    lines = []
    for row in rows:
        labels = [text for cell, text in row if cell.key is None]
        values = [text for cell, text in row if cell.key is not None]
        last = labels[-1] if labels else ""
        if values and len(last) > 12:
            lines.append("  ".join([*labels[:-1], last[:9]]))
            labels = [last[9:]]
        lines.append("    ".join(text for text in [*labels, *values] if text))
    return "\n".join(lines)


def laid_out(dice: random.Random) -> Callable[[Rows], str]:
    """Return what writes each cell at its place on the page, as pdftotext -layout does.

    Numbers stand in the middle, at the left or at the right of their column, and drift a little.
    """
    aligned = dice.choice([str.center, str.ljust, str.rjust])

    def write(rows: Rows) -> str:
        width = max((len(text) for row in rows for cell, text in row if cell.key), default=1) + 3
        first = min((cell.col for row in rows for cell, _ in row if cell.key), default=0)
        return "\n".join(_line_at_places(row, first, width, aligned) for row in rows)

    return write


_ROOM = 56
"""Before the first column of numbers: the longest labels are broken over lines elsewhere."""


def _line_at_places(
    row: list[tuple[LayoutCell, str]], first: int, width: int, aligned: Callable[[str, int], str]
) -> str:
    line = ""
    for cell, text in row:
        if cell.key is None:
            label = text[:40] if cell.col < first else text
            line += ("" if cell.col == 0 else " " * max(2, 4 * cell.col - len(line))) + label
            continue
        at = _ROOM + (cell.col - first) * width
        line = line.ljust(at)[: max(at, len(line.rstrip()) + 1)]
        line += aligned(text, width * cell.col_span - 2)
    return line.rstrip()


def paragraphs(rows: Rows) -> str:
    """Write each cell as a paragraph of its own: the table itself is lost."""
    return "".join(f"<p>{escape(text)}</p>" for row in rows for _, text in row if text)


def div_table(rows: Rows) -> str:
    """Write a table of div elements, blank cells included."""
    return "".join(
        f"<div class=row>{''.join(f'<div class=cell>{escape(text)}</div>' for _, text in row)}</div>"
        for row in rows
    )


def no_spans(rows: Rows) -> str:
    """Write a table all of whose merges were lost."""
    lines = ("".join(f"<td>{escape(text)}</td>" for _, text in row) for row in rows)
    return f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"


def in_layout_table(table: Callable[[Rows], str]) -> Callable[[Rows], str]:
    """Return what writes a table within a table that only serves the page's layout."""
    return lambda rows: f"<table><tr><td width=20></td><td>{table(rows)}</td></tr></table>"


def with_strange_row(table: Callable[[Rows], str]) -> Callable[[Rows], str]:
    """Return what writes a table with a row that the form does not have."""

    def write(rows: Rows) -> str:
        strange = [(LayoutCell(0, 0, 1, 1, "row"), "其他公共服务办理事项")]
        strange += [(LayoutCell(0, n, 1, 1, "input"), str(70 + n)) for n in range(1, 4)]
        at = min(len(rows), 4)
        return table([*rows[:at], strange, *rows[at:]])

    return write


def workbook(writer: Writer, *, merged: bool) -> bytes:
    """Return an .xlsx with the whole report on one sheet."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    line = 1
    sheet.cell(line, 1, f"某县某镇人民政府{writer.year}年政府信息公开工作年度报告")
    for section in writer.form.sections:
        line += 1
        sheet.cell(line, 1, section.label)
        if not section.table:
            continue
        for row in writer.rows(section.table):
            line += 1
            for cell, text in row:
                value = int(text) if text.isascii() and text.isdigit() else text
                sheet.cell(line, cell.col + 1, value)
                if merged and cell.row_span * cell.col_span > 1:
                    low, right = line + cell.row_span - 1, cell.col + cell.col_span
                    sheet.merge_cells(None, line, cell.col + 1, low, right)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def docx(writer: Writer) -> bytes:
    """Return a .docx with merged cells, its numbers split over runs."""
    body = writer.document(lambda rows: _docx_table(writer, rows), _docx_line)
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    xml = f'<?xml version="1.0" encoding="UTF-8"?><w:document {w}><w:body>{body}</w:body></w:document>'
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", xml)
    return buffer.getvalue()


def _docx_line(text: str) -> str:
    return f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>"


def _docx_table(writer: Writer, rows: Rows) -> str:
    pending: dict[int, tuple[int, int]] = {}
    lines = []
    for number, row in enumerate(rows):
        cells: list[tuple[int, str]] = []
        for cell, text in row:
            merge = '<w:vMerge w:val="restart"/>' if cell.row_span > 1 else ""
            cells.append((cell.col, _docx_cell(writer, cell.col_span, merge, text)))
        for col, (end, span) in pending.items():
            if number < end:
                cells.append((col, _docx_cell(writer, span, "<w:vMerge/>", "")))
        for cell, _ in row:
            if cell.row_span > 1:
                pending[cell.col] = (number + cell.row_span, cell.col_span)
        lines.append(f"<w:tr>{''.join(text for _, text in sorted(cells))}</w:tr>")
    return f"<w:tbl>{''.join(lines)}</w:tbl>"


def _docx_cell(writer: Writer, span: int, merge: str, text: str) -> str:
    grid = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    cut = writer.dice.randint(0, len(text)) if writer.dice.random() < 0.2 else len(text)
    runs = "".join(f"<w:r><w:t>{escape(piece)}</w:t></w:r>" for piece in (text[:cut], text[cut:]))
    return f"<w:tc><w:tcPr>{grid}{merge}</w:tcPr><w:p>{runs}</w:p></w:tc>"


def publish(seed: int) -> Published:
    """Return a random document."""
    writer = Writer(seed)
    name, make, sure = writer.dice.choice(list(_layouts(writer)))
    content = make()
    whole = sure and writer.damage == 0
    if name in TEXTS and writer.dice.random() < 0.5:
        text = content.decode()
        for damage in _damages(writer, name):
            text = damage(text, writer.dice)
            name += f", {damage.__name__}"
        content, whole = text.encode(), False
    return Published(name, content, "报告", writer.form, writer.cells, whole=whole)


def _damages(writer: Writer, name: str) -> list[Damage]:
    """Return what happens to a text; where blanks are lost, not what nobody could notice."""
    traceless = writer.blanks and name not in {"tabs", *bars.ROWS}
    noticed = [one for one in DAMAGES if not (traceless and one in UNNOTICED)]
    chosen = writer.dice.sample(noticed, k=writer.dice.randint(1, 3))
    hidden = LOSING & {*chosen} and GAINING & {*chosen}
    return chosen[:1] if hidden else chosen


TEXTS = frozenset(
    [
        *("single spaces", "wrapped", "pipes", "pipes led", "pipes bare", "cell per line"),
        *("blank lines", "tabs", "spaces", *bars.ROWS),
    ]
)


def _layouts(writer: Writer) -> Iterator[tuple[str, Callable[[], bytes], bool]]:
    """Yield each layout with whether blank cells can be told in it."""

    def text(table: Callable[[Rows], str]) -> Callable[[], bytes]:
        return lambda: writer.document(table, str).encode()

    seen = not writer.blanks
    yield "html", lambda: html_page(writer, html_table(writer)), True
    yield "html broken", lambda: html_page(writer, html_table(writer, broken=True)), seen
    yield "html split", lambda: html_page(writer, html_table(writer, split=True)), seen
    yield "html paragraphs", lambda: html_page(writer, paragraphs), seen
    yield "html div", lambda: html_page(writer, div_table), seen
    yield "html no spans", lambda: html_page(writer, no_spans), True
    framed = in_layout_table(html_table(writer))
    yield "html in layout", lambda: html_page(writer, framed), True
    strange = with_strange_row(html_table(writer))
    yield "html strange row", lambda: html_page(writer, strange), True
    yield "docx", lambda: docx(writer), True
    yield "xlsx", lambda: workbook(writer, merged=True), seen
    yield "xlsx unmerged", lambda: workbook(writer, merged=False), seen
    yield "single spaces", text(single_spaced), seen
    yield "wrapped", text(wrapped), seen
    yield "strange row in pipes", text(with_strange_row(piped(led=False, pads=False))), True
    yield "pipes", text(piped(led=False, pads=True)), seen
    yield "pipes led", text(piped(led=True, pads=True)), seen
    yield "pipes bare", text(piped(led=False, pads=False)), True
    yield "cell per line", text(cell_per_line), seen
    yield "blank lines", text(blank_lines), seen
    yield "tabs", text(tabbed), True
    yield "spaces", text(spaced), seen
    for name, table in bars.ROWS.items():
        yield name, text(table), seen
