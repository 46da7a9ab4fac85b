"""``nianbao export``: write a report by the ending of the output file, and say what still fails.

A folder of sources becomes a folder of documents, each under its unit's own name.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from nianbao.checks.engine import run_checks
from nianbao.checks.findings import Severity, count
from nianbao.checks.passed_on import MAX_BYTES as PASSED_ON_BYTES
from nianbao.checks.passed_on import read_passed_on
from nianbao.cli.console import remark, say
from nianbao.cli.many import Saver, Source, each, sources_of
from nianbao.cli.sources import read_named
from nianbao.cli.special import Writer, comparison_writer, picture_writer, with_last_years
from nianbao.exporters.names import suggested_name
from nianbao.exporters.printed.paper import PaperOptions
from nianbao.exporters.registry import EXPORTERS, KINDS, Format, export_report, exporter_for
from nianbao.importers.readers.folder import is_folder
from nianbao.report.book import Report
from nianbao.report.earlier import is_same_unit
from nianbao.report.errors import UserError
from nianbao.report.storage.files import read_bytes


@dataclass(frozen=True)
class Wishes:
    """How to export."""

    kind: str = ""
    """The ending without its dot, where the output is a folder."""
    archival: bool = False
    """Whether a PDF is to be kept in an archive."""
    template: Path | None = None
    """The office's own .docx."""
    picture: bool = False
    """Whether it is the picture of the year that is wanted, also as .pdf or .html."""
    colours: str = ""
    """Of the picture, by id or name."""
    comparison: bool = False
    """Whether it is this year's report against the last one's."""
    last_years: Sequence[str] = ()
    """Files of earlier reports."""


def export(name: str, output: Path, wishes: Wishes) -> int:
    """Export a report, errors or not, and return 0; of a folder each report, 2 where one fails."""
    _refuse_at_odds(wishes)
    if is_folder(Path(name)):
        return _export_folder(name, output, wishes)
    if wishes.kind and is_folder(output):
        report = _read(name, _earlier(wishes))
        write = _writer(Path(f"年报.{wishes.kind}"), wishes)
        target = _in_folder(Saver(output), write, wishes.kind, Source(name), report)
    else:
        report, target = _read(name, _earlier(wishes)), output  # what is not there is said first
        write = _writer(output, wishes)
        write(report, target)
    errors = count(run_checks(report), Severity.ERROR)
    if errors:
        remark(f"注意：这份报告还有 {errors} 处错误没有改正。")
    say(f"已导出到 {target}")
    return 0


def _read(name: str, earlier: Sequence[Report]) -> Report:
    return with_last_years(read_named(name).report, earlier)


def _earlier(wishes: Wishes) -> list[Report]:
    names = [one.name for one in sources_of(wishes.last_years)] if wishes.last_years else []
    return [read_named(one).report for one in names]


def _refuse_at_odds(wishes: Wishes) -> None:
    """Say which options cannot stand together, before anything is read."""
    if wishes.picture and wishes.comparison:
        raise UserError("--picture 和 --comparison 只能写一个。", "请分两次导出。")
    special = "--picture" if wishes.picture else "--comparison"
    if (wishes.picture or wishes.comparison) and (wishes.archival or wishes.template):
        other = "--pdfa" if wishes.archival else "--template"
        raise UserError(f"{special} 不能和 {other} 一起用。", f"请去掉 {other}。")
    if wishes.colours and not wishes.picture:
        raise UserError("--colours 只用于一图读懂。", "请加上 --picture，或者去掉 --colours。")


def _export_folder(name: str, folder: Path, wishes: Wishes) -> int:
    if not wishes.kind:
        raise UserError(
            "导出一个文件夹时，要用 --to 写明格式。", "例如：--to docx，-o 后面写要存到的文件夹。"
        )
    write = _writer(Path(f"年报.{wishes.kind}"), wishes)
    sources, earlier = sources_of([name], (folder,)), _earlier(wishes)
    _make(folder)
    saver = Saver(folder)

    def work(source: Source) -> dict[str, Any]:
        report = read_named(source.name).report
        mine = [one for one in earlier if is_same_unit(report.unit, one.unit)]
        report = with_last_years(report, mine)
        say(f"已导出到 {_in_folder(saver, write, wishes.kind, source, report)}")
        return {}

    return 2 if each(sources, work, "words").unreadable else 0


def _make(folder: Path) -> None:
    """Make the folder to export into, where it is not there yet and one is above it."""
    try:
        folder.mkdir(exist_ok=True)
    except FileExistsError as error:
        raise UserError(
            f"“{folder.name}”是一个文件，不是文件夹。", "-o 后面要写一个文件夹。"
        ) from error
    except OSError as error:
        raise UserError(
            f"文件夹“{folder.name}”建不起来，没有导出。", "请换一个位置，或者先建好上一级文件夹。"
        ) from error


def _in_folder(saver: Saver, write: Writer, kind: str, source: Source, report: Report) -> Path:
    """Export under the unit's name, the source's where it has none; never over another file."""
    ending = f".{kind}"
    with TemporaryDirectory() as scratch:
        written = Path(scratch) / f"export{ending}"
        write(report, written)
        stem = suggested_name(report) if report.unit.strip() else Path(source.name).stem
        return saver.save(stem, ending, source, written.read_bytes())


def _options(template: Path | None, ending: str) -> PaperOptions:
    """Take an office's template, and say what it lacks before anything is written."""
    if template is None:
        return PaperOptions()
    followers = {kind.ending: kind.name for kind in KINDS if kind.follows_office}
    if ending not in followers:
        named = "和".join(f" {name}（{known}）" for known, name in followers.items())
        raise UserError(
            f"只有导出{named}才能用模板。",
            f"请去掉 --template，或者导出成 {'、'.join(followers)}。",
        )
    from nianbao.exporters.word.office_template import MAX_BYTES, lacks_of, office_layout

    content = _template_within(template) or read_bytes(template, MAX_BYTES)
    for words in lacks_of(ending, content, template.name):
        remark(f"注意：{words}")
    return PaperOptions(office=office_layout(content, template.name))


def _template_within(path: Path) -> bytes:
    """The template that a file of local rules carries; nothing where the file is none."""
    if path.suffix.lower() != ".toml":
        return b""
    carried = read_passed_on(read_bytes(path, PASSED_ON_BYTES), path.name).template
    if carried is None:
        raise UserError(f"“{path.name}”里没有带版式模板。", "请换一个文件，或者写模板的 .docx。")
    return carried.content


def _writer(output: Path, wishes: Wishes) -> Writer:
    """What writes a file of this ending; the painter needs Qt, which others should not wait for."""
    ending = output.suffix.lower()
    if wishes.comparison:
        return comparison_writer(output)
    if wishes.picture:
        return picture_writer(output, wishes.colours)
    if wishes.archival and ending != ".pdf":
        raise UserError("--pdfa 只用于导出 PDF。", "请把输出文件写成 .pdf，或者去掉 --pdfa。")
    options = _options(wishes.template, ending)
    if ending in {one.ending for one in EXPORTERS}:
        return partial(export_report, options=options, exporters=EXPORTERS)
    from nianbao.ui.paper.formats import ARCHIVAL_FORMATS, FORMATS
    from nianbao.ui.paper.poster import PNG

    known: tuple[Format, ...] = (*FORMATS, PNG)
    exporter_for(output, known)
    if ending == PNG.ending:
        return picture_writer(output, wishes.colours)
    formats = ARCHIVAL_FORMATS if wishes.archival else FORMATS
    return partial(export_report, options=options, exporters=formats)
