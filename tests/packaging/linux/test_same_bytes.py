"""The same checkout gives the same package, whenever and wherever it is put together."""

import stat
from pathlib import Path

import pytest
from debkit.__main__ import interpreters, wheels_of
from debkit.package import pack
from debkit.recipe import Architecture
from debkit.sources import fetch_sources
from debkit.tree import Parts, build_tree
from winkit.archives import files_below
from winkit.libraries import build_program_wheel
from winkit.product import load_product
from winkit.sbom import sha256

pytestmark = pytest.mark.deb


def contents(tree: Path) -> dict[str, tuple[str, int, float]]:
    """Each file's digest, rights and date; without what is written for each package anew."""
    return {
        str(path.relative_to(tree)): (
            sha256(path),
            stat.S_IMODE(path.stat().st_mode),
            path.stat().st_mtime,
        )
        for path in files_below(tree)
        if path.parent.name != "DEBIAN"
    }


def test_no_file_tells_where_it_was_built(build: Path, tree: Path) -> None:
    """Else a build in another folder would be another package."""
    place = str(build).encode()

    assert [path for path in files_below(tree) if place in path.read_bytes()] == []


def test_a_second_assembly_elsewhere_is_the_first_byte_for_byte(
    build: Path,
    tree: Path,
    architecture: Architecture,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The interpreter is compiled once: twice would take longer than all other tests."""
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    archives = build / "sources"
    sources = fetch_sources(archives)
    interpreter, compiler = interpreters(build, architecture, sources)
    wheels = tuple(sorted((build / wheels_of(architecture)).glob("*.whl"), reverse=True))
    own = build_program_wheel(tmp_path / "own")
    product, again = load_product(), tmp_path / "tree"
    parts = (product, interpreter, sources, archives, wheels, own, architecture, compiler)

    build_tree(again, Parts(*parts))
    packages = [tmp_path / "first.deb", tmp_path / "second.deb"]
    for from_tree, package in zip((tree, again), packages, strict=True):
        pack(from_tree, package, product, architecture, quick=True)

    assert contents(again) == contents(tree)
    assert sha256(packages[0]) == sha256(packages[1])
