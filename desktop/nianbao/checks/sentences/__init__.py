"""Sentences of a text and their pieces, before anybody asks what they mean.

``clean`` (one half-width text without blanks), ``numerals`` and ``lexicon`` (numbers and words),
``tokens``, ``segments`` (each number with the words that belong to it), and the rewriting of pieces
so that each says in one way what may be said in many: ``levels``, ``names``, ``reasons``,
``respectively``.

May import of checks: nothing.
"""
