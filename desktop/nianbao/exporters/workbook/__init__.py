"""The workbook with live formulas.

May import of exporters: printed.
"""
