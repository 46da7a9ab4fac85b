"""Totals and the parts that the text names of them, whatever is counted.

May import of checks: sentences, and of prose: phrases, quantity.
"""
