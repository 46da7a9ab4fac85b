"""The web page and the fragment that a site's editor takes.

May import of exporters: printed.
"""
