"""What an IT office sets for everybody on a computer, by one file that only it can write.

``policy.toml`` has the keys of ``resources/local-rules.toml``, ``[template]`` with a ``file`` or within, and
``[update] folder``.
What it states counts before what a clerk has chosen; what it leaves out is the clerk's to choose. A file that
cannot be read is reported by ``Policy.error`` and otherwise as good as none: no work depends on it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from nianbao import user_folders
from nianbao.checks.passed_on import MAX_BYTES, TABLE, take_template
from nianbao.checks.settings import parse_tables, rules_from
from nianbao.report.errors import UserError
from nianbao.report.storage.files import read_bytes

_UPDATE = "update"


@dataclass(frozen=True)
class Policy:
    """The file, read."""

    rules: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """Tables of local rules, those that are stated."""
    update_folder: Path | None = None
    """Where newer installers are laid down."""
    template: Path | None = None
    """The Word template that everybody uses."""
    carried: bytes = b""
    """Its content, where it stands in the policy itself."""
    error: str = ""
    """Why the file that is there does not count, in a clerk's words."""


def policy() -> Policy:
    """Return what is set for this computer."""
    return _read(user_folders.machine_policy())


@lru_cache(maxsize=1)
def _read(path: Path) -> Policy:
    if not user_folders.has_machine_policy():
        return Policy()
    try:
        given = parse_tables(read_bytes(path, MAX_BYTES), path.name)
        folder = given.pop(_UPDATE, {}).get("folder", "")
        template = given.get(TABLE, {}).get("file", "")
        carried = None if template else take_template(given, path.name)
        given.pop(TABLE, None)
        rules_from(given, path.name)
        if "\0" not in folder + template:
            return Policy(
                given,
                Path(folder) if folder else None,
                Path(template) if template else Path(carried.name) if carried else None,
                carried.content if carried else b"",
            )
    except (UserError, AttributeError, TypeError):
        pass
    return Policy(error=f"统一设置文件“{path}”有误，没有采用。请告诉管理员。")
