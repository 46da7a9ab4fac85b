"""The other side of ``apart``: reads one source from standard input and answers with its document."""

import json
import sys
from collections.abc import Callable

from nianbao import logs
from nianbao.importers.document import Document
from nianbao.importers.errors import SourceError, too_deep, too_demanding
from nianbao.importers.readers.apart import answers
from nianbao.importers.readers.apart.ceiling import Ceiling, stay_below
from nianbao.importers.readers.archive import Archive
from nianbao.importers.readers.bounds import within_bounds
from nianbao.importers.visible import resolve


def serve() -> int:
    """Answer one request; always 0, the answer says everything."""
    head = json.loads(sys.stdin.buffer.readline())
    stay_below(Ceiling(*head["ceiling"]))
    answer = _answer(head["kind"], sys.stdin.buffer.read(), head["name"])
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()
    return 0


def _answer(kind: str, content: bytes, name: str) -> bytes:
    try:
        return answers.of_document(within_bounds(resolve(_read(kind, content, name)), name))
    except SourceError as error:
        return answers.of_refusal(error)
    except MemoryError:
        return answers.of_refusal(too_demanding(name))
    except RecursionError:
        return answers.of_refusal(too_deep(name))
    except Exception as error:  # noqa: BLE001 - told to whoever asked, with its place
        return answers.of_failure(logs.describe(error))


def _read(kind: str, content: bytes, name: str) -> Document:
    if kind in _READERS:
        return _READERS[kind](content, name)
    from nianbao.importers.readers.office import read_converted

    return read_converted(content, name, kind)


def _pdf(content: bytes, name: str) -> Document:
    from nianbao.importers.readers.pdf.reader import read_pdf

    return read_pdf(content, name)


def _xls(content: bytes, name: str) -> Document:
    from nianbao.importers.readers.old_sheets import read_xls

    return read_xls(content, name)


def _xlsx(content: bytes, name: str) -> Document:
    from nianbao.importers.readers.sheets import read_xlsx

    return read_xlsx(Archive(content, name), name)


def _docx(content: bytes, name: str) -> Document:
    from nianbao.importers.readers.word import read_docx

    return read_docx(Archive(content, name), name)


def _ods(content: bytes, name: str) -> Document:
    from nianbao.importers.readers.open_sheets import read_ods

    return read_ods(Archive(content, name), name)


def _text(content: bytes, name: str) -> Document:
    from nianbao.importers.readers.texts import read_page_or_text

    return read_page_or_text(content, name)


_READERS: dict[str, Callable[[bytes, str], Document]] = {
    "pdf": _pdf,
    "xls": _xls,
    "xlsx": _xlsx,
    "docx": _docx,
    "ods": _ods,
    "text": _text,
}
