"""One file by which an office hands on its local rules and its Word template.

It is a file of local rules with the template within, so that it names no place of another computer:
a clerk chooses it once, a script gives it to ``--rules`` and ``--template``, a policy may be one.
"""

import base64
import binascii
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from nianbao.checks.settings import LocalRules, default_rules, parse_tables, rules_from
from nianbao.report.errors import UserError

TABLE = "template"
MAX_BYTES = 30_000_000
"""Room for the largest template there may be, written in letters."""
_HEAD = "# 公开年报：本单位的本地规则和版式模板。在“设置”的“本地规则”里选这个文件，两样一起用上。\n"
_IN_LINE = 76
_ASK_AGAIN = "请发送人在“设置”里用“存成一个文件…”再存一份。"


@dataclass(frozen=True)
class Carried:
    """A template that travels within a file."""

    name: str
    content: bytes


@dataclass(frozen=True)
class PassedOn:
    """What a file brings along."""

    tables: Mapping[str, Any]
    """Of local rules, those that it states."""
    template: Carried | None = None


def read_passed_on(content: bytes, name: str) -> PassedOn:
    """Return what a file brings; UserError where any of it is wrong."""
    tables = parse_tables(content, name)
    template = take_template(tables, name)
    rules_from(tables, name)
    return PassedOn(tables, template)


def take_template(tables: dict[str, Any], name: str) -> Carried | None:
    """Take the template out of a file's tables; None where there is none, UserError where it is broken."""
    given = tables.pop(TABLE, None)
    if given is None:
        return None
    if isinstance(given, dict) and "file" in given:
        raise UserError(f"“{name}”只写了模板在另一台电脑上的位置，没有带上模板本身。", _ASK_AGAIN)
    try:
        letters = "".join(given["content"].split())
        file = given["name"].replace("\\", "/").rpartition("/")[2].strip()
        content = base64.b64decode(letters, validate=True)
    except (TypeError, KeyError, AttributeError, binascii.Error, ValueError) as error:
        raise _broken(name) from error
    if not content or not file or "\0" in file:
        raise _broken(name)
    return Carried(file, content)


def _broken(name: str) -> UserError:
    return UserError(f"“{name}”里带的版式模板不完整，没有采用。", _ASK_AGAIN)


def write_passed_on(rules: LocalRules, template: Carried | None) -> bytes:
    """Return the file: what differs from the shipped rules, and the template."""
    lines = [_HEAD, *_tables(asdict(rules), asdict(default_rules()))]
    if template is not None:
        letters = base64.b64encode(template.content).decode("ascii")
        rows = (letters[at : at + _IN_LINE] for at in range(0, len(letters), _IN_LINE))
        lines += [
            "",
            f"[{TABLE}]",
            f"name = {_value(template.name)}",
            "content = '''",
            *rows,
            "'''",
        ]
    return ("\n".join(lines) + "\n").encode()


def _tables(given: Mapping[str, Any], shipped: Mapping[str, Any]) -> Iterator[str]:
    for table, values in given.items():
        changed = {key: value for key, value in values.items() if value != shipped[table][key]}
        if changed:
            yield f"\n[{table}]"
            yield from (f"{key} = {_value(value)}" for key, value in changed.items())


def _value(value: object) -> str:
    """A number, a text or a list of texts: written in JSON they are TOML as well."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
