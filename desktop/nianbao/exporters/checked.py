"""An export that checks itself: written beside its target, read back, compared, then put in place.

The readers here are not those of ``importers``, which guess what a stranger meant: these only say
what stands where, so that nothing that a clerk writes can be mistaken for a difference.
"""

import os
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path

from nianbao.exporters.exporter import Exporter, Printed
from nianbao.exporters.printed.cell_notes import words_of
from nianbao.exporters.printed.describe import describe
from nianbao.exporters.printed.paper import Paper, PaperCell, PaperOptions, PaperTable
from nianbao.formats.layout import CellDef
from nianbao.report.book import Report
from nianbao.report.errors import UserError
from nianbao.report.numbers import NumberRefusedError, parse_number, split_note
from nianbao.report.storage.atomic import write_atomically
from nianbao.report.totals import values_in_force

_SHOWN = 3
_SHOWN_CHARACTERS = 20


class DifferenceError(UserError):
    """An exported file does not say what the report says; it was not put in place."""


def write_checked(exporter: Exporter, report: Report, target: Path, options: PaperOptions) -> None:
    """Export to ``target``; on any failure the old file stays whole and UserError says why."""
    refuse_if_open(target)
    paper = describe(report, options)
    content = exporter.render(paper)

    def check(written: Path) -> None:
        printed = exporter.read(written.read_bytes(), paper)
        refuse_differing(differences(printed, paper, report), target)

    write_atomically(target, content, check)


def refuse_differing(differing: Iterable[str], target: Path) -> None:
    """Raise DifferenceError where a finished file was found to say something else."""
    found = list(differing)
    if found:
        shown = "；".join(found[:_SHOWN]) + ("等" if len(found) > _SHOWN else "")
        raise DifferenceError(
            f"导出后核对发现 {len(found)} 处与报告不一致，没有保存“{target.name}”：{shown}。",
            "原来的文件没有改动。请再导出一次；如果还是这样，请换一种格式导出。",
        )


def refuse_if_open(target: Path) -> None:
    """Raise UserError where an office program has the target open.

    Windows itself refuses to replace such a file. Elsewhere nothing does, but the programs leave a
    mark beside it: Word and WPS ``~$``, WPS for Linux ``.~``, LibreOffice ``.~lock.``.
    """
    name = target.name
    marks = (f"~${name}", f"~${name[2:]}", f".~{name}", f".~lock.{name}#")
    if os.name == "nt" or not os.path.exists(target):  # noqa: PTH110 - never raises
        return
    if any(os.path.exists(target.with_name(mark)) for mark in marks):  # noqa: PTH110
        raise UserError(
            f"“{name}”正在 Word、WPS 等程序中打开，没有导出。",
            "请先在那里关闭它再导出；如果已经关闭，请换一个文件名。",
        )


def differences(printed: Printed, paper: Paper, report: Report) -> Iterator[str]:
    """Yield where a finished file says something else than the report, in a few words each."""
    yield from _table_differences(printed, paper, report)
    if printed.paragraphs is None:
        return
    expected = [block.text for block in paper.paragraphs()]
    if len(expected) != len(printed.paragraphs):
        yield f"段落应有 {len(expected)} 段，读到 {len(printed.paragraphs)} 段"
    for wanted, found in zip(expected, printed.paragraphs, strict=False):
        if bare(wanted) != bare(found):
            yield f"“{wanted[:_SHOWN_CHARACTERS]}”一段"


def bare(text: str) -> str:
    """Return a text without blanks and line breaks, which formats may set as they like."""
    return re.sub(r"\s", "", text)


def _table_differences(printed: Printed, paper: Paper, report: Report) -> Iterator[str]:
    form = paper.form
    values = values_in_force(form, report)
    tables = list(paper.tables())
    if len(tables) != len(printed.tables):
        yield f"表格应有 {len(tables)} 张，读到 {len(printed.tables)} 张"
        return
    for table, found in zip(tables, printed.tables, strict=True):
        for cell in table.cells:
            place = cell.place
            text = found.get((place.row, place.col), "")
            if place.key is None:
                if bare(text) != bare(place.text):
                    yield f"{table.title}中“{place.text[:_SHOWN_CHARACTERS]}”一栏"
                continue
            note = _note_in(cell, table, report)
            if not _says(text, form.cells[place.key], values.get(place.key), note):
                yield f"{form.cells[place.key].name}一格读到“{text[:_SHOWN_CHARACTERS]}”"


def _note_in(cell: PaperCell, table: PaperTable, report: Report) -> str:
    """The words that must stand in a cell: its note, or a mark where the note stands below."""
    words = words_of(report.cell_notes.get(cell.place.key or "", ""))
    if words and any(line.endswith(words) for line in table.notes):
        return bare(cell.note)
    return bare(words)


def _says(text: str, cell: CellDef, value: Decimal | None, note: str) -> bool:
    plain = bare(text)
    number, words = split_note(plain) if note else (plain, "")
    if not note and not plain:
        return value is None
    if note and value is None:
        number, words = "", plain.removeprefix("（").removesuffix("）")
    try:
        return parse_number(number, cell.value_type) == value and words == note
    except NumberRefusedError:
        # A value that no clerk can type, read from a foreign file, is printed as it is.
        return value is not None and number == format(value, "f") and words == note
