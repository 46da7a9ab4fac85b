"""The report as a web page for the 政府信息公开年报 column: no scripts, no outside files.

Styles stand on the elements themselves, so that they survive being pasted into an editor of a
website; for editors that strip them, attributes of old say the same as well as they can. Tables are
real ones, with ``scope`` on every head, so that they can be read aloud.
"""

from collections.abc import Iterator
from html import escape

from nianbao.exporters.printed.page_setup import Align, Font, Setup, StyleName, load_setup
from nianbao.exporters.printed.paper import Paper, PaperTable, Paragraph
from nianbao.exporters.printed.paragraphs import alignment, em_width
from nianbao.exporters.web.html_table import LONG, table_html

_TAGS: dict[StyleName, str] = {
    "title": "h1",
    "heading_1": "h2",
    "heading_2": "h3",
    "heading_3": "h4",
    "heading_4": "h5",
}
_CENTRED = ("signature", "date")
_ALIGN: dict[Align, str] = {
    "left": "left",
    "center": "center",
    "right": "right",
    "both": "justify",
}
SITE_CSS = "table{width:100%;border-collapse:collapse}th,td{border:1px solid #000;padding:3px}"
"""What a website must have in its own style sheet where its editor takes lines and width away."""
_PRINTED = (
    "[role=region]{overflow:visible!important}table{min-width:0!important}"
    f".{LONG}{{font-size:7pt!important}}"
    "body{max-width:none!important;margin:0!important;padding:0!important}"
)
"""On a sheet nothing can be moved sideways: what is too wide there would be cut off, so that numbers
which are set smaller in Word are here, too."""
_INDENT = "\u3000\u3000"


def render(paper: Paper) -> bytes:
    """Return the .html of a report: one page that needs nothing else."""
    author = f'<meta name="author" content="{escape(paper.unit)}">\n' if paper.unit else ""
    return (
        f'<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"{author}<title>{escape(paper.title)}</title>\n"
        f'<style media="print">{_PRINTED}</style>\n</head>\n'
        '<body style="max-width:50em;margin:2em auto;padding:0 1em;background:#fff;color:#000">\n'
        f"<main>\n{html_fragment(paper)}</main>\n</body>\n</html>\n"
    ).encode()


def html_fragment(paper: Paper) -> str:
    """Return what is pasted into a website's editor: the report without the page around it."""
    setup = load_setup()
    blocks = "\n".join(
        _paragraph(block, setup) if isinstance(block, Paragraph) else table_html(block)
        for block in paper.blocks
    )
    return f"<article>\n{blocks}\n</article>\n"


def plain_text(paper: Paper) -> str:
    """Return the report without any form, for editors that take nothing else."""
    return "\n".join(_plain(paper)) + "\n"


def _plain(paper: Paper) -> Iterator[str]:
    for block in paper.blocks:
        if isinstance(block, PaperTable):
            for number, row in enumerate(block.grid()):
                cells = (c.text.replace("\n", "") if c.place.row == number else "" for c in row)
                yield "\t".join(cells)
        else:
            yield block.text if block.style in {"title", *_CENTRED} else _INDENT + block.text


def css_fonts(font: Font) -> str:
    """Return a font and its substitutes for ``font-family``, to stand behind all other rules.

    KindEditor breaks off at the first name in quotes, and what stood behind it would be lost.
    """
    names = (font.name, *font.alternatives, *font.bold_alternatives)
    quoted = (f"'{name}'" if " " in name else name for name in names)
    return ",".join((*quoted, font.generic))


def _paragraph(block: Paragraph, setup: Setup) -> str:
    tag = _TAGS.get(block.style, "p")
    heading = f' id="{block.section}"' if block.style == "heading_1" else ""
    align = "right" if block.style in _CENTRED else _ALIGN[alignment(block, setup)]
    style = _style(block, setup, align)
    return f'<{tag}{heading} align="{align}" style="{style}">{_text(block, setup)}</{tag}>'


def _style(block: Paragraph, setup: Setup, align: str) -> str:
    style = setup.styles[block.style]
    rules = {
        "font-size": f"{style.size / 2:g}pt",
        # Chinese headings are told apart by their font, not by weight.
        "font-weight": "normal",
        "line-height": "1.8",
        "margin": f"{style.lines_before}em 0 {style.lines_after}em",
        # A long address must not widen the page.
        "overflow-wrap": "anywhere",
        "text-align": align,
    }
    # Margins, not padding: an editor that drops one and keeps text-indent would cut the text off.
    if block.style in _CENTRED:
        widest = max(em_width(line) for line in block.text.split("\n"))
        rules["margin-right"] = f"{max(0.0, block.block_em - widest) / 2:g}em"
    elif style.first_em:
        rules["text-indent"] = f"{style.first_em}em"
        rules["margin-left"] = f"{style.left_em}em"
    if style.keep_next if block.keep_next is None else block.keep_next:
        rules["break-after"] = "avoid"
    if block.starts_page:
        # On a sheet the largest table stands whole below its heading.
        rules["break-before"] = "page"
    rules["font-family"] = css_fonts(setup.font_of(block.style))
    return ";".join(f"{name}:{value}" for name, value in rules.items())


def _text(block: Paragraph, setup: Setup) -> str:
    lead = setup.leads.get(block.level) if block.lead else None
    if lead is not None:
        font = css_fonts(setup.fonts[lead.font])
        head, rest = block.text[: block.lead], block.text[block.lead :]
        return f'<span style="font-family:{font}">{escape(head)}</span>{escape(rest)}'
    return escape(_for_any_width(block)).replace("\n", "<br>")


def _for_any_width(block: Paragraph) -> str:
    """A long unit in one line: where a browser's window ends, only the browser knows."""
    if block.style != "title":
        return block.text
    *unit, title = block.text.split("\n")
    return "\n".join(["".join(unit), title]) if unit else title
