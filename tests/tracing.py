"""Whether strace can watch what a program asks of the system; where it cannot, nothing can be shown."""

import shutil
import subprocess

import pytest


def _runs() -> bool:
    if shutil.which("strace") is None:
        return False
    watch = ["strace", "-f", "-qq", "-e", "trace=network", "-o", "/dev/null", "true"]
    return subprocess.run(watch, capture_output=True, check=False).returncode == 0


needs_strace = pytest.mark.skipif(not _runs(), reason="strace cannot watch here")
