"""Reading in a process of its own, below a ceiling: the side that asks and the side that answers.

May import of importers: document, errors, visible, and of readers: archive, bounds, office, old_sheets,
open_sheets, pdf, sheets, texts, word.
"""

WORKER = "--read-worker"
"""The argument with which the program starts itself to read a source apart; here, because the
entrance looks at it before anything else is imported."""
