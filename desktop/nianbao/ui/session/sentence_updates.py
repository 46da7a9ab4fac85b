"""Lets standard sentences follow the tables: a change and what follows from it are one undo step."""

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from nianbao.formats.registry import load_form
from nianbao.report.book import PREAMBLE, Parts, Report
from nianbao.report.totals import values_in_force

if TYPE_CHECKING:
    from nianbao.report.guide import Guide
    from nianbao.report.sentences import Follower


class SentenceUpdater:
    """Says which texts change with a change of numbers or facts, before it is made."""

    @cached_property
    def _guide(self) -> "Guide":
        from nianbao.report.guide import load_guide

        return load_guide()

    @cached_property
    def _follower(self) -> "Follower":
        from nianbao.report.sentences import Follower

        return Follower(self._guide)

    def known(self, report: Report) -> dict[str, str]:
        """Return what a report says, for the slots of sentences."""
        from nianbao.report.sentences import known_values

        form = load_form(report.form)
        values = values_in_force(form, report)
        named = self._guide.cells & form.cells.keys()
        return known_values(form, report.year, {key: values.get(key) for key in named})

    def filled(self, report: Report, key: str, words: str) -> str:
        """Return words that begin a text with the numbers that the tables already have."""
        from nianbao.report.sentences import fill_open

        return fill_open(self._guide, load_form(report.form), key, words, self.known(report))

    def following(self, report: Report, parts: Parts) -> dict[str, str]:
        """Return the texts, by key, that change because ``parts`` is about to change."""
        moves = parts.cells or parts.facts
        if not moves or not (report.preamble or any(report.texts.values()) or parts.texts):
            return {}
        after = replace(
            report,
            cells={**report.cells},
            cell_notes={**report.cell_notes},
            texts={**report.texts},
        )
        after.restore(parts)
        self._follower.settle(self.known(report))
        found = self._follower.changes(load_form(report.form), after.texts, self.known(after))
        if after.year == report.year or not after.preamble:
            return found
        from nianbao.report.taken_over.offer import with_year

        opening = with_year(after.preamble, report.year, after.year)
        return found if opening == after.preamble else {**found, PREAMBLE: opening}
