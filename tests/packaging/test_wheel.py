"""The wheel, unpacked away from the repository, has everything that the program reads."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from nianbao.formats.registry import all_forms


@pytest.fixture(scope="module")
def unpacked_wheel(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder],
        cwd=repository,
        check=True,
        capture_output=True,
    )
    (wheel,) = folder.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(folder / "unpacked")
    return folder / "unpacked"


def test_the_wheel_holds_every_resource(unpacked_wheel: Path, repository: Path) -> None:
    def files(root: Path) -> set[Path]:
        return {path.relative_to(root) for path in root.rglob("*") if path.is_file()}

    assert files(unpacked_wheel / "nianbao" / "resources") == files(repository / "resources")


def test_the_unpacked_wheel_loads_its_own_forms(unpacked_wheel: Path) -> None:
    code = (
        "import nianbao; from nianbao.formats.registry import all_forms;"
        "print(nianbao.__file__, len(all_forms()))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=unpacked_wheel,
        env={**os.environ, "PYTHONPATH": str(unpacked_wheel)},
        capture_output=True,
        text=True,
        check=True,
    )

    assert run.stdout.split() == [
        str(unpacked_wheel / "nianbao" / "__init__.py"),
        str(len(all_forms())),
    ]
