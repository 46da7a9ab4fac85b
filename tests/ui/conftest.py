"""Windows in tests: drawn off screen unless `--onscreen` asks to watch them."""

import os

import pytest


def pytest_configure(config: pytest.Config) -> None:
    """Choose Qt's platform before anything makes a QApplication."""
    if not config.getoption("--onscreen"):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
