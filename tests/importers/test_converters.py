"""LibreOffice converts a stranger's document and asks no other computer, nor opens any other file.

Each document names a picture, a part of its text and an object on a listener on this computer, and
then in a folder of this computer: on Windows that folder might be a share of any server.
"""

import struct
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from socketserver import StreamRequestHandler, TCPServer

import pytest

from nianbao.importers.errors import DamagedSourceError
from nianbao.importers.readers.apart.process import CEILINGS
from nianbao.importers.readers.office import convert_to_docx, read_converted
from nianbao.importers.readers.sniff import read_document
from tests.exporters.rendered import SOFFICE, convert
from tests.importers.word_files import package
from tests.tracing import needs_strace

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed"),
]

_ODF = "urn:oasis:names:tc:opendocument:xmlns"
_PREFIXES = (
    "office", "text", "table", "style", "script", "form", "draw:drawing", "svg:svg-compatible",
    "fo:xsl-fo-compatible", "manifest",
)  # fmt: skip
_XMLNS = " ".join(
    f'xmlns:{short}="{_ODF}:{long or short}:1.0"'
    for short, _, long in (prefix.partition(":") for prefix in _PREFIXES)
)
_NAMESPACES = f'{_XMLNS} xmlns:xlink="http://www.w3.org/1999/xlink"'
_KIND = "application/vnd.oasis.opendocument.text"
_MANIFEST = f"""<manifest:manifest {_NAMESPACES}>
<manifest:file-entry manifest:full-path="/" manifest:media-type="{_KIND}"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
</manifest:manifest>"""


@contextmanager
def listener() -> Iterator[tuple[str, list[str]]]:
    """A listener's address, and what it was asked for."""
    asked: list[str] = []

    class Handler(StreamRequestHandler):
        def handle(self) -> None:
            asked.append(self.rfile.readline().decode().rpartition(" ")[0])
            self.wfile.write(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")

    with TCPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}", asked
        finally:
            server.shutdown()
            thread.join()


def _framed(inner: str) -> str:
    link = 'xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/>'
    return (
        '<text:p><draw:frame text:anchor-type="as-char" svg:width="2cm" svg:height="2cm">'
        f"{inner} {link}</draw:frame></text:p>"
    )


def _styles(address: str) -> str:
    """A font, a background and a filling that stand elsewhere, and a macro that runs on opening."""
    link = 'xlink:type="simple" xlink:actuate="onLoad"'
    return (
        "<office:scripts><office:event-listeners><script:event-listener "
        f'script:event-name="dom:load" script:language="ooo:script" xlink:href="{address}/macro.py" '
        'xlink:type="simple"/></office:event-listeners></office:scripts>'
        '<office:font-face-decls><style:font-face style:name="F" svg:font-family="F">'
        f'<svg:font-face-src><svg:font-face-uri xlink:href="{address}/font.ttf" {link}/>'
        "</svg:font-face-src></style:font-face></office:font-face-decls>"
        '<office:automatic-styles><style:style style:name="P" style:family="paragraph">'
        f'<style:paragraph-properties><style:background-image xlink:href="{address}/back.png" {link}/>'
        '</style:paragraph-properties><style:text-properties style:font-name="F"/></style:style>'
        "</office:automatic-styles>"
    )


def _body(address: str) -> str:
    source = f'<text:section-source xlink:href="{address}/section.odt" xlink:type="simple"/>'
    return (
        "<text:p>年度报告</text:p>"
        + _framed(f'<draw:image xlink:href="{address}/picture.png"')
        + _framed(f'<draw:object xlink:href="{address}/object.ods"')
        + _framed(f'<draw:floating-frame xlink:href="{address}/frame.html"')
        + f'<text:section text:name="S">{source}<text:p>x</text:p></text:section>'
    )


def _more(address: str) -> str:
    """What only OpenDocument can name."""
    return (
        _framed(f'<draw:object-ole xlink:href="{address}/ole.bin"')
        + _framed(f'<draw:plugin draw:mime-type="video/mp4" xlink:href="{address}/film.mp4"')
        + '<text:p text:style-name="P">x</text:p>'
        '<text:section text:name="D"><office:dde-source office:dde-application="soffice" '
        f'office:dde-topic="{address}/topic.ods" office:dde-item="A1" office:automatic-update="true"/>'
        "<text:p>x</text:p></text:section>"
    )


def _content(root: str, attributes: str, address: str, *, more: bool) -> str:
    styles, others = (_styles(address), _more(address)) if more else ("", "")
    text = f"<office:text>{_body(address)}{others}</office:text>"
    return (
        f"<office:{root} {_NAMESPACES} {attributes}>{styles}<office:body>{text}</office:body>"
        f"</office:{root}>"
    )


def odt(address: str, _: Path, *, more: bool = True) -> bytes:
    content = _content("document-content", "", address, more=more)
    return package({"mimetype": _KIND, "content.xml": content, "META-INF/manifest.xml": _MANIFEST})


def xml(address: str, _: Path) -> bytes:
    """One file of XML, which may be of Word 2003 or of another office."""
    head = '<?xml version="1.0"?><?mso-application progid="Word.Document"?>'
    kind = f'office:mimetype="{_KIND}"'
    return f"{head}{_content('document', kind, address, more=True)}".encode()


def doc(address: str, folder: Path) -> bytes:
    (folder / "made").mkdir()
    # LibreOffice itself, which makes it, waits for ever for what only OpenDocument can name.
    source = odt(address, folder, more=False)
    return convert({"a": source}, "odt", "doc", folder / "made")["a"]


def _linked_object(address: str) -> str:
    """What OLE keeps of an object that stands elsewhere, in the digits of RTF."""
    words = [f"{word}\0".encode() for word in ("Excel.Sheet.8", f"{address}/book.xls", "A1")]
    kept = b"".join(struct.pack("<I", len(word)) + word for word in words)
    return (struct.pack("<II", 0x501, 1) + kept + bytes(12)).hex()


def _property(name: str, value: str) -> str:
    return rf"{{\sp{{\sn {name}}}{{\sv {value}}}}}"


def _shape(*properties: str) -> str:
    place = r"\shpleft0\shptop0\shpright1000\shpbottom1000"
    return rf"{{\shp{{\*\shpinst{place}{''.join(properties)}}}}}"


def _field(code: str) -> str:
    return rf"{{\field{{\*\fldinst {code}}}{{\fldrslt x}}}}"


def rtf(address: str, _: Path) -> bytes:
    """Every shape in which RTF can name what stands elsewhere."""
    picture, linked = f"{address}/picture.png", _linked_object(address)
    parts = (
        rf"{{\*\template {address}/normal.dot}}{{\info{{\hlinkbase {address}/}}}}",
        rf"{{\*\filetbl{{\file\fid0 {address}/part.rtf}}}}{{\*\nextfile {address}/next.rtf}}",
        rf"{{\*\mailmerge{{\*\mmdatasource {address}/data.csv}}}}",
        rf"{{\*\background{_shape(_property('fillType', '3'), _property('fillBlipName', picture))}}}",
        *map(
            _field,
            (
                rf'INCLUDEPICTURE "{picture}" \\d',
                rf'{{INCLUDE}}{{PICTURE "{picture}" \\d}}',
                f'INCLUDETEXT "{address}/text.docx"',
                f'IMPORT "{picture}"',
                rf'LINK Excel.Sheet.8 "{address}/book.xls" \\a',
                f'DDEAUTO excel "{address}/book.xls" A1',
                rf'DATABASE \\d "{address}/data.mdb"',
            ),
        ),
        _shape(
            _property("shapeType", "75"), _property("pibName", picture), _property("pibFlags", "10")
        ),
        _shape(
            _property("fillType", "3"),
            _property("fillBlipName", picture),
            _property("fillBlipFlags", "10"),
        ),
        _shape(_property("pihlShape", rf"{{\*\hl{{\hlsrc {address}/a}}{{\hlloc {address}/b}}}}")),
        *(
            rf"{{\object\{kind}\objupdate{{\*\objclass Excel.Sheet.8}}{{\*\objdata {linked}}}"
            r"{\result x}}"
            for kind in ("objautlink", "objlink", "objhtml", "objocx")
        ),
        r"{\subdocument0 }",
    )
    return rf"{{\rtf1\ansi {''.join(parts)}\par}}".encode()


MADE: dict[str, Callable[[str, Path], bytes]] = {".odt": odt, ".doc": doc, ".xml": xml, ".rtf": rtf}
ASKING = [".odt", ".doc", ".xml"]
"""Those for which LibreOffice, left to itself, is known to ask."""


def test_every_kind_that_is_converted_is_watched() -> None:
    assert {kind for kind in CEILINGS if kind.startswith(".")} == set(MADE)


def test_a_flat_open_document_is_read_like_the_packed_one(tmp_path: Path) -> None:
    flat = _content("document", f'office:mimetype="{_KIND}"', "", more=False)

    document = read_document(f'<?xml version="1.0"?>{flat}'.encode(), "年报.fodt")

    assert document == read_document(odt("", tmp_path, more=False), "年报.odt")


@pytest.mark.parametrize("ending", MADE)
def test_no_request_arrives_while_a_document_is_converted(ending: str, tmp_path: Path) -> None:
    with listener() as (address, asked):
        content = MADE[ending](address, tmp_path)
        asked.clear()

        converted = convert_to_docx(content, "资料", ending)

    assert converted.startswith(b"PK")
    assert asked == []


@pytest.mark.parametrize("ending", ASKING)
def test_the_listener_sees_the_requests_of_an_office_left_to_itself(
    ending: str, tmp_path: Path
) -> None:
    with listener() as (address, asked):
        content = MADE[ending](address, tmp_path)
        asked.clear()

        convert({"a": content}, ending[1:], "docx", tmp_path)

    assert "GET /picture.png" in asked


NAMED = (
    "picture.png", "section.odt", "object.ods", "frame.html", "text.docx", "book.xls", "ole.bin",
    "film.mp4", "macro.py", "font.ttf", "back.png", "topic.ods", "normal.dot", "part.rtf", "next.rtf",
    "data.csv", "data.mdb", "a", "b",
)  # fmt: skip
CONVERT = """
import sys
from pathlib import Path
from nianbao.importers.readers.office import convert_to_docx
Path(sys.argv[1]).write_bytes(convert_to_docx(Path(sys.argv[2]).read_bytes(), "", sys.argv[3]))
"""


def with_named_files(folder: Path) -> Path:
    """A folder with the files that the documents name."""
    folder.mkdir()
    for name in NAMED:
        (folder / name).write_bytes(b"nobody's business")
    return folder


def touched(folder: Path, calls: Path) -> list[str]:
    """The calls of the system that named the folder."""
    lines = calls.read_text(encoding="utf-8", errors="replace").splitlines()
    return [line for line in lines if str(folder) in line]


def traced(command: list[str | Path], calls: Path) -> int:
    trace: list[str | Path] = ["strace", "-f", "-qq", "-s", "999", "-e", "trace=%file", "-o", calls]
    return subprocess.run([*trace, *command], check=False, capture_output=True).returncode


def word_xml(address: str, _: Path) -> bytes:
    """Word 2003's XML, with a picture in the way of its time."""
    names = (
        'xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" '
        'xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    picture = f'<v:shape><v:imagedata src="{address}/picture.png"/></v:shape>'
    body = f"<w:p><w:r><w:t>年报</w:t><w:pict>{picture}</w:pict></w:r></w:p>"
    return f"<w:wordDocument {names}><w:body>{body}</w:body></w:wordDocument>".encode()


@needs_strace
@pytest.mark.parametrize("ending", [*MADE, "word .xml"])
def test_no_other_file_is_touched_while_a_document_is_converted(
    ending: str, tmp_path: Path
) -> None:
    named = with_named_files(tmp_path / "elsewhere")
    make = {**MADE, "word .xml": word_xml}[ending]
    source, target, calls = (tmp_path / name for name in ("source", "target", "calls"))
    source.write_bytes(make(named.as_uri(), tmp_path))

    code = traced(
        [sys.executable, "-c", CONVERT, target, source, ending.rsplit(maxsplit=1)[-1]], calls
    )

    assert code == 0
    assert target.read_bytes().startswith(b"PK")
    assert touched(named, calls) == []


@needs_strace
@pytest.mark.parametrize("ending", [".doc", ".rtf"])
def test_the_trace_shows_what_an_office_left_to_itself_opens(ending: str, tmp_path: Path) -> None:
    named = with_named_files(tmp_path / "elsewhere")
    source, calls = tmp_path / f"source{ending}", tmp_path / "calls"
    source.write_bytes(MADE[ending](named.as_uri(), tmp_path))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    convert_to: list[str | Path] = ["--headless", "--convert-to", "docx", "--outdir", tmp_path]

    traced([str(SOFFICE), profile, *convert_to, source], calls)

    assert touched(named / "picture.png", calls)


def test_a_field_of_rtf_still_says_what_it_shows() -> None:
    field = rb"{\field{\*\fldinst { HYPERLINK \"http://a.invalid\" }}{\fldrslt seen}}"
    numbered = rb"{\field{\*\fldinst PAGE}{\fldrslt 37}}"

    document = read_converted(
        rb"{\rtf1\ansi a " + field + b" b " + numbered + rb"\par}", "", ".rtf"
    )

    assert document.text() == "a seen b 37"


def test_a_web_page_in_the_clothes_of_a_document_is_not_converted() -> None:
    page = b'<?mso-application progid="Word.Document"?><html><link href="file:///x.css"/></html>'

    with pytest.raises(DamagedSourceError):
        read_converted(page, "资料", ".xml")


def test_each_shape_of_rtf_is_there_to_be_followed() -> None:
    """A slip in the source of one shape would end the rest unread."""
    document = read_converted(rtf("http://127.0.0.1:9", Path()), "", ".rtf")

    assert document.text() == "x" * (7 + 4), "seven fields and four objects"
