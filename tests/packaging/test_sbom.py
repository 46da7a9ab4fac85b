"""What lies beside the installer: sums that `sha256sum` accepts, and an SBOM that names all parts."""

import json
import shutil
import struct
import subprocess
import zipfile
from pathlib import Path

import pytest
from winkit.contents import load_contents
from winkit.product import REPOSITORY, load_product
from winkit.sbom import build_sbom, windows_parts, write_sums
from winkit.sources import requirements_for

LIBRARY = b"MZ\xbd\x04\xef\xfe" + struct.pack("<III", 0x10000, (14 << 16) + 44, 35211 << 16)
"""A Windows library as far as its version."""


def wheel(folder: Path, name: str, **members: bytes) -> Path:
    """A wheel with nothing but these members."""
    path = folder / f"{name}-1.2-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"{name}-1.2.dist-info/METADATA", f"Name: {name}\nVersion: 1.2\n")
        for member, content in members.items():
            archive.writestr(member, content)
    return path


@pytest.fixture
def wheels(tmp_path: Path) -> list[Path]:
    library = load_contents().system_libraries[0]
    return [
        wheel(tmp_path, "python_docx"),
        wheel(tmp_path, "xlsxwriter"),
        wheel(tmp_path, "pyside6_essentials", **{library: LIBRARY}),
    ]


def test_the_sbom_names_python_and_every_wheel_with_its_hash(wheels: list[Path]) -> None:
    bom = json.loads(build_sbom(load_product(), windows_parts(wheels)))
    parts = {part["name"]: part for part in bom["components"]}

    assert bom["bomFormat"] == "CycloneDX"
    runtime = "Microsoft Visual C++ Runtime"
    assert parts.keys() == {"Python", "python-docx", "xlsxwriter", "pyside6-essentials", runtime}
    assert all(len(part["hashes"][0]["content"]) == 64 for part in parts.values())
    assert parts["python-docx"]["purl"] == "pkg:pypi/python-docx@1.2"
    assert parts["python-docx"]["licenses"] == [{"license": {"id": "MIT"}}]
    assert parts["pyside6-essentials"]["licenses"] == [{"license": {"id": "LGPL-3.0-only"}}]
    assert parts[runtime]["version"] == "14.44.35211.0"


def test_a_part_whose_licence_is_not_named_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KeyError, match="stranger"):
        build_sbom(load_product(), windows_parts([wheel(tmp_path, "stranger")]))


def test_the_sbom_is_the_same_for_the_same_sources(wheels: list[Path]) -> None:
    assert build_sbom(load_product(), windows_parts(wheels)) == build_sbom(
        load_product(), windows_parts(wheels[::-1])
    )


def test_the_sbom_fits_its_schema(wheels: list[Path]) -> None:
    """Its own library reads it back; what a schema asks of components is checked on the way."""
    from cyclonedx.model.bom import Bom

    bom = Bom.from_json(json.loads(build_sbom(load_product(), windows_parts(wheels))))  # type: ignore[attr-defined]

    assert len(bom.components) == 5
    assert bom.metadata.component is not None
    assert bom.metadata.component.version == load_product().version


def test_every_pin_of_the_lock_is_one_part_of_the_windows_program() -> None:
    lock = (REPOSITORY / "requirements.lock").read_text(encoding="utf-8")
    names = [pin.split("==")[0] for pin in requirements_for(lock)]

    assert len(names) == len(set(names)) > 10
    assert "pyside6-essentials" in names


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="sha256sum is not installed")
def test_the_sums_are_accepted_and_a_changed_file_is_not(tmp_path: Path) -> None:
    files = [tmp_path / "公开年报安装程序.exe", tmp_path / "b.zip"]
    for path in files:
        path.write_bytes(path.name.encode())
    sums = write_sums(tmp_path, files)
    command = ["sha256sum", "--check", "--quiet", sums.name]

    assert subprocess.run(command, cwd=tmp_path, check=False).returncode == 0
    files[1].write_bytes(b"changed")
    assert subprocess.run(command, cwd=tmp_path, check=False, capture_output=True).returncode == 1


def test_two_builds_share_the_list_of_sums(tmp_path: Path) -> None:
    installer, package, gone = (tmp_path / name for name in ("年报.exe", "nianbao.deb", "old.zip"))
    for path in (installer, package, gone):
        path.write_bytes(path.name.encode())
    write_sums(tmp_path, [installer, gone])
    gone.unlink()
    (tmp_path / "安装记录.log").write_bytes(b"of nobody's concern")

    sums = write_sums(tmp_path, [package])

    names = [line.split("  ")[1] for line in sums.read_text(encoding="utf-8").splitlines()]
    assert sorted(names) == sorted([installer.name, package.name])
