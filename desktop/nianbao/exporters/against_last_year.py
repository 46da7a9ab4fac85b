"""The 对比稿: a Word document that shows this year's report against an earlier one, for who reviews it."""

from collections.abc import Iterator
from pathlib import Path

from nianbao.exporters.checked import differences, refuse_differing, refuse_if_open
from nianbao.exporters.names import name_of
from nianbao.exporters.printed.describe import describe
from nianbao.formats.registry import load_form
from nianbao.report.book import Report
from nianbao.report.errors import UserError
from nianbao.report.storage.atomic import write_atomically

ENDING = ".docx"
_TITLED = "（与{}年对比稿）"


def comparison_name(report: Report, earlier: Report) -> str:
    """Return the file name to suggest."""
    titled = load_form(report.form).definition.title + _TITLED.format(earlier.year)
    return name_of(report.unit, titled, report.year, ENDING)


def can_compare(report: Report, earlier: Report) -> bool:
    """Whether the two are of one form, so that their tables stand cell against cell."""
    return report.form == earlier.form


def write_comparison(report: Report, earlier: Report, target: Path) -> None:
    """Write the document; UserError where the reports are of two forms or the file cannot be written.

    It is read back twice: all changes accepted it must be this report, all rejected the earlier one.
    """
    from nianbao.exporters.word.changes import render_changes
    from nianbao.exporters.word.decided import read_decided

    if not can_compare(report, earlier):
        raise UserError(
            f"{earlier.year} 年的报告用的是另一种格式，两年的表不能逐格对照，没有导出对比稿。",
            "数字可以在“与上年对比”里看。",
        )
    refuse_if_open(target)
    paper, before = describe(report), describe(earlier)

    def differing(written: Path) -> Iterator[str]:
        content = written.read_bytes()
        yield from differences(read_decided(content, accepted=True), paper, report)
        yield from differences(read_decided(content, accepted=False), before, earlier)

    content = render_changes(paper, before)
    write_atomically(target, content, lambda written: refuse_differing(differing(written), target))
