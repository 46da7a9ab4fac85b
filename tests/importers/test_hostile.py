"""Sources that are broken, locked or made to do harm: one sentence, little time, little memory."""

import io
import os
import struct
import time
import zipfile
import zlib
from pathlib import Path

import pytest

from nianbao.importers.errors import SourceError
from nianbao.importers.readers.apart import process as apart
from nianbao.importers.readers.apart.ceiling import Ceiling
from nianbao.importers.registry import read_bytes, read_source
from nianbao.report.errors import UserError
from tests.cases import load_case
from tests.importers.refused import refused
from tests.importers.word_files import body, docx, package, paragraph, table

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
ENTITIES = "<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(9)
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WHOLE = docx(body(table))
SEED = load_case("00-zhuanlu-2023-the-seed").folder / "source.txt"


def refusal(content: bytes, name: str = "资料") -> str:
    """What is wrong with a source that must be refused, and what to do."""
    return str(refused(content, name))


def main_part(xml: str | bytes) -> bytes:
    return package({"word/document.xml": xml})


def document(inner: str) -> str:
    return f'<?xml version="1.0"?><w:document {W}><w:body>{inner}</w:body></w:document>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(
    "declared",
    [ENTITIES, '<!ENTITY j SYSTEM "file:///etc/passwd">', "<!-- " + " " * 9000 + "-->"],
    ids=["laughs", "external", "late"],
)
def test_entities_are_never_resolved(declared: str, encoding: str) -> None:
    xml = f"<!DOCTYPE x [{declared}]>{document('<w:p><w:r><w:t>&j;</w:t></w:r></w:p>')[21:]}"

    assert "已损坏" in refusal(main_part(xml.encode(encoding)))


@pytest.mark.long
@pytest.mark.parametrize(
    "inner",
    [" " * 60_000_000, "<w:p/>" * 1_100_000, "<w:sdt>" * 100_000 + "</w:sdt>" * 100_000],
    ids=["bytes", "elements", "depth"],
)
def test_a_document_that_unpacks_to_too_much_is_refused(inner: str) -> None:
    said = refusal(main_part(document(inner)))

    assert "内容太大" in said or "已损坏" in said  # the parser itself limits the depth


@pytest.mark.long
@pytest.mark.parametrize(
    ("part", "xml"),
    [
        ("worksheets/sheet1.xml", "<c r='A1'><v>1</v></c>" * 200_000),
        ("worksheets/sheet1.xml", '<mergeCell ref="A1:XFD900000"/>'),
        ("styles.xml", "<xf/>" * 800_000),
    ],
    ids=["cells", "merged", "styles"],
)
def test_a_workbook_that_unpacks_to_too_much_is_refused(part: str, xml: str) -> None:
    assert "内容太大" in refusal(package({f"xl/{part}": f"<x>{xml}</x>"}))


def test_a_page_or_a_text_beyond_any_report_is_refused() -> None:
    assert "内容太大" in refusal(b"<html><table>" + b"<tr><td>1</td></tr>" * 200_000)
    assert "内容太大" in refusal("其他 1 2 3\n".encode() * 500_000)


def pdf(drawn: bytes, pages: int) -> bytes:
    """A PDF whose pages all draw the same."""
    packed = zlib.compress(drawn)
    kids = " ".join(f"{number + 5} 0 R" for number in range(pages))
    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F1 3 0 R>>>>>>"
    )
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {pages}>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%b\nendstream" % (len(packed), packed),
        *[page] * pages,
    ]
    body = b"".join(b"%d 0 obj%b\nendobj\n" % (at, part) for at, part in enumerate(parts, 1))
    return b"%PDF-1.4\n" + body + b"trailer<</Size %d/Root 1 0 R>>\n%%%%EOF" % (len(parts) + 1)


@pytest.mark.long(cases=1)
@pytest.mark.parametrize(
    ("drawn", "pages"),
    [(b" " * 20_000_000, 1), (b"BT /F1 9 Tf 9 9 Td " + b"(12345)Tj " * 1000 + b"ET", 50)],
    ids=["bytes", "letters"],
)
def test_a_pdf_that_draws_too_much_is_refused(drawn: bytes, pages: int) -> None:
    assert "内容太大" in refusal(pdf(drawn, pages))


@pytest.mark.parametrize("length", [4, 100, len(WHOLE) // 2, len(WHOLE) - 30])
def test_a_document_that_is_cut_off_is_damaged(length: int) -> None:
    assert "已损坏" in refusal(WHOLE[:length])


def test_an_archive_s_paths_lead_nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    harmful = package({"../../outside.txt": "x", "word/document.xml": document(body(table))})

    assert len(read_bytes(harmful, "资料").report.cells) == 200
    assert list(tmp_path.iterdir()) == []
    assert not (tmp_path.parent / "outside.txt").exists()


def test_archives_in_archives_are_not_opened() -> None:
    assert "压缩包" in refusal(package({"inner.zip": package({"word/document.xml": ""})}))


def test_macros_are_neither_run_nor_in_the_way() -> None:
    content = docx(body(table), **{"vbaProject.bin": b"Attribute VB_Name"})

    assert len(read_bytes(content, "年报.docm").report.cells) == 200


def test_a_document_of_pictures_is_called_a_scan() -> None:
    picture = {"media/image1.jpeg": b"\xff\xd8\xff\xe0"}

    assert "扫描件" in refusal(docx("<w:p><w:r><w:drawing/></w:r></w:p>", **picture))
    assert "扫描件" in refusal(docx(paragraph("某镇年度报告"), **picture))


def ole(stream: str, inner: bytes = b"") -> bytes:
    """The beginning of an OLE container with one stream and, in its first sector, ``inner``."""
    return OLE + bytes(504) + inner.ljust(512, b"\0") + stream.encode("utf-16-le") + bytes(64)


def test_locked_documents_are_told_from_damaged_ones() -> None:
    assert "密码" in refusal(ole("EncryptedPackage"), "年报.docx")
    first_words = b"\xec\xa5" + struct.pack("<HHHHH", 0xC1, 0, 0, 0, 0x0100)
    assert "密码" in refusal(ole("WordDocument", first_words), "年报.doc")


def test_a_locked_part_of_an_archive_is_told() -> None:
    content = bytearray(WHOLE)
    at = content.rindex(b"PK\x01\x02")
    content[at + 8] |= 1  # the flag in the directory's entry

    assert "密码" in refusal(bytes(content))


def test_an_old_document_without_a_converter_says_how_to_save_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PATH", "")

    said = refusal(ole("WordDocument"), "年报.docx")

    assert "另存为" in said
    assert "*.docx" in said


@pytest.mark.long
@pytest.mark.skipif(os.name == "nt", reason="the converter is a shell script")
def test_a_converter_that_hangs_is_stopped_with_its_children(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    slow = tmp_path / "soffice"
    slow.write_text(f"#!/bin/sh\nsleep 60 & echo $! > {tmp_path}/child\nwait\n")
    slow.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setitem(apart.CEILINGS, ".doc", Ceiling(400, 2))

    assert "时间太长" in refusal(ole("WordDocument"))
    assert ends(int((tmp_path / "child").read_text()))


def ends(process: int, within: float = 10) -> bool:
    """Whether a killed process goes; where the machine is busy, its end takes a moment."""
    state, until = Path(f"/proc/{process}/stat"), time.monotonic() + within
    while state.exists() and state.read_text().split()[2] != "Z":
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True


@pytest.mark.parametrize("name", ["年报.doc", "年报.xls", "年报.docx", "年报.wps"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16", "utf-8-sig"])
def test_a_page_under_another_name_is_read(name: str, encoding: str) -> None:
    case = load_case("17-pingtan-2024")
    page = (case.folder / "source.html").read_bytes().decode()

    assert case.differences(read_bytes(page.encode(encoding), name).report.cells) == {}


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8-sig"])
def test_a_text_in_any_usual_encoding_is_read(encoding: str) -> None:
    text = SEED.read_text(encoding="utf-8")

    assert len(read_bytes(text.encode(encoding), "年报.txt").report.cells) == 200


def test_a_text_that_is_cut_off_within_a_character_is_still_read() -> None:
    text = SEED.read_text(encoding="utf-8").rstrip() + "完"

    assert len(read_bytes(text.encode("gb18030")[:-1], "年报.txt").report.cells) == 200


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\0" * 5000,
        b" \n\n",
        b"\x89PNG\r\n\x1a\n0000",
        b"%PDF-1.7\nxxxx",
        bytes(range(256)) * 9,
    ],
    ids=["empty", "NUL", "blank", "picture", "PDF", "noise"],
)
def test_what_is_no_report_is_refused(content: bytes) -> None:
    refusal(content, "年报.docx")


@pytest.mark.skipif(os.name == "nt", reason="named pipes of Unix")
def test_what_is_no_file_is_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "zero.txt").symlink_to("/dev/zero")
    (tmp_path / "one").symlink_to(tmp_path / "two")
    (tmp_path / "two").symlink_to(tmp_path / "one")
    with (tmp_path / "huge.docx").open("wb") as huge:
        huge.truncate(500_000_000)

    for name in ("pipe.txt", "zero.txt", "one", "huge.docx", ".", "nowhere.docx", "长" * 300):
        with pytest.raises(UserError):
            read_source(tmp_path / name)


@pytest.mark.parametrize(
    "inside",
    [
        '"cells":{"table_3.granted.total":NaN}',
        '"cells":{"table_3.granted.total":"1E999999999"}',
        '"cells":{"table_3.granted.total":"1E5"}',
        '"cells":{"table_3.granted.total":"1_000"}',
        '"cells":{"table_3.granted.total":' + "9" * 5000 + "}",
        '"cells":{"table_3.granted.total":1.5}',
        '"cells":{"table_3.granted.total":"1","table_3.granted.total":"2"}',
        '"cells":[1]',
        '"cells":{},"unit":"\\ud800"',
        '"cells":{},"sections":{"overview":5}',
        '"cells":{},"x":' + "[" * 100_000,
        '"cells":{},"year":2024',
    ],
)
def test_json_that_says_no_certain_thing_is_refused(inside: str) -> None:
    refusal(f'{{"form":"gb_2021_30","year":2023,{inside}}}'.encode(), "年报.json")


def test_strange_remarks_in_json_do_no_harm() -> None:
    text = '{"form":"gb_2021_30","year":2023,"cells":{},"unread":5,"problems":["x",{"a":1}]}'

    reading = read_bytes(text.encode(), "年报.json")

    assert reading.unread == ()
    assert reading.problems == ({"a": "1"},)


def test_many_parts_are_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for number in range(6000):
            archive.writestr(f"word/{number}.xml", "")

    with pytest.raises(SourceError):
        read_bytes(stream.getvalue(), "资料")
