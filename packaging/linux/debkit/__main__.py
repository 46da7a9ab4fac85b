"""Command line of the Debian package: `python -m debkit [--architecture amd64]`."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from winkit.libraries import build_program_wheel
from winkit.product import OLD_VERSION, REPOSITORY, load_product
from winkit.sbom import build_sbom, component, of_wheel, sha256, write_sums
from winkit.sizes import folder_size

from debkit.interpreter import Toolchain, build_interpreter
from debkit.package import file_name, pack
from debkit.recipe import Architecture, Source, architectures, libraries_of_the_system
from debkit.sources import fetch_compiler, fetch_sources, fetch_wheels
from debkit.symbols import from_the_system, wanted_below
from debkit.tree import Parts, build_tree

BUILD = REPOSITORY / "build" / "linux"
OUTPUT = REPOSITORY / "dist"


def build(build_folder: Path, output: Path, architecture: Architecture) -> Path:
    """Everything: fetch, compile, put together, check, pack; returns the package."""
    product, archives = load_product(), build_folder / "sources"
    sources = fetch_sources(archives)
    interpreter, compiler = interpreters(build_folder, architecture, sources)
    wheels = fetch_wheels(architecture, sources[0].release, build_folder / wheels_of(architecture))
    own = build_program_wheel(build_folder / "own")
    tree = build_folder / f"tree-{architecture.name}"
    parts = (product, interpreter, sources, archives, tuple(wheels), own, architecture, compiler)
    build_tree(tree, Parts(*parts))
    _check(tree, architecture)
    output.mkdir(parents=True, exist_ok=True)
    package = output / file_name(product, architecture)
    pack(tree, package, product, architecture)
    old = build_folder / file_name(load_product(OLD_VERSION), architecture)
    pack(tree, old, load_product(OLD_VERSION), architecture, quick=True)
    shipped = [
        component(one.name, one.release, one.sha256, "generic", one.licence) for one in sources
    ]
    shipped += [of_wheel(wheel) for wheel in wheels]
    sbom = package.with_suffix(".cdx.json")
    sbom.write_text(build_sbom(product, shipped), encoding="utf-8", newline="\n")
    write_sums(output, (package, sbom))
    print(f"sha256 {sha256(package)}  {package.name}")
    print(f"package {package.stat().st_size / 1e6:.1f} MB, installed {folder_size(tree):.1f} MB")
    return package


def wheels_of(architecture: Architecture) -> str:
    """The folder of its wheels."""
    return f"wheels-{architecture.machine}"


def interpreters(
    build_folder: Path, architecture: Architecture, sources: Sequence[Source]
) -> tuple[Path, Path]:
    """The interpreter that is shipped, and one that this machine runs: often the same."""
    zig, archives = fetch_compiler(build_folder / "compiler"), build_folder / "sources"

    def built(one: Architecture, compiler: Path | None = None) -> Path:
        tools = Toolchain(zig, one, build_folder / one.machine)
        return build_interpreter(tools, sources, archives, compiler)

    if architecture.runs_here:
        compiler = built(architecture)
        return compiler, compiler
    compiler = built(next(one for one in architectures().values() if one.runs_here))
    return built(architecture, compiler), compiler


def _check(tree: Path, architecture: Architecture) -> None:
    """Stop where a file would not start on the oldest system; say which C library each asks for."""
    found = sorted(wanted_below(tree), key=lambda one: one.glibc, reverse=True)
    for one in found:
        print(f"GLIBC_{one.glibc[0]}.{one.glibc[1]:<4}{one.path.relative_to(tree)}")
    if newer := [one.path.name for one in found if one.glibc > architecture.glibc]:
        raise SystemExit(f"newer C library than {architecture.glibc}: {', '.join(newer)}")
    if others := [one.path.name for one in found if one.machine != architecture.elf]:
        raise SystemExit(f"not for {architecture.machine}: {', '.join(others)}")
    if unnamed := sorted(from_the_system(found) - libraries_of_the_system()):
        raise SystemExit(f"in no package that contents.toml depends on: {', '.join(unnamed)}")


def main() -> int:
    """Build the package."""
    parser = argparse.ArgumentParser(prog="debkit", description=__doc__)
    parser.add_argument("--build", type=Path, default=BUILD, help="working folder")
    parser.add_argument("--output", type=Path, default=OUTPUT, help="folder of the results")
    parser.add_argument("--architecture", choices=(*architectures(),), default="amd64")
    given = parser.parse_args()
    build(given.build.absolute(), given.output.absolute(), architectures()[given.architecture])
    return 0


if __name__ == "__main__":
    sys.exit(main())
