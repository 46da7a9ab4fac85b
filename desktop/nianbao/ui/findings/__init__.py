"""The list of findings and its cards.

May import of ui: commands, look, session, system, widgets.
"""
