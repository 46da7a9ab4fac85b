"""What importing the package settles for all that is imported after it."""

import subprocess
import sys


def test_a_library_that_imports_metadata_after_the_program_finds_it() -> None:
    code = "import nianbao, importlib.metadata; print(importlib.metadata.version('pydantic'))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()[0].isdecimal()
