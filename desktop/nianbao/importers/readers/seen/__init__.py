"""What of each kind of file the eye sees: raised, struck, hidden, scaled.

May import of importers: errors, visible, and of readers: archive, xml.
"""
