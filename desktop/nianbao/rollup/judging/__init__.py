"""From what was read to what it means: names, earlier sums, versions, and the state of each file.

May import of rollup: files, everything.
"""
