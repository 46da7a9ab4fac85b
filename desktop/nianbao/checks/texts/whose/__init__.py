"""Whose numbers a text states: each beside the tables, and those of a whole area.

May import of checks: context, findings, prose, and of texts: patterns, read, readings, shown.
"""
