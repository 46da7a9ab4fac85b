"""PDF: lines and tables put together from characters and strokes.

May import of importers: document, errors, visible, and of readers: seen.
"""
