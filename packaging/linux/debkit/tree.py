"""Lays out the package's files: the program under /usr/lib/nianbao, and what desktops look for.

Nothing is written outside /usr, and nothing runs at installation: the desktops' own triggers take up
the menu entry, the icon and the kind of file.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from winkit.libraries import unpack_wheels
from winkit.licences import TEXTS, versions_of
from winkit.product import EPOCH, REPOSITORY, Product

from debkit.interpreter import licence_of
from debkit.recipe import HERE, TAG, Architecture, Source, load_contents

HOME = Path("usr/lib/nianbao")
_NEVER_NEEDED = {"__pycache__", "test", "tests", "idle_test"}
_ICONS = (16, 32, 48, 64, 128, 256)

_COMMAND = f"""\
#!/bin/sh
# -I: nothing outside the program's own folder is ever imported.
exec /{HOME}/bin/{TAG} -I -X utf8 -m nianbao "$@"
"""


@dataclass(frozen=True)
class Parts:
    """What the tree is made of."""

    product: Product
    interpreter: Path
    sources: tuple[Source, ...]
    archives: Path
    wheels: tuple[Path, ...]
    program_wheel: Path
    architecture: Architecture
    compiler: Path
    """An interpreter of the same release that this machine can run: it compiles the sources."""


def build_tree(target: Path, parts: Parts) -> None:
    """Write the tree anew."""
    shutil.rmtree(target, ignore_errors=True)
    home = target / HOME
    contents, place = load_contents(parts.architecture), home / "lib" / TAG / "site-packages"
    _add_interpreter(home, parts.interpreter, contents.stdlib_left_out)
    documents = target / "usr/share/doc" / parts.product.name
    unpack_wheels(parts.wheels, place, documents / "licenses", contents)
    unpack_wheels([parts.program_wheel], place, documents / "own", contents)
    _compile(home, parts.compiler)
    _add_documents(documents, parts)
    _add_desktop(target, parts.product, place / "nianbao" / "resources" / "icons" / "nianbao.ico")
    _write(target / "usr/bin" / parts.product.name, _COMMAND, 0o755)
    _fix(target)


def _add_interpreter(home: Path, interpreter: Path, left_out: Iterable[str]) -> None:
    (home / "bin").mkdir(parents=True)
    shutil.copyfile(interpreter / "bin" / TAG, home / "bin" / TAG)
    library = interpreter / "lib" / TAG
    for path in sorted(library.rglob("*")):
        parts = path.relative_to(library).parts
        first = parts[0]
        if path.is_dir() or _NEVER_NEEDED & set(parts) or _is_left_out(first, left_out):
            continue
        place = home / "lib" / TAG / path.relative_to(library)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, place)
    _forget_place(home / "lib" / TAG, interpreter.parents[1])


def _forget_place(library: Path, build: Path) -> None:
    """Python notes how it was built; where is nobody's business, and two builds are to be equal."""
    for path in library.glob("_sysconfigdata_*.py"):
        path.write_text(path.read_text(encoding="utf-8").replace(str(build), "."), encoding="utf-8")


def _is_left_out(name: str, patterns: Iterable[str]) -> bool:
    return any(Path(name).match(pattern) for pattern in patterns)


def _compile(home: Path, compiler: Path) -> None:
    """Compile all sources without dates; of the standard library only the result is shipped."""
    python = str(compiler / "bin" / TAG)
    options = ["-I", "-m", "compileall", "-q", "-f", "-j", "1"]
    options += ["--invalidation-mode", "unchecked-hash", "-s", str(home)]
    library = home / "lib" / TAG
    environment = {
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PATH": os.environ["PATH"],
    }
    packages = library / "site-packages"
    subprocess.run([python, *options, str(packages)], check=True, env=environment)
    stdlib = [path for path in library.iterdir() if path != packages]
    subprocess.run([python, *options, "-b", *map(str, stdlib)], check=True, env=environment)
    for path in stdlib:
        for source in [path] if path.is_file() else sorted(path.rglob("*.py")):
            if source.suffix == ".py":
                source.unlink()


def _add_documents(target: Path, parts: Parts) -> None:
    shutil.rmtree(target / "own", ignore_errors=True)
    for name in ("LGPL-3.0.txt", "GPL-3.0.txt"):
        shutil.copyfile(TEXTS / name, target / "licenses" / name)
    for source in parts.sources:
        place = target / "licenses" / f"{source.name}-{source.release}.txt"
        shutil.copyfile(licence_of(source, parts.archives), place)
    versions = [f"{source.name} {source.release}" for source in parts.sources]
    versions += [f"{name} {version}" for name, version in versions_of(parts.wheels).items()]
    notice = (HERE / "licences" / "第三方组件说明.txt").read_text(encoding="utf-8")
    qt = versions_of(parts.wheels)["pyside6-essentials"]
    _write(target / "第三方组件说明.txt", notice.format(components="\n".join(versions), qt=qt))
    licence = (REPOSITORY / "LICENSE").read_text(encoding="utf-8")
    _write(target / "copyright", licence)
    shutil.copyfile(HERE / "安装说明.md", target / "安装说明.md")


def _add_desktop(target: Path, product: Product, icon: Path) -> None:
    share, facts = target / "usr/share", _facts(product)
    for name, place in (
        ("nianbao.desktop", "applications/nianbao.desktop"),
        ("nianbao.xml", "mime/packages/nianbao.xml"),
        ("org.nianbao.nianbao.metainfo.xml", "metainfo/org.nianbao.nianbao.metainfo.xml"),
    ):
        template = (HERE / "desktop" / name).read_text(encoding="utf-8")
        _write(share / place, re.sub(r"@(\w+)@", lambda match: facts[match[1]], template))
    for size in _ICONS:
        for kind, name in (("apps", "nianbao"), ("mimetypes", "application-x-nianbao")):
            folder = share / f"icons/hicolor/{size}x{size}/{kind}"
            folder.mkdir(parents=True, exist_ok=True)
            _draw_icon(icon, size, folder / f"{name}.png")


def _draw_icon(icon: Path, size: int, target: Path) -> None:
    """Convert with ImageMagick; without its dates, which it would write into the picture."""
    picture = f"{icon}[-1]"
    command = ["convert", picture, "-resize", f"{size}x{size}", "-strip"]
    subprocess.run(
        [*command, "-define", "png:exclude-chunks=date,time", f"PNG32:{target}"], check=True
    )


def _facts(product: Product) -> dict[str, str]:
    return {
        "title": product.title,
        "version": product.version,
        "date": f"{datetime.fromtimestamp(EPOCH, UTC):%Y-%m-%d}",
        "kind": product.document_kind,
        "extension": product.extension,
        "publisher": product.publisher,
    }


def _write(path: Path, text: str, mode: int = 0o644) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    path.chmod(mode)


def _fix(target: Path) -> None:
    """One date and one set of rights for everything, so that equal contents are equal bytes."""
    for path in [*target.rglob("*"), target]:
        runs = path.is_dir() or path.parent.name == "bin"
        path.chmod(0o755 if runs else 0o644)
        os.utime(path, (EPOCH, EPOCH))
