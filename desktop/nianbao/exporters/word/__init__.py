"""The Word document.

May import of exporters: printed.
"""
