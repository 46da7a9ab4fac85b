"""Command line of the Windows build: `python -m winkit build` (or `tests`, `icons`, `sizes`)."""

import argparse
import shutil
import sys
from pathlib import Path

from winkit.contents import load_contents
from winkit.installer import Job, build_installer, sign
from winkit.libraries import build_program_wheel
from winkit.portable import build_portable
from winkit.product import OLD_VERSION, REPOSITORY, Product, load_product, load_table
from winkit.program import Parts, add_launchers, build_program, fix_dates
from winkit.runtime import Workshop, verify_python
from winkit.sbom import build_sbom, sbom_name, sha256, windows_parts, write_sums
from winkit.signatures import Verifier
from winkit.sizes import size_lines
from winkit.sources import fetch_certificates, fetch_python, fetch_wheels
from winkit.suite import TEST_LIBRARIES, build_suite

BUILD = REPOSITORY / "build" / "windows"
OUTPUT = REPOSITORY / "dist"


def build(build_folder: Path, output: Path) -> None:
    """Everything: fetch, check, put together, pack."""
    product, contents = load_product(), load_contents()
    workshop = _workshop(build_folder)
    _check_python(workshop)
    wheels = fetch_wheels(REPOSITORY / "requirements.lock", build_folder / "wheels")
    own = build_program_wheel(build_folder / "own")
    program = build_folder / "program"
    build_program(program, workshop, Parts(product, contents, tuple(wheels), own))
    output.mkdir(parents=True, exist_ok=True)
    setup, portable = output / product.setup_name, output / product.portable_name
    build_portable(program, portable, product)
    build_installer(Job(product, program, build_folder / "installer", setup))
    # Only now: a signature carries its date, the bytes before it are reproducible.
    _say(f"sha256 {sha256(setup)}  {setup.name}")
    _say(f"sha256 {sha256(portable)}  {portable.name}")
    sign(setup)
    sbom = output / sbom_name(product)
    sbom.write_text(build_sbom(product, windows_parts(wheels)), encoding="utf-8", newline="\n")
    write_sums(output, (setup, portable, sbom))
    for line in size_lines(build_folder, (setup, portable)):
        _say(line)


def build_old(build_folder: Path) -> None:
    """The old version for the upgrade test: the same program under an older number, packed fast."""
    product = load_product(OLD_VERSION)
    program = build_folder / "old-program"
    shutil.rmtree(program, ignore_errors=True)
    shutil.copytree(build_folder / "program", program)
    (program / "app" / "nianbao" / "of_the_old_version.py").write_text("", encoding="utf-8")
    add_launchers(program, product, build_folder / "old-scratch")
    fix_dates(program)
    target = build_folder / "old-version.exe"
    build_installer(Job(product, program, build_folder / "old-installer", target, quick=True))


def build_tests(build_folder: Path) -> None:
    """What the tests need besides: the version before, and pytest on the shipped Python."""
    build_old(build_folder)
    wheels = fetch_wheels(
        REPOSITORY / "requirements-dev.lock", build_folder / "test-wheels", TEST_LIBRARIES
    )
    build_suite(build_folder / "suite", build_folder / "program", _workshop(build_folder), wheels)


def _workshop(build_folder: Path) -> Workshop:
    python = fetch_python(build_folder / "python")
    return Workshop(python, build_folder / "scratch", build_folder / "wine")


def _check_python(workshop: Workshop) -> None:
    certificates = fetch_certificates(workshop.scratch.parent / "certificates")
    publisher = str(load_table("pins.toml")["publishers"]["python"])
    count = verify_python(workshop.python, load_contents(), Verifier(certificates, publisher))
    _say(f"checked {count} files of the Windows Python: signed by {publisher} or pinned")


def _say(line: str) -> None:
    print(line, flush=True)


def main() -> int:
    """Run one command."""
    parser = argparse.ArgumentParser(prog="winkit", description=__doc__)
    parser.add_argument("command", choices=("build", "tests", "icons", "sizes"))
    parser.add_argument("--build", type=Path, default=BUILD, help="working folder")
    parser.add_argument("--output", type=Path, default=OUTPUT, help="folder of the results")
    given = parser.parse_args()
    if given.command == "build":
        build(given.build.absolute(), given.output.absolute())
    elif given.command == "tests":
        build_tests(given.build.absolute())
    elif given.command == "icons":
        from winkit.icons import draw_icons

        draw_icons()
    else:
        product: Product = load_product()
        results = (given.output / product.setup_name, given.output / product.portable_name)
        print("\n".join(size_lines(given.build, results)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
