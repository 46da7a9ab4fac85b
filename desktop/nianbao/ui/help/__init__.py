"""Help for the place where the clerk is, and the first steps.

May import of ui: commands, look, session, system, widgets.
"""
