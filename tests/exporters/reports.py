"""Builds the reports that the tests of exporters print."""

from datetime import date
from decimal import Decimal

from nianbao.formats.registry import load_form
from nianbao.report.book import Publication, Report, blank_report
from nianbao.report.totals import values_in_force

UNIT = "临江县青山镇人民政府"
TEXTS = {
    "overview.lead": "2024年，青山镇把政务公开列入年度重点工作，各村各站所按时报送。",
    "overview.disclosure": "全年公开信息54条。\n1.规划计划\n公开年度计划6条。\n（1）执行情况\n按季公布。",
    "overview.on_request": "收到申请3件，均在法定期限内答复。",
    "proactive": "注：行政许可数据由县行政审批局提供。",
    "problems": "（一）存在问题\n公开不够及时。\n（二）改进措施。一是定人定岗；二是按月通报。",
    "other": "2024年度没有收取信息处理费。",
}


def blank(form_id: str) -> Report:
    """A report in which nothing has been entered but the year."""
    form = load_form(form_id)
    return blank_report(form_id, form.cells, form.definition.first_year)


def full(form_id: str, step: int = 7) -> Report:
    """A report with a different number in every cell, texts, notes and everything around them."""
    form = load_form(form_id)
    report = blank(form_id)
    report.change(
        facts={
            "unit": UNIT,
            "preamble": "本报告依据《中华人民共和国政府信息公开条例》编制。",
            "auto_totals": False,
            "publication": Publication(
                signed_on=date(2025, 1, 9),
                show_signature=True,
                attachments=("主动公开清单", "依申请公开流程图"),
                contact="联系地址：青山镇文化路1号，联系电话：0000-1234567。",
            ),
        }
    )
    report.change(cells={key: Decimal(n * step) for n, key in enumerate(form.cells)})
    report.change(notes={next(iter(form.cells)): "其中修订16件"})
    for key, text in TEXTS.items():
        report.change(texts={key: text})
    return report


def long(form_id: str) -> Report:
    """A report with seven-digit numbers in every cell and 3,000 characters of 总体情况."""
    form = load_form(form_id)
    report = full(form_id)
    report.change(cells={key: Decimal(9_000_000 + n) for n, key in enumerate(form.cells)})
    sentence = "全镇各村、各站所按照“应公开、尽公开”的要求，公开信息1,234件（其中新公开56件）；"
    report.change(texts={"overview.lead": sentence * (3000 // len(sentence) + 1)})
    return report


def summed(form_id: str) -> Report:
    """Every part filled in, every total computed."""
    report = full(form_id, step=3)
    report.change(facts={"auto_totals": True})
    totals = [key for key, cell in load_form(form_id).cells.items() if cell.is_total]
    report.change(cells=dict.fromkeys(totals))
    report.change(notes={next(iter(report.cell_notes)): ""})
    return report


def expected(report: Report) -> list[Decimal]:
    """The values in the order of the printed tables."""
    form = load_form(report.form)
    values = values_in_force(form, report)
    keys = [cell.key for layout in form.layouts.values() for cell in layout.cells if cell.key]
    return [value for key in keys if (value := values[key]) is not None]
