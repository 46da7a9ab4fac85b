"""The Word document.

May import of exporters: exporter, printed.
"""
