"""The folder runtime/: the Windows Python, its standard library as one archive, the C++ runtime."""

import hashlib
import shutil
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from winkit.archives import files_below, write_archive
from winkit.bytecode import compile_sources
from winkit.contents import Contents
from winkit.product import load_table
from winkit.signatures import CATALOGUE, SignatureError, Verifier, catalogue_digests, unlisted

TAG = "313"
# Order of the module search: nothing outside the program folder is ever looked at.
SEARCH_PATH = (f"python{TAG}.zip", ".", r"..\lib", r"..\app")
NEVER_NEEDED = ("__pycache__", "test", "tests", "idle_test")


@dataclass(frozen=True)
class Workshop:
    """Where the build finds the Windows Python and may leave its shavings."""

    python: Path
    scratch: Path
    prefix: Path

    @property
    def interpreter(self) -> Path:
        """The Windows Python's own program; it is used for building and never shipped."""
        return self.python / "python.exe"


def verify_python(python: Path, contents: Contents, verifier: Verifier) -> int:
    """Check all that is shipped of the Windows Python; returns the number of files."""
    programs = [python / name for name in contents.runtime_files]
    count = verifier.check_all([*programs, python / "python.exe", python / CATALOGUE])
    pinned = load_table("pins.toml")["stdlib"]["pinned"]
    sources = _shipped_sources(python, contents)
    strangers = unlisted(sources, catalogue_digests(python / CATALOGUE))
    for path in strangers:
        if (
            not isinstance(pinned, list)
            or hashlib.sha256(path.read_bytes()).hexdigest() not in pinned
        ):
            raise SignatureError(f"{path}: neither in the publisher's catalogue nor pinned")
    return count + len(sources)


def build_runtime(
    target: Path, workshop: Workshop, contents: Contents, wheels: Iterable[Path]
) -> None:
    """Fill runtime/."""
    target.mkdir(parents=True)
    for name in contents.runtime_files:
        shutil.copyfile(workshop.python / name, target / Path(name).name)
    _add_system_libraries(target, contents, wheels)
    _pack_stdlib(target / f"python{TAG}.zip", workshop, contents)
    lines = "".join(f"{line}\r\n" for line in SEARCH_PATH)
    (target / f"python{TAG}._pth").write_text(lines, encoding="ascii", newline="")


def _shipped_sources(python: Path, contents: Contents) -> list[Path]:
    library = python / "Lib"
    parts = ((path, path.relative_to(library).parts) for path in sorted(library.rglob("*.py")))
    return [
        path
        for path, names in parts
        if names[0] not in contents.stdlib_left_out
        and not any(name in NEVER_NEEDED for name in names)
    ]


def _add_system_libraries(target: Path, contents: Contents, wheels: Iterable[Path]) -> None:
    stem = contents.system_library_wheel.replace("-", "_")
    wheel = next(path for path in wheels if path.name.startswith(stem))
    with zipfile.ZipFile(wheel) as archive:
        for name in contents.system_libraries:
            (target / Path(name).name).write_bytes(archive.read(name))


def _pack_stdlib(target: Path, workshop: Workshop, contents: Contents) -> None:
    sources = workshop.scratch / "stdlib"
    library = workshop.python / "Lib"
    for path in _shipped_sources(workshop.python, contents):
        place = sources / path.relative_to(library)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, place)
    compile_sources(sources, workshop.interpreter, workshop.prefix)
    compiled = (path for path in files_below(sources) if path.suffix == ".pyc")
    members = {_name_in_archive(path.relative_to(sources)): path for path in compiled}
    # Stored: the installer's own compression packs it better.
    write_archive(target, members, zipfile.ZIP_STORED)


def _name_in_archive(compiled: Path) -> str:
    """A zip import wants `json/decoder.pyc`, not `json/__pycache__/decoder.cpython-313.pyc`."""
    module = compiled.name.split(".", maxsplit=1)[0]
    return (compiled.parent.parent / f"{module}.pyc").as_posix()
