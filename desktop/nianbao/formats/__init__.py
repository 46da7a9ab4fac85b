"""What a statutory form is: its sections, tables, labels, value types and equations.

Knows nothing of reports, of Qt or of documents. ``load_form`` is the entrance for all readers.
"""
