"""A report of one table alone, as the text sources of the odd cells' tests write it."""

from collections.abc import Callable, Mapping

from nianbao.importers.registry import bytes_for_review
from nianbao.importers.review import ImportResult
from tests.importers.layouts import blank_lines, cell_per_line, paragraphs, single_spaced, spaced
from tests.importers.printed import Rows
from tests.importers.word_files import FORM, TITLE

WRITTEN: dict[str, Callable[[Rows], str]] = {
    "one a line": blank_lines,
    "one a line, closed by bars": cell_per_line,
    "wide gaps": spaced,
    "single blanks": single_spaced,
    "paragraphs of a page": paragraphs,
}


def read_table(
    table: str,
    shown: Mapping[str, str],
    write: Callable[[Rows], str],
    change: Callable[[str], str] = str,
) -> ImportResult:
    """Read a table under its heading; ``change`` is what becomes of its text."""
    rows: Rows = [
        [(cell, shown[cell.key] if cell.key else cell.text) for cell in row]
        for row in FORM.layouts[table].rows()
    ]
    heading = next(one.label for one in FORM.sections if one.table == table)
    lines = [TITLE, heading, "", change(write(rows)), "五、存在的主要问题及改进情况", "无。"]
    if write is paragraphs:
        lines = [line if "<p>" in line else f"<p>{line}</p>" for line in lines]
    return bytes_for_review("\n".join(lines).encode(), "年报")
