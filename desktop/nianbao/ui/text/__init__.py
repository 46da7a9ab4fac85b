"""The editor of a section and what stands beside it.

May import of ui: look, session, system, widgets.
"""
