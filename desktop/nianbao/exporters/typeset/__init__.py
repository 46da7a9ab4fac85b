"""Breaking the printed report into lines and pages; knows no Qt and no file format.

May import of exporters: printed.
"""
