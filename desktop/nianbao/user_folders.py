"""Where the program keeps what belongs to the person at the desk: drafts, versions, settings.

Reports stay where the clerk saves them; everything here is the program's own memory of them.
"""

import os
import stat
import sys
from pathlib import Path

NAME = "nianbao"
PRIVATE = 0o700
OVERRIDE = "NIANBAO_DATA"
"""Environment variable that puts everything into one folder, for tests and portable use."""


def user_data() -> Path:
    """Return the folder for the program's own data; it may not exist yet."""
    given = os.environ.get(OVERRIDE)
    if given:
        return Path(given)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or _home() / "AppData" / "Local") / NAME
    if sys.platform == "darwin":
        return _home() / "Library" / "Application Support" / NAME
    return Path(os.environ.get("XDG_DATA_HOME") or _home() / ".local" / "share") / NAME


def recovery() -> Path:
    """Return the folder of recovery journals."""
    return user_data() / "recovery"


def versions() -> Path:
    """Return the folder of earlier versions of saved reports."""
    return user_data() / "versions"


def logs() -> Path:
    """Return the folder of the program's log."""
    return user_data() / "logs"


def crash_reports() -> Path:
    """Return the folder of crash reports, which a clerk may send to whoever supports the program."""
    return user_data() / "crash-reports"


def settings() -> Path:
    """Return the file of settings and of the last session."""
    return user_data() / "settings.json"


def local_rules() -> Path:
    """Return the file with the local rules that the office has chosen; it may not exist."""
    return user_data() / "local-rules.toml"


def office_template() -> Path:
    """Return the Word template that the office has chosen; it may not exist."""
    return user_data() / "template.docx"


def machine_policy() -> Path:
    """Return the file with what an IT office sets for everybody on this computer; it may not exist."""
    if sys.platform == "win32":
        return Path(os.environ.get("PROGRAMDATA") or "C:/ProgramData") / NAME / "policy.toml"
    return Path("/etc") / NAME / "policy.toml"


def has_machine_policy() -> bool:
    """Whether there is such a file that this user may see."""
    try:
        return machine_policy().is_file()
    except OSError:  # its folder is closed to this user
        return False


def make_private(folder: Path) -> None:
    """Make a folder, where it is missing, that nobody else of this computer may look into.

    On Windows the folder has the user's own access list already. Raises OSError.
    """
    folder.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
    if sys.platform != "win32" and stat.S_IMODE(folder.stat().st_mode) != PRIVATE:
        folder.chmod(PRIVATE)


def _home() -> Path:
    return Path(os.environ.get("HOME") or os.environ.get("USERPROFILE") or Path.home())
