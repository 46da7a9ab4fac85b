"""The painter: the paper on pages of a printer, a PDF or a preview.

``lines`` and ``flow`` know nothing of Qt: they set text in twips with widths they are given.
``faces`` measures and ``painter`` draws with Qt; ``pdf`` and ``preview`` are what others open.
"""
