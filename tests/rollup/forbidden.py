"""A file that may not be read, for an administrator too, who may read everything."""

from pathlib import Path

import pytest


def forbid(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let reading this one file fail as the system lets it fail for others."""
    read = Path.read_bytes

    def refuse(asked: Path) -> bytes:
        if asked == path:
            raise PermissionError(13, "no right", str(asked))
        return read(asked)

    monkeypatch.setattr(Path, "read_bytes", refuse)
