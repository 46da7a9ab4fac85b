"""The painter: the paper on pages of a printer, a PDF or a preview.

Lines and pages are broken in ``exporters.typeset``, which knows nothing of Qt.
``fonts`` measures and ``painter`` draws with Qt; ``pdf`` and ``preview`` are what others open;
``poster`` paints the picture of the year.

May import of ui: look, system, widgets.
"""
