"""The arithmetic of the tables: identities, the cells alone, and which cell explains a failure.

May import of checks: catalogue, context, findings.
"""
