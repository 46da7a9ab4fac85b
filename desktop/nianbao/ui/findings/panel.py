"""The panel at the right: all findings at once, filtered by section, each a way to its cells."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QListView,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from nianbao.checks.catalogue import catalogue
from nianbao.checks.decisions import can_be_set_aside
from nianbao.checks.findings import Finding, Severity
from nianbao.checks.remedies import Remedy
from nianbao.ui.commands.keys import command, tip_of
from nianbao.ui.findings.card import FindingCard
from nianbao.ui.findings.model import FindingsModel
from nianbao.ui.findings.steps import Steps
from nianbao.ui.look import plain_text, theme
from nianbao.ui.session.session import Session
from nianbao.ui.system.debounce import Debounced
from nianbao.ui.widgets.steady import steady

LEAST_WIDTH = 220


class _CardList(QListView):
    """Cards as wide as the panel; a card's button is pressed without the card being chosen.

    A chosen card says more and grows: its button would move away under the mouse.
    """

    mended = Signal(object)
    """The Remedy whose button on a card was clicked."""

    def __init__(self, session: Session, model: FindingsModel) -> None:
        super().__init__()
        self.setModel(model)
        self.cards = FindingCard(session, model, self)
        self.setItemDelegate(self.cards)
        self._pressed: Remedy | None = None

    def _offer_at(self, event: QMouseEvent) -> Remedy | None:
        point = event.position().toPoint()
        index = self.indexAt(point)
        if not index.isValid() or event.button() != Qt.MouseButton.LeftButton:
            return None
        return self.cards.offer_at(index, self.visualRect(index), point)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Press a card's button, or choose the card."""
        self._pressed = self._offer_at(event)
        if self._pressed is None:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let a card's button go: over it, it does what it says."""
        pressed, self._pressed = self._pressed, None
        if pressed is None:
            super().mouseReleaseEvent(event)
        elif self._offer_at(event) == pressed:
            self.mended.emit(pressed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the words anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class FindingsPanel(QFrame):
    """What a colleague who has done the sums would say."""

    chosen = Signal(object)
    """The Finding to which the window goes."""
    pointed = Signal(object)
    """The Finding of the chosen card, where nothing goes anywhere: its cell was clicked, or it has
    come to be about other cells."""
    mended = Signal(object)
    """The Remedy that the clerk chose."""
    asked = Signal(str)
    """The id of a command that a button of the panel stands for."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._last: Finding | None = None
        self._place = 0
        """Where in a text the finding stands to which the clerk went last."""
        self.setObjectName("side-right")
        self.setMinimumWidth(LEAST_WIDTH)
        self.model = FindingsModel(session, self)
        self.list = self._build_list()
        self._filter = self._build_filter()
        self._empty = plain_text.label(wraps=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setObjectName("muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(1, theme.GAP, 0, 0)
        column.setSpacing(theme.GAP // 2)
        column.addLayout(self._build_head())
        column.addWidget(self.list, 1)
        column.addWidget(self._empty, 1)
        self.steps = Steps()
        self.steps.taken.connect(self.mended)
        column.addWidget(self.steps)
        self.aside = QPushButton(command("set_aside").text)
        self.aside.setToolTip(tip_of("set_aside"))
        self.aside.clicked.connect(lambda: self.asked.emit("set_aside"))
        self.basis = QPushButton(command("basis").text)
        self.basis.setToolTip(tip_of("basis"))
        self.basis.clicked.connect(lambda: self.asked.emit("basis"))
        foot = QVBoxLayout()
        foot.setContentsMargins(theme.GAP, 0, theme.GAP, theme.GAP)
        foot.addWidget(self.basis)
        foot.addWidget(self.aside)
        column.addLayout(foot)
        self.list.selectionModel().currentChanged.connect(lambda _to, _from: self._offer_aside())
        self._settling = Debounced(self._follow, self)
        session.findings_changed.connect(self._settling.soon)
        session.replaced.connect(self._settling.soon)
        self._follow()

    def _build_list(self) -> QListView:
        made = _CardList(self._session, self.model)
        made.mended.connect(self.mended)
        made.setObjectName("side")
        made.setAccessibleName("审核结果")
        made.setFrameShape(QFrame.Shape.NoFrame)
        made.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        made.customContextMenuRequested.connect(self._show_menu)
        made.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.clicked.connect(self._go)
        made.activated.connect(self._go)
        return made

    def _build_filter(self) -> QComboBox:
        made = steady(QComboBox())
        made.setAccessibleName("只看某一部分的审核结果")
        made.addItem("全部", None)
        for section in self._session.form.sections:
            made.addItem(section.label, section.id)
        made.setMinimumContentsLength(6)
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        made.currentIndexChanged.connect(lambda _row: self._choose_section())
        return made

    def _build_head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(theme.GAP, 0, theme.GAP, 0)
        row.setSpacing(theme.GAP // 2)
        row.addWidget(self._filter, 1)
        for label, name, step in (
            ("上一处", "previous_finding", -1),
            ("下一处", "next_finding", 1),
        ):
            button = QPushButton(label)
            button.setToolTip(tip_of(name, f"到{label}问题"))
            button.clicked.connect(lambda _checked=False, by=step: self.step(by))
            row.addWidget(button)
        return row

    def _choose_section(self) -> None:
        self.model.filter_section(self._filter.currentData())
        self._show_emptiness()

    @property
    def current(self) -> Finding | None:
        """The finding whose card is chosen."""
        row = self.list.currentIndex().row()
        return self.model.shown[row] if 0 <= row < len(self.model.shown) else None

    def _offer_aside(self) -> None:
        finding = self.current
        self.aside.setVisible(finding is not None and can_be_set_aside(finding))
        self.basis.setVisible(finding is not None)
        row = self.list.currentIndex().row()
        self.steps.show_offers(self.model.offers_beside(row) if finding is not None else ())

    @property
    def offers(self) -> tuple[Remedy, ...]:
        """What can be done about the chosen finding."""
        row = self.list.currentIndex().row()
        return self.model.offers(row) if 0 <= row < len(self.model.shown) else ()

    def mend(self) -> bool:
        """Take the first step that the chosen card offers; return whether there is one."""
        self._settling.now()
        offers = self.offers
        for one in offers[:1]:
            self.mended.emit(one)
        return bool(offers)

    def _show_menu(self, point: QPoint) -> None:
        """Offer at the right mouse button, or the menu key, what the buttons offer."""
        index = self.list.indexAt(point)
        if index.isValid():
            self._select(index.row())
        finding = self.current
        if finding is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for one in self.offers:
            menu.addAction(one.label).triggered.connect(partial(self._mend_with, one))
        if can_be_set_aside(finding):
            aside = menu.addAction(command("set_aside").text)
            aside.triggered.connect(lambda _checked=False: self.asked.emit("set_aside"))
        basis = menu.addAction(command("basis").text)
        basis.triggered.connect(lambda _checked=False: self.asked.emit("basis"))
        menu.popup(self.list.viewport().mapToGlobal(point))

    def _mend_with(self, remedy: Remedy, _checked: bool = False) -> None:
        self.mended.emit(remedy)

    def point_out(self, key: str) -> None:
        """Choose the card that speaks of a cell; the clerk stays in the cell."""
        self._settling.now()
        rules = catalogue()
        about = [
            one
            for one in self._session.findings
            if key in one.cells and not rules[one.rule].about_blanks
        ]
        if not about or (self.current is not None and key in self.current.cells):
            return
        finding = next((one for one in about if one.suspect == key), about[0])
        if self.model.row_like(finding) < 0:
            self._filter.setCurrentIndex(0)
        self._select(self.model.row_like(finding))
        self._last = finding
        self.pointed.emit(finding)

    def take_keyboard(self) -> None:
        """Let the arrows go through the cards, or choose a section where there is none."""
        found = self.model.rowCount() > 0
        if found and not self.list.currentIndex().isValid():
            self._select(0)  # else nobody sees where the keyboard is
        (self.list if found else self._filter).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def step(self, by: int, here: str = "") -> None:
        """Go to the next or the previous finding; the first time to the gravest ``here``.

        An error that speaks of several places in a text leads to each of them.
        """
        if self.current is not None and self.current.spans:
            self._session.recheck()  # the places moved with what was just typed
        self._settling.now()
        if by > 0 and self._go_to_next_place():
            return
        count = self.model.rowCount()
        if not count:
            return
        row = self.list.currentIndex().row()
        first = self._first_in(here) if by > 0 else count - 1
        self._go(self.model.index((row + by) % count if row >= 0 else first))

    def _go_to_next_place(self) -> bool:
        """Go to the chosen error's next place in its text; whether there is one."""
        finding = self.current
        if finding is None or finding.severity is not Severity.ERROR:
            return False
        ahead = [number for number, one in enumerate(finding.spans) if one.start > self._place]
        for number in ahead[:1]:
            self._place, self._last = finding.spans[number].start, finding
            turned = (*finding.spans[number:], *finding.spans[:number])
            self.chosen.emit(replace(finding, spans=turned))
        return bool(ahead)

    def _first_in(self, section: str) -> int:
        """Return the first row of a section that is as grave as any; else the first of all."""
        shown = self.model.shown
        grave = [n for n, one in enumerate(shown) if one.severity is shown[0].severity]
        return next((n for n in grave if shown[n].section == section), 0)

    def choose(self, finding: Finding) -> None:
        """Go to a finding, whichever part is filtered now."""
        self._settling.now()
        if self.model.row_like(finding) < 0:
            self._filter.setCurrentIndex(0)
        row = self.model.row_like(finding)
        if row >= 0:
            self._go(self.model.index(row))

    def _go(self, index: QModelIndex) -> None:
        self._select(index.row())
        self._last = self.model.shown[index.row()]
        self._place = self._last.spans[0].start if self._last.spans else 0
        self.chosen.emit(self._last)

    def _select(self, row: int) -> None:
        index = self.model.index(row)
        self.list.selectionModel().setCurrentIndex(
            index, QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
        self.list.doItemsLayout()  # a chosen card says more: scrolled to before, it would be cut
        self.list.scrollTo(index)

    def _follow(self) -> None:
        self.model.refresh()
        self._show_emptiness()
        self._offer_aside()
        if self._last is None:
            return
        row = self.model.row_like(self._last)
        if row >= 0:
            self._last = self.model.shown[row]
            self._select(row)
            self.pointed.emit(self._last)  # it may be about other cells than before
        else:
            self._last = None
            self.chosen.emit(None)

    def _show_emptiness(self) -> None:
        found = self.model.rowCount() > 0
        self.list.setVisible(found)
        self._empty.setVisible(not found)
        if not found:
            whole = not self._session.findings
            self._empty.setText(
                "各表数据平衡，没有需要处理的问题。\n\n下一步：到“审核与导出”导出正式报告。"
                if whole
                else "这一部分没有需要处理的问题。"
            )
