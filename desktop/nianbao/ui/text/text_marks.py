"""What is marked in a text: words that findings speak of, and numbers that the tables do not have."""

from dataclasses import dataclass
from typing import Literal

from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from nianbao.checks.findings import Severity
from nianbao.report.guide import load_guide
from nianbao.report.sentences import find_slots
from nianbao.ui.look import theme
from nianbao.ui.session.session import Session

Kind = Literal["error", "warning", "differs", "open", "follows"]
Underline = QTextCharFormat.UnderlineStyle
_LOOKS: dict[Kind, tuple[str, Underline]] = {
    "error": ("error", Underline.WaveUnderline),
    "warning": ("warning", Underline.WaveUnderline),
    "differs": ("warning", Underline.DashUnderline),
    "open": ("accent", Underline.DotLine),
    "follows": ("accent", Underline.DotLine),
}


@dataclass(frozen=True)
class TextMark:
    """Marked words, from character ``start`` to ``end``, and what the mark says."""

    start: int
    end: int
    kind: Kind
    words: str
    replacement: str = ""
    """The table's number, where the clerk wrote another."""


def marks_of(session: Session, key: str, text: str) -> list[TextMark]:
    """Return the marks of a text; those of findings first."""
    return [*_finding_marks(session, key, text), *_number_marks(session, key, text)]


def _finding_marks(session: Session, key: str, text: str) -> list[TextMark]:
    found = []
    for finding in session.findings:
        for span in finding.spans:
            if span.key == key and span.end <= len(text):
                kind: Kind = "error" if finding.severity is Severity.ERROR else "warning"
                found.append(TextMark(span.start, span.end, kind, finding.message))
    return found


def _number_marks(session: Session, key: str, text: str) -> list[TextMark]:
    found = []
    for slot in find_slots(load_guide(), session.form, key, text, session.edit.known()):
        name = session.form.cells[slot.name].name if slot.name in session.form.cells else ""
        if slot.overwritten and slot.actual is not None:
            words = f"与表格不同：表格中“{name}”是 {slot.actual}，这里写的是 {slot.written}。"
            found.append(TextMark(slot.start, slot.end, "differs", words, slot.actual))
        elif slot.is_open:
            words = f"等待填写：表格中“{name}”填好后，这里会自动写上。"
            found.append(TextMark(slot.start, slot.end, "open", words))
        elif slot.actual is not None:
            words = f"随表格更新：“{name}”。"
            found.append(TextMark(slot.start, slot.end, "follows", words))
    return found


def selections(editor: QPlainTextEdit, marks: list[TextMark]) -> list[QTextEdit.ExtraSelection]:
    """Return the marks as Qt draws them; the graver ones are drawn last, over the others."""
    text = editor.toPlainText()
    made = []
    for mark in sorted(marks, key=lambda one: list(_LOOKS).index(one.kind), reverse=True):
        role, line = _LOOKS[mark.kind]
        selection = QTextEdit.ExtraSelection()
        cursor = QTextCursor(editor.document())
        cursor.setPosition(units(text[: mark.start]))
        cursor.setPosition(units(text[: mark.end]), QTextCursor.MoveMode.KeepAnchor)
        selection.cursor = cursor
        style = QTextCharFormat()
        style.setUnderlineStyle(line)
        style.setUnderlineColor(theme.color(role))
        if mark.kind in {"error", "warning", "differs"}:
            style.setBackground(theme.color(f"{role}_soft"))
        selection.format = style
        made.append(selection)
    return made


def units(text: str) -> int:
    """Return a length in UTF-16 units, as QTextCursor counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
