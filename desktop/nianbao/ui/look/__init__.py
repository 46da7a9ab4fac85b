"""Colours, sizes, icons, and what the system asks for.

May import of ui: system.
"""
