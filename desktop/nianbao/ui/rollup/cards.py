"""The cards of 待处理: each says what is the matter, and has an answer on a button."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from nianbao.formats.registry import Form
from nianbao.report.numbers import format_number
from nianbao.rollup.findings import RollupFinding
from nianbao.rollup.model import FILE_WORDS, Collection, FileRow, Question
from nianbao.rollup.unwritten import Answer
from nianbao.ui.look import plain_text, theme
from nianbao.ui.rollup.alike_dialog import how_many
from nianbao.ui.rollup.lines import Shape, when
from nianbao.ui.rollup.shapes import ShapeMark
from nianbao.ui.rollup.view import button, heading
from nianbao.ui.widgets.chooser import chooser
from nianbao.ui.widgets.dialog_frame import muted

Decide = Callable[[Answer], object]
SHOWN_CELLS = 8
"""Differing cells that are listed; of more the number is told."""
FEW = 2
"""Units that have a button each; more are chosen from a box that has all of them."""
KINDS = {
    "versions": "两份待选",
    "name": "名称待认",
    "earlier_sum": "像是以前的汇总",
}


class Card(QFrame):
    """One question with its answers."""

    def __init__(self, title: str, message: str, shape: Shape = Shape.ASKED) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setAccessibleName(f"{title}：{message}")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(*[2 * theme.GAP] * 4)
        self.column.setSpacing(theme.GAP)
        head = QHBoxLayout()
        head.addWidget(ShapeMark(shape))
        head.addWidget(heading(title, 11), 1)
        self.column.addLayout(head)
        self.column.addWidget(plain_text.label(message, wraps=True))

    def add_buttons(self, *parts: QWidget) -> None:
        """End with the answers."""
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        for part in parts:
            row.addWidget(part)
        row.addStretch(1)
        self.column.addLayout(row)


def question_card(collection: Collection, question: Question, form: Form, decide: Decide) -> Card:
    """Return the card of a question."""
    card = Card(KINDS[question.kind], question.message)
    if question.kind == "versions":
        _add_versions(card, question, decide)
        _add_differences(card, collection, question, form)
    elif question.kind == "name":
        _add_names(card, collection, question, decide)
    else:
        _add_sum(card, question, decide)
    return card


def _add_versions(card: Card, question: Question, decide: Decide) -> None:
    grid = QGridLayout()
    grid.setHorizontalSpacing(2 * theme.GAP)
    grid.setColumnStretch(0, 1)
    for row, file in enumerate(question.files):
        grid.addWidget(plain_text.label(f"第{row + 1}份　{file.place}", wraps=True), row, 0)
        grid.addWidget(_quiet(when(file)), row, 1)
        grid.addWidget(_quiet(f"{max(1, file.size // 1024)} KB"), row, 2)
        grid.addWidget(_quiet(_judged(file)), row, 3)
        take = button(
            "采用这一份",
            lambda place=file.place: decide(
                lambda now: now.choose_version(question.subject, place)
            ),  # type: ignore[misc]
            name=f"采用 {file.place}",
        )
        grid.addWidget(take, row, 4)
    card.column.addLayout(grid)


def _judged(file: FileRow) -> str:
    words = [FILE_WORDS[file.state]] if not file.undecided else []
    words.append(f"错误 {file.errors}　空白 {file.blanks}")
    return "　".join(words)


def _quiet(words: str) -> QLabel:
    label = plain_text.label(words)
    label.setObjectName("muted")
    return label


def _add_differences(card: Card, collection: Collection, question: Question, form: Form) -> None:
    files = [(number, file) for number, file in enumerate(question.files, 1) if file.row >= 0]
    if not question.differing:
        card.column.addWidget(muted("各份的数字完全一样。"))
        return
    card.column.addWidget(muted(f"有 {len(question.differing)} 格的数不一样："))
    grid = QGridLayout()
    grid.setHorizontalSpacing(4 * theme.GAP)
    grid.setVerticalSpacing(theme.GAP // 2)
    grid.setColumnStretch(len(files) + 1, 1)
    for column, (number, _file) in enumerate(files, 1):
        grid.addWidget(_quiet(f"第{number}份"), 0, column, Qt.AlignmentFlag.AlignRight)
    for row, key in enumerate(question.differing[:SHOWN_CELLS], 1):
        grid.addWidget(plain_text.label(form.cells[key].name), row, 0)
        for column, (_number, file) in enumerate(files, 1):
            value = collection.numbers.value(file.row, key)
            words = "空白" if value is None else format_number(value)
            grid.addWidget(plain_text.label(words), row, column, Qt.AlignmentFlag.AlignRight)
    card.column.addLayout(grid)
    if len(question.differing) > SHOWN_CELLS:
        card.column.addWidget(muted(f"还有 {len(question.differing) - SHOWN_CELLS} 格。"))


def _add_names(card: Card, collection: Collection, question: Question, decide: Decide) -> None:
    card.column.addWidget(muted("、".join(file.place for file in question.files)))

    def say(unit: str) -> Callable[[], object]:
        return lambda: decide(lambda now: now.confirm_name(question.subject, unit))

    answers: list[QWidget] = [
        button(f"就是{unit}", say(unit), name=f"{question.subject} 就是 {unit}")
        for unit in question.proposals[:3]
    ]
    units = [unit.name for unit in collection.units if unit.on_roster]
    if units:
        answers.append(
            chooser(
                "是名单上的…",
                "名单上的单位",
                units,
                lambda unit: decide(lambda now: now.confirm_name(question.subject, unit)),
            )
        )
    answers.append(
        button(
            "不在名单上，单独算一个单位",
            say(question.subject),
            name=f"{question.subject} 不在名单上，单独算一个单位",
        )
    )
    card.add_buttons(*answers)


def _add_sum(card: Card, question: Question, decide: Decide) -> None:
    place = question.subject
    card.column.addWidget(muted(place))
    card.add_buttons(
        button(
            "是以前的汇总，不计入",
            lambda: decide(lambda now: now.settle_sum(place)),
            name=f"{place} 不计入",
        ),
        button(
            "是单位的报告，计入",
            lambda: decide(lambda now: now.count_as_unit(place)),
            name=f"{place} 计入",
        ),
    )


def finding_card(
    finding: RollupFinding,
    look: Callable[[], object] | None,
    settle: Callable[[], object],
    show: Callable[[str], object],
) -> Card:
    """Return the card of what does not hold for the sum or of units that are alike."""
    shape = Shape.TRIANGLE if finding.severity.value == "error" else Shape.DIAMOND
    is_alike = look is not None and not finding.cells
    title = f"{how_many(finding)}个单位的文字雷同" if is_alike else "汇总的数对不上"
    card = Card(title, finding.message, shape)
    if finding.hint:
        card.column.addWidget(muted(finding.hint))
    answers: list[QWidget] = []
    if look is not None:
        answers.append(button("并排看一看" if not finding.cells else "看汇总表", look))
    if len(finding.units) > FEW:
        answers.append(chooser("看一个单位的报告…", "要看的单位", finding.units, show))
    else:
        answers += [
            button(unit, lambda name=unit: show(name), name=f"看 {unit} 的报告")  # type: ignore[misc]
            for unit in finding.units
        ]
    answers.append(button("写明情况…", settle, name=f"写明情况：{finding.message}"))
    card.add_buttons(*answers)
    return card
