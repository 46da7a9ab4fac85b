"""What every shipped program and library asks of the system, read from the files themselves."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from elftools.elf.dynamic import DynamicSection
from elftools.elf.elffile import ELFFile
from elftools.elf.gnuversions import GNUVerNeedSection
from winkit.archives import files_below

_GLIBC = re.compile(r"GLIBC_(\d+)\.(\d+)")


@dataclass(frozen=True)
class Wanted:
    """One ELF file, the newest glibc symbol version it asks for, its machine, what it links to."""

    path: Path
    glibc: tuple[int, int]
    machine: str
    libraries: frozenset[str]


def wanted_below(folder: Path) -> Iterator[Wanted]:
    """Every ELF file below a folder, links left out."""
    for path in files_below(folder):
        if path.is_symlink() or path.read_bytes()[:4] != b"\x7fELF":
            continue
        with path.open("rb") as opened:
            elf = ELFFile(opened)
            newest = max(_versions(elf), default=(0, 0))
            yield Wanted(path, newest, str(elf["e_machine"]), frozenset(_libraries(elf)))


def from_the_system(found: Iterable[Wanted]) -> set[str]:
    """The libraries that the files link to and that are not among them."""
    files = tuple(found)
    return {name for one in files for name in one.libraries} - {one.path.name for one in files}


def _libraries(elf: ELFFile) -> Iterator[str]:
    for section in elf.iter_sections():
        if isinstance(section, DynamicSection):
            for tag in section.iter_tags("DT_NEEDED"):
                yield str(tag.needed)  # type: ignore[attr-defined]  # set for this kind of tag


def _versions(elf: ELFFile) -> Iterator[tuple[int, int]]:
    for section in elf.iter_sections():
        if not isinstance(section, GNUVerNeedSection):
            continue
        for _library, symbols in section.iter_versions():
            for symbol in symbols:
                if match := _GLIBC.fullmatch(str(symbol.name)):
                    yield int(match[1]), int(match[2])
