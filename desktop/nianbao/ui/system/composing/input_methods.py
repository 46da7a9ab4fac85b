"""Which of Qt's plugins speaks with the input method of a Linux desktop.

PySide6 brings the plugin of ibus and none of fcitx. 统信 and 麒麟 ask for fcitx, whose plugin Qt then
looks for in vain, and pinyin arrives as letters. fcitx 5 answers on the interface of ibus, too: there
the plugin of ibus is chosen. Whether anybody answers is seen at the address that ibus and fcitx 5 leave
in the user's folder. With fcitx 4, which does not, the program speaks itself (`fcitx4`).
"""

import contextlib
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from pathlib import Path

from PySide6.QtGui import QGuiApplication

ASKED = "QT_IM_MODULE"
LIST_ASKED = "QT_IM_MODULES"
"""Since Qt 6.7, several names in the order in which they are wanted."""
_ADDRESS = re.compile(
    r"^IBUS_ADDRESS=unix:(?P<kind>path|abstract)=(?P<place>[^,\n]+)", re.MULTILINE
)
_FCITX = re.compile(r"fcitx5?")
NONE_FOUND = "没有找到正在运行的输入法，可能打不出汉字。"
HELP = (
    "请先打开系统的输入法，再重新打开本程序。还是不行的，注销后重新登录，"
    "或者请系统管理员看一看系统用的是不是 fcitx 或 ibus。"
)


def wanted(environment: Mapping[str, str]) -> str:
    """The input method that the desktop asks for; empty where it asks for none."""
    listed = environment.get(LIST_ASKED, "").split(";")[0]
    by_x11 = environment.get("XMODIFIERS", "").removeprefix("@im=")
    return environment.get(ASKED) or listed or by_x11


def choose(environment: MutableMapping[str, str], plugins: Iterable[str]) -> None:
    """Ask for the plugin of ibus where nothing but X11's own name says so, or fcitx's is not there."""
    asked = wanted(environment)
    if asked != "ibus" and not _FCITX.fullmatch(asked):
        return
    if asked != "ibus" and any("fcitx" in name for name in plugins):
        return
    environment[ASKED] = "ibus"
    environment.pop(LIST_ASKED, None)


def plugins_in(folder: Path) -> list[str]:
    """File names of Qt's plugins for input methods."""
    return [path.name for path in folder.glob("platforminputcontexts/*")]


def is_expected(environment: Mapping[str, str]) -> bool:
    """Whether Chinese is to be typed here through ibus, or through whoever answers in its place."""
    asked = wanted(environment)
    return asked == "ibus" or (not asked and _language(environment).startswith("zh"))


def _language(environment: Mapping[str, str]) -> str:
    """The language of the session, as the system's library finds it."""
    names = ("LC_ALL", "LC_CTYPE", "LANG")
    return next((environment[name] for name in names if environment.get(name)), "")


def answers(settings: Path) -> bool:
    """Whether ibus, or fcitx in its place, listens at an address that it left in ``settings``."""
    return any(_listens(address) for address in _addresses(settings / "ibus" / "bus"))


def _addresses(folder: Path) -> Iterator[str]:
    for path in sorted(folder.glob("*-unix*")):
        with contextlib.suppress(OSError, UnicodeDecodeError):
            for match in _ADDRESS.finditer(path.read_text(encoding="utf-8")):
                yield ("\0" if match["kind"] == "abstract" else "") + match["place"]


_compositions: list[Callable[[], None]] = []


def commits_with(commit: Callable[[], None]) -> None:
    """Name what enters a composition of which Qt knows nothing."""
    _compositions.append(commit)


def commit() -> None:
    """Enter what is being composed, whoever composes it."""
    QGuiApplication.inputMethod().commit()
    for ours in _compositions:
        ours()


def settings_folder() -> Path:
    """Where programs of the desktop keep their settings."""
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")


def _listens(address: str) -> bool:
    import socket

    with socket.socket(socket.AF_UNIX) as visitor, contextlib.suppress(OSError):
        visitor.settimeout(0.2)
        visitor.connect(address)
        return True
    return False
