"""The keys of commands, wherever words name them: tips, help, the first steps."""

from nianbao.ui.commands.table import COMMANDS, Command

_BY_ID = {command.id: command for command in COMMANDS}


def command(name: str) -> Command:
    """Return a command by its id."""
    return _BY_ID[name]


def keys_of(name: str) -> str:
    """Return the keys of a command; empty where it has none, or where there is no such command."""
    return _BY_ID[name].keys if name in _BY_ID else ""


def tip_of(name: str, words: str = "") -> str:
    """Return what a command does, with its keys; ``words`` say it better at one place."""
    one = _BY_ID[name]
    tip = words or one.tip or one.text.rstrip("…")
    return f"{tip}（{one.keys}）" if one.keys else tip
