"""What stands under the six sections: attachments, signature and date, how to reach the office."""

import re
from collections.abc import Iterator

from nianbao.exporters.printed.page_setup import Setup
from nianbao.exporters.printed.paper import Paragraph
from nianbao.exporters.printed.paragraphs import clean, em_width, lines_of
from nianbao.exporters.printed.title import name_lines
from nianbao.report.book import Publication
from nianbao.report.days import day_in_words

_DATE_FROM_EDGE = 4
"""Characters between the date and the right edge of the text."""
_TYPED_NUMBER = re.compile(
    r"(?:附件\s*[0-9０-９一二三四五六七八九十]*\s*[：:.．、]\s*)?(?:[0-9０-９]{1,2}\s*[.．、](?![0-9０-９])\s*)?"
)
_NO_END = "。；;，,、"
"""Marks that GB/T 9704 wants no attachment to end with."""


def closing(publication: Publication, unit: str, setup: Setup) -> Iterator[Paragraph]:
    """Yield the paragraphs in the order of GB/T 9704."""
    yield from _attachments(publication)
    if publication.show_signature:
        yield from _signature(publication, unit, setup.page.characters)
    for line in lines_of(publication.contact):
        yield Paragraph("contact", line)


def _attachments(publication: Publication) -> Iterator[Paragraph]:
    lines = [line for name in publication.attachments for line in lines_of(name)]
    names = [name for line in lines if (name := _plain_name(line))]
    if len(names) == 1:
        yield Paragraph("attachment", f"附件：{names[0]}")
        return
    for number, name in enumerate(names, 1):
        if number == 1:
            yield Paragraph("attachment_first", f"附件：1.{name}")
        else:
            yield Paragraph("attachment_next", f"{number}.{name}")


def _plain_name(line: str) -> str:
    """An attachment's name without the 附件2： or 2. that a clerk typed: numbers are set here."""
    return _TYPED_NUMBER.sub("", line, count=1).strip().rstrip(_NO_END)


def _signature(publication: Publication, unit: str, characters: int) -> Iterator[Paragraph]:
    """The organ, centred over the date, whose end stands four characters from the edge."""
    lines = name_lines(clean(publication.signed_by).strip() or unit, characters)
    day = publication.signed_on
    date = day_in_words(day) if day else ""
    block = max(2 * _DATE_FROM_EDGE + em_width(date), *map(em_width, lines))
    if lines[0]:
        yield Paragraph("signature", "\n".join(lines), block_em=block, keep_next=bool(date))
    if date:
        yield Paragraph("date", date, block_em=block)
