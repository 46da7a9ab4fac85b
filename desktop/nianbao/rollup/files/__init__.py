"""The folder's files: listed, read one by one, and what is kept of each.

May import of rollup: everything.
"""
