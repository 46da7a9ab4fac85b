"""Two units' texts side by side; what both have is marked by a line below it and a colour."""

from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from nianbao.rollup.findings import Alike, RollupFinding, compare_texts
from nianbao.rollup.model import Collection
from nianbao.ui.rollup.view import heading
from nianbao.ui.text.text_marks import TextMark, selections
from nianbao.ui.widgets.dialog_frame import Dialog


class AlikeDialog(Dialog):
    """Reads both texts again from their files; UserError where one cannot be read any more."""

    def __init__(
        self, collection: Collection, finding: RollupFinding, parent: QWidget | None = None
    ) -> None:
        one, other = finding.units[:2]
        alike = compare_texts(collection, one, other, finding.section)
        super().__init__("并排看两个单位的文字", parent)
        self.add_heading("两个单位的文字雷同", finding.message)
        self.texts = [_text(alike, number) for number in range(2)]
        row = QHBoxLayout()
        for name, text in zip((alike.one, alike.other), self.texts, strict=True):
            column = QVBoxLayout()
            column.addWidget(heading(name, 11))
            column.addWidget(text)
            row.addLayout(column)
        self.column.addLayout(row, 1)
        self.add_buttons("", "关闭")
        self.resize(960, 600)


def _text(alike: Alike, number: int) -> QPlainTextEdit:
    name = (alike.one, alike.other)[number]
    field = QPlainTextEdit(alike.texts[number])
    field.setReadOnly(True)
    field.setAccessibleName(f"{name}的文字")
    spans = alike.spans[number]
    marks = [TextMark(span.start, span.end, "differs", "两个单位都有") for span in spans]
    field.setExtraSelections(selections(field, marks))
    return field
