"""Beside the texts: what belongs here and why, a skeleton, and sentences with the tables' numbers."""

from collections.abc import Mapping
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from nianbao.formats.grounds.sources import labels
from nianbao.formats.grounds.statements import Statement
from nianbao.report.guide import TextGuide, load_guide
from nianbao.report.sentences import proposals, skeleton
from nianbao.ui.look import plain_text, theme
from nianbao.ui.session.session import Session
from nianbao.ui.system import preferences
from nianbao.ui.system.debounce import Debounced
from nianbao.ui.text.last_year_words import LastYearWords
from nianbao.ui.text.number_notes import NumberNotes
from nianbao.ui.text.sentence_list import SentenceList
from nianbao.ui.text.text_editor import TextEditor
from nianbao.ui.text.text_marks import TextMark

WIDTH = 272
ROOMY = 640
"""Width of a page with room for the guide and a text beside it."""
SCROLL_BAR = 12
REFRESH_DELAY = 150
NO_RULE = "＊"
MEANING = "各地通常做法或编者理解，不是统一规定，以本地要求为准。"


class GuidePane(QFrame):
    """Follows the text that has the keyboard, and puts into its editor what is asked for."""

    asked = Signal(str)
    """The id of a command that a button of the pane stands for."""

    def __init__(
        self, session: Session, editors: Mapping[str, TextEditor], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._editors = editors
        self._key = next(iter(editors))
        self.setObjectName("guide")
        self.setFixedWidth(WIDTH)
        self.words, self.more = _rich_words(), _rich_words()
        self.numbers = NumberNotes()
        self.numbers.mend_asked.connect(self._take_table_number)
        self.count = plain_text.label()
        self.count.setObjectName("muted")
        self.skeleton = QPushButton("放入写作框架")
        self.skeleton.setToolTip("先放入一段框架，再改【】里的内容")
        self.skeleton.clicked.connect(self._put_skeleton)
        self.last_year = LastYearWords(session)
        self.last_year.asked.connect(self._begin_with)
        self.last_year.asked_everywhere.connect(lambda: self.asked.emit("last_year_words"))
        self.sentences = SentenceList(WIDTH - 4 * theme.GAP - 28 - SCROLL_BAR)
        self.sentences.itemActivated.connect(lambda _item: self._put_sentence())
        self.insert = QPushButton("插入这句话")
        self.insert.clicked.connect(self._put_sentence)
        self._build()
        showing = Debounced(self._show, self, REFRESH_DELAY)
        for signal in (session.cells_changed, session.texts_changed, session.facts_changed):
            signal.connect(showing.soon)
        for editor in editors.values():
            editor.marked.connect(self._show_numbers)
        self._show()

    def _build(self) -> None:
        self._sentence_title = plain_text.label("常用句（数字取自表格，随表格更新）")
        self._sentence_title.setFont(theme.font(10, bold=True))
        self._sentence_title.setWordWrap(True)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(2 * theme.GAP, 2 * theme.GAP, 2 * theme.GAP, 2 * theme.GAP)
        column.setSpacing(theme.GAP)
        to_do = (self.count, self.numbers, self.skeleton, self.last_year)
        offers = (self._sentence_title, self.sentences, self.insert)
        for widget in (self.words, *to_do, *offers, self.more):
            column.addWidget(widget)
        column.addStretch(1)
        self._area = area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(area)

    @property
    def key(self) -> str:
        """The text that is spoken of."""
        return self._key

    @property
    def _editor(self) -> TextEditor:
        return self._editors[self._key]

    def fit(self, room: int) -> None:
        """Stand beside the text where the clerk wants that and the page has the room."""
        self.setVisible(preferences.text("guide", "on") == "on" and room >= ROOMY)

    def show_text(self, key: str) -> None:
        """Speak of another text, from its beginning."""
        if key != self._key:
            self._area.verticalScrollBar().setValue(0)
        self._key = key
        self._show()

    def _show(self) -> None:
        guide = load_guide()
        text = guide.text_for(self._session.form, self._key)
        self.words.setText("" if text is None else _what_html(text))
        self.more.setText("" if text is None else _more_html(text))
        written = self._session.report.text(self._key)
        self.count.setText(_count_words(written, text))
        self._show_numbers(self._key)
        known = self._session.edit.known()
        frame = skeleton(guide, self._session.form, self._key, known)
        self.skeleton.setVisible(bool(frame))
        self.skeleton.setEnabled(not written.strip())
        self.last_year.show_text(self._key, written)
        offered = proposals(guide, self._session.form, self._key, known)
        self.sentences.show_proposals(offered, written)
        for widget in (self._sentence_title, self.sentences, self.insert):
            widget.setVisible(bool(offered))

    def _show_numbers(self, key: str) -> None:
        """Speak of the numbers as the editor has marked them."""
        if key == self._key:
            self.numbers.show_marks(self._editor.marks)

    def _put_skeleton(self) -> None:
        known = self._session.edit.known()
        words = skeleton(load_guide(), self._session.form, self._key, known)
        self._begin_with(words)

    def _begin_with(self, words: str) -> None:
        self._editor.begin_with(words)

    def _take_table_number(self, mark: TextMark) -> None:
        self._editor.take_table_number(mark)

    def _put_sentence(self) -> None:
        item = self.sentences.currentItem()
        if item is not None:
            self._editor.insert(item.data(Qt.ItemDataRole.UserRole))


def _rich_words() -> QLabel:
    label = plain_text.markup_label(wraps=True)
    label.setAlignment(Qt.AlignmentFlag.AlignTop)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


_PARAGRAPH = "<p style='margin:0 0 6px 0'>"
_POINT = "<p style='margin:0 0 2px 12px; text-indent:-12px'>· "


def _what_html(text: TextGuide) -> str:
    """What belongs here and why: what a clerk reads before writing."""
    pieces = [f"{_PARAGRAPH}<b>{escape(text.title)}</b></p>"]
    pieces.append(f"{_PARAGRAPH}{escape(_with_ranks(text.what))}</p>")
    pieces.append(f"<p style='margin:0'>为什么：{escape(_with_ranks(text.why))}</p>")
    return "".join(pieces)


def _more_html(text: TextGuide) -> str:
    """What to look over when it is written."""
    pieces = []
    for label, points in (("要点", text.points), ("常见问题", text.mistakes)):
        if points:
            lines = "".join(f"{_POINT}{escape(_with_ranks(point))}</p>" for point in points)
            pieces.append(f"<p style='margin:6px 0 2px 0'><b>{label}</b></p>{lines}")
    pieces.append(f"<p style='margin:6px 0 0 0'>依据：{escape(labels(text.source))}</p>")
    if any(
        map(_is_no_rule, (*text.what, *text.why, *(one for said in _all(text) for one in said)))
    ):
        pieces.append(f"<p style='margin:6px 0 0 0'>{NO_RULE} {MEANING}</p>")
    return "".join(pieces)


def _all(text: TextGuide) -> tuple[tuple[Statement, ...], ...]:
    return (*text.points, *text.mistakes)


def _with_ranks(said: tuple[Statement, ...]) -> str:
    """The words, with a mark behind those that are no rule; the help names every source."""
    return "".join(f"{one.text}{NO_RULE if _is_no_rule(one) else ''}" for one in said)


def _is_no_rule(statement: Statement) -> bool:
    return any(one.rank.careful for one in statement.grounds)


def _count_words(written: str, text: TextGuide | None) -> str:
    characters = sum(1 for character in written if not character.isspace())
    advised = f"，一般 {text.length}" if text and text.length else ""
    return f"已写 {characters} 字{advised}"
