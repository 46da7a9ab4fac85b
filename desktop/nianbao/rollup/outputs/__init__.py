"""What a collection becomes: workbook, letters, lists, a draft notice, the unit's own report.

Pure functions from values to bytes or reports; ``write_atomically`` puts them in place.

May import of rollup: findings, gather, everything.
"""
