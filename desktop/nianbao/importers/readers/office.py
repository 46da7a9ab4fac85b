"""Old binary formats (.doc, .wps, RTF, .odt): converted by LibreOffice, where it is installed.

The converter works on a copy in a folder of its own, below a ceiling (see ``apart``) and with a
profile in which it follows no link, opens no other file and runs no macro; it never sees the clerk's file or name. Word
is not asked: what it fetches while it opens a document cannot be switched off from outside. Where
there is no converter, the clerk is told how to save the file as .docx.
"""

import os
import platform
import re
import shutil
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from nianbao.importers.document import Document
from nianbao.importers.errors import UnknownSourceError, damaged, took_too_long
from nianbao.importers.readers.apart.ceiling import child_out_of_time
from nianbao.importers.readers.apart.office_profile import write_profile
from nianbao.importers.readers.archive import Archive
from nianbao.importers.readers.word import read_docx
from nianbao.importers.readers.xml import parse_xml

_XML = ".xml"
_ROOTS = (
    "{http://schemas.microsoft.com/office/word/2003/wordml}wordDocument",
    "{http://schemas.microsoft.com/office/2006/xmlPackage}package",
    "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}document",
)
_RTF = b"{\\rtf"
_HEAD = 1024
_INSTRUCTION = re.compile(rb"\\fldinst(?![a-z])", re.IGNORECASE)
_WINDOWS_PLACES = (
    r"LibreOffice\program\soffice.exe",
    r"LibreOffice 5\program\soffice.exe",
)


def read_converted(content: bytes, name: str, ending: str) -> Document:
    """Return the document of an older file."""
    if ending == _XML:
        _check_root(content, name)
    docx = convert_to_docx(content, name, ending)
    document = read_docx(Archive(docx, name), name)
    remark = "旧格式的文档，经其他办公软件转换后读入，请核对"
    return replace(document, remarks=(*document.remarks, remark))


def _check_root(content: bytes, name: str) -> None:
    """Refuse XML that is no document: what else it may be, LibreOffice would find out for itself."""
    if parse_xml(content, name).tag not in _ROOTS:
        raise damaged(name)


def convert_to_docx(content: bytes, name: str, ending: str) -> bytes:
    """Return the .docx of an older document; raise where it cannot be converted."""
    office = find_office()
    if office is None:
        raise UnknownSourceError(
            f"“{name}”是旧格式的文档，这台电脑上没有能转换它的程序。",
            "请用 Word 或 WPS 打开它，选“另存为”，类型选“Word 文档（*.docx）”，再读入新的文件。",
        )
    with tempfile.TemporaryDirectory(prefix="nianbao-", ignore_cleanup_errors=True) as folder:
        source = Path(folder) / f"source{ending}"
        source.write_bytes(_without_instructions(content))
        profile = Path(folder) / "profile"
        write_profile(profile, Path(office))
        target = Path(folder) / "out" / "source.docx"
        target.parent.mkdir()
        code = _run(_office_command(office, profile, source, target.parent), Path(folder), name)
        if not target.exists():
            raise took_too_long(name) if child_out_of_time(code) else damaged(name)
        return target.read_bytes()


def _without_instructions(content: bytes) -> bytes:
    """Return RTF whose fields say only what they show, not where to fetch it; other files as they are.

    LibreOffice opens a picture that a field of RTF names without asking its profile. The word is replaced
    by one that no program knows, of the same length because binary data may stand between.
    """
    return _INSTRUCTION.sub(rb"\\fldnone", content) if _RTF in content[:_HEAD] else content


def find_office() -> str | None:
    """Return LibreOffice's program, if it is installed.

    On Windows only where its installer puts it: a search would begin in the current folder, which
    may hold anybody's ``soffice.exe``.
    """
    if not _on_windows():
        return shutil.which("soffice") or shutil.which("libreoffice")
    roots = [os.environ.get(name) for name in ("PROGRAMFILES", "PROGRAMFILES(X86)")]
    places = [Path(root) / place for root in roots if root for place in _WINDOWS_PLACES]
    return next((str(place) for place in places if place.exists()), None)


def _on_windows() -> bool:
    return platform.system() == "Windows"


def _office_command(office: str, profile: Path, source: Path, target: Path) -> list[str]:
    return [
        office,
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(target),
        str(source),
    ]


def _run(command: list[str], folder: Path, name: str) -> int:
    """Wait for the converter and return its code, below the ceiling of this process; it is ended with it.

    Its temporary files stand in the folder too: it reaches no others.
    """
    try:
        done = subprocess.run(  # noqa: S603 - our own words and our own copy of the file
            command,
            check=False,
            env=os.environ | dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(folder)),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    except OSError as error:
        raise damaged(name) from error
    return done.returncode
