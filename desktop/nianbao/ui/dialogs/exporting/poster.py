"""一图读懂: which sections, which colours, which format; the picture beside them as it will be."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from nianbao.checks.findings import Severity, count
from nianbao.exporters.poster.declared import declared
from nianbao.exporters.poster.describe import BLANK, PosterOptions
from nianbao.exporters.poster.formats import PictureFormat
from nianbao.exporters.poster.layout import picture_of
from nianbao.exporters.poster.shapes import Picture
from nianbao.report.errors import UserError
from nianbao.ui.look import plain_text, theme
from nianbao.ui.paper.poster import PICTURES, image_of
from nianbao.ui.session.session import Session
from nianbao.ui.system import preferences
from nianbao.ui.widgets.dialog_frame import Dialog, Role, Scrolled, muted
from nianbao.ui.widgets.steady import steady

_SHOWN, _HIGH, _LEAST = 400, 700, 300
"""Pixels: the width of the picture shown, the dialog's height where the screen has it, and how much
of the picture is seen at once at least."""
_COPIED = "替代文字已复制。在网站上插入图片时，粘贴到“替代文字”（alt）一栏。"


class PosterDialog(Dialog):
    """Asks how the picture is to be, and shows it."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__("一图读懂", parent)
        self._session = session
        self.sections: dict[str, QCheckBox] = {}
        self.colours = steady(QComboBox())
        self.colours.setAccessibleName("配色")
        for one in declared().colours:
            self.colours.addItem(one.name, one.id)
        self.format = steady(QComboBox())
        self.format.setAccessibleName("文件格式")
        for form in PICTURES:
            self.format.addItem(f"{form.name}（{form.ending}）", form.ending)
        for box, key in ((self.colours, "poster_colours"), (self.format, "poster_ending")):
            box.setCurrentIndex(max(0, box.findData(preferences.text(key, ""))))
        self.preview = QScrollArea()
        self.preview.setAccessibleName("图的样子")
        self.said = muted("")
        self._shown = plain_text.label()
        self._build()
        self.colours.currentIndexChanged.connect(lambda _row: self._show())
        self._show()
        room = self.screen().availableGeometry().height() - 8 * theme.GAP
        self.resize(self.sizeHint().width(), min(_HIGH, room))

    def _build(self) -> None:
        self.add_heading(self._session.title)
        row = QHBoxLayout()
        row.setSpacing(3 * theme.GAP)
        row.addWidget(self._build_choices(), 1)
        self.preview.setWidget(self._shown)
        self.preview.setWidgetResizable(False)
        self.preview.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        bar = self.preview.verticalScrollBar().sizeHint().width()
        self.preview.setFixedWidth(_SHOWN + bar + 2 * self.preview.frameWidth())
        self.preview.setMinimumHeight(_LEAST)
        row.addWidget(self.preview)
        self.column.addLayout(row)
        self.add_buttons("导出…")
        copy = self.buttons.addButton("复制替代文字", Role.ActionRole)
        copy.setAutoDefault(False)
        copy.setToolTip("图上的全部内容，写成文字，给看不见图的人听")
        copy.clicked.connect(self._copy)

    def _build_choices(self) -> Scrolled:
        """On a low screen the choices are scrolled; pressed together their words would be cut."""
        sheet = QWidget()
        choices = QVBoxLayout(sheet)
        choices.setContentsMargins(0, 0, theme.GAP, 0)
        choices.setSpacing(theme.GAP)
        choices.addWidget(plain_text.label("图上有哪些部分"))
        left_out = preferences.text("poster_left_out", "").split()
        for one in declared().sections:
            box = QCheckBox(one.title)
            box.setChecked(one.id not in left_out)
            box.toggled.connect(lambda _on: self._show())
            choices.addWidget(box)
            self.sections[one.id] = box
        fields = QFormLayout()
        fields.setContentsMargins(0, 2 * theme.GAP, 0, 2 * theme.GAP)
        fields.setSpacing(theme.GAP)
        fields.addRow("配色(&C)", self.colours)
        fields.addRow("文件格式(&F)", self.format)
        choices.addLayout(fields)
        choices.addWidget(self.said)
        choices.addStretch(1)
        around = Scrolled(sheet)
        around.setAccessibleName("图上有哪些部分")
        return around

    @property
    def options(self) -> PosterOptions:
        """What was chosen."""
        left_out = {name for name, box in self.sections.items() if not box.isChecked()}
        return PosterOptions(frozenset(left_out), self.colours.currentData())

    @property
    def picture(self) -> Picture:
        """The picture as it was chosen."""
        return picture_of(self._session.report, self.options)

    @property
    def chosen_format(self) -> PictureFormat:
        """The format that was chosen."""
        return PICTURES[self.format.currentIndex()]

    def _show(self) -> None:
        picture, scale = self.picture, self.devicePixelRatioF()
        self._shown.setAccessibleName(picture.title)
        self._shown.setAccessibleDescription(picture.alternative)
        try:
            shown = QPixmap.fromImage(image_of(picture, round(_SHOWN * scale)))
        except UserError as error:
            self._shown.clear()
            self.said.setText(str(error))
            return
        shown.setDevicePixelRatio(scale)
        self._shown.setPixmap(shown)
        self._shown.resize(shown.deviceIndependentSize().toSize())
        self.said.setText("\n".join(self._open(picture)) or "图上的数字都来自报告的表格。")

    def _open(self, picture: Picture) -> list[str]:
        """What is to be done before the picture is published."""
        session, lines = self._session, []
        errors = count(session.findings, Severity.ERROR)
        if errors:
            lines.append(f"还有 {errors} 处错误没有改好，图上是现在的数字。")
        blanks = sum(run.text == BLANK for words in picture.words for run in words.runs)
        if blanks:
            lines.append(f"图上有 {blanks} 处“{BLANK}”，请先把表格填完。")
        if not session.report.secrecy_reviewed:
            lines.append("还没有完成保密审查，图也要先审查、后公开。")
        return lines

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.picture.alternative)
        self.said.setText(_COPIED)
