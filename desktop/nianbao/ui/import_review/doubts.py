"""What a clerk must look at after reading: pieces not read, values inferred, remarks."""

from collections.abc import Iterator
from dataclasses import dataclass

from nianbao.checks.findings import Finding, Severity
from nianbao.formats.registry import Form, load_form
from nianbao.importers.document import Place
from nianbao.importers.result import Problem
from nianbao.importers.review import ImportResult

_SHOWN = 40
UNREAD, INFERRED, REMARK = "✗", "≈", "！"
_FACTS = frozenset({"year", "unit_name"})
"""Said beside the fields for unit and year, which are always in sight."""


@dataclass(frozen=True)
class Doubt:
    """One line of the list."""

    sign: str
    words: str
    place: Place | None
    keys: tuple[str, ...] = ()
    unread: int = -1
    """The number of the unread piece that it is about."""


def doubts(result: ImportResult) -> tuple[Doubt, ...]:
    """Return everything to look at, the gravest first."""
    form = load_form(result.reading.report.form)
    said = [one for one in result.problems if one.kind == "inferred"]
    rest = [one for one in result.problems if one.kind not in {"inferred", *_FACTS}]
    return (
        *_unread(result),
        *(Doubt(INFERRED, one.message, one.place, one.cells) for one in said),
        *_inferred(result, form, {key for one in said for key in one.cells}),
        *(_remark(one, result, form) for one in rest),
    )


def _unread(result: ImportResult) -> Iterator[Doubt]:
    for number, piece in enumerate(result.unread):
        text = piece.text if len(piece.text) <= _SHOWN else piece.text[:_SHOWN] + "…"
        words = f"没有读出：{result.where(piece.place)}“{text}”。{piece.reason}"
        yield Doubt(UNREAD, words, piece.place, piece.keys, number)


def _inferred(result: ImportResult, form: Form, said: set[str]) -> Iterator[Doubt]:
    for key, mark in result.marks.items():
        if mark.state == "inferred" and key not in said:
            words = f"按勾稽关系推断：{form.cells[key].name}（{result.where(mark.place)}）"
            yield Doubt(INFERRED, words, mark.place, (key,))


def _remark(problem: Problem, result: ImportResult, form: Form) -> Doubt:
    """Say what is remarkable; what a table lacks leads to the cells that were not found."""
    table = next((one.table for one in form.sections if one.label == problem.where), None)
    if table is None:
        return Doubt(REMARK, problem.message, problem.place, problem.cells)
    found = result.reading.report.cells
    lacking = (key for key, cell in form.cells.items() if cell.table == table and key not in found)
    return Doubt(REMARK, f"{problem.where}：{problem.message}", problem.place, tuple(lacking))


def unbalanced(findings: tuple[Finding, ...]) -> tuple[Doubt, ...]:
    """Return what of the cells is not in order: read wrongly, or published so."""
    broken = [one for one in findings if one.severity is Severity.ERROR and one.cells]
    return tuple(Doubt(REMARK, _what_is_wrong(one), None, tuple(one.cells)) for one in broken)


def _what_is_wrong(finding: Finding) -> str:
    """Say what is the matter: a sum, or what the rule asks for."""
    if finding.identities:
        return f"加起来对不上，请对照原文：{finding.message}"
    return f"请对照原文：{finding.message}{finding.hint}"


def fact_doubt(result: ImportResult, kind: str) -> str:
    """Return what is said of the unit or the year; empty where it was read without a doubt."""
    return next((one.message for one in result.problems if one.kind == kind), "")


def summary(result: ImportResult) -> str:
    """Say how much was read."""
    report = result.reading.report
    read = sum(1 for value in report.cells.values() if value is not None)
    inferred = sum(1 for mark in result.marks.values() if mark.state == "inferred")
    texts = sum(1 for text in report.texts.values() if text.strip())
    cells = len(load_form(report.form).cells)
    words = [f"读出 {read} 格数字（表格共 {cells} 格）、{texts} 段文字"]
    if inferred:
        words.append(f"其中 {inferred} 格按勾稽关系推断")
    if result.unread:
        words.append(f"{len(result.unread)} 处没有读出")
    if result.left_out:
        words.append("带 ○ 的没有收入，点它可以看原因、收回")
    return "；".join(words) + "。"
