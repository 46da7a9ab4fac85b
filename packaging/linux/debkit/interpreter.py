"""Compiles the interpreter from source, so that it starts with an old C library.

``zig cc`` is clang with the symbol lists of every glibc: what it links asks for nothing newer than
the version in the target's name. Whatever the interpreter's modules need is linked into them.
"""

import hashlib
import os
import platform
import shlex
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from winkit.product import EPOCH

from debkit.recipe import HERE, TAG, Architecture, Source
from debkit.sources import unpack

# Nothing that opens a network connection ships, and nothing that the program never imports.
_LEFT_OUT = [
    "_bz2",
    "_crypt",
    "_ctypes_test",
    "_curses",
    "_curses_panel",
    "_dbm",
    "_gdbm",
    "_hashlib",
    "_lsprof",
    "_lzma",
    "_ssl",
    "_testbuffer",
    "_testcapi",
    "_testclinic",
    "_testinternalcapi",
    "_tkinter",
    "_uuid",
    "_xxtestfuzz",
    "nis",
    "ossaudiodev",
    "readline",
    "spwd",
]
_FLAGS = "-O2 -fPIC -Wno-date-time"


@dataclass(frozen=True)
class Toolchain:
    """Compiler, and where the libraries that are linked in are put."""

    zig: Path
    architecture: Architecture
    folder: Path

    @property
    def prefix(self) -> Path:
        """Where the static libraries and their headers are."""
        return self.folder / "libraries"

    @property
    def host(self) -> str:
        """Where the programs run, as ``configure`` and the compiler name it."""
        return f"{self.architecture.machine}-linux-gnu"

    @property
    def hosts(self) -> list[str]:
        """What ``configure`` is told of where the programs are made and where they run."""
        return [f"--build={platform.machine()}-linux-gnu", f"--host={self.host}"]

    def environment(self) -> dict[str, str]:
        """What ``configure`` and ``make`` see."""
        tools = {name.upper(): str(self.tool(name)) for name in ("cc", "ar", "ranlib")}
        # What is compiled to help with compiling runs here, and is not shipped.
        tools["BUILD_CC"] = f"{self.zig} cc"
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder),
            "LC_ALL": "C.UTF-8",
            "SOURCE_DATE_EPOCH": str(EPOCH),
            # Where it was built is nobody's business, and two builds are to be equal.
            "CFLAGS": f"{_FLAGS} -ffile-prefix-map={self.folder.parent}=.",
            "PKG_CONFIG": "/bin/false",
            **tools,
        }

    def tool(self, name: str) -> Path:
        """A one-word command, which is what old build systems understand."""
        script = self.folder / "tools" / name
        script.parent.mkdir(parents=True, exist_ok=True)
        major, minor = self.architecture.glibc
        options = f"-target {self.host}.{major}.{minor}" if name == "cc" else ""
        script.write_text(f'#!/bin/sh\nexec {shlex.quote(str(self.zig))} {name} {options} "$@"\n')
        script.chmod(0o755)
        return script


def build_interpreter(
    toolchain: Toolchain,
    sources: Iterable[Source],
    archives: Path,
    compiler: Path | None = None,
) -> Path:
    """Return the folder with ``bin`` and ``lib``; built once for one recipe.

    For another kind of computer ``compiler`` is the folder of an interpreter that runs here.
    """
    by_name = {source.name: source for source in sources}
    done = toolchain.folder / f"python-{_recipe_digest(by_name.values())}"
    if done.exists():
        return done
    shutil.rmtree(toolchain.prefix, ignore_errors=True)
    for name, build in (("zlib", _zlib), ("libffi", _libffi), ("sqlite", _sqlite)):
        build(toolchain, unpack(by_name[name], archives))
    built = _python(toolchain, unpack(by_name["python"], archives), compiler)
    built.replace(done)
    return done


def _zlib(tools: Toolchain, source: Path) -> None:
    _run(tools, source, ["./configure", "--static", f"--prefix={tools.prefix}"])
    _run(tools, source, ["make", "-j2", "libz.a"])
    _run(tools, source, ["make", "install"])


def _libffi(tools: Toolchain, source: Path) -> None:
    options = ["--disable-shared", "--disable-docs", "--disable-multi-os-directory"]
    options += ["--disable-exec-static-tramp", *tools.hosts, f"--prefix={tools.prefix}"]
    _run(tools, source, ["./configure", *options])
    _run(tools, source, ["make", "-j2", "install"])


def _sqlite(tools: Toolchain, source: Path) -> None:
    options = ["--disable-shared", "--disable-tcl", "--disable-readline", *tools.hosts]
    _run(tools, source, ["./configure", *options])
    _run(tools, source, ["make", "sqlite3.c"])
    cc, flags = str(tools.tool("cc")), [*_FLAGS.split(), "-DSQLITE_OMIT_LOAD_EXTENSION"]
    _run(tools, source, [cc, *flags, "-c", "sqlite3.c", "-o", "sqlite3.o"])
    archive = tools.prefix / "lib" / "libsqlite3.a"
    _run(tools, source, [str(tools.tool("ar")), "rcs", str(archive), "sqlite3.o"])
    for header in ("sqlite3.h", "sqlite3ext.h"):
        shutil.copyfile(source / header, tools.prefix / "include" / header)


def _python(tools: Toolchain, source: Path, compiler: Path | None) -> Path:
    library, include = f"-L{tools.prefix}/lib", f"-I{tools.prefix}/include"
    found = {
        "LIBFFI": "-lffi",
        "LIBSQLITE3": "-lsqlite3 -lm -lpthread",
        "ZLIB": "-lz",
    }
    given = {f"{name}_CFLAGS": include for name in found}
    given |= {f"{name}_LIBS": f"{library} {names}" for name, names in found.items()}
    given |= {"CPPFLAGS": include, "LDFLAGS": f"{library} -s", "OPT": "-DNDEBUG"}
    options = ["--prefix=/usr/lib/nianbao", "--without-ensurepip", "--disable-test-modules"]
    options += ["--without-readline", *tools.hosts]
    if compiler is not None:
        options += [f"--with-build-python={compiler / 'bin' / TAG}"]
        # What configure would find out by running a program.
        options += ["ac_cv_file__dev_ptmx=yes", "ac_cv_file__dev_ptc=no"]
        options += ["ac_cv_buggy_getaddrinfo=no"]
    options += [f"py_cv_module_{name}=n/a" for name in _LEFT_OUT]
    _run(tools, source, ["./configure", *options], given)
    _run(tools, source, ["make", "-j2"], given)
    target = tools.folder / "installed"
    shutil.rmtree(target, ignore_errors=True)
    _run(tools, source, ["make", "install", f"DESTDIR={target}"], given)
    return target / "usr" / "lib" / "nianbao"


def _run(
    tools: Toolchain, folder: Path, command: Iterable[str], more: Mapping[str, str] | None = None
) -> None:
    arguments = list(command)
    finished = subprocess.run(
        arguments,
        cwd=folder,
        env=tools.environment() | dict(more or {}),
        capture_output=True,
        text=True,
        check=False,
    )
    if finished.returncode:
        said = (finished.stdout + finished.stderr)[-3000:]
        raise RuntimeError(f"{folder.name}: {' '.join(arguments[:2])} failed\n{said}")


def _recipe_digest(sources: Iterable[Source]) -> str:
    """Changes with everything that the interpreter follows from."""
    files = (HERE / "pins.toml", HERE / "architectures.toml", Path(__file__))
    parts = [path.read_bytes() for path in files]
    parts += [source.sha256.encode() for source in sources]
    return hashlib.sha256(b"".join(parts)).hexdigest()[:12]


def licence_of(source: Source, archives: Path) -> Path:
    """The licence text in an unpacked source."""
    names = ("LICENSE", "LICENSE.md", "LICENCE", "COPYING")
    folder = archives / source.folder
    return next(path for name in names if (path := folder / name).exists())
