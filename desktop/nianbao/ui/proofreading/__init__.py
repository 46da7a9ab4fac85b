"""对照校对: the cells one at a time, large, beside what the source or last year says.

May import of ui: look, session, system, widgets.
"""
