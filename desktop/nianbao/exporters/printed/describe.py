"""From a form and a report to the paper that every exporter sets: what stands where, in order."""

from collections.abc import Iterator
from dataclasses import replace

from nianbao.exporters.printed.arrange import arranged
from nianbao.exporters.printed.closing import closing
from nianbao.exporters.printed.page_setup import Setup
from nianbao.exporters.printed.paper import Paper, PaperOptions, PaperTable, Paragraph
from nianbao.exporters.printed.paragraphs import lines_of, notes, paragraphs
from nianbao.exporters.printed.tables import Values, paper_table
from nianbao.exporters.printed.title import title_lines
from nianbao.formats.registry import Form, load_form
from nianbao.formats.schema import SectionDef
from nianbao.report.book import Report
from nianbao.report.texts import section_parts
from nianbao.report.totals import values_in_force

_DEFAULT_OPTIONS = PaperOptions()


def describe(report: Report, options: PaperOptions = _DEFAULT_OPTIONS) -> Paper:
    """Return the printed report."""
    form = load_form(report.form)
    setup = options.setup
    unit = "".join(lines_of(report.unit))
    title = form.definition.title.format(year=report.year)
    blocks = (
        Paragraph("title", "\n".join(title_lines(unit, title, setup.page.title_em))),
        *paragraphs(report.preamble, ""),
        *_sections(form, report, setup, options),
        *closing(report.publication, unit, setup),
    )
    arranged_blocks = tuple(arranged(blocks, setup))
    return Paper(form, report.year, unit, unit + title, arranged_blocks, options.office)


def _sections(
    form: Form, report: Report, setup: Setup, options: PaperOptions
) -> Iterator[Paragraph | PaperTable]:
    values = Values(values_in_force(form, report), report.cell_notes)
    for section in form.sections:
        heading = Paragraph("heading_1", section.label, section.id, level=1, keep_next=True)
        if section.table is None:
            yield heading
            yield from _text(form, report, section)
        else:
            table = paper_table(form, section, values, setup, options)
            yield replace(heading, starts_page=table.dense)
            yield table
            yield from (Paragraph("note", line, section.id) for line in table.notes)
            yield from notes(report.text(section.id), section.id)


def _text(form: Form, report: Report, section: SectionDef) -> Iterator[Paragraph]:
    for heading, body in section_parts(form, report, section.id):
        if heading:
            yield Paragraph("heading_2", heading, section.id, level=2, keep_next=True)
        yield from paragraphs(body, section.id)
