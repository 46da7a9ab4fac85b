"""The Debian package's declarations agree with the program and with each other."""

import re
import sys
from fnmatch import fnmatchcase
from pathlib import Path

import pytest
from debkit.package import file_name
from debkit.recipe import HERE, Architecture, architectures, depends, load_contents, pinned
from debkit.sources import platforms
from winkit.product import load_product

ARCHITECTURES = architectures()
each_architecture = pytest.mark.parametrize(
    "architecture", ARCHITECTURES.values(), ids=ARCHITECTURES
)
QT = {"pyside6-essentials", "shiboken6"}


def versions(pins: Path) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", pins.read_text(encoding="utf-8"), re.MULTILINE))


@each_architecture
def test_the_lock_files_differ_in_qt_alone(repository: Path, architecture: Architecture) -> None:
    common, linux = versions(repository / "requirements.lock"), versions(architecture.lock)

    assert {name for name in common if linux.get(name) != common[name]} == QT


@each_architecture
def test_qt_is_the_one_of_the_override(architecture: Architecture) -> None:
    wanted = versions(architecture.override)

    assert set(wanted) == QT
    assert wanted.items() <= versions(architecture.lock).items()


@each_architecture
def test_the_libraries_that_are_shipped_are_of_that_qt(architecture: Architecture) -> None:
    only = load_contents(architecture).only
    series = {
        match[1]
        for name in frozenset().union(*only.values())
        if (match := re.search(r"\.abi3\.so\.(\d+\.\d+)$", name))
    }

    assert series == {architecture.qt_series}
    assert versions(architecture.lock)["pyside6-essentials"].startswith(
        f"{architecture.qt_series}."
    )


@each_architecture
def test_no_wheel_tag_asks_for_a_newer_c_library(architecture: Architecture) -> None:
    tags, machine = list(platforms(architecture)), architecture.machine

    numbered = [re.fullmatch(rf"manylinux_(\d+)_(\d+)_{machine}", tag) for tag in tags]
    found = [(int(match[1]), int(match[2])) for match in numbered if match]
    assert max(found) == architecture.glibc
    assert f"manylinux2014_{machine}" in tags


def test_every_source_is_pinned_by_its_hash() -> None:
    every = [one for pins in pinned() for one in pins]

    assert {one.name for one in every} == {"python", "libffi", "zlib", "sqlite"}
    assert all(re.fullmatch(r"[0-9a-f]{64}", one.sha256) for one in every)
    assert len({one.sha256 for one in every}) == len(every)
    assert all("://" not in one.path for one in every)


def test_what_stands_in_for_a_release_is_an_older_one_of_the_same_name() -> None:
    for pins in pinned():
        numbers = [tuple(map(int, one.release.split("."))) for one in pins]

        assert len({one.name for one in pins}) == 1
        assert numbers == sorted(numbers, reverse=True)


def test_no_module_of_the_standard_library_that_is_used_is_left_out(
    imported: frozenset[str],
) -> None:
    left_out = load_contents(ARCHITECTURES["amd64"]).stdlib_left_out
    wanted = {name.split(".")[0] for name in imported} & sys.stdlib_module_names

    assert {"json", "sqlite3"} <= wanted
    assert [
        name
        for name in wanted
        if any(fnmatchcase(form, pattern) for form in (name, f"{name}.py") for pattern in left_out)
    ] == []


@each_architecture
def test_the_package_is_named_as_debian_names_packages(architecture: Architecture) -> None:
    product, (major, minor) = load_product(), architecture.glibc

    name = file_name(product, architecture)

    assert name == f"nianbao_{product.version}_{architecture.name}.deb"
    assert f"libc6 (>= {major}.{minor})" in depends(architecture)


def test_each_processor_of_the_page_for_users_has_a_package() -> None:
    page = (HERE / "安装说明.md").read_text(encoding="utf-8")

    assert set(re.findall(r"`nianbao_版本_(\w+)\.deb` \|", page)) == set(ARCHITECTURES)
