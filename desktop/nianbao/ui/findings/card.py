"""Paints one finding as a card: weight, sentence, probable cause, and the ground when chosen."""

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from nianbao.checks.findings import Finding, Severity
from nianbao.checks.outline import State
from nianbao.checks.remedies import Remedy
from nianbao.ui.commands.keys import words_of
from nianbao.ui.findings.model import GROUPS, FindingsModel, basis_of, terms_of, title_of
from nianbao.ui.look import theme
from nianbao.ui.session.session import Session
from nianbao.ui.widgets import state_shapes

Index = QModelIndex | QPersistentModelIndex
_WRAP = int(Qt.TextFlag.TextWordWrap)
_STATE = {
    Severity.ERROR: State.ERROR,
    Severity.WARNING: State.WARNING,
    Severity.HINT: State.PARTIAL,
}
_ROLE = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "accent"}
HEAD = 30
"""Height of a group's heading."""
PAD = 10
BUTTON = 26
"""Height of the button on a card."""


class FindingCard(QStyledItemDelegate):
    """Measures and paints cards."""

    def __init__(self, session: Session, model: FindingsModel, parent: QListView) -> None:
        super().__init__(parent)
        self._session = session
        self._model = model
        self._list = parent

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as the words need."""
        width = self._list.viewport().width()
        height = 2 * PAD + 6
        for text, font, _role in self._lines(index):
            height += _height(text, font, width - 2 * PAD - 34) + 4
        height += BUTTON + 6 if self._model.own_offer(index.row()) else 0
        return QSize(width, height + (HEAD if self._model.begins_group(index.row()) else 0))

    def _lines(self, index: Index) -> list[tuple[str, QFont, str]]:
        """Text, font and colour role of each paragraph of a card."""
        finding = self._model.shown[index.row()]
        lines = [
            (title_of(finding), theme.font(9), "muted"),
            (finding.message, theme.font(10, bold=finding.severity is Severity.ERROR), "text"),
        ]
        if finding.hint:
            lines.append((finding.hint, theme.font(9.5), "text"))
        lines += [(said, theme.font(9), "text") for said in self._model.extra_words(index.row())]
        if self._list.currentIndex().row() == index.row():
            lines.append((terms_of(finding, self._session), theme.font(9), "muted"))
            lines.append((f"依据：{basis_of(finding, self._session)}", theme.font(9), "muted"))
        return [line for line in lines if line[0]]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a card, and before the first of a group its heading."""
        box: QRect = option.rect
        finding = self._model.shown[index.row()]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._model.begins_group(index.row()):
            self._heading(painter, QRect(box.left(), box.top(), box.width(), HEAD), finding)
            box = box.adjusted(0, HEAD, 0, 0)
        chosen = self._list.selectionModel().isSelected(index)
        card = QRectF(box).adjusted(8.5, 3.5, -8.5, -3.5)
        role = _ROLE[finding.severity]
        painter.setPen(QPen(theme.color("accent" if chosen else "rule"), 2 if chosen else 1))
        painter.setBrush(theme.color("sheet"))
        painter.drawRoundedRect(card, 4, 4)
        painter.fillRect(
            QRectF(card.left() + 1, card.top() + 4, 3, card.height() - 8), theme.color(role)
        )
        state_shapes.draw(
            painter, _STATE[finding.severity], QRectF(card.left() + 9, card.top() + 9, 14, 14)
        )
        self._write(painter, box, index)
        painter.restore()

    def _write(self, painter: QPainter, box: QRect, index: Index) -> None:
        top = box.top() + PAD + 1
        left, width = box.left() + PAD + 24, box.width() - 2 * PAD - 34
        for text, font, role in self._lines(index):
            height = _height(text, font, width)
            painter.setFont(font)
            painter.setPen(theme.color(role))
            painter.drawText(QRect(left, top, width, height), _WRAP, text)
            top += height + 4
        words = self._button_words(index)
        if words:
            _draw_button(painter, self.button_box(index, box), words)

    def _button_words(self, index: Index) -> str:
        """Return what the card's button says: on the chosen card with the keys that press it."""
        offer = self._model.own_offer(index.row())
        if offer is None:
            return ""
        chosen = self._list.currentIndex().row() == index.row()
        pressed = chosen and self._model.offers(index.row())[0] is offer
        return f"{offer.label}（{words_of('mend')}）" if pressed else offer.label

    def button_box(self, index: Index, card: QRect) -> QRect:
        """Return where the card's button stands: below its words, at the left."""
        words = self._button_words(index)
        if not words:
            return QRect()
        width = QFontMetrics(theme.font(9.5)).horizontalAdvance(words) + 24
        left = card.left() + PAD + 24
        return QRect(left, card.bottom() - BUTTON - PAD, width, BUTTON)

    def offer_at(self, index: Index, card: QRect, point: QPoint) -> Remedy | None:
        """Return the step whose button on a card is under a point."""
        over = self.button_box(index, card).contains(point)
        return self._model.own_offer(index.row()) if over else None

    def _heading(self, painter: QPainter, box: QRect, finding: Finding) -> None:
        count = sum(1 for one in self._model.shown if one.severity is finding.severity)
        painter.setFont(theme.font(10, bold=True))
        painter.setPen(theme.color(_ROLE[finding.severity]))
        painter.drawText(
            box.adjusted(12, 4, -8, 0),
            int(Qt.AlignmentFlag.AlignVCenter),
            f"{GROUPS[finding.severity]} {count}",
        )


def _draw_button(painter: QPainter, box: QRect, words: str) -> None:
    painter.setPen(QPen(theme.color("accent"), 1))
    painter.setBrush(theme.color("sheet"))
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    painter.setFont(theme.font(9.5))
    painter.setPen(theme.color("accent"))
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), words)


_HEIGHTS: dict[tuple[str, str, int], int] = {}
_MANY = 4096


def _height(text: str, font: QFont, width: int) -> int:
    """Breaking Chinese text into lines is the dearest part of a card, so heights are kept."""
    key = (text, font.key(), width)
    if key not in _HEIGHTS:
        if len(_HEIGHTS) > _MANY:
            _HEIGHTS.clear()
        box = QRect(0, 0, width, 10_000)
        _HEIGHTS[key] = QFontMetrics(font).boundingRect(box, _WRAP, text).height()
    return _HEIGHTS[key]
