"""What lies in the built program folder: the two programs and everybody's licences."""

import json
from pathlib import Path

import pytest
from winkit.contents import load_contents
from winkit.licences import PYTHON, SYSTEM_LIBRARIES, canonical, licences
from winkit.product import Product
from winkit.sbom import SUMS, sbom_name, sha256

pytestmark = pytest.mark.windows


@pytest.fixture
def program(build: Path) -> Path:
    return build / "program"


@pytest.mark.parametrize("kind", ["window_program", "console_program"])
def test_windows_is_told_name_version_and_manners(
    program: Path, product: Product, kind: str
) -> None:
    content = (program / f"{getattr(product, kind)}.exe").read_bytes()

    for words in (product.title, product.version, product.publisher):
        assert words.encode("utf-16-le") in content
    for manner in (b"PerMonitorV2", b"longPathAware", b"UTF-8</activeCodePage>", b"asInvoker"):
        assert manner in content
    assert b"\x89PNG" in content  # the icon


def test_every_library_comes_with_its_licence(program: Path) -> None:
    libraries = {path.stem for path in (program / "lib").glob("*.dist-info")}

    assert "lxml" in {name.split("-")[0] for name in libraries}
    for name in libraries:
        texts = [path for path in (program / "licenses" / name).rglob("*") if path.is_file()]
        assert sum(path.stat().st_size for path in texts) > 400, name


def test_the_notice_names_versions_and_how_to_replace_qt(program: Path) -> None:
    licences = program / "licenses"
    notice = (licences / "第三方组件说明.txt").read_text(encoding="utf-8-sig")

    for path in (program / "lib").glob("*.dist-info"):
        name, version = path.stem.split("-")
        assert f"{name.replace('_', '-')} {version}（" in notice
    assert "怎样换用您自己的 Qt" in notice
    for text in ("LGPL-3.0.txt", "GPL-3.0.txt", "LICENSE.txt", "python/LICENSE.txt"):
        assert (licences / text).stat().st_size > 500


def test_the_dialog_about_names_what_lies_in_the_folder(program: Path) -> None:
    """Every package in lib/, and for what lies in runtime/ Python and Microsoft."""
    packages = {
        canonical(path.stem.split("-")[0]) for path in (program / "lib").glob("*.dist-info")
    }
    microsoft = {path.name for path in (program / "runtime").glob("*140*.dll")}

    assert packages | {canonical(PYTHON), canonical(SYSTEM_LIBRARIES)} == licences().keys()
    assert microsoft == {name.split("/")[-1] for name in load_contents().system_libraries}


def test_nothing_that_opens_a_network_connection_is_shipped(program: Path) -> None:
    names = {path.name.lower() for path in program.rglob("*")}

    assert not [
        name
        for name in names
        if name.startswith(("_ssl", "libssl", "libcrypto", "qt6network", "qt6web"))
    ]


def test_the_sums_beside_the_installer_are_right(setup_program: Path) -> None:
    lines = (setup_program.parent / SUMS).read_text(encoding="utf-8").splitlines()
    sums = {line.split("  ", 1)[1]: line.split("  ", 1)[0] for line in lines}

    assert setup_program.name in sums
    for name, digest in sums.items():
        assert sha256(setup_program.parent / name) == digest, name


def test_the_sbom_names_every_library_of_the_program(
    program: Path, setup_program: Path, product: Product
) -> None:
    bom = json.loads((setup_program.parent / sbom_name(product)).read_text(encoding="utf-8"))
    named = {f"{part['name']}-{part['version']}" for part in bom["components"]}
    shipped = {path.stem.replace("_", "-") for path in (program / "lib").glob("*.dist-info")}

    assert shipped <= named
