"""What lies beside the installer for the IT office: SHA256SUMS, and an SBOM in CycloneDX.

The SBOM names every component that is shipped, with version, package URL, its licence as the dialog
关于 names it, and the hash of the file that it was taken from. Both are the same bytes for the same
sources.
"""

import hashlib
import struct
import uuid
import zipfile
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

from winkit.contents import load_contents
from winkit.licences import (
    PYTHON,
    SYSTEM_LIBRARIES,
    canonical,
    licences,
    name_and_version,
)
from winkit.product import EPOCH, Product, load_table

SUMS = "SHA256SUMS"
_FIXED_VERSION = b"\xbd\x04\xef\xfe"
"""How the version resource of a Windows library begins."""


def sha256(path: Path) -> str:
    """The hash of a file, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def write_sums(folder: Path, files: Iterable[Path]) -> Path:
    """Write the hashes of ``files`` as `sha256sum --check` reads them.

    What another build of this folder wrote, the Windows program's or the Debian package's, stays.
    """
    target = folder / SUMS
    sums = _sums_of(target)
    sums |= {path.name: sha256(path) for path in files}
    lines = (f"{sums[name]}  {name}\n" for name in sorted(sums) if (folder / name).exists())
    target.write_text("".join(lines), encoding="utf-8", newline="\n")
    return target


def _sums_of(target: Path) -> dict[str, str]:
    if not target.exists():
        return {}
    pairs = (line.split("  ", 1) for line in target.read_text(encoding="utf-8").splitlines())
    return {name: digest for digest, name in pairs}


def sbom_name(product: Product) -> str:
    """File name of the SBOM."""
    return f"{product.name}-{product.version}.cdx.json"


def windows_parts(wheels: Iterable[Path]) -> list[Component]:
    """The parts of the Windows program: Python, every wheel, and Microsoft's libraries in one."""
    ordered, pin = sorted(wheels), load_table("pins.toml")["python"]
    python = component(PYTHON, str(pin["release"]), str(pin["sha256"]), "generic")
    return [python, *map(of_wheel, ordered), *_system_libraries(ordered)]


def build_sbom(product: Product, parts: Iterable[Component]) -> str:
    """Return the SBOM of a program that is made of these parts."""
    parts = list(parts)
    bom = Bom()
    bom.serial_number = uuid.uuid5(uuid.NAMESPACE_DNS, f"{product.name}-{product.version}")
    bom.metadata.timestamp = datetime.fromtimestamp(EPOCH, UTC)
    bom.metadata.tools.components.clear()
    root = Component(
        name=product.name,
        version=product.version,
        type=ComponentType.APPLICATION,
        bom_ref=product.name,
        licenses=[LicenseFactory().make_from_string("MIT")],
    )
    bom.metadata.component = root
    for part in parts:
        bom.components.add(part)
    bom.register_dependency(root, parts)
    return str(JsonV1Dot6(bom).output_as_string(indent=2)) + "\n"


def of_wheel(path: Path) -> Component:
    """The part that a wheel is."""
    name, version = name_and_version(path)
    return component(name, version, sha256(path), "pypi")


def _system_libraries(wheels: Iterable[Path]) -> Iterator[Component]:
    """Yield the C++ runtime, which one of the wheels brings; its first library stands for all."""
    contents = load_contents()
    for path in wheels:
        if name_and_version(path)[0] == contents.system_library_wheel:
            with zipfile.ZipFile(path) as archive:
                library = archive.read(contents.system_libraries[0])
            digest = hashlib.sha256(library).hexdigest()
            yield component(SYSTEM_LIBRARIES, _version_of(library), digest, "generic")


def _version_of(library: bytes) -> str:
    """The version in the resources of a Windows library."""
    high, low = struct.unpack_from("<II", library, library.index(_FIXED_VERSION) + 8)
    return ".".join(str(number) for number in (high >> 16, high & 0xFFFF, low >> 16, low & 0xFFFF))


def component(name: str, version: str, digest: str, kind: str, licence: str = "") -> Component:
    """One part; its licence is the one that 关于 names, where none is given."""
    return Component(
        name=name,
        version=version,
        type=ComponentType.LIBRARY,
        bom_ref=f"{name}@{version}",
        purl=PackageURL(kind, None, name.lower().replace(" ", "-"), version),
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=digest)],
        licenses=[LicenseFactory().make_from_string(licence or licences()[canonical(name)])],
    )
