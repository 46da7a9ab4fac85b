"""Words that are drawn on a sheet or page: text boxes, shapes, remarks, the titles of charts.

May import of importers: document, errors, visible, and of readers: archive, seen, xml.
"""
