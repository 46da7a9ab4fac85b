"""Dialogs about what leaves the program: one document, all of them, the picture, and what was written.

May import of ui: commands, look, paper, session, system, widgets, and of dialogs: nothing.
"""
