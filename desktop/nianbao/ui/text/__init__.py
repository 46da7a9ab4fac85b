"""The editor of a section and what stands beside it.

May import of ui: commands, look, session, system, widgets.
"""
