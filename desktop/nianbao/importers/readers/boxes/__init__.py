"""Words that float over the cells of a sheet: text boxes, shapes, the titles of charts.

May import of importers: document, errors, visible, and of readers: archive, seen, xml.
"""
