"""The open report: edits, undo, checks, safekeeping. Everything the pages share.

May import of ui: system.
"""
