"""The folder licenses/: our own licence, those of all components, and what the LGPL asks for."""

import shutil
from collections.abc import Iterable
from pathlib import Path

from winkit.product import HERE, REPOSITORY, load_table

TEXTS = HERE / "licences"
NOTICE = "第三方组件说明.txt"


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
    parts = (wheel.name.split("-") for wheel in sorted(wheels))
    return {name.replace("_", "-"): version for name, version, *_ in parts}


def _fill(notice: str, versions: dict[str, str]) -> str:
    python = str(load_table("pins.toml")["python"]["release"])
    lines = [f"Python {python}", *(f"{name} {version}" for name, version in versions.items())]
    qt = versions["pyside6-essentials"]
    return notice.format(components="\n".join(lines), qt=qt, python=python)
