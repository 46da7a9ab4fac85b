"""How large the download, the installer and the installed folder are, and against which budget."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from winkit.archives import files_below
from winkit.product import load_table

MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Measure:
    """One size and what it may be, in megabytes."""

    name: str
    size: float
    budget: float

    def line(self) -> str:
        """The measure as `make bench` prints it."""
        return f"{self.name:<24}{self.size:7.1f} MB   at most {self.budget:.1f} MB"


def measures(build: Path, setup: Path) -> list[Measure]:
    """Download, installer and installed folder against budgets.toml."""
    return [
        Measure("download", _downloaded(build), budget("download")),
        Measure("installer", setup.stat().st_size / MEGABYTE, budget("installer")),
        Measure("installed folder", folder_size(build / "program"), budget("installed")),
    ]


def size_lines(build: Path, results: Sequence[Path]) -> Iterator[str]:
    """Everything worth knowing about sizes, one line each."""
    for part in sorted(path for path in (build / "program").iterdir() if path.is_dir()):
        yield f"{'  ' + part.name:<24}{folder_size(part):7.1f} MB"
    for measure in measures(build, results[0]):
        yield measure.line()
    yield f"{'portable archive':<24}{results[1].stat().st_size / MEGABYTE:7.1f} MB"


def _downloaded(build: Path) -> float:
    """The wheels and the archive with the Windows Python."""
    archives = (build / "python").glob("*.tar.gz")
    python = sum(path.stat().st_size for path in archives) / MEGABYTE
    return python + folder_size(build / "wheels")


def budget(name: str) -> float:
    """The base of a budget and every named addition to it."""
    return sum(float(str(value)) for value in load_table("budgets.toml")[name].values())


def folder_size(folder: Path) -> float:
    """Megabytes of all files below a folder."""
    return sum(path.stat().st_size for path in files_below(folder)) / MEGABYTE
