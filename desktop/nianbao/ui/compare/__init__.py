"""The year before beside this one: bars, charts and a table of changes, all drawn by a painter.

May import of ui: look, session, system, widgets.
"""
