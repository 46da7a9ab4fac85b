"""The owner's signing command reaches every program that is ours."""

from pathlib import Path

import pytest
from winkit.installer import Job, build_installer
from winkit.product import Product
from winkit.program import add_launchers

pytestmark = pytest.mark.windows


@pytest.fixture
def signed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A signing command that only notes what it was given."""
    notes = tmp_path / "signed.txt"
    command = tmp_path / "sign.sh"
    command.write_text(f'#!/bin/sh\nhead -c 2 "$1" >> {notes}\necho " $1" >> {notes}\n')
    command.chmod(0o755)
    monkeypatch.setenv("NIANBAO_SIGN_COMMAND", str(command))
    return notes


def test_launchers_and_uninstaller_are_signed(
    tmp_path: Path, product: Product, signed: Path
) -> None:
    program = tmp_path / "program"
    program.mkdir()

    add_launchers(program, product, tmp_path / "launchers")
    build_installer(Job(product, program, tmp_path / "work", tmp_path / "out.exe", quick=True))

    lines = signed.read_text(encoding="utf-8").splitlines()
    assert len(lines) == 3
    assert all(line.startswith("MZ ") for line in lines)
    assert lines[0].endswith(f"{product.window_program}.exe")
    assert lines[1].endswith(f"{product.console_program}.exe")
