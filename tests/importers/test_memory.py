"""Whatever a source says, reading it takes no more than half a gigabyte, here and apart.

Each source is the worst of its kind that the bounds let through: nearly as much as is still read in this
process, and far more, which is read in a process of its own below a ceiling.
"""

import base64
import os
import subprocess
import sys
from collections.abc import Callable

import pytest

from nianbao.importers.readers.apart.process import CEILINGS
from nianbao.importers.readers.sniff import SMALL
from nianbao.importers.registry import read_bytes
from nianbao.report.errors import UserError
from tests.cases import load_case
from tests.importers.word_files import package

MOST = 512
"""Megabytes of each process, with the interpreter and the libraries."""
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
ATTRIBUTES = " ".join(f'{letter}="1"' for letter in "abcdefghijklmnopqrstuvxyz")
MHT = 'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"'
PART = "\r\n\r\n--b\r\nContent-Type: text/html"
HEADER = "a:\r\n"
MEASURE = """
import sys
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from tests.importers.test_memory import MADE, refusal
content = MADE[sys.argv[1]](int(sys.argv[2]))
own = getrusage(RUSAGE_SELF).ru_maxrss
said = refusal(content)
print(own // 1024, *(getrusage(who).ru_maxrss // 1024 for who in (RUSAGE_SELF, RUSAGE_CHILDREN)))
print(said)
"""


def docx(inner: str) -> bytes:
    return package({"word/document.xml": f"<w:document {W}><w:body>{inner}</w:body></w:document>"})


def filled(piece: str, size: int) -> str:
    return piece * (size // len(piece.encode()))


MADE: dict[str, Callable[[int], bytes]] = {
    "docx: attributes": lambda size: docx(filled(f"<w:p {ATTRIBUTES}/>", size)),
    "docx: cells": lambda size: docx(f"<w:tbl><w:tr>{filled('<w:tc/>', size)}</w:tr></w:tbl>"),
    "docx: runs": lambda size: docx(f"<w:p>{filled('<w:r><w:t>1</w:t></w:r>', size)}</w:p>"),
    "html: attributes": lambda size: f"<html>{filled(f'<p {ATTRIBUTES}>', size)}".encode(),
    "html: cells": lambda size: f"<html><table><tr>{filled('<td>1', size)}".encode(),
    "html: text": lambda size: f"<html><p>{filled('公', size)}😀".encode(),
    "mht: packed": lambda size: (
        f"{MHT}{PART}\r\nContent-Transfer-Encoding: base64\r\n\r\n".encode()
        + base64.b64encode(MADE["html: attributes"](size * 7 // 10))
    ),
    "mht: headers": lambda size: f"{MHT}\r\n{filled(HEADER, size)}{PART}\r\n\r\n<html>".encode(),
    "text: lines": lambda size: filled("1\n", size).encode(),
    "text: tabs": lambda size: filled("1\t", size).encode(),
}


def refusal(content: bytes) -> str:
    """Why a source is refused; nothing where it is read."""
    try:
        read_bytes(content, "资料")
    except UserError as error:
        return error.message
    return ""


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="the measure is Unix's")
@pytest.mark.parametrize("size", [SMALL - 10_000, 20_000_000], ids=["here", "apart"])
@pytest.mark.parametrize("name", MADE)
def test_the_worst_source_takes_no_more_than_the_ceiling(name: str, size: int) -> None:
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, name, str(size)],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    figures, said = done.stdout.splitlines()[:2]
    before, here, apart = map(int, figures.split())
    print(name, size, "before, here, apart:", before, here, apart, said)
    assert here - before <= MOST - 100
    assert apart <= MOST
    assert "没有料到" not in said


@pytest.mark.long
@pytest.mark.parametrize("case", ["00-zhuanlu-2023-the-seed", "17-pingtan-2024"])
def test_a_report_is_read_the_same_here_and_apart(
    case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = load_case(case).source()
    content = source.read_bytes()
    here = read_bytes(content, source.name)
    monkeypatch.setattr("nianbao.importers.readers.sniff.SMALL", 1)

    assert read_bytes(content, source.name) == here


def test_every_large_source_has_a_ceiling_below_half_a_gigabyte() -> None:
    for kind in ("docx", "ods", "text", "xlsx", "xls", "pdf"):
        assert CEILINGS[kind].megabytes < MOST
        assert CEILINGS[kind].seconds <= 20
