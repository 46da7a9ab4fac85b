"""The office's own Word template on this computer: a copy of the file it was given, kept until changed.

Where the computer's policy names one, that one is used, whatever was chosen.
"""

from pathlib import Path

from nianbao import user_folders
from nianbao.report.errors import UserError
from nianbao.report.storage.atomic import write_atomically
from nianbao.report.storage.files import read_bytes
from nianbao.ui.system import preferences
from nianbao.ui.system.policy import policy

_NAME = "office_template"
MAX_BYTES = 20_000_000
"""The same bound as the Word export's, which is not loaded to ask for it."""


def is_set_for_all() -> bool:
    """Whether the policy of this computer says which template is used."""
    return policy().template is not None


def name_of_template() -> str:
    """Return the name of the office's file; empty where the program's own layout is in force."""
    stated = policy().template
    if stated is not None:
        return stated.name
    return preferences.text(_NAME) if user_folders.office_template().is_file() else ""


def template_in_force() -> bytes:
    """Return the template; empty where there is none, or where it cannot be read any more."""
    if not name_of_template():
        return b""
    try:
        return policy().carried or read_bytes(
            policy().template or user_folders.office_template(), MAX_BYTES
        )
    except UserError:
        return b""


def use_template(path: Path, content: bytes) -> None:
    """Keep a template that was found fit."""
    user_folders.make_private(user_folders.office_template().parent)
    write_atomically(user_folders.office_template(), content)
    preferences.remember(_NAME, path.name)


def use_own_layout() -> None:
    """Go back to the layout of the program."""
    user_folders.office_template().unlink(missing_ok=True)
    preferences.remember(_NAME, "")
