"""The 审核情况表 on paper and as a page: which rules were checked, with what result and reasons.

It names no person: who checked and who signs is written on the printed sheet.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from html import escape
from pathlib import Path

from nianbao.checks.audit import WORDS, AuditRow, State, audit_rows
from nianbao.checks.engine import CheckResult
from nianbao.checks.local_changes import local_changes
from nianbao.checks.settings import default_rules
from nianbao.exporters.names import name_of
from nianbao.exporters.printed.page_setup import StyleName, load_setup
from nianbao.exporters.printed.paper import Paper, PaperCell, PaperTable, Paragraph
from nianbao.formats.layout import Layout, LayoutCell, Role
from nianbao.formats.registry import Form, load_form
from nianbao.report import proofreading
from nianbao.report.book import Report
from nianbao.report.errors import UserError
from nianbao.report.storage.atomic import write_atomically
from nianbao.report.totals import values_in_force

HEADS = ("序号", "规则和依据", "结果", "核对情况", "两边的数", "说明")
_WIDTHS = (480, 3100, 1400, 1960, 880, 1024)
"""The basis is the longest of most lines; what was found stands in few."""
_RESULT = 2
_CENTRED = (0, _RESULT, 4)
_JUDGED: tuple[State, ...] = ("broken", "set_aside", "holds")
_RECORD = "审核情况表"
"""What the record is called, behind the report's own title."""


def audit_paper(
    report: Report, result: CheckResult, previous: Sequence[Report], day: date
) -> Paper:
    """Return the record as a paper, for ``docx.render`` and the page painter."""
    rows = audit_rows(report, result, previous)
    form = load_form(report.form)
    title = _title(form, report.year)
    blocks: tuple[Paragraph | PaperTable, ...] = (
        Paragraph("title", title.replace(_RECORD, f"\n{_RECORD}")),
        *(Paragraph("body", line) for line in _facts(report, result, rows, day)),
        _table(rows, title),
        Paragraph("body", "审核人：　　　　　　　　　　复核人："),
    )
    return Paper(form, report.year, report.unit, title, blocks)


def _title(form: Form, year: int) -> str:
    return form.definition.title.format(year=year) + _RECORD


ENDINGS = (".docx", ".html")


def record_name(report: Report, ending: str) -> str:
    """Return the file name to suggest."""
    return name_of(
        report.unit, load_form(report.form).definition.title + _RECORD, report.year, ending
    )


def write_audit_record(
    report: Report,
    result: CheckResult,
    path: Path,
    day: date,
    previous: Sequence[Report] | None = None,
) -> None:
    """Write the record in the format that the file's ending names; UserError where that fails.

    ``previous`` are the reports that were compared with, those kept with the report unless told.
    """
    compared = report.previous if previous is None else previous
    ending = path.suffix.lower()
    if ending == ".docx":
        write_atomically(path, audit_docx(report, result, compared, day))
    elif ending in (".html", ".htm"):
        write_atomically(path, audit_html(report, result, compared, day).encode())
    else:
        raise UserError(
            f"审核情况表不能存成“{path.suffix or path.name}”。", "文件名请以 .docx 或 .html 结尾。"
        )


def audit_docx(report: Report, result: CheckResult, previous: Sequence[Report], day: date) -> bytes:
    """Return the record as a Word document."""
    from nianbao.exporters.word.docx import render

    return render(audit_paper(report, result, previous, day))


def audit_html(report: Report, result: CheckResult, previous: Sequence[Report], day: date) -> str:
    """Return the record as one self-contained page."""
    rows = audit_rows(report, result, previous)
    title = _title(load_form(report.form), report.year)
    facts = "".join(f"<p>{escape(line)}</p>" for line in _facts(report, result, rows, day))
    head = "".join(f'<th scope="col">{name}</th>' for name in HEADS)
    body = "".join(_html_row(number, row) for number, row in enumerate(rows, 1))
    return (
        f'<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title>'
        f"<style>{_CSS}</style></head><body><h1>{title}</h1>{facts}"
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        "<p>审核人：　　　　　　　　　　复核人：</p></body></html>"
    )


_CSS = (
    "body{font-family:SimSun,'Noto Serif CJK SC',serif;margin:2em auto;max-width:62em}"
    "h1{font-size:1.4em;text-align:center}table{border-collapse:collapse;width:100%}"
    "th,td{border:1px solid #444;padding:.3em .5em;text-align:left;vertical-align:top;"
    "font-weight:normal}th{min-width:12em}thead th{min-width:0;font-weight:bold;"
    "text-align:center}td:nth-child(1),td:nth-child(3),td:nth-child(5){text-align:center;"
    "white-space:nowrap}small{color:#444}.done b{font-weight:normal}"
    "tr{break-inside:avoid}@media print{body{margin:0;max-width:none}}"
)


def _facts(
    report: Report, result: CheckResult, rows: Sequence[AuditRow], day: date
) -> tuple[str, ...]:
    counts = Counter(row.state for row in rows)
    reviewed = "已确认" if report.secrecy_reviewed else "尚未确认"
    total = (
        f"共 {len({row.rule for row in rows})} 项规则：不符合 {counts['broken']} 处，"
        f"已说明 {counts['set_aside']} 处，符合 {counts['holds']} 项{_not_compared(counts)}。"
    )
    return (
        f"单位：{report.unit or '（未填写）'}",
        f"审核日期：{day.year}年{day.month}月{day.day}日　　保密审查：{reviewed}",
        f"对照校对：{_compared(report)}",
        f"本地规则：{_local(result)}",
        total,
    )


def _not_compared(counts: Mapping[State, int]) -> str:
    """What was not compared, with why: nobody shall take it for in order."""
    why = {state: counts[state] for state in WORDS if state not in _JUDGED and counts[state]}
    if not why:
        return ""
    each = "，".join(f"{WORDS[state]} {several} 项" for state, several in why.items())
    return f"；没有核对的 {sum(why.values())} 项（{each}）"


def _local(result: CheckResult) -> str:
    """By which limits was checked: two records of one report may differ for these alone."""
    changes = local_changes(result.rules or default_rules())
    return "；".join(changes) + "。" if changes else "与程序的默认规则相同"


def _compared(report: Report) -> str:
    """How many cells were held against the source: no rule finds two slips that cancel each other."""
    form = load_form(report.form)
    return proofreading.words(form, report, values_in_force(form, report).get)


def _texts(number: int, row: AuditRow) -> tuple[str, ...]:
    """What stands in each column of a line."""
    on = row.decided_on
    day = f"\n（{on.year}年{on.month}月{on.day}日）" if on else ""
    what = f"{row.title}\n{row.rule}：{row.basis}"
    return (str(number), what, row.result, row.detail, row.sides, f"{row.reason}{day}")


def _html_row(number: int, row: AuditRow) -> str:
    first, what, result, *rest = (escape(text) for text in _texts(number, row))
    title, _, basis = what.partition("\n")
    kept = "".join(f"<td>{text.strip().replace(chr(10), '<br>')}</td>" for text in rest)
    done = "" if row.state in ("broken", "set_aside") else ' class="done"'
    return (
        f'<tr{done}><td>{first}</td><th scope="row">{title}<br><small>{basis}</small></th>'
        f"<td><b>{result}</b></td>{kept}</tr>"
    )


def _table(rows: Sequence[AuditRow], title: str) -> PaperTable:
    cells = [_cell(0, column, name, "dense_head") for column, name in enumerate(HEADS)]
    for number, row in enumerate(rows, 1):
        # How it weighs, or how much was looked at, on a line of its own: no bracket is broken.
        texts = list(_texts(number, row))
        texts[_RESULT] = texts[_RESULT].replace("（", "\n（")
        cells += [
            _cell(number, column, text, "dense_number" if column in _CENTRED else "dense_label")
            for column, text in enumerate(texts)
        ]
    layout = Layout("audit", len(rows) + 1, len(HEADS), 1, 1, tuple(cell.place for cell in cells))
    return PaperTable(
        id="audit",
        section="",
        title=title,
        summary="每项规则的依据、结果、核对情况和说明。",
        layout=layout,
        widths=_WIDTHS,
        cells=tuple(cells),
        dense=True,
        head_rows=1,
        kept=(False,) * (len(rows) + 1),
        row_height=load_setup().table.dense_row_height,
    )


def _cell(row: int, column: int, text: str, style: StyleName) -> PaperCell:
    role: Role = "column" if row == 0 else "row"
    return PaperCell(LayoutCell(row, column, 1, 1, role, text), style, text)
