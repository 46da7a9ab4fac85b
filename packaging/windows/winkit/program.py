"""Puts the program folder together: two programs, runtime/, lib/, app/ and licenses/."""

import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from winkit.archives import files_below
from winkit.bytecode import compile_sources
from winkit.contents import Contents
from winkit.installer import sign
from winkit.launcher import build_launchers
from winkit.libraries import unpack_wheels
from winkit.licences import add_licences
from winkit.product import EPOCH, Product
from winkit.runtime import Workshop, build_runtime


@dataclass(frozen=True)
class Parts:
    """What the program folder is made of."""

    product: Product
    contents: Contents
    wheels: tuple[Path, ...]
    program_wheel: Path


def build_program(target: Path, workshop: Workshop, parts: Parts) -> None:
    """Write the program folder anew."""
    shutil.rmtree(target, ignore_errors=True)
    shutil.rmtree(workshop.scratch, ignore_errors=True)
    workshop.scratch.mkdir(parents=True)
    build_runtime(target / "runtime", workshop, parts.contents, parts.wheels)
    unpack_wheels(parts.wheels, target / "lib", target / "licenses", parts.contents)
    unpack_wheels(
        [parts.program_wheel], target / "app", workshop.scratch / "own-licence", parts.contents
    )
    for folder in ("lib", "app"):
        compile_sources(target / folder, workshop.interpreter, workshop.prefix)
    add_licences(target / "licenses", workshop.python, parts.wheels)
    add_launchers(target, parts.product, workshop.scratch / "launcher")
    fix_dates(target)


def add_launchers(target: Path, product: Product, scratch: Path) -> None:
    """Compile the two programs into the folder, signed if the owner has a certificate."""
    shutil.rmtree(scratch, ignore_errors=True)
    build_launchers(target, product, scratch)
    for name in (product.window_program, product.console_program):
        sign(target / f"{name}.exe")


def fix_dates(target: Path) -> None:
    """One date for all files: the archive and the installer depend on content alone."""
    _touch(files_below(target))
    _touch(path for path in target.rglob("*") if path.is_dir())


def _touch(paths: Iterable[Path]) -> None:
    for path in paths:
        os.utime(path, (EPOCH, EPOCH))
