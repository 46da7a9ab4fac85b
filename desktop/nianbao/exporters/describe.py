"""From a form and a report to the paper that every exporter sets: what stands where, in order."""

from collections.abc import Iterator
from dataclasses import replace

from nianbao.exporters.page import Setup, load_setup
from nianbao.exporters.paper import Paper, PaperOptions, PaperTable, Paragraph
from nianbao.exporters.paragraphs import clean, em_width, lines_of, notes, paragraphs
from nianbao.exporters.tables import Values, paper_table
from nianbao.formats.registry import Form, load_form
from nianbao.formats.schema import SectionDef
from nianbao.report.book import Publication, Report
from nianbao.report.texts import section_parts
from nianbao.report.totals import effective_cells

_DEFAULT_OPTIONS = PaperOptions()
_BREAK_AFTER = "省市区县州盟旗镇乡府会局厅委办处院"
"""A unit's long name is broken after one of these."""
_DATE_FROM_EDGE = 4
"""Characters between the date and the right edge of the text."""


def describe(report: Report, options: PaperOptions = _DEFAULT_OPTIONS) -> Paper:
    """Return the printed report."""
    form = load_form(report.form)
    setup = load_setup()
    unit = "".join(lines_of(report.unit))
    title = form.definition.title.format(year=report.year)
    blocks = (
        Paragraph("title", "\n".join(title_lines(unit, title, setup.page.title_em))),
        *paragraphs(report.preamble, ""),
        *_sections(form, report, setup, options),
        *_closing(report.publication, unit),
    )
    return Paper(form, report.year, unit, unit + title, _keep_before_signature(blocks))


def title_lines(unit: str, title: str, width: int) -> tuple[str, ...]:
    """Return the title in one line where it fits into ``width`` characters, else the unit above it."""
    if not unit or em_width(unit + title) <= width:
        return (unit + title,)
    if em_width(unit) <= width:
        return (unit, title)
    places = [n for n in range(1, len(unit)) if unit[n - 1] in _BREAK_AFTER] or [len(unit) // 2]
    half = em_width(unit) / 2
    place = min(places, key=lambda n: abs(em_width(unit[:n]) - half))
    return (unit[:place], unit[place:], title)


def _sections(
    form: Form, report: Report, setup: Setup, options: PaperOptions
) -> Iterator[Paragraph | PaperTable]:
    values = Values(effective_cells(form, report), report.cell_notes)
    for section in form.sections:
        heading = Paragraph("heading_1", section.label, section.id, level=1, keep_next=True)
        if section.table is None:
            yield heading
            yield from _text(form, report, section)
        else:
            table = paper_table(form, section, values, setup, options)
            yield replace(heading, starts_page=table.dense)
            yield table
            yield from notes(report.text(section.id), section.id)


def _text(form: Form, report: Report, section: SectionDef) -> Iterator[Paragraph]:
    for heading, body in section_parts(form, report, section.id):
        if heading:
            yield Paragraph("heading_2", heading, section.id, level=2, keep_next=True)
        yield from paragraphs(body, section.id)


def _closing(publication: Publication, unit: str) -> Iterator[Paragraph]:
    yield from _attachments(publication)
    if publication.show_signature:
        yield from _signature(publication, unit)
    for line in lines_of(publication.contact):
        yield Paragraph("contact", line)


def _attachments(publication: Publication) -> Iterator[Paragraph]:
    names = [line for name in publication.attachments for line in lines_of(name)]
    if len(names) == 1:
        yield Paragraph("attachment", f"附件：{names[0]}")
        return
    for number, name in enumerate(names, 1):
        if number == 1:
            yield Paragraph("attachment_first", f"附件：1.{name}")
        else:
            yield Paragraph("attachment_next", f"{number}.{name}")


def _signature(publication: Publication, unit: str) -> Iterator[Paragraph]:
    """The organ, centred over the date, whose end stands four characters from the edge."""
    organ = clean(publication.signed_by).strip() or unit
    day = publication.signed_on
    date = f"{day.year}年{day.month}月{day.day}日" if day else ""
    block = max(2 * _DATE_FROM_EDGE + em_width(date), em_width(organ))
    if organ:
        yield Paragraph("signature", organ, block_em=block, keep_next=bool(date))
    if date:
        yield Paragraph("date", date, block_em=block)


def _keep_before_signature(
    blocks: tuple[Paragraph | PaperTable, ...],
) -> tuple[Paragraph | PaperTable, ...]:
    """A signature must not stand alone on a page: the text before it goes along."""
    kept = list(blocks)
    for place, block in enumerate(blocks):
        before = kept[place - 1]
        if (
            isinstance(block, Paragraph)
            and block.style == "signature"
            and isinstance(before, Paragraph)
        ):
            kept[place - 1] = replace(before, keep_next=True)
    return tuple(kept)
