"""A report as one value that every format prints: page, title, paragraphs, tables.

May import of exporters: nothing.
"""
