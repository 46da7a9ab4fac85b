"""Fetches what the package is made of, every file against its hash."""

import shutil
import subprocess
import tarfile
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from winkit.sbom import sha256
from winkit.sources import FetchError, fetch_pinned, fetch_wheels_for

from debkit.recipe import Architecture, Source, load, pinned

# Wheels name the oldest glibc that they start with; the older names of the same promise come last.
_OLDER = ("2014", "2010", "1")
_NO_MORE = (404, 410)
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


def fetch_wheels(architecture: Architecture, release: str, target: Path) -> list[Path]:
    """The wheels of its lock file for a release of Python; none asks for a newer glibc."""
    options = [option for tag in platforms(architecture) for option in ("--platform", tag)]
    options += ["--python-version", "313", "--only-binary", ":all:"]
    markers = {
        **_TARGET,
        "python_full_version": release,
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


def fetch_sources(target: Path) -> tuple[Source, ...]:
    """Fetch every archive; says which of the pinned releases are to be had."""
    return tuple(fetch_one_of(pins, target) for pins in pinned())


def fetch_one_of(pins: Sequence[Source], target: Path) -> Source:
    """The first pinned release that a mirror still has; its archive lies in ``target`` then."""
    target.mkdir(parents=True, exist_ok=True)
    for source in pins:
        if _is_there(source, target / source.file_name):
            if source is not pins[0]:
                print(f"NOTE: {gone(pins[0])} Built with {source.release}, which is older.")
            return source
    raise FetchError(gone(pins[-1]))


def gone(source: Source) -> str:
    """What to do where no mirror has a release any more."""
    return (
        f"No mirror that apt knows has {source.name} {source.release} any more: put"
        f" {source.file_name} into the folder sources of the build, or pin a newer release"
        " in pins.toml."
    )


def unpack(source: Source, archives: Path) -> Path:
    """The fresh folder of a source whose archive was fetched."""
    folder = archives / source.folder
    shutil.rmtree(folder, ignore_errors=True)
    with tarfile.open(archives / source.file_name) as content:
        content.extractall(archives, filter="data")
    return folder


def _is_there(source: Source, archive: Path) -> bool:
    """Whether the archive lies there, or did so after asking the mirrors."""
    if archive.exists() and sha256(archive) == source.sha256:
        return True
    trouble: list[str] = []
    for site in mirrors():
        partial = archive.with_suffix(".part")
        try:
            address = f"{site}/pool/main/{source.path}"
            with urllib.request.urlopen(address, timeout=120) as answer:  # noqa: S310 - apt's mirror
                partial.write_bytes(answer.read())
        except urllib.error.HTTPError as error:
            # Only a mirror that says it has the file no more makes way for an older release.
            if error.code not in _NO_MORE:
                trouble.append(str(error))
        except OSError as error:
            trouble.append(str(error))
        else:
            if sha256(partial) == source.sha256:
                partial.replace(archive)
                return True
            trouble.append("another file than the one whose hash is pinned")
    if trouble:
        raise FetchError(f"{source.name} {source.release} was not fetched: {'; '.join(trouble)}")
    return False


def mirrors() -> list[str]:
    """The addresses that this machine's apt fetches from; none is written in this project."""
    asked = subprocess.run(
        ["apt-get", "indextargets", "--format", "$(SITE)"],
        capture_output=True,
        text=True,
        check=True,
    )
    return list(dict.fromkeys(line for line in asked.stdout.split() if line.startswith("http")))
