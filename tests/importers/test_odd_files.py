"""Files that are not what their name says, and documents that keep a part of themselves elsewhere."""

import base64
import quopri
from pathlib import Path

import pytest

from nianbao.exporters.printed.describe import describe
from nianbao.importers.registry import read_bytes
from tests.cases import load_case
from tests.exporters.formats import DOCX, XLSX
from tests.exporters.rendered import SOFFICE, convert
from tests.exporters.reports import full
from tests.importers.refused import refused
from tests.importers.test_sheets import content as workbook
from tests.importers.test_sheets import one_sheet
from tests.importers.word_files import FORM, body, docx, paragraph, table

LOCKED = Path(__file__).parent / "locked"
"""Encrypted with a password by msoffcrypto and qpdf, as Word, Excel and PDF programs do it."""
SEED = load_case("00-zhuanlu-2023-the-seed").folder / "source.txt"
PAGE = load_case("17-pingtan-2024")
WORD = docx(body(table))
SHEETS = workbook(one_sheet())


def refusal(content: bytes, name: str = "资料") -> str:
    """What is wrong with a source that must be refused, and what to do."""
    return str(refused(content, name))


@pytest.mark.parametrize("name", ["locked.docx", "locked.xlsx", "locked.pdf"])
def test_a_really_encrypted_file_is_called_locked(name: str) -> None:
    assert "加了密码" in refusal((LOCKED / name).read_bytes(), name)


@pytest.mark.long(cases=3)
@pytest.mark.parametrize("ending", ["docx", "docm", "dotx", "doc", "wps", "wpt", "xlsx", "et"])
def test_a_word_document_is_read_under_any_name(ending: str) -> None:
    assert len(read_bytes(WORD, f"年报.{ending}").report.cells) == 200


@pytest.mark.long
@pytest.mark.parametrize("ending", ["xlsx", "xlsm", "et", "ett", "xls", "docx"])
def test_a_workbook_is_read_under_any_name(ending: str) -> None:
    assert len(read_bytes(SHEETS, f"年报.{ending}").report.cells) == 200


def test_an_empty_workbook_of_another_office_holds_no_report() -> None:
    from tests.importers.word_files import package

    kind = "application/vnd.oasis.opendocument.spreadsheet"

    said = refusal(package({"mimetype": kind, "content.xml": "<x/>"}), "年报.ods")

    assert "没有找到年度报告" in said


@pytest.mark.slow
@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice converts RTF")
def test_rich_text_is_not_taken_for_json(tmp_path: Path) -> None:
    written = DOCX.render(describe(full(FORM.id)))
    rich = convert({"报告": written}, "docx", "rtf", tmp_path)["报告"]

    assert read_bytes(rich, "年报.doc").report.cells == full(FORM.id).cells


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_a_text_or_page_in_utf_16_without_its_mark_is_read(encoding: str) -> None:
    text = SEED.read_text(encoding="utf-8").encode(encoding)
    page = (PAGE.folder / "source.html").read_bytes().decode().encode(encoding)

    assert len(read_bytes(text, "年报.txt").report.cells) == 200
    assert PAGE.differences(read_bytes(page, "年报.html").report.cells) == {}


def mht(*parts: bytes, how: str = "quoted-printable", charset: str = "gb2312") -> bytes:
    """A page as Word and browsers save it as one file: its parts behind each other."""
    lines = [b"From: <Saved by Blink>", b"MIME-Version: 1.0"]
    lines += [b'Content-Type: multipart/related; type="text/html"; boundary="----=_Part"', b""]
    for part in parts:
        pack = quopri.encodestring if how == "quoted-printable" else base64.encodebytes
        lines += [b"------=_Part", f'Content-Type: text/html; charset="{charset}"'.encode()]
        lines += [f"Content-Transfer-Encoding: {how}".encode(), b"", pack(part)]
    return b"\r\n".join([*lines, b"------=_Part--", b""])


@pytest.mark.parametrize("how", ["quoted-printable", "base64"])
@pytest.mark.parametrize("charset", ["gb2312", "utf-8", "unicode-unknown"])
def test_a_page_saved_as_one_file_is_read(how: str, charset: str) -> None:
    page = (PAGE.folder / "source.html").read_bytes().decode()
    page = page.replace("utf-8", "gb2312").replace("UTF-8", "gb2312")
    written = page.encode("utf-8" if charset == "utf-8" else "gb18030")

    reading = read_bytes(mht(written, how=how, charset=charset), "年报.mht")

    assert PAGE.differences(reading.report.cells) == {}


def test_of_a_page_with_frames_the_frame_with_the_tables_is_read() -> None:
    frame = (PAGE.folder / "source.html").read_bytes().decode().encode("gb18030")
    outer = "<html><body><h1>政府信息公开</h1><iframe src=cid:1></iframe></body></html>"

    reading = read_bytes(mht(outer.encode("gb18030"), frame), "年报.mhtml")

    assert PAGE.differences(reading.report.cells) == {}


@pytest.mark.parametrize("tag", ["altChunk", "subDoc"])
def test_what_a_document_takes_from_another_file_is_named(tag: str) -> None:
    with_rest = docx(body(table) + f'<w:{tag} r:id="rId9"/>')
    alone = docx(paragraph("年度报告") + f'<w:{tag} r:id="rId9"/>')

    said = [problem["message"] for problem in read_bytes(with_rest, "年报").problems]
    assert any("另一个文件" in message for message in said)
    assert "另存为 .docx" in refusal(alone)


def test_an_embedded_workbook_is_named_and_is_no_scan() -> None:
    box = (
        '<w:p><w:r><w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" '
        'ProgID="Excel.Sheet.12"/></w:object></w:r></w:p>'
    )
    content = docx(paragraph("年度报告") + box, **{"embeddings/sheet1.xlsx": b"PK"})

    said = refusal(content)

    assert "Excel 表格" in said
    assert "扫描" not in said


@pytest.mark.long
@pytest.mark.parametrize("ending", ["xlsx", "xls"])
def test_notes_beside_numbers_come_back_from_our_own_workbook(ending: str, tmp_path: Path) -> None:
    if ending == "xls" and SOFFICE is None:
        pytest.skip("LibreOffice writes .xls")
    report = full(FORM.id)
    quoted = '其中"重复"提出的3件'  # LibreOffice loses the quotes in .xls
    report.change(notes={"table_3.granted.total": quoted if ending == "xlsx" else "其中3件"})
    report.change(notes={"table_3.granted.natural_person": "其中重复提出的合并统计，" * 25})
    written = XLSX.render(describe(report))
    if ending == "xls":
        written = convert({"报告": written}, "xlsx", "xls", tmp_path)["报告"]

    found = read_bytes(written, "报告").report

    assert found.cells == report.cells
    assert found.cell_notes == report.cell_notes
