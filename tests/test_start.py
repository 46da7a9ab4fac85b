"""What a start of the program settles, and what importing the package leaves alone."""

import subprocess
import sys

import pytest

STATE = "(builtins.__import__, gc.get_threshold(), os.environ.get('PYDANTIC_DISABLE_PLUGINS'))"
VERSION = "import importlib.metadata; print(importlib.metadata.version('pydantic'))"


def run(code: str) -> str:
    """Run code in a process of its own and return what it printed."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.parametrize(
    "package", ["nianbao", "nianbao.ui", "nianbao.__main__", "nianbao.startup", "nianbao.report"]
)
def test_importing_the_package_changes_nothing_of_the_interpreter(package: str) -> None:
    code = f"import builtins, gc, os, sys; before = {STATE}; import {package}; "
    stands_in = "getattr(sys.modules.get('importlib.metadata'), '__spec__', True) is None"

    assert run(f"{code}print(before == {STATE}, {stands_in})") == "True False"


@pytest.mark.parametrize("first", ["", "import importlib.metadata; "], ids=["after", "before"])
def test_a_library_that_imports_metadata_beside_the_program_finds_it(first: str) -> None:
    found = run(f"{first}from nianbao import startup; startup.hasten(); {VERSION}")

    assert found[0].isdecimal()


def test_metadata_is_not_loaded_for_forms_and_reports() -> None:
    code = "from nianbao import startup; startup.hasten(); import nianbao.report.book, sys; "

    assert run(f"{code}print(sys.modules['importlib.metadata'].__spec__)") == "None"


def test_the_hook_of_the_window_library_is_not_left_under_import() -> None:
    code = "import builtins; plain = builtins.__import__; from nianbao import startup; "

    assert run(f"{code}startup.hasten_window(); print(builtins.__import__ is plain)") == "True"


def test_the_collector_is_held_while_a_report_loads_and_then_let_go() -> None:
    code = "import gc; from nianbao import startup; usual = gc.get_threshold()[0]; "
    held = "startup.hasten_window(); held = gc.get_threshold()[0]; "
    after = "startup.is_loaded(); print(usual < gc.get_threshold()[0] < held)"

    assert run(f"{code}{held}{after}") == "True"
