"""What the window needs of the computer: settings kept, one instance, crashes.

May import of ui: nothing.
"""
