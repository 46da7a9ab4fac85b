"""A reader of Chinese report prose: which number the text states for what.

``nianbao.checks.sentences`` has cut the text; here ``meaning`` says what a number counts, with
``subject`` (what the text is about), ``counted``, ``cases``, ``decided``, ``wholes`` and ``wording``;
``claims`` and ``denied`` read what is said without a number, ``lists``, ``shares`` and ``changes``
what numbers say of each other; ``reader`` is the entrance. Nothing here knows a report's values.

May import of checks: sentences.
"""
