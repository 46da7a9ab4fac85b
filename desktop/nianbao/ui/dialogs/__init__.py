"""Dialogs, one a file.

May import of ui: commands, look, paper, session, system, widgets.
"""
