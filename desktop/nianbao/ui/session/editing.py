"""What a clerk does to the open report: every change is one undoable step."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from nianbao.formats.registry import load_form
from nianbao.report.book import Parts, Report
from nianbao.report.errors import UserError
from nianbao.report.numbers import format_number, parse_number, split_note
from nianbao.report.sums import worked_out
from nianbao.report.totals import left_computed
from nianbao.ui.session.edits import Edit, Typing
from nianbao.ui.session.sentence_updates import SentenceUpdater

Values = Mapping[str, Decimal | None]


class Editing(QObject):
    """Turns what was typed into changes of one report; what changes nothing is no step."""

    refused = Signal(str, str)
    """Cell key and the sentence that says why a text was not entered."""
    said = Signal(str)
    """What an edit did besides what was typed."""
    texts_followed = Signal(object)
    """frozenset of the keys of texts whose numbers followed a change in the tables."""

    def __init__(self, undo_stack: QUndoStack, report: Report, parent: QObject) -> None:
        super().__init__(parent)
        self._undo_stack = undo_stack
        self._sentences = SentenceUpdater()
        self.take(report)

    def take(self, report: Report) -> None:
        """Go on with another report."""
        self._report = report
        self._sums: dict[str, tuple[str, Decimal]] = {}
        self._form = load_form(report.form)

    def known(self) -> dict[str, str]:
        """Return what the report says now, for the slots of sentences."""
        return self._sentences.known(self._report)

    # Typing into cells

    def enter(self, key: str, text: str, *, keep_note: bool = True) -> bool:
        """Enter what was typed into a cell; where it is refused, say why and keep the old value.

        A note typed in brackets is taken apart; ``keep_note`` says whether a text without one
        leaves the cell's note alone.
        """
        number, note = split_note(text)
        worked = worked_out(number)
        values = self._parsed([key], worked or number)
        if values is None:
            return False
        with_note = note or values[key] is None or not keep_note
        notes = {key: note} if with_note else {}
        self.set_cells(values, f"填写“{self._form.cells[key].name}”", notes, typed=True)
        self._tell_typed_total(key)
        self._remember_sum([key], number, worked)
        return True

    def _tell_typed_total(self, key: str) -> None:
        """Say that a total which the program would add up is now the clerk's own."""
        report, cell = self._report, self._form.cells[key]
        if report.auto_totals and cell.is_total and report.cell(key) is not None:
            self.said.emit(f"“{cell.name}”改为自己填写，不再自动合计；按 Delete 清除后又自动算。")

    def enter_everywhere(self, keys: Sequence[str], text: str, *, typed: bool = False) -> bool:
        """Enter one text into several cells in one step; where one refuses it, none changes.

        A sum is worked out where it was ``typed``; what is pasted as 3-5 is no sum.
        """
        number, note = split_note(text)
        worked = worked_out(number) if typed else ""
        values = self._parsed(keys, worked or number)
        if values is None:
            return False
        changed = [key for key in keys if note or values[key] != self._report.cell(key)]
        self.set_cells(values, f"填充 {len(keys)} 格", dict.fromkeys(changed, note), typed=typed)
        self._remember_sum(keys, number, worked)
        return True

    def typed_sum(self, key: str) -> str:
        """Return the sum that was typed into a cell, while its value still stands there."""
        text, value = self._sums.get(key, ("", None))
        return text if value == self._report.cell(key) else ""

    def _remember_sum(self, keys: Sequence[str], text: str, worked: str) -> None:
        if not worked:
            return
        self._sums.update(dict.fromkeys(keys, (text.strip(), Decimal(worked))))
        self.said.emit(f"{text.strip().lstrip('=＝')} ＝ {worked}")

    def may_hold(self, key: str, value: Decimal | None) -> bool:
        """Whether a cell may hold a value of another one; where not, say why."""
        return self._parsed([key], format_number(value)) is not None

    def _parsed(self, keys: Sequence[str], number: str) -> dict[str, Decimal | None] | None:
        """Return a number as each cell may hold it; None, having said why, where one refuses."""
        values = {}
        for key in keys:
            try:
                values[key] = parse_number(number, self._form.cells[key].value_type)
            except UserError as error:
                self.refused.emit(key, str(error))
                return None
        return values

    # Changing what stands in the report

    def set_cells(
        self,
        values: Values,
        label: str,
        notes: Mapping[str, str] | None = None,
        *,
        typed: bool = False,
    ) -> int:
        """Enter values, and the notes beside them, in one step; return how many cells change.

        A total that the program adds up to the same number stays computed unless it was ``typed``.
        """
        wanted = values if typed else left_computed(self._form, self._report, values)
        changed = self._new_cells(wanted)
        self._push(label, Parts(cells=changed, notes=self._new_notes(notes or {})))
        return len(changed)

    def fill(self, label: str, cells: Values, texts: Mapping[str, str]) -> None:
        """Enter cells and texts together, as one step."""
        self._push(label, Parts(cells=self._new_cells(cells), texts=self._new_texts(texts)))

    def set_note(self, key: str, note: str) -> None:
        """Write a cell's note; empty removes it."""
        self._push("修改备注", Parts(notes=self._new_notes({key: note})))

    def type_text(self, key: str, text: str) -> None:
        """Write what a text has become by typing, which without a pause is one step."""
        if self._new_texts({key: text}):
            self._undo_stack.push(Typing(self._report, key, text))

    def begin_texts(self, texts: Mapping[str, str], label: str) -> None:
        """Write words to start from, their open places filled from the tables, in one step."""
        filled = {
            key: self._sentences.filled(self._report, key, words) for key, words in texts.items()
        }
        self.set_texts(filled, label)

    def set_texts(self, texts: Mapping[str, str], label: str) -> None:
        """Write texts, in one step."""
        self._push(label, Parts(texts=self._new_texts(texts)))

    def set_facts(self, label: str = "修改报告信息", **facts: object) -> None:
        """Change fields of the report itself."""
        changed = {
            name: fact for name, fact in facts.items() if getattr(self._report, name) != fact
        }
        self._push(label, Parts(facts=changed))

    def _new_cells(self, values: Values) -> dict[str, Decimal | None]:
        return {key: value for key, value in values.items() if self._report.cell(key) != value}

    def _new_notes(self, notes: Mapping[str, str]) -> dict[str, str]:
        had = self._report.cell_notes
        return {key: note for key, note in notes.items() if had.get(key, "") != note}

    def _new_texts(self, texts: Mapping[str, str]) -> dict[str, str]:
        return {key: text for key, text in texts.items() if self._report.text(key) != text}

    def _push(self, label: str, parts: Parts) -> None:
        """Make a change together with what follows from it in the texts."""
        if not parts.keys():
            return
        followed = self._sentences.following(self._report, parts)
        parts = parts._replace(texts={**parts.texts, **followed})
        self._undo_stack.push(Edit(self._report, label, parts))
        if followed:
            self.texts_followed.emit(frozenset(followed))
