"""The picture as a web page with inline SVG: no script, no outside file, every text escaped."""

from collections.abc import Iterator
from html import escape
from html.parser import HTMLParser

from nianbao.exporters.poster.declared import declared
from nianbao.exporters.poster.shapes import Box, Picture, Run, Strokes, Words

PLAIN = "plain"
_UNSEEN = "position:absolute;width:1px;height:1px;margin:0;overflow:hidden;clip-path:inset(50%)"
"""A heading for those who go from heading to heading; the picture shows its own."""


def _fonts() -> str:
    font = declared().fonts[PLAIN]
    return ",".join((*(f"'{name}'" for name in (font.name, *font.alternatives)), font.generic))


def render_html(picture: Picture) -> bytes:
    """Return a page with the picture, and its words below for those who cannot see it."""
    unit = escape(picture.unit)
    author = f'<meta name="author" content="{unit}">\n' if picture.unit else ""
    words = "".join(f"<p>{escape(one)}</p>\n" for one in picture.spoken)
    return (
        f'<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"{author}<title>{escape(picture.title)}</title>\n</head>\n"
        '<body style="margin:0;background:#fff;color:#000">\n'
        f'<main style="max-width:{picture.width}px;margin:0 auto">\n'
        f'<h1 style="{_UNSEEN}">{escape(picture.title)}</h1>\n'
        f"{render_svg(picture)}\n"
        f'<details style="margin:1em;font-family:{_fonts()};line-height:1.8">\n'
        f"<summary>文字版</summary>\n{words}</details>\n</main>\n</body>\n</html>\n"
    ).encode()


def render_svg(picture: Picture) -> str:
    """Return the picture as an element that goes into a page."""
    shapes = "\n".join(_shapes(picture))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" lang="zh-CN" '
        f'aria-labelledby="poster-title poster-words" '
        f'viewBox="0 0 {picture.width} {picture.height}" '
        f'style="display:block;width:100%;height:auto" font-family="{_fonts()}">\n'
        f'<title id="poster-title">{escape(picture.title)}</title>\n'
        f'<desc id="poster-words">{escape(picture.alternative)}</desc>\n{shapes}\n</svg>'
    )


def _shapes(picture: Picture) -> Iterator[str]:
    for shape in picture.shapes:
        if isinstance(shape, Box):
            yield _box(shape)
        elif isinstance(shape, Strokes):
            yield _strokes(shape)
        else:
            yield _text(shape)


def _box(box: Box) -> str:
    radius = f' rx="{box.radius:g}"' if box.radius else ""
    return (
        f'<rect x="{_n(box.x)}" y="{_n(box.y)}" width="{_n(box.width)}" '
        f'height="{_n(box.height)}"{radius} fill="{box.fill}"/>'
    )


def _strokes(strokes: Strokes) -> str:
    path = "".join(f"M{_n(a)} {_n(b)}L{_n(c)} {_n(d)}" for a, b, c, d in strokes.lines)
    return f'<path d="{path}" stroke="{strokes.colour}" stroke-width="{strokes.width:g}"/>'


def _text(words: Words) -> str:
    anchor = "" if words.anchor == "start" else f' text-anchor="{words.anchor}"'
    runs = "".join(_run(run) for run in words.runs)
    # Blanks between a figure and its unit count.
    return f'<text x="{_n(words.x)}" y="{_n(words.y)}"{anchor} xml:space="preserve">{runs}</text>'


def _run(run: Run) -> str:
    weight = ' font-weight="700"' if run.bold else ""
    text = escape(run.text)
    return f'<tspan font-size="{_n(run.size)}"{weight} fill="{run.colour}">{text}</tspan>'


def _n(value: float) -> str:
    return f"{round(value, 1):g}"


def read_html(content: bytes) -> tuple[str, ...]:
    """Return the lines of text of a picture's page, in their order."""
    reader = _Reader()
    reader.feed(content.decode())
    reader.close()
    return tuple(reader.lines)


class _Reader(HTMLParser):
    """Collects what stands in each text element."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        """A text element begins a line."""
        if tag == "text":
            self._inside = True
            self.lines.append("")

    def handle_endtag(self, tag: str) -> None:
        """It ends there."""
        self._inside = self._inside and tag != "text"

    def handle_data(self, data: str) -> None:
        """Characters of the line."""
        if self._inside:
            self.lines[-1] += data
