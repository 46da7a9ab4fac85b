"""One reader for each kind of file; each gives a `Document` and knows nothing of reports.

May import of importers: document, errors.
"""

WORKER = "--read-worker"
"""The argument with which the program starts itself to read a source apart; here, because the
entrance looks at it before anything else is imported."""
