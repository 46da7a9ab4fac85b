"""The review of what was read from a source, before it becomes a report.

May import of ui: commands, grid, look, pages, session, system, text, widgets.
"""
