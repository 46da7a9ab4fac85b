"""Two builds in two folders give the same bytes."""

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest
from winkit.product import HERE, Product

pytestmark = pytest.mark.windows

# Fetched and checked by the first build; the second has nothing new to ask of them.
SHARED = ("python", "certificates", "wheels", "wine")


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_second_build_gives_the_same_installer_and_archive(
    setup_program: Path, portable: Path, build: Path, product: Product, tmp_path: Path
) -> None:
    again, output = tmp_path / "another place", tmp_path / "results"
    again.mkdir()
    for name in SHARED:
        (again / name).symlink_to(build / name, target_is_directory=True)

    subprocess.run(
        [sys.executable, "-m", "winkit", "build", "--build", again, "--output", output],
        cwd=HERE,
        check=True,
    )

    assert sha256(output / product.portable_name) == sha256(portable)
    assert sha256(output / product.setup_name) == sha256(setup_program)
