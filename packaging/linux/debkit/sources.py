"""Fetches what the package is made of, every file against its hash."""

import shutil
import subprocess
import tarfile
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path

from winkit.sbom import sha256
from winkit.sources import FetchError, fetch_pinned, fetch_wheels_for

from debkit.recipe import Architecture, Source, load

# Wheels name the oldest glibc that they start with; the older names of the same promise come last.
_OLDER = ("2014", "2010", "1")
_TARGET = {
    "python_version": "3.13",
    "sys_platform": "linux",
    "platform_system": "Linux",
    "os_name": "posix",
    "implementation_name": "cpython",
    "platform_python_implementation": "CPython",
}


def platforms(architecture: Architecture) -> Iterator[str]:
    """The wheel tags that start with the oldest glibc, the newest first."""
    machine, (major, newest) = architecture.machine, architecture.glibc
    yield from (f"manylinux_{major}_{minor}_{machine}" for minor in range(newest, 4, -1))
    yield from (f"manylinux{year}_{machine}" for year in _OLDER)


def fetch_wheels(architecture: Architecture, target: Path) -> list[Path]:
    """The wheels of its lock file, none of which asks for a newer glibc."""
    options = [option for tag in platforms(architecture) for option in ("--platform", tag)]
    options += ["--python-version", "313", "--only-binary", ":all:"]
    markers = {
        **_TARGET,
        "python_full_version": load("pins.toml")["python"]["release"],
        "platform_machine": architecture.machine,
    }
    return fetch_wheels_for(architecture.lock, target, markers, options)


def fetch_compiler(target: Path) -> Path:
    """The program `zig`, out of its wheel."""
    zig = target / "ziglang" / "zig"
    if not zig.exists():
        with zipfile.ZipFile(fetch_pinned(load("pins.toml")["compiler"], target)) as wheel:
            wheel.extractall(target)  # noqa: S202 - a pinned archive
        zig.chmod(0o755)
    return zig


def fetch_source(source: Source, target: Path) -> Path:
    """The unpacked folder of a source, fetched from the mirror that apt uses."""
    archive = target / source.file_name
    target.mkdir(parents=True, exist_ok=True)
    if not archive.exists() or sha256(archive) != source.sha256:
        _download(source, archive)
    folder = target / source.folder
    shutil.rmtree(folder, ignore_errors=True)
    with tarfile.open(archive) as content:
        content.extractall(target, filter="data")
    return folder


def _download(source: Source, archive: Path) -> None:
    for site in mirrors():
        partial = archive.with_suffix(".part")
        try:
            address = f"{site}/pool/main/{source.path}"
            with urllib.request.urlopen(address, timeout=120) as answer:  # noqa: S310 - apt's mirror
                partial.write_bytes(answer.read())
        except OSError:
            continue
        if sha256(partial) == source.sha256:
            partial.replace(archive)
            return
    raise FetchError(f"no mirror that apt knows has {source.path} with the pinned hash")


def mirrors() -> list[str]:
    """The addresses that this machine's apt fetches from; none is written in this project."""
    asked = subprocess.run(
        ["apt-get", "indextargets", "--format", "$(SITE)"],
        capture_output=True,
        text=True,
        check=True,
    )
    return list(dict.fromkeys(line for line in asked.stdout.split() if line.startswith("http")))
