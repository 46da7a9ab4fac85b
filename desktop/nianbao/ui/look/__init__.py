"""Colours, sizes, icons, and what the system asks for."""
