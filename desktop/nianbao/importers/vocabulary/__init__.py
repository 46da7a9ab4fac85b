"""The words, values, labels and sums by which any source is understood.

May import of importers: document.
"""
