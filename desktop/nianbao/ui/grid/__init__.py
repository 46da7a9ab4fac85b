"""The statutory tables as grids: merged heads that stay in sight, and cells to type into.

May import of ui: look, session, system.
"""
