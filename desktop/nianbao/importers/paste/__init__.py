"""A copied block of cells: what it holds, and where in a statutory table it lands.

May import of importers: document, errors, readers, result, tables, visible, vocabulary.
"""
