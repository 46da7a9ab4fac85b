"""The folders lib/ and licenses/: the wheels of the lock file, and app/: the program itself."""

import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterable
from pathlib import Path

from winkit.contents import Contents
from winkit.licences import name_and_version
from winkit.product import EPOCH, REPOSITORY

_LICENCE = re.compile(r"licen[cs]e|copying|notice|authors|reuse", re.IGNORECASE)


def build_program_wheel(target: Path) -> Path:
    """Our own wheel, made the same way as for every other way to install the program."""
    target.mkdir(parents=True, exist_ok=True)
    for old in target.glob("*.whl"):
        old.unlink()
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(target)]
    environment = os.environ | {"SOURCE_DATE_EPOCH": str(EPOCH)}
    subprocess.run(command, cwd=REPOSITORY, env=environment, check=True, capture_output=True)
    return next(target.glob("*.whl"))


def unpack_wheels(
    wheels: Iterable[Path], library: Path, licences: Path, contents: Contents
) -> None:
    """Put what is shipped of every wheel into lib/ and its licence into licenses/."""
    for wheel in sorted(wheels):
        name, _version = name_and_version(wheel)
        with zipfile.ZipFile(wheel) as archive:
            for member in sorted(archive.namelist()):
                if _is_wanted(member, name, contents):
                    _write(library / member, archive.read(member))
                _unpack_licence(archive, member, licences)


def _is_wanted(member: str, wheel: str, contents: Contents) -> bool:
    if member.endswith("/"):
        return False
    if ".dist-info/" in member:
        # METADATA lets importlib.metadata answer; the rest serves installers of Python packages.
        return member.endswith(".dist-info/METADATA")
    return contents.ships(wheel, member)


def _unpack_licence(archive: zipfile.ZipFile, member: str, licences: Path) -> None:
    folder, _, rest = member.partition(".dist-info/")
    if rest and not rest.endswith("/") and _LICENCE.search(rest):
        name = re.sub(r"^licen[cs]es/", "", rest, flags=re.IGNORECASE)
        _write(licences / folder / name, archive.read(member))


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
