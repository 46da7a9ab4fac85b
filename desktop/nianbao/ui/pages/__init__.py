"""The pages that the workspace turns: facts, tables, texts, review.

May import of ui: commands, compare, dialogs, grid, look, session, system, text, widgets.
"""
