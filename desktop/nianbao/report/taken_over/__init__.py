"""Last year's words for this year's report: years moved on, counts left open, doubts marked.

Knows no report and no cell: words in, words out. May import of report: nothing.
"""
