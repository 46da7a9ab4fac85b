"""The picture of the year, painted: as a PNG, as one long page of a PDF, or in a preview."""

import unicodedata
from collections.abc import Callable
from io import BytesIO

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QLineF,
    QMarginsF,
    QPointF,
    QRectF,
    QSizeF,
    Qt,
)
from PySide6.QtGui import (
    QColor,
    QImage,
    QImageWriter,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
)

from nianbao.exporters.checked import bare
from nianbao.exporters.poster.declared import declared
from nianbao.exporters.poster.formats import HTML, PictureFormat
from nianbao.exporters.poster.shapes import Box, Picture, Run, Shape, Strokes, Words
from nianbao.exporters.typeset.lines import Face
from nianbao.ui.paper.fonts import Faces
from nianbao.ui.paper.glyphs import GlyphPen
from nianbao.ui.paper.painter import TWIPS_IN_INCH
from nianbao.ui.paper.pdf import (
    ensure_application,
    refuse_leftward,
    refuse_missing,
)
from nianbao.ui.paper.pdf_fonts import name_characters, name_fonts
from nianbao.ui.paper.pdf_metadata import LANGUAGE, Standards, describe_itself, read_drawn

_FINE = 40
"""Units in which glyphs are placed, in a pixel of the picture: sizes go by quarters of a pixel."""
_SIZES = 4
_SHEET = 595.0
"""Points: the PDF's page is as wide as A4, and as long as it needs to be."""
_POINTS_IN_INCH = 72
_DESCRIPTION = "Description"
_COMPRESSION = 30
"""A tenth larger than the smallest that there is, and written in half the time."""
_WAY_OUT = "请改用别的字，或者导出网页。"


def _unmarked(_painter: QPainter) -> None:
    """Lay no mark: in an image there is nothing to tag."""


class PosterPainter:
    """A picture ready for painting on any device; needs a QGuiApplication."""

    def __init__(self, picture: Picture) -> None:
        self.picture = picture
        self.pen = GlyphPen(Faces(declared().fonts))

    def refuse_what_cannot_be_set(self) -> None:
        """Raise UserError where a font lacks a character, or a text runs from right to left."""
        faces = self.pen.faces
        characters = {
            (c, _face(run)): None
            for words in self.picture.words
            for run in words.runs
            for c in run.text
            if not c.isspace()
        }
        missing = "".join(
            dict.fromkeys(c for c, face in characters if faces.glyph(c, face) is None)
        )
        refuse_missing(missing, "图", _WAY_OUT)
        refuse_leftward((words.text for words in self.picture.words), "图", _WAY_OUT)

    def paint(self, painter: QPainter, mark: Callable[[QPainter], None] = _unmarked) -> None:
        """Draw on a painter whose unit is a pixel of the picture, with a mark before each part."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for part in self.picture.parts:
            mark(painter)
            for shape in part.shapes:
                self._shape(painter, shape)
        mark(painter)

    def _shape(self, painter: QPainter, shape: Shape) -> None:
        if isinstance(shape, Box):
            _box(painter, shape)
        elif isinstance(shape, Strokes):
            _strokes(painter, shape)
        else:
            self._words(painter, shape)

    def width(self, words: Words) -> float:
        """Return how wide a line is in the fonts of this PC."""
        advance = self.pen.faces.advance
        widths = (advance(c, _face(run)) for run in words.runs for c in run.text)
        return sum(widths) / _FINE

    def _words(self, painter: QPainter, words: Words) -> None:
        width = self.width(words)
        # The room was reckoned for any usual font; one that is still wider is drawn narrower.
        squeeze = min(1.0, words.room / width) if words.room and width else 1.0
        shift = {"start": 0.0, "middle": width * squeeze / 2, "end": width * squeeze}
        painter.save()
        painter.translate(words.x - shift[words.anchor], words.y)
        painter.scale(squeeze / _FINE, 1 / _FINE)
        x = 0.0
        for run in words.runs:
            painter.setPen(QColor(run.colour))
            x = self.pen.draw(painter, run.text, _face(run), QPointF(x, 0))
        painter.restore()


def _face(run: Run) -> Face:
    return Face("bold" if run.bold else "plain", int(run.size * _SIZES))


def _box(painter: QPainter, box: Box) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(box.fill))
    rectangle = QRectF(box.x, box.y, box.width, box.height)
    if box.radius:
        painter.drawRoundedRect(rectangle, box.radius, box.radius)
    else:
        painter.drawRect(rectangle)


def _strokes(painter: QPainter, strokes: Strokes) -> None:
    pen = QPen(QColor(strokes.colour), strokes.width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.drawLines([QLineF(*one) for one in strokes.lines])


def image_of(picture: Picture, width: int = 0) -> QImage:
    """Return the picture as an image, in its own width unless another one is given."""
    ensure_application()
    painting = PosterPainter(picture)
    painting.refuse_what_cannot_be_set()
    scale = width / picture.width if width else 1.0
    image = QImage(
        round(picture.width * scale), round(picture.height * scale), QImage.Format.Format_RGB32
    )
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.scale(scale, scale)
    painting.paint(painter)
    painter.end()
    return image


def render_png(picture: Picture) -> bytes:
    """Return the .png, the alternative text in it."""
    image = image_of(picture)
    image.setText("Title", picture.title)
    image.setText(_DESCRIPTION, picture.alternative)
    return png_of(image)


def png_of(image: QImage) -> bytes:
    """Return an image as a .png."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"png"))
    writer.setCompression(_COMPRESSION)
    writer.write(image)
    return bytes(buffer.data().data())


def _png_faults(content: bytes, picture: Picture) -> tuple[str, ...]:
    image = QImage.fromData(content)
    if (image.width(), image.height()) != (picture.width, picture.height):
        return ("图的大小",)
    if image.text(_DESCRIPTION) != picture.alternative:
        return ("图里的替代文字",)
    return ()


def render_pdf(picture: Picture) -> bytes:
    """Return the .pdf: one page, its text as text."""
    ensure_application()
    painting = PosterPainter(picture)
    painting.refuse_what_cannot_be_set()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(TWIPS_IN_INCH)
    writer.setPageLayout(_sheet(picture))
    writer.setTitle(picture.title)
    painter = QPainter(writer)
    scale = _SHEET / picture.width * TWIPS_IN_INCH / _POINTS_IN_INCH
    painter.scale(scale, scale)
    from nianbao.ui.paper.poster_structure import mark_part

    painting.paint(painter, mark_part)
    painter.end()
    buffer.close()
    return _finish(bytes(buffer.data().data()), painting)


def _sheet(picture: Picture) -> QPageLayout:
    size = QSizeF(_SHEET, _SHEET * picture.height / picture.width)
    exact = QPageSize.SizeMatchPolicy.ExactMatch
    return QPageLayout(
        QPageSize(size, QPageSize.Unit.Point, "", exact),
        QPageLayout.Orientation.Portrait,
        QMarginsF(0, 0, 0, 0),
        QPageLayout.Unit.Point,
        QMarginsF(0, 0, 0, 0),
    )


def _finish(content: bytes, painting: PosterPainter) -> bytes:
    from pypdf import PdfWriter
    from pypdf.generic import BooleanObject, NameObject, TextStringObject

    from nianbao.ui.paper.pdf_size import press
    from nianbao.ui.paper.poster_structure import add_picture_structure

    drawn = read_drawn(content)
    writer = PdfWriter(clone_from=drawn)
    name_characters(writer, painting.pen.used)
    name_fonts(writer)
    add_picture_structure(writer, painting.picture)
    describe_itself(writer, drawn, painting.picture, Standards(tagged=True))
    writer.add_metadata({"/Subject": painting.picture.alternative})
    writer.root_object[NameObject("/Lang")] = TextStringObject(LANGUAGE)
    writer.create_viewer_preferences()[NameObject("/DisplayDocTitle")] = BooleanObject(value=True)
    press(writer)
    stream = BytesIO()
    writer.write(stream)
    return stream.getvalue()


def _pdf_faults(content: bytes, picture: Picture) -> tuple[str, ...]:
    import pypdfium2

    document = pypdfium2.PdfDocument(content)
    try:
        if len(document) != 1:
            return ("页数",)
        found = _looks(document[0].get_textpage().get_text_range())
    finally:
        document.close()
    return tuple(f"“{one.text}”一处" for one in picture.words if _looks(one.text) not in found)


def _looks(text: str) -> str:
    return bare(unicodedata.normalize("NFKC", text))


PNG = PictureFormat(".png", "图片", render_png, _png_faults)
PDF = PictureFormat(".pdf", "PDF 文档", render_pdf, _pdf_faults)
PICTURES: tuple[PictureFormat, ...] = (PNG, PDF, HTML)
"""In the order in which they are offered."""
