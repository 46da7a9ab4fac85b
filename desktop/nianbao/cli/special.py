"""``nianbao export`` of what is no document of the report: its picture, and this year against the last."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from nianbao.exporters.against_last_year import ENDING, write_comparison
from nianbao.exporters.poster.declared import declared
from nianbao.exporters.poster.describe import PosterOptions
from nianbao.exporters.poster.formats import PictureFormat, write_picture
from nianbao.exporters.poster.layout import picture_of
from nianbao.exporters.registry import exporter_for
from nianbao.report.book import Report
from nianbao.report.earlier import last_report, with_earlier
from nianbao.report.errors import UserError

Writer = Callable[[Report, Path], None]


def picture_writer(output: Path, colours: str) -> Writer:
    """Return what writes the picture; UserError where the ending or the colours are none of its."""
    from nianbao.ui.paper.poster import PICTURES

    form: PictureFormat = exporter_for(output, PICTURES)
    options = PosterOptions(colours=_colours(colours))
    return lambda report, target: write_picture(form, picture_of(report, options), target)


def _colours(wanted: str) -> str:
    """The id of a set of colours, asked for by that or by its name."""
    known = declared().colours
    for one in known:
        if wanted in {one.id, one.name}:
            return one.id
    if not wanted:
        return ""
    names = "、".join(f"{one.name}（{one.id}）" for one in known)
    raise UserError(f"没有“{wanted}”这种配色。", f"可以选：{names}。")


def comparison_writer(output: Path) -> Writer:
    """Return what writes the 对比稿; UserError where the ending is another."""
    if output.suffix.lower() != ENDING:
        raise UserError("对比稿只能导出成 Word 文档。", f"请把输出文件写成 {ENDING}。")

    def write(report: Report, target: Path) -> None:
        earlier = last_report(report)
        if earlier is None:
            raise UserError(
                f"没有比 {report.year} 年更早的报告，对比稿没有可以对比的。",
                "请用 --last-year 写上年报告的文件。",
            )
        write_comparison(report, earlier, target)

    return write


def with_last_years(report: Report, given: Sequence[Report]) -> Report:
    """Return a report with others to compare with, beside those that it has."""
    if not given:
        return report
    return replace(report, previous=with_earlier(report.previous, *given))
