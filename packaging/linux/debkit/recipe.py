"""The data files beside this package: what is fetched, what is shipped, what the package says."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from winkit.contents import Contents

HERE = Path(__file__).resolve().parents[1]
GLIBC = (2, 28)
"""The oldest C library that the program starts with: 统信 20 has it, 麒麟 V10 SP1 has 2.31."""
ARCHITECTURES = {"amd64": "x86_64", "arm64": "aarch64"}


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


def sources() -> tuple[Source, ...]:
    """The interpreter and what is linked into it, the interpreter first."""
    pins = load("pins.toml")
    return tuple(Source(name, **pin) for name, pin in pins.items() if name != "compiler")


def load_contents() -> Contents:
    """What is shipped of the standard library and the wheels."""
    table = load("contents.toml")
    only = {wheel: frozenset(entry["files"]) for wheel, entry in table["only"].items()}
    return Contents(
        runtime_files=(),
        stdlib_left_out=frozenset(table["stdlib"]["left_out"]),
        system_library_wheel="",
        system_libraries=(),
        only=only,
        left_out=tuple(table["wheels"]["left_out"]),
    )
