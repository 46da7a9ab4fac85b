"""与上年对比: every cell's sum beside last year's, and 图表: native charts of the key figures."""

from dataclasses import dataclass
from decimal import Decimal

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from nianbao.rollup.figures import Figure, figures_of
from nianbao.rollup.history import charts_over_years
from nianbao.rollup.outputs.workbook.data import DataSheet
from nianbao.rollup.outputs.workbook.pages import HEAD_ROW, Book
from nianbao.rollup.sums import Sum

_HEADS = ("表", "项目", "本年", "上年", "增减", "增减幅度")
_WIDTHS = (8, 44, 12, 12, 12, 12)
_TOP = 15
"""Units in the chart of the largest."""
_CHARTS = "图表"
_DARK, _LIGHT = "#3B3B3B", "#C8C8C8"
"""Last year light, this year dark: the charts are read in print without colour."""
_CHART_ROWS = 20
_CHART_SIZE = {"width": 720, "height": 380}
_ON_A_PAGE, _SCALE = 3, 68
"""Charts on a page of A4, and the percent at which they fit there."""
_DATA_COLUMN = 12
"""Where the charts' own numbers stand, beside them."""


def add_compared(book: Book, total: Sum, data: DataSheet) -> None:
    """Add the sheet against last year: formulas where this year's numbers stand in the workbook."""
    sheet = book.sheet(
        "与上年对比", f"{total.year}年与{total.year - 1}年汇总数对比", _WIDTHS, landscape=False
    )
    book.heads(sheet, _HEADS, fixed=2)
    row = HEAD_ROW
    for key, cell in total.form.cells.items():
        last, now = total.last_year(key), total.value(key)
        if last is None or (not last and not now):
            continue
        row += 1
        section = total.form.section(total.form.section_of(key))
        book.row(sheet, row, (f"表{section.number}", cell.name), (book.centred, book.words))
        column = data.column(key)
        shown = "" if now is None else now
        formula = f'=IF(COUNT({column})=0,"",SUM({column}))'
        sheet.write_formula(row, 2, formula, book.cells.format(book.number), shown)
        book.cell(sheet, row, 3, last, book.number)
        mine, theirs = xl_rowcol_to_cell(row, 2), xl_rowcol_to_cell(row, 3)
        change = "" if now is None else now - last
        number, percent = book.cells.format(book.number), book.cells.format(book.percent)
        sheet.write_formula(row, 4, f'=IF({mine}="","",{mine}-{theirs})', number, change)
        grown = "" if now is None or not last else (now - last) / last
        sheet.write_formula(
            row, 5, f'=IF(OR({mine}="",{theirs}=0),"",({mine}-{theirs})/{theirs})', percent, grown
        )
    if row == HEAD_ROW:
        words = "没有可以对比的上年数据。请在汇总时选上年的文件夹。"
        book.row(sheet, row + 1, ("", words, "", "", "", ""), (book.words,) * len(_HEADS))


def add_charts(book: Book, total: Sum) -> None:
    """Add the sheet of charts: how applications ended, this year beside last, the largest units."""
    sheet = book.sheet(_CHARTS, f"{total.year}年政府信息公开工作图表", (9.0,) * 11)
    figures = figures_of(total.form.id)
    results = [one for one in figures if one.result]
    compared = [one for one in figures if one.compared]
    ranked = next((one for one in figures if one.ranked), None)
    charts: list[_Chart] = []
    if results:
        rows = [(one.name, one.of_sum(total)) for one in results]
        charts.append(_Chart(f"{total.year}年申请办理结果（件）", [(f"{total.year}年", rows)]))
    if compared:
        series = [(f"{total.year}年", [(one.name, one.of_sum(total)) for one in compared])]
        if total.before is not None:
            before = [(one.name, one.last_year(total)) for one in compared]
            series.insert(0, (f"{total.year - 1}年", before))
        charts.append(_Chart("主要指标与上年对比（件）", series))
    for years in charts_over_years(total):
        each = zip(years.names, zip(*years.values, strict=True), strict=True)
        series = [(name, list(zip(years.years, values, strict=True))) for name, values in each]
        charts.append(_Chart(f"{years.title}（件）", series))
    if ranked is not None and total.units:
        rows = _largest(ranked, total)
        charts.append(_Chart(f"{ranked.name}最多的单位（件）", [(ranked.name, rows)], bar=True))
    sheet.print_area(0, 0, HEAD_ROW + 1 + _CHART_ROWS * len(charts), _DATA_COLUMN - 2)
    sheet.set_portrait()
    sheet.set_print_scale(
        _SCALE
    )  # a page as wide as the sheet takes no breaks, and cuts a chart in two
    sheet.set_h_pagebreaks(
        [
            HEAD_ROW + 1 + _CHART_ROWS * number
            for number in range(_ON_A_PAGE, len(charts), _ON_A_PAGE)
        ]
    )
    for number, one in enumerate(charts):
        _draw(book, sheet, HEAD_ROW + 1 + _CHART_ROWS * number, one)


def _largest(figure: Figure, total: Sum) -> list[tuple[str, Decimal | None]]:
    """The largest units; the largest last, since bars are drawn from below."""
    values = {unit.name: figure.of_unit(total, unit.name) or Decimal(0) for unit in total.units}
    names = sorted(values, key=lambda name: -values[name])[:_TOP]
    return [(name, values[name]) for name in reversed(names)]


_Series = tuple[str, list[tuple[str, Decimal | None]]]


@dataclass(frozen=True)
class _Chart:
    title: str
    series: list[_Series]
    bar: bool = False


def _draw(book: Book, sheet: Worksheet, row: int, drawn: _Chart) -> None:
    """Draw one chart whose numbers stand beside it on the same sheet."""
    chart = book.book.add_chart({"type": "bar" if drawn.bar else "column"})
    assert chart is not None  # noqa: S101 - only an unknown type gives none
    names = [name for name, _value in drawn.series[0][1]]
    for number, name in enumerate(names, 1):
        book.cell(sheet, row + number, _DATA_COLUMN, name, book.words)
    last = row + len(names)
    for number, (head, values) in enumerate(drawn.series):
        column = _DATA_COLUMN + 1 + number
        book.cell(sheet, row, column, head, book.head)
        for at, (_name, value) in enumerate(values, 1):
            book.cell(sheet, row + at, column, value, book.number)
        light = number == 0 and len(drawn.series) > 1
        chart.add_series({
            "name": [_CHARTS, row, column],
            "categories": [_CHARTS, row + 1, _DATA_COLUMN, last, _DATA_COLUMN],
            "values": [_CHARTS, row + 1, column, last, column],
            "fill": {"color": _LIGHT if light else _DARK},
            "border": {"color": _DARK},
            "data_labels": {"value": True, "font": {"size": 9}},
            "gap": 60,
        })  # fmt: skip
    chart.set_title({"name": drawn.title, "name_font": {"size": 13, "bold": False}})
    chart.set_legend({"none": True} if len(drawn.series) == 1 else {"position": "bottom"})
    chart.set_y_axis({"major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}}})
    chart.set_x_axis({"interval_unit": 1, "num_font": {"size": 9}})  # every unit is named
    chart.set_size(_CHART_SIZE)
    sheet.insert_chart(row, 0, chart, {"description": drawn.title})
