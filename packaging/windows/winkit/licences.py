"""The folder licenses/: our own licence, those of all components, and what the LGPL asks for."""

import re
import shutil
import tomllib
from collections.abc import Iterable
from pathlib import Path

from winkit.product import HERE, REPOSITORY, load_table

TEXTS = HERE / "licences"
NOTICE = "第三方组件说明.txt"
TABLE = REPOSITORY / "resources" / "help" / "licences.toml"
"""Every shipped part and its licence, as the dialog 关于 shows them."""
PYTHON = "Python"
SYSTEM_LIBRARIES = "Microsoft Visual C++ Runtime"


def add_licences(target: Path, python: Path, wheels: Iterable[Path]) -> None:
    """Add what the wheels do not bring themselves."""
    shutil.copyfile(REPOSITORY / "LICENSE", target / "LICENSE.txt")
    (target / "python").mkdir(parents=True, exist_ok=True)
    shutil.copyfile(python / "LICENSE.txt", target / "python" / "LICENSE.txt")
    for name in ("LGPL-3.0.txt", "GPL-3.0.txt"):
        shutil.copyfile(TEXTS / name, target / name)
    notice = _fill((TEXTS / NOTICE).read_text(encoding="utf-8"), versions_of(wheels))
    # Notepad of an older Windows 10 knows UTF-8 by its mark.
    (target / NOTICE).write_text(notice.replace("\n", "\r\n"), encoding="utf-8-sig", newline="")


def versions_of(wheels: Iterable[Path]) -> dict[str, str]:
    """Name and version of every wheel, from its file name."""
    return dict(name_and_version(wheel) for wheel in sorted(wheels))


def name_and_version(wheel: Path) -> tuple[str, str]:
    """Of one wheel; the name as package indexes write it, however its maker spelt it."""
    name, version, *_ = wheel.name.split("-")
    return canonical(name), version


def licences() -> dict[str, str]:
    """The licence of every part, by its name as package indexes write it."""
    parts = tomllib.loads(TABLE.read_text(encoding="utf-8"))["components"]
    return {canonical(str(part["name"])): str(part["licence"]) for part in parts}


def canonical(name: str) -> str:
    """A name as package indexes write it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _fill(notice: str, versions: dict[str, str]) -> str:
    python = str(load_table("pins.toml")["python"]["release"])
    known = licences()
    parts = {PYTHON: python, **versions}
    lines = [f"{name} {version}（{known[canonical(name)]}）" for name, version in parts.items()]
    qt = versions["pyside6-essentials"]
    return notice.format(components="\n".join(lines), qt=qt, python=python)
