"""A canary for PySide6 itself: some releases lose references to None, and then abort."""

import sys

import pytest
from PySide6.QtCore import QObject


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal since Python 3.12")
def test_calling_qt_does_not_use_up_none() -> None:
    thing = QObject()
    before = sys.getrefcount(None)

    for _ in range(2_000):
        thing.setObjectName("name")

    assert abs(sys.getrefcount(None) - before) < 200
