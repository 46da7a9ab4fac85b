"""From a document to a report: its extent, title, facts, headings, sections, tables.

May import of importers: document, errors, result, review, tables, visible, vocabulary.
"""
