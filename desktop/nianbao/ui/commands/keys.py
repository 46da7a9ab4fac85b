"""The keys of commands, for Qt and as words: in menus, tips, the help, the list of keys."""

from nianbao.ui.commands.table import COMMANDS, Command

_BY_ID = {command.id: command for command in COMMANDS}
_ENGRAVED = {"Return": "Enter"}
"""What keyboards and Windows call a key that Qt calls otherwise."""


def command(name: str) -> Command:
    """Return a command by its id."""
    return _BY_ID[name]


def keys_of(name: str) -> str:
    """Return the keys of a command as Qt takes them; empty without keys or without such a command."""
    return _BY_ID[name].keys if name in _BY_ID else ""


def in_words(keys: str) -> str:
    """Return keys as a clerk finds them on the keyboard; ``keys`` are in Qt's portable form."""
    held, plus, last = keys.rpartition("+")
    if not last:
        return keys  # Ctrl++
    return held + plus + _ENGRAVED.get(last, last)


def words_of(name: str) -> str:
    """Return the keys of a command as words; empty where ``keys_of`` is."""
    return in_words(keys_of(name))


def tip_of(name: str, words: str = "") -> str:
    """Return what a command does, with its keys; ``words`` say it better at one place."""
    one = _BY_ID[name]
    tip = words or one.tip or one.text.rstrip("…")
    return f"{tip}（{words_of(name)}）" if one.keys else tip
