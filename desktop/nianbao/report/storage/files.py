"""The report file ``*.nianbao``: one UTF-8 JSON document with a schema number."""

import errno
import json
import stat
from pathlib import Path
from typing import Any

from pydantic_core import ValidationError, from_json, to_json

from nianbao.formats.registry import load_form
from nianbao.models import read, written
from nianbao.report.book import Report
from nianbao.report.errors import UserError
from nianbao.report.storage.atomic import write_atomically
from nianbao.report.storage.migrations import SCHEMA_VERSION, migrate

SCHEMA = "nianbao-report"
ENDING = ".nianbao"
MAX_BYTES = 50_000_000
"""Of a source of any kind: a document with pictures."""
_SHOWN = 40
"""Letters of a name that is too long."""
MOST_JSON = 5_000_000
"""A report has some 30 KB, with ten earlier ones 300; what is larger is something else."""


class ReportFileError(UserError):
    """A file from which no report can be loaded."""


def dump_report(report: Report) -> bytes:
    """Return the file's content."""
    return to_json(data_of(report), indent=1) + b"\n"


def data_of(report: Report) -> dict[str, Any]:
    """Return what the file says, of which ``report_of`` makes the report again."""
    body = written(report, with_defaults=False, without={"auto_totals"})
    return {
        "schema": SCHEMA,
        "schema_version": SCHEMA_VERSION,
        **body,
        "auto_totals": report.auto_totals,
    }


def save_report(report: Report, path: Path) -> None:
    """Write the report; on any failure the old file stays whole and UserError says why."""
    write_atomically(path, dump_report(report))


def load_report(path: Path) -> Report:
    """Read a report file; raise ReportFileError with one clear sentence where that fails."""
    return parse_report(read_bytes(path), path.name)


def read_bytes(path: Path, limit: int = MAX_BYTES) -> bytes:
    """Return a file's content; raise ReportFileError where it is missing, no file or too large."""
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise ReportFileError(f"“{path.name}”是一个文件夹，不是文件。", "请选择里面的文件。")
        if not stat.S_ISREG(found.st_mode):  # a pipe or a device would be read for ever
            raise ReportFileError(f"“{path.name}”不是普通的文件。", "请选择 Word、网页等文件。")
        if found.st_size > limit:
            raise too_large(path.name)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise ReportFileError(
            f"找不到文件“{path.name}”。", "它可能已被移动、改名或删除。"
        ) from error
    except PermissionError as error:
        raise ReportFileError(
            f"没有权限打开“{path.name}”。", "请检查文件是否被占用或加了权限。"
        ) from error
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            raise ReportFileError(
                f"文件名太长，打不开：“{path.name[:_SHOWN]}…”。", "请把文件改一个短一些的名字再试。"
            ) from error
        raise ReportFileError(
            f"“{path.name}”读不出来。", "磁盘或 U 盘可能有问题，请复制一份再试。"
        ) from error


def refuse_strange_name(path: Path) -> None:
    """Raise ReportFileError where a path is no text, which only Linux allows: nothing can note it down."""
    try:
        str(path).encode()
    except UnicodeEncodeError as error:
        shown = path.name.encode(errors="replace").decode()
        raise ReportFileError(
            f"“{shown}”的文件名或所在文件夹的名称里有认不出的字，打不开。", "请改名后再试。"
        ) from error


def too_large(name: str) -> ReportFileError:
    """Return what to say of a file that no report is as large as."""
    return ReportFileError(f"“{name}”太大，不像是一份年度报告。", "请检查选的文件对不对。")


def parse_report(content: bytes, name: str) -> Report:
    """Build the report from a file's content; ``name`` is for messages."""
    return report_of(_envelope(content, name), name)


def report_of(data: dict[str, Any], name: str) -> Report:
    """Build the report from what ``parse_json`` found in its file; ``name`` is for messages."""
    version = data.get("schema_version")
    if type(version) is int and version > SCHEMA_VERSION:
        raise ReportFileError(
            f"“{name}”是用更新版本的公开年报保存的，这个版本打不开。", "请先升级公开年报。"
        )
    if type(version) is not int or version < 1:  # True is an int, too
        raise ReportFileError(f"“{name}”已损坏，打不开。", _DAMAGED_ADVICE)
    try:
        body = migrate(data)
        report = read(
            Report, {key: body[key] for key in body if key not in {"schema", "schema_version"}}
        )
        _check_keys(report)
    except (ValidationError, KeyError, TypeError, ValueError) as error:
        raise ReportFileError(
            f"“{name}”的内容不完整或被改动过，打不开。", _DAMAGED_ADVICE
        ) from error
    return report


_DAMAGED_ADVICE = "请从备份或历史版本中找回，或向发送人再要一份。"


def _envelope(content: bytes, name: str) -> dict[str, Any]:
    if len(content) > MOST_JSON:
        raise too_large(name)
    if not content.strip(b"\x00 \r\n\t"):
        raise ReportFileError(f"“{name}”是空文件。", _DAMAGED_ADVICE)
    try:
        data = parse_json(content)
    except ValueError as error:
        if SCHEMA.encode() in content[:200]:
            raise ReportFileError(f"“{name}”不完整，后面的内容丢失了。", _DAMAGED_ADVICE) from error
        raise ReportFileError(
            f"“{name}”不是公开年报的文件。", "Word、网页等资料请用“读入资料”打开。"
        ) from error
    if not isinstance(data, dict) or not is_report(data):
        raise ReportFileError(
            f"“{name}”不是公开年报的文件。", "Word、网页等资料请用“读入资料”打开。"
        )
    return data


def is_report(data: object) -> bool:
    """Whether a JSON file says that it is a report of this program."""
    return isinstance(data, dict) and data.get("schema") == SCHEMA


def parse_json(content: bytes) -> Any:  # noqa: ANN401 - whatever the file holds
    """Return what a JSON file says; raise ValueError where it is broken or says a thing twice."""
    try:
        data = from_json(content)
        if _count_keys(data) == _written_keys(content):  # so none stood twice
            return data
    except (ValueError, RecursionError):
        pass  # the slow way says what is wrong, or that nothing is
    return _parse_slowly(content)


def _written_keys(content: bytes) -> int:
    """How many keys a JSON file writes down; -1 where that cannot be told so simply."""
    found = content.count(b'":')
    if found != content.count(b":") and any(mark in content for mark in _SPACED):
        return -1
    return found


_SPACED = (b" :", b"\t:", b"\r:", b"\n:")
"""A key that is not followed by its colon at once is not counted so simply."""


def _count_keys(data: object) -> int:
    """How many keys all tables in a JSON value have together."""
    if isinstance(data, dict):
        return len(data) + _count_keys(list(data.values()))
    if isinstance(data, list):
        return sum([_count_keys(one) for one in data if type(one) is dict or type(one) is list])
    return 0


def _parse_slowly(content: bytes) -> Any:  # noqa: ANN401 - whatever the file holds
    try:
        data = json.loads(content.decode("utf-8-sig"), object_pairs_hook=_only_once)
    except RecursionError as error:
        message = "nested too deeply"
        raise ValueError(message) from error
    if b"\\ud" in content or b"\\uD" in content:  # half a character would break every later writing
        json.dumps(data, ensure_ascii=False).encode()
    return data


def _only_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        message = "a key stands twice"
        raise ValueError(message)
    return found


def _check_keys(report: Report) -> None:
    form = load_form(report.form)
    unknown: list[str] = []
    for given in (report.cells, report.cell_notes):
        if not given.keys() <= form.cells.keys():
            unknown += sorted(given.keys() - form.cells.keys())
    unknown += sorted(report.texts.keys() - set(form.text_keys))
    if unknown:
        message = f"keys that the form does not have: {unknown[:5]}"
        raise ValueError(message)
    for earlier in report.previous:
        _check_keys(earlier)
