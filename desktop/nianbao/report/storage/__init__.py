"""A report's file and all that keeps it: safe writing, the journal, recovery, versions, marks.

Nothing beside this room knows that a report is kept in a file.

May import of report: everything.
"""
