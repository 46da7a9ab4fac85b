"""Damaged sources of every kind: a reader reads them or refuses them, and does nothing else.

``python -m tests.importers.fuzzing KIND SECONDS`` runs one kind for a time, with limits on the
time of a single source and on memory, and prints what it saw.
"""

import csv
import io
import random
import signal
import sys
import time
import zipfile
from collections.abc import Callable, Mapping
from functools import cache, partial

import openpyxl

from nianbao.exporters.printed.describe import describe
from nianbao.importers.registry import read_bytes, read_source
from nianbao.report.contract import Reading
from nianbao.report.errors import UserError
from nianbao.report.storage.files import dump_report
from tests.cases import load_case
from tests.exporters.formats import DOCX
from tests.importers.strange import STRANGE
from tests.importers.test_sheets import content as workbook
from tests.importers.test_sheets import one_sheet
from tests.importers.word_files import body, docx, table

LIMIT = 20
"""Seconds for one source."""
CONVERTED = ("doc", "odt", "fodt", "rtf")
"""Those that LibreOffice converts."""
CONVERTING = 90
"""Seconds for one of these; after 60 it is stopped."""
MEMORY = 512
"""Megabytes for all."""
STRANGELY = 0.1
"""Of the sources begin as one that is strange by its structure, and are then damaged as well."""
LAST_RESORT = "没有料到"
PIECES = (
    b"", b"\0", b"\xff\xff", b"999999999", b"-1", b"<", b">", b"&", b'"', b"</", b"/>", b"<td>",
    b"<tr>", b"<table>", b"<w:tc>", b"<w:tr>", b"<w:tbl>", b"</w:tbl>", b"<w:p>", b"]]>", b"<!--",
    b"<!DOCTYPE", b"<![CDATA[", b'rowspan="70000"', b'colspan="-3"', b'w:val="99999999"', b"{", b"[",
    b"}", b"NaN", b"1e999", b"null", b"true", b"\xe4\xb8", b"\xb5", b"|", b"\t", b"\r", b"\x0c",
    "（七）总计".encode(), "二、".encode(), "１，１１３".encode(), "其他".encode(), "\u202e".encode(),
    b"endobj", b"stream", b"/Length 99999999", b"0 0 R", b"(((((", b"BT", b"/Kids [1 0 R]",
)  # fmt: skip


def _page() -> bytes:
    return (load_case("17-pingtan-2024").folder / "source.html").read_bytes()


def _pdf() -> bytes:
    from nianbao.ui.paper.pdf import PDF, ensure_application

    ensure_application()
    return PDF.render(describe(_reading().report))


@cache
def _reading() -> Reading:
    return read_source(load_case("04-suqian-2023").source())


def _mht() -> bytes:
    head = b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\n'
    return head + b"Content-Type: text/html; charset=utf-8\r\n\r\n" + _page() + b"\r\n--b--\r\n"


def _csv() -> bytes:
    """The sheet of a workbook as WPS saves it."""
    (sheet,) = openpyxl.load_workbook(io.BytesIO(workbook(one_sheet()))).worksheets
    text = io.StringIO(newline="")
    csv.writer(text).writerows(sheet.iter_rows(values_only=True))
    return text.getvalue().encode("gb18030")


def _book(wanted: str) -> bytes:
    """A workbook of another kind, as far as it can be made here: LibreOffice's, else none."""
    return _saved_as(workbook(one_sheet()), "xlsx", wanted)


def _document(wanted: str) -> bytes:
    return _saved_as(DOCX.render(describe(_reading().report)), "docx", wanted)


def _saved_as(content: bytes, ending: str, wanted: str) -> bytes:
    import tempfile
    from pathlib import Path

    from tests.exporters.rendered import convert

    with tempfile.TemporaryDirectory() as folder:
        return convert({"a": content}, ending, wanted, Path(folder))["a"]


SEEDS: Mapping[str, Callable[[], bytes]] = {
    "docx": lambda: docx(body(table)),
    "our docx": lambda: DOCX.render(describe(_reading().report)),
    "xlsx": lambda: workbook(one_sheet()),
    **{kind: partial(_book, kind) for kind in ("xls", "ods")},
    **{kind: partial(_document, kind) for kind in CONVERTED},
    "pdf": _pdf,
    "html": _page,
    "mht": _mht,
    "text": (load_case("00-zhuanlu-2023-the-seed").folder / "source.txt").read_bytes,
    "csv": _csv,
    "nianbao": lambda: dump_report(_reading().report),
}


@cache
def seed_of(kind: str) -> bytes:
    """Return the sound source of a kind."""
    return SEEDS[kind]()


def strange_of(kind: str) -> list[Callable[[], bytes]]:
    """Return the makers of what is strange by its structure, for a kind of source."""
    kin = {
        "our docx": ("docx", "zip"),
        "docx": ("docx", "zip"),
        "text": ("text", "tabs", "bars"),
        "csv": ("tabs",),
    }
    kinds = kin.get(kind, (kind,))
    return [make for name, make in STRANGE.items() if name.partition(":")[0] in kinds]


def damaged(kind: str, number: int) -> bytes:
    """Return the source of a kind with the damage of this number."""
    dice = random.Random(number)  # noqa: S311 - a test's dice
    strange = strange_of(kind)
    content = dice.choice(strange)() if strange and dice.random() < STRANGELY else seed_of(kind)
    if not content.startswith(b"PK") or dice.random() < 0.1:
        return _damage(content, dice)
    try:
        return _with_damaged_parts(content, dice)
    except (zipfile.BadZipFile, OSError, NotImplementedError, ValueError):
        return _damage(content, dice)  # strange from the beginning


def _with_damaged_parts(content: bytes, dice: random.Random) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        names = old.namelist()
        hurt = set(dice.sample(names, dice.randint(1, min(3, len(names)))))
        for name in names:
            part = old.read(name)
            new.writestr(name, _damage(part, dice) if name in hurt else part)
    return stream.getvalue()


def _damage(content: bytes, dice: random.Random) -> bytes:
    made = bytearray(content)
    for _ in range(dice.choice([1, 1, 2, 5, 20, 100])):
        at = dice.randrange(len(made) + 1)
        length = dice.choice([0, 1, 1, 4, 50, 500])
        way = dice.randrange(5)
        if way == 0:
            made[at : at + length] = dice.choice(PIECES)
        elif way == 1:
            made[at : at + length] = b""
        elif way == 2:
            made[at:at] = made[at : at + length] * dice.choice([1, 2, 30])
        elif way == 3 and at < len(made):
            made[at] = dice.randrange(256)
        else:
            other = dice.randrange(len(made) + 1)
            made[at : at + length] = made[other : other + length]
    return bytes(made[: dice.randint(0, len(made))] if dice.random() < 0.05 else made)


def try_one(kind: str, number: int) -> bool:
    """Read a damaged source and return whether it was read; anything but a refusal is raised.

    What is raised would reach the clerk as the last resort's sentence, which no refusal says.
    """
    said = _said_of(damaged(kind, number), f"资料.{kind}")
    assert LAST_RESORT not in said
    return not said


def _said_of(content: bytes, name: str) -> str:
    """Return why a source is refused; nothing where it is read."""
    try:
        read_bytes(content, name)
    except UserError as refused:
        return str(refused)
    return ""


class TooSlowError(Exception):
    """A source took too long; nothing in the program expects it, as it does an error of the system."""


def main(kind: str, seconds: float) -> int:
    """Run one kind for a time."""

    def too_slow(*_: object) -> None:
        raise TooSlowError(f"{kind}: one source took more than {LIMIT} seconds")

    seed_of(kind)
    signal.signal(signal.SIGALRM, too_slow)
    start, number, read, slowest = time.monotonic(), 0, 0, 0.0
    while time.monotonic() - start < seconds:
        signal.alarm(CONVERTING if kind in CONVERTED else LIMIT)
        began = time.monotonic()
        try:
            read += try_one(kind, number)
        except BaseException:
            print(f"{kind}: number {number} failed", flush=True)
            raise
        slowest = max(slowest, time.monotonic() - began)
        number += 1
    signal.alarm(0)
    import resource  # Unix only; the tests that use this module run on Windows too

    whose = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    memory = max(resource.getrusage(who).ru_maxrss for who in whose) // 1024
    print(f"{kind}: {number} sources, {read} read, slowest {slowest:.1f} s, {memory} MB")
    return 0 if memory <= MEMORY else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], float(sys.argv[2])))
