"""Which C library every shipped program and library asks for, read from the files themselves."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from elftools.elf.elffile import ELFFile
from elftools.elf.gnuversions import GNUVerNeedSection
from winkit.archives import files_below

_GLIBC = re.compile(r"GLIBC_(\d+)\.(\d+)")


@dataclass(frozen=True)
class Wanted:
    """One ELF file, the newest glibc symbol version it asks for, and its machine."""

    path: Path
    glibc: tuple[int, int]
    machine: str


def wanted_below(folder: Path) -> Iterator[Wanted]:
    """Every ELF file below a folder, links left out."""
    for path in files_below(folder):
        if path.is_symlink() or path.read_bytes()[:4] != b"\x7fELF":
            continue
        with path.open("rb") as opened:
            elf = ELFFile(opened)
            versions = sorted(_versions(elf))
            yield Wanted(path, versions[-1] if versions else (0, 0), str(elf["e_machine"]))


def _versions(elf: ELFFile) -> Iterator[tuple[int, int]]:
    for section in elf.iter_sections():
        if not isinstance(section, GNUVerNeedSection):
            continue
        for _library, symbols in section.iter_versions():
            for symbol in symbols:
                if match := _GLIBC.fullmatch(str(symbol.name)):
                    yield int(match[1]), int(match[2])
