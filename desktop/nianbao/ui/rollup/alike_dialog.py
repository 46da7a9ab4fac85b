"""Units' texts side by side, two at a time; what both have is marked by a line below it and a colour."""

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from nianbao.report.errors import UserError
from nianbao.rollup.findings import Alike, RollupFinding, compare_texts
from nianbao.rollup.model import Collection
from nianbao.ui.rollup.view import heading
from nianbao.ui.text.text_marks import TextMark, selections
from nianbao.ui.widgets.dialog_frame import Dialog
from nianbao.ui.widgets.messages import tell_error
from nianbao.ui.widgets.steady import steady


def how_many(finding: RollupFinding) -> str:
    """Say how many units are alike: 两, or a number."""
    count = len(finding.units)
    return "两" if count == 2 else f"{count} "  # noqa: PLR2004 - nobody writes 2个单位


class AlikeDialog(Dialog):
    """Reads both texts again from their files; UserError where one cannot be read any more.

    Of more than two units any two can be chosen.
    """

    def __init__(
        self, collection: Collection, finding: RollupFinding, parent: QWidget | None = None
    ) -> None:
        super().__init__("并排看各单位的文字", parent)
        self._collection, self._finding = collection, finding
        self.add_heading(f"{how_many(finding)}个单位的文字雷同", finding.message)
        self.texts = [QPlainTextEdit(readOnly=True) for _side in range(2)]
        self.boxes: list[QComboBox] = []
        row = QHBoxLayout()
        for side, text in enumerate(self.texts):
            column = QVBoxLayout()
            column.addWidget(self._name(side))
            column.addWidget(text)
            row.addLayout(column)
        self.column.addLayout(row, 1)
        self._compare(*finding.units[:2])
        self.add_buttons("", "关闭")
        self.resize(960, 600)

    def _name(self, side: int) -> QWidget:
        units = self._finding.units
        if len(units) == 2:  # noqa: PLR2004 - there is nothing to choose
            return heading(units[side], 11)
        box = steady(QComboBox())
        box.setAccessibleName("左边的单位" if side == 0 else "右边的单位")
        box.addItems(units)
        box.setCurrentIndex(side)
        box.currentIndexChanged.connect(lambda _row: self._compare_chosen())
        self.boxes.append(box)
        return box

    def _compare_chosen(self) -> None:
        try:
            self._compare(*(box.currentText() for box in self.boxes))
        except UserError as error:
            tell_error(self, error)

    def _compare(self, one: str, other: str) -> None:
        alike = compare_texts(self._collection, one, other, self._finding.section)
        for number, field in enumerate(self.texts):
            _show(field, alike, number)


def _show(field: QPlainTextEdit, alike: Alike, number: int) -> None:
    name = (alike.one, alike.other)[number]
    field.setPlainText(alike.texts[number])
    field.setAccessibleName(f"{name}的文字")
    spans = alike.spans[number]
    marks = [TextMark(span.start, span.end, "differs", "两个单位都有") for span in spans]
    field.setExtraSelections(selections(field, marks))
