"""The frozen sides of a table together: its head, its row labels and the corner between them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableView

from nianbao.formats.layout import Layout
from nianbao.ui.grid.headers import Corner, FormHeader
from nianbao.ui.grid.metrics import Metrics


class Heads:
    """What names the cells of one grid.

    Made before anything is set on the view: Qt calls it back with each thing that is.
    """

    def __init__(self, view: QTableView, layout: Layout, metrics: Metrics) -> None:
        self._view = view
        self._layout = layout
        self.columns = FormHeader(Qt.Orientation.Horizontal, layout, metrics, view)
        self.rows = FormHeader(Qt.Orientation.Vertical, layout, metrics, view)
        notes = [one for one in layout.cells if one.role in {"note", "corner"} and not one.row]
        has_corner = bool(notes and layout.header_rows and layout.label_columns)
        self.corner = Corner(notes[0], metrics, view) if has_corner else None

    def set_up(self) -> None:
        """Take their places in the view."""
        view = self._view
        view.setHorizontalHeader(self.columns)
        view.setVerticalHeader(self.rows)
        self.columns.setVisible(self._layout.header_rows > 0)
        self.rows.setVisible(self._layout.label_columns > 0)
        # Qt only moves the pixels; a merged label stands in the middle of what is seen of it.
        view.horizontalScrollBar().valueChanged.connect(self.columns.viewport().update)
        view.verticalScrollBar().valueChanged.connect(self.rows.viewport().update)

    def use(self, metrics: Metrics) -> None:
        """Take new sizes."""
        self.columns.set_metrics(metrics)
        self.rows.set_metrics(metrics)
        if self.corner is not None:
            self.corner.metrics = metrics

    def place_corner(self) -> None:
        """Keep the corner's note between the two heads."""
        if self.corner is not None:
            self.corner.setGeometry(0, 0, self.rows.width(), self.columns.height())
            self.corner.raise_()

    def follow_current(self) -> None:
        """Highlight the labels that name the active cell."""
        self.columns.follow_current()
        self.rows.follow_current()
