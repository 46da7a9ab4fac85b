"""一图读懂: the year as one long picture, from the figures of the report, laid out without Qt.

May import of exporters: checked, printed.
"""
