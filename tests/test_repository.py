"""What must hold for the repository as a whole: sizes, names, one version, no addresses."""

import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sources import PACKAGE, words

ROOT = Path(__file__).resolve().parents[1]
MODULES = sorted(PACKAGE.rglob("*.py"))

LONGEST_FILE = 400
LONGEST_FUNCTION = 40
VAGUE_NAMES = frozenset({"utils", "util", "helpers", "common", "misc"})

# An index's address, an installer option that names one, or somebody's folder.
# In pieces, so that this file does not find itself.
FORBIDDEN = re.compile(
    "|".join(
        [
            r"pypi" + r"\.org",
            r"python" + r"hosted",
            r"/sim" + r"ple\b",
            r"--(?:extra-)?index" + r"-url\b",
            r"--find" + r"-links\b",
            r"(?<![\w.~])/(?:ro" + r"ot|wo" + r"rk|ho" + r"me)/\w",
            r"[A-Z]:\\Us" + r"ers\\",
        ]
    )
)


def tracked_files() -> list[Path]:
    """Every file that git knows; outside a clone, every file of the source folders."""
    run = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if run.returncode == 0:
        return [ROOT / name for name in run.stdout.decode().split("\0") if name]
    folders = ("desktop", "resources", "tests", "packaging")
    return [path for name in folders for path in (ROOT / name).rglob("*") if path.is_file()]


def texts() -> Iterator[tuple[str, str]]:
    for path in tracked_files():
        try:
            yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")
        except (UnicodeDecodeError, FileNotFoundError):
            continue  # a picture, or removed and not yet committed


def test_no_file_of_the_package_is_too_long() -> None:
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for path in MODULES
    }

    assert {name: n for name, n in lengths.items() if n > LONGEST_FILE} == {}


def test_no_function_of_the_package_is_too_long() -> None:
    lengths = {
        f"{path.relative_to(ROOT)}:{one.line} {one.name}": one.lines
        for path in MODULES
        for one in words(path).functions
    }

    assert {name: n for name, n in lengths.items() if n > LONGEST_FUNCTION} == {}


def test_every_module_is_named_after_what_it_does() -> None:
    assert [path for path in MODULES if path.stem in VAGUE_NAMES] == []


def test_the_version_stands_in_pyproject_only() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    quoted = re.compile(rf"""["']{re.escape(version)}["']""")

    assert [
        name for name, text in texts() if name.endswith((".py", ".toml")) and quoted.search(text)
    ] == ["pyproject.toml"]


def test_no_file_names_an_index_or_a_machine() -> None:
    found = {
        f"{name}: {match.group()}" for name, text in texts() for match in FORBIDDEN.finditer(text)
    }

    assert found == set()


@pytest.mark.parametrize("lock", sorted(ROOT.glob("requirements*.lock")), ids=lambda p: p.name)
def test_a_lock_pins_every_package_with_hashes(lock: Path) -> None:
    requirements = re.split(r"\n(?=\S)", lock.read_text(encoding="utf-8"))
    pins = [text for text in requirements if not text.startswith("#") and text.strip()]

    assert pins
    assert [pin for pin in pins if "==" not in pin or "--hash=sha256:" not in pin] == []


def test_the_program_is_locked_at_the_versions_that_pyproject_names() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8").lower()

    assert [pin for pin in project["dependencies"] if f"{pin.lower()} " not in lock] == []
