"""What a clerk must look at after reading: pieces not read, values inferred, remarks."""

from dataclasses import dataclass

from nianbao.formats.registry import load_form
from nianbao.importers.document import Place
from nianbao.importers.review import ImportResult


@dataclass(frozen=True)
class Doubt:
    """One line of the list."""

    words: str
    place: Place | None
    keys: tuple[str, ...] = ()


def doubts(result: ImportResult) -> tuple[Doubt, ...]:
    """Return everything to look at, the gravest first."""
    form = load_form(result.reading.report.form)
    found = []
    for piece in result.unread:
        text = piece.text if len(piece.text) <= 40 else piece.text[:40] + "…"  # noqa: PLR2004
        words = f"✗ 没有读出：{result.where(piece.place)}“{text}”。{piece.reason}"
        found.append(Doubt(words, piece.place, piece.keys))
    for key, mark in result.marks.items():
        if mark.state == "inferred":
            words = f"≈ 按勾稽关系推断：{form.cells[key].name}（{result.where(mark.place)}）"
            found.append(Doubt(words, mark.place, (key,)))
    found.extend(
        Doubt(f"！{problem.message}", problem.place, problem.cells) for problem in result.problems
    )
    return tuple(found)


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
    if not result.reading.year_known:
        words.append("资料里没有写年度，请在“报告信息”里核对")
    return "；".join(words) + "。"
