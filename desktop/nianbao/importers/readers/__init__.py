"""One reader for each kind of file; each gives a `Document` and knows nothing of reports.

May import of importers: document, errors, visible.
"""
