"""The office's own local rules on this computer: a copy of the file it was given, kept until changed.

A copy, because the file usually comes on a stick or by mail and is gone the next day.
"""

import contextlib
from functools import lru_cache
from pathlib import Path

from nianbao import user_folders
from nianbao.checks.passed_on import read_passed_on, write_passed_on
from nianbao.checks.settings import LocalRules, parse_tables, rules_from
from nianbao.report.errors import UserError
from nianbao.report.storage.atomic import write_atomically
from nianbao.report.storage.files import read_bytes
from nianbao.ui.system import preferences
from nianbao.ui.system.policy import policy

_NAME = "local_rules"


def local_rules() -> LocalRules:
    """Return the rules in force: what the computer's policy states, the office's own, the shipped."""
    return _read(user_folders.local_rules(), user_folders.machine_policy())


@lru_cache(maxsize=1)
def _read(path: Path, _policy: Path) -> LocalRules:
    """A copy that can no longer be read is as good as none; no work depends on it."""
    stated = policy().rules
    if path.is_file():
        with contextlib.suppress(UserError):
            return rules_from(parse_tables(read_bytes(path), path.name), path.name, stated)
    return rules_from({}, path.name, stated)


def name_of_rules() -> str:
    """Return the name of the office's file; empty where the shipped rules are in force."""
    return preferences.text(_NAME) if user_folders.local_rules().is_file() else ""


def keep_rules(name: str, content: bytes) -> LocalRules:
    """Take over the rules of a file's content; a template within is kept by itself, not here."""
    passed = read_passed_on(content, name)
    rules = rules_from(passed.tables, name)
    if passed.template is not None:
        content = write_passed_on(rules, None)
    user_folders.make_private(user_folders.local_rules().parent)
    write_atomically(user_folders.local_rules(), content)
    preferences.remember(_NAME, name)
    _read.cache_clear()
    return rules


def use_shipped_rules() -> None:
    """Go back to the rules that came with the program."""
    user_folders.local_rules().unlink(missing_ok=True)
    preferences.remember(_NAME, "")
    _read.cache_clear()
