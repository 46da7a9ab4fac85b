"""A reader of Chinese report prose: which number the text states for what.

From text to statements in steps, each a module: ``clean`` (one half-width text without blanks),
``numerals`` and ``lexicon`` (numbers and words), ``tokens``, ``segments`` (each number with the
words that belong to it), ``meaning`` (what a number counts), ``lists``, ``shares``, ``claims``,
and ``reader``, the entrance. Nothing here knows a report's values.

May import of checks: nothing.
"""
