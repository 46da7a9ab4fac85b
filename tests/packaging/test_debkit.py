"""The Debian package's declarations agree with the program and with each other."""

import re
import sys
from fnmatch import fnmatchcase
from pathlib import Path

import pytest
from debkit.package import file_name
from debkit.recipe import GLIBC, HERE, load, load_contents, sources
from debkit.sources import platforms
from winkit.product import load_product


@pytest.fixture(scope="module")
def lock(repository: Path) -> str:
    return (repository / "requirements-linux.lock").read_text(encoding="utf-8")


def versions(lock: str) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", lock, re.MULTILINE))


def test_the_lock_files_differ_in_qt_alone(repository: Path, lock: str) -> None:
    common = versions((repository / "requirements.lock").read_text(encoding="utf-8"))
    linux = versions(lock)

    assert {name for name in common if linux.get(name) != common[name]} == {
        "pyside6-essentials",
        "shiboken6",
    }


def test_qt_is_the_one_of_the_override(lock: str) -> None:
    wanted = versions((HERE / "override.txt").read_text(encoding="utf-8"))

    assert wanted
    assert wanted.items() <= versions(lock).items()


def test_no_wheel_tag_asks_for_a_newer_c_library() -> None:
    tags = list(platforms("x86_64"))

    numbered = [re.fullmatch(r"manylinux_(\d+)_(\d+)_x86_64", tag) for tag in tags]
    found = [(int(match[1]), int(match[2])) for match in numbered if match]
    assert max(found) == GLIBC
    assert "manylinux2014_x86_64" in tags


def test_every_source_is_pinned_by_its_hash() -> None:
    assert {one.name for one in sources()} == {"python", "libffi", "zlib", "sqlite"}
    assert all(re.fullmatch(r"[0-9a-f]{64}", one.sha256) for one in sources())
    assert all("://" not in one.path for one in sources())


def test_no_module_of_the_standard_library_that_is_used_is_left_out(
    imported: frozenset[str],
) -> None:
    left_out = load_contents().stdlib_left_out
    wanted = {name.split(".")[0] for name in imported} & sys.stdlib_module_names

    assert {"json", "sqlite3"} <= wanted
    assert [
        name
        for name in wanted
        if any(fnmatchcase(form, pattern) for form in (name, f"{name}.py") for pattern in left_out)
    ] == []


def test_the_package_is_named_as_debian_names_packages() -> None:
    version = load_product().version

    assert file_name(load_product(), "amd64") == f"nianbao_{version}_amd64.deb"
    assert "libc6 (>= 2.28)" in load("contents.toml")["depends"]["packages"]
