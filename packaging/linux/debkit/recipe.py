"""The data files beside this package: what is fetched, what is shipped, what the package says."""

import platform
import re
import tomllib
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from winkit.contents import Contents
from winkit.product import REPOSITORY

HERE = Path(__file__).resolve().parents[1]
TAG = "python3.13"
"""The interpreter's name, and that of its library's folder."""


@dataclass(frozen=True)
class Architecture:
    """A kind of computer that a package is built for."""

    name: str
    """As Debian names it."""
    machine: str
    """As compilers, wheels and ``uname -m`` name it."""
    glibc: tuple[int, int]
    """The oldest C library that the program starts with."""
    elf: str
    """Its processor, as readers of ELF files name it."""

    @property
    def runs_here(self) -> bool:
        """Whether this machine runs its programs."""
        return platform.machine() == self.machine

    @property
    def lock(self) -> Path:
        """The lock file of its wheels."""
        return REPOSITORY / f"requirements-linux-{self.name}.lock"

    @property
    def override(self) -> Path:
        """The Qt that starts with its C library."""
        return HERE / f"override-{self.name}.txt"

    @property
    def qt_series(self) -> str:
        """Its Qt as the libraries' names have it (6.9)."""
        pinned = re.search(
            r"^pyside6-essentials==(\d+\.\d+)", self.override.read_text("utf-8"), re.MULTILINE
        )
        if pinned is None:
            raise ValueError(f"{self.override.name} pins no Qt")
        return pinned[1]


@dataclass(frozen=True)
class Source:
    """A source archive: where a Debian mirror has it, and the hash it must have."""

    name: str
    release: str
    path: str
    sha256: str
    folder: str
    licence: str

    @property
    def file_name(self) -> str:
        """The archive's own name."""
        return self.path.rpartition("/")[2]


def load(file_name: str) -> dict[str, Any]:
    """One of the data files."""
    return tomllib.loads((HERE / file_name).read_text(encoding="utf-8"))


def architectures() -> dict[str, Architecture]:
    """What packages can be built for, by Debian's names."""
    return {
        name: Architecture(name, entry["machine"], tuple(entry["glibc"]), entry["elf"])
        for name, entry in load("architectures.toml").items()
    }


def pinned() -> tuple[tuple[Source, ...], ...]:
    """The interpreter and what is linked into it, of each the release to take and its stand-ins."""
    pins = {name: pin for name, pin in load("pins.toml").items() if name != "compiler"}
    return tuple(tuple(Source(name, **one) for one in pin) for name, pin in pins.items())


def depends(architecture: Architecture) -> tuple[str, ...]:
    """What the package asks the system for."""
    glibc = ".".join(map(str, architecture.glibc))
    return tuple(name.format(glibc=glibc) for name in load("contents.toml")["depends"]["packages"])


def libraries_of_the_system() -> frozenset[str]:
    """The shared libraries that come with what the package asks the system for."""
    asked = load("contents.toml")["depends"]
    return frozenset(chain(asked["left_to_recommended"], *asked["packages"].values()))


def load_contents(architecture: Architecture) -> Contents:
    """What is shipped of the standard library and the wheels."""
    table, qt = load("contents.toml"), architecture.qt_series
    only = {
        wheel: frozenset(name.format(qt=qt) for name in entry["files"])
        for wheel, entry in table["only"].items()
    }
    return Contents(
        runtime_files=(),
        stdlib_left_out=frozenset(table["stdlib"]["left_out"]),
        system_library_wheel="",
        system_libraries=(),
        only=only,
        left_out=tuple(table["wheels"]["left_out"]),
    )
