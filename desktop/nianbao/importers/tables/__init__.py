"""Finding the rows of the form's tables in tokens, and proving which cell is which.

May import of importers: document, result, vocabulary.
"""
