"""Which report a source is, where forms of several reports are known.

Reports share words (总计, 其他, 行政处罚), so that a source is read with the labels of one of them
only. The one whose headings and labels it has the most of is meant.
"""

from functools import lru_cache

from nianbao.formats.registry import Form, all_forms, all_reports, forms_in
from nianbao.importers.document import Document
from nianbao.importers.vocabulary.words import label_core, label_form
from nianbao.importers.whole.titles import subject_of

_SHORTEST = 3
"""Shorter labels stand in any text: 规章, 总计."""


def newest_form_in(document: Document) -> Form:
    """Return the newest form of the report that a document is; the program's own where it is none."""
    reports = all_reports()
    if len(reports) == 1:
        return reports[0]
    words = label_form(f"{document.title}{document.text()}")
    # The first of those that have equally many: the program's own.
    return max(reports, key=lambda form: sum(mark in words for mark in _marks(form.family)))


@lru_cache(maxsize=8)
def _marks(family: str) -> frozenset[str]:
    """Return the words that stand in reports of this family alone."""
    others = {form.family for form in all_forms()} - {family}
    known = {word for other in others for word in _words(other)}
    return frozenset(_words(family) - known)


@lru_cache(maxsize=8)
def _words(family: str) -> frozenset[str]:
    labels = [subject_of(family)]
    for form in forms_in(family):
        labels += [section.label for section in form.sections]
        labels += [item.label for table in form.definition.tables for block in table.blocks
                   for item in (*block.rows, *block.columns)]  # fmt: skip
    written = {word for label in labels for word in (label_form(label), label_core(label))}
    return frozenset(word for word in written if len(word) >= _SHORTEST)
