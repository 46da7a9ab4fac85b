"""The window: the only layer, with the page painter in it, that imports PySide6."""
