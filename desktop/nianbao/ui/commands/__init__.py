"""The window's commands as data, and their keys as words. No Qt; imports nothing of the window.

May import of ui: nothing.
"""
