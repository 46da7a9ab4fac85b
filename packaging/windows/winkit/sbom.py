"""What lies beside the installer for the IT office: SHA256SUMS, and an SBOM in CycloneDX.

The SBOM names every component that is shipped, with version, package URL, licence where its wheel
declares one as an SPDX expression, and the hash of the file that it was taken from. Both are the same
bytes for the same sources.
"""

import hashlib
import re
import uuid
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime
from email.parser import HeaderParser
from pathlib import Path

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

from winkit.product import EPOCH, Product, load_table

SUMS = "SHA256SUMS"


def sha256(path: Path) -> str:
    """The hash of a file, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def write_sums(folder: Path, files: Iterable[Path]) -> Path:
    """Write the hashes of ``files`` as `sha256sum --check` reads them."""
    target = folder / SUMS
    lines = (f"{sha256(path)}  {path.name}\n" for path in sorted(files))
    target.write_text("".join(lines), encoding="utf-8", newline="\n")
    return target


def sbom_name(product: Product) -> str:
    """File name of the SBOM."""
    return f"{product.name}-{product.version}.cdx.json"


def build_sbom(product: Product, wheels: Iterable[Path]) -> str:
    """Return the SBOM of the program: Python, and every wheel that is shipped."""
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
    parts = [_python(), *(_wheel(path) for path in sorted(wheels))]
    for part in parts:
        bom.components.add(part)
    bom.register_dependency(root, parts)
    return str(JsonV1Dot6(bom).output_as_string(indent=2)) + "\n"


def _python() -> Component:
    pin = load_table("pins.toml")["python"]
    return _component("CPython", str(pin["release"]), str(pin["sha256"]), "generic", "PSF-2.0")


def _wheel(path: Path) -> Component:
    name, version, *_ = path.name.split("-")
    return _component(name.replace("_", "-"), version, sha256(path), "pypi", _licence(path))


def _component(name: str, version: str, digest: str, kind: str, licence: str) -> Component:
    return Component(
        name=name,
        version=version,
        type=ComponentType.LIBRARY,
        bom_ref=f"{name}@{version}",
        purl=PackageURL(kind, None, name.lower(), version),
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=digest)],
        licenses=[LicenseFactory().make_from_string(licence)] if licence else [],
    )


def _licence(wheel: Path) -> str:
    """The licence as the wheel states it: an expression, a short name, or nothing."""
    with zipfile.ZipFile(wheel) as archive:
        name = next(n for n in archive.namelist() if re.search(r"\.dist-info/METADATA$", n))
        fields = HeaderParser().parsestr(archive.read(name).decode())
    stated = str(fields.get("License-Expression") or fields.get("License") or "")
    return stated if "\n" not in stated else ""
