"""What a text says of this year beside last year, which last year's report can tell.

May import of checks: sentences, and of prose: quantity, statement.
"""
