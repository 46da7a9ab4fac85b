"""Lets standard sentences follow the tables: a change and what follows from it are one undo step."""

import re
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from PySide6.QtGui import QUndoCommand, QUndoStack

from nianbao.report.book import PREAMBLE
from nianbao.ui.session.edits import Holder, SetCells, SetFacts, SetText

if TYPE_CHECKING:
    from nianbao.formats.registry import Form
    from nianbao.report.guide import Guide
    from nianbao.report.sentences import Follower


class Written(Holder, Protocol):
    """The report that is open, with its undo steps and the values in force."""

    undo_stack: QUndoStack

    @property
    def form(self) -> "Form":
        """The statutory form of the report."""

    def value(self, key: str) -> Decimal | None:
        """Return the value in force."""


class Following:
    """Pushes commands for a session."""

    def __init__(self, session: Written) -> None:
        self._session = session

    @cached_property
    def _guide(self) -> "Guide":
        from nianbao.report.guide import load_guide

        return load_guide()

    @cached_property
    def _follower(self) -> "Follower":
        from nianbao.report.sentences import Follower

        return Follower(self._guide)

    def known(self) -> dict[str, str]:
        """Return what the report says now, for the slots of sentences."""
        from nianbao.report.sentences import known_values

        session = self._session
        named = self._guide.cells & session.form.cells.keys()
        cells = {key: session.value(key) for key in named}
        return known_values(session.form, session.report.year, cells)

    def push(self, command: QUndoCommand) -> frozenset[str]:
        """Do a command and let the texts follow; return the keys of the texts that did."""
        stack = self._session.undo_stack
        if not isinstance(command, SetCells | SetFacts) or not self._has_texts():
            stack.push(command)
            return frozenset()
        year_before = self._session.report.year
        self._follower.settle(self.known())
        stack.beginMacro(command.text())
        stack.push(command)
        report = self._session.report
        texts = self._follower.changes(self._session.form, report.texts, self.known())
        opening = with_year(report.preamble, year_before, report.year)
        if opening != report.preamble:
            texts[PREAMBLE] = opening
        for key, text in texts.items():
            stack.push(SetText(self._session, key, text, command.text()))
        stack.endMacro()
        return frozenset(texts)

    def _has_texts(self) -> bool:
        report = self._session.report
        return bool(report.preamble) or any(report.texts.values())


def with_year(text: str, old: int, new: int) -> str:
    """Return the opening paragraph of another year: the report's own year in it moves along."""
    return re.sub(rf"(?<!\d){old}(?=\s*年)", str(new), text)
