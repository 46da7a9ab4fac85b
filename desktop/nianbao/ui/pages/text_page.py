"""A section's texts below each other, under their headings, with the guide beside them."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from nianbao.report.texts import part_heading
from nianbao.ui.look import plain_text, theme
from nianbao.ui.pages.page import PageAnswers
from nianbao.ui.session.session import Session
from nianbao.ui.text.guide_pane import GuidePane
from nianbao.ui.text.text_editor import TextEditor


class TextPage(PageAnswers, QFrame):
    """One section of words."""

    entered = Signal(str)
    """The key of the text that now has the keyboard."""

    def __init__(self, session: Session, section_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._section = session.form.section(section_id)
        self.editors: dict[str, TextEditor] = {}
        self.setObjectName("page")
        sheet = QFrame()
        sheet.setObjectName("sheet")
        sheet.setMaximumWidth(theme.TEXT_WIDTH)
        self._column = QVBoxLayout(sheet)
        self._column.setContentsMargins(*[3 * theme.GAP] * 4)
        self._column.setSpacing(theme.GAP)
        self._add_heading(self._section.label, 14)
        self._add_editors()
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(sheet)
        self.guide = GuidePane(session, self.editors)
        self.guide.asked.connect(self.asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.GAP, theme.GAP, 0, theme.GAP)
        row.setSpacing(theme.GAP)
        row.addWidget(self._area, 1)
        row.addWidget(self.guide)
        self.use_settings()

    def _add_heading(self, text: str, points: float) -> None:
        label = plain_text.label(text)
        label.setFont(theme.font(points, bold=True))
        self._column.addWidget(label)

    def _add_editors(self) -> None:
        section = self._section
        if not section.parts:
            self._add_editor(section.id, section.label, 320)
            return
        self._add_editor(f"{section.id}.lead", f"{section.label}，开头的话", 96)
        for number, part in enumerate(section.parts, 1):
            heading = part_heading(number, part.label)
            self._add_heading(heading, 11)
            self._add_editor(f"{section.id}.{part.id}", heading, 140)

    def _add_editor(self, key: str, label: str, height: int) -> None:
        editor = TextEditor(self._session, key, label)
        editor.grows_from(height)
        editor.setPlaceholderText("在这里写；右边有写作提示和常用句。")
        editor.entered.connect(self._enter)
        self.editors[key] = editor
        self._column.addWidget(editor, 1)

    def _enter(self, key: str) -> None:
        self.guide.show_text(key)
        self.entered.emit(key)

    def _editor(self, key: str) -> TextEditor:
        return self.editors.get(key) or next(iter(self.editors.values()))

    def take_keyboard(self) -> None:
        """Let a clerk type into the text that is spoken of."""
        self._editor(self.guide.key).setFocus()

    @property
    def about(self) -> str:
        """The text that is spoken of."""
        return self.guide.key

    def go_to(self, key: str, start: int = 0, end: int = 0, /) -> None:
        """Put the cursor into a text, and select the words from ``start`` to ``end``."""
        editor = self._editor(key)
        editor.show_words(start, end)
        editor.setFocus()
        self._area.ensureWidgetVisible(editor)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the guide out where there is no room for it."""
        super().resizeEvent(event)
        self.guide.fit(self.width())

    def use_settings(self) -> None:
        """Show or hide the guide, and colour the marks anew."""
        self.guide.fit(self.width())
        for editor in self.editors.values():
            editor.refresh_marks()

    def selected_words(self) -> str:
        """Return what is selected in the text that has the keyboard."""
        return self._editor(self.guide.key).selected_words()

    def minimumSizeHint(self) -> QSize:
        """Room for a line of some twenty characters beside the guide."""
        return QSize(560, 240)
