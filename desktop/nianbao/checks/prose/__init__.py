"""A reader of Chinese report prose: which number the text states for what.

``nianbao.checks.sentences`` has cut the text; ``reader`` is the entrance, and asks the rooms:
``counts`` (what a number counts), ``claims`` (what is said without one), ``shares``, ``changes`` and
``lists`` (what numbers say of each other), ``phrases`` below them. Nothing here knows a report's
values.

May import of checks: sentences.
"""
