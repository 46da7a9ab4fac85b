"""The structure of the picture's PDF: a title, headings, and figures with what they show in words."""

from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    TextStringObject,
)
from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPen

from nianbao.exporters.poster.shapes import Box, Part, Picture
from nianbao.ui.paper.marks import Aside, lay_square
from nianbao.ui.paper.tag_tree import TagTree, reference, write_openings

_TAGS = {"title": "/H1", "heading": "/H2", "text": "/P", "figure": "/Figure"}


def mark_part(painter: QPainter) -> None:
    """Lay a mark before a part, and one behind the last, in the units of the sheet."""
    painter.save()
    painter.resetTransform()
    # Another pen than the one that a painter begins with, else Qt writes the first square as a path.
    painter.setPen(QPen(Qt.GlobalColor.black, 1, j=Qt.PenJoinStyle.MiterJoin))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    lay_square(painter)
    painter.restore()


def add_picture_structure(writer: PdfWriter, picture: Picture) -> None:
    """Tag the page and build the tree of its elements."""
    (page,) = writer.pages
    tree = TagTree(writer)
    tree.turn_to(page)
    height = float(page.mediabox.height)
    scale = float(page.mediabox.width) / picture.width
    openings = [_opening(tree, part, height, scale) for part in picture.parts]
    write_openings(page, [*openings, Aside.END.value])
    tree.plant()


def _opening(tree: TagTree, part: Part, height: float, scale: float) -> bytes:
    if part.kind == "aside":
        return Aside.LINES.value
    element = tree.element(_TAGS[part.kind], reference(tree.document))
    if part.said:
        element[NameObject("/Alt")] = TextStringObject(part.said)
    if part.place is not None:
        element[NameObject("/A")] = tree.added(_place(part.place, height, scale))
    return tree.opening(element)


def _place(box: Box, height: float, scale: float) -> DictionaryObject:
    """Where a figure stands, as a PDF measures: points from the lower left corner."""
    right, bottom = box.x + box.width, box.y + box.height
    edges = (box.x * scale, height - bottom * scale, right * scale, height - box.y * scale)
    return DictionaryObject(
        {
            NameObject("/O"): NameObject("/Layout"),
            NameObject("/Placement"): NameObject("/Block"),
            NameObject("/BBox"): ArrayObject([FloatObject(round(one, 2)) for one in edges]),
        }
    )
