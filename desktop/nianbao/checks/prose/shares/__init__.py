"""Percentages that can be worked out again: shares, rates, and growth from a number that the text has.

May import of checks: sentences, and of prose: phrases, quantity, statement.
"""
