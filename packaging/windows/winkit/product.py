"""Names, version and places of the product, all of them from pyproject.toml."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[3]
HERE = REPOSITORY / "packaging" / "windows"
# Dates inside the build, so that two builds give the same bytes: 2026-11-30 00:00 UTC.
EPOCH = 1_795_996_800
# The release before, from which the upgrade tests upgrade to the present one.
OLD_VERSION = "0.1.0"


@dataclass(frozen=True)
class Product:
    """What the installer, the launcher and the archive say about the program."""

    name: str
    version: str
    title: str
    publisher: str
    window_program: str
    console_program: str
    extension: str
    document_kind: str

    @property
    def setup_name(self) -> str:
        """File name of the installer."""
        return f"{self.title}安装程序-{self.version}.exe"

    @property
    def portable_name(self) -> str:
        """File name of the portable archive."""
        return f"{self.title}便携版-{self.version}.zip"

    @property
    def setup_mark(self) -> str:
        """Name of the mutex that an installer holds while it changes files."""
        return f"{self.name.capitalize()}.Setup"

    @property
    def four_numbers(self) -> str:
        """The version as Windows wants it in a version resource."""
        numbers = [part for part in self.version.split(".") if part.isdigit()]
        return ".".join((numbers + ["0"] * 4)[:4])


def load_product(version: str | None = None) -> Product:
    """The product of this checkout; another version only for the upgrade test."""
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    facts = project["tool"]["nianbao"]["windows"]
    return Product(
        name=project["project"]["name"],
        version=version or project["project"]["version"],
        title=facts["title"],
        publisher=facts["publisher"],
        window_program=facts["window-program"],
        console_program=facts["console-program"],
        extension=facts["extension"],
        document_kind=facts["document-kind"],
    )


def load_table(file_name: str) -> dict[str, dict[str, object]]:
    """One of the data files beside this package."""
    return tomllib.loads((HERE / file_name).read_text(encoding="utf-8"))
