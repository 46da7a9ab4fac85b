"""Dialogs, one a file.

May import of ui: commands, grid, look, paper, session, system, widgets.
"""
