"""Compiles the two .exe files with mingw-w64."""

import os
import subprocess
from pathlib import Path

from winkit.product import HERE, REPOSITORY, Product
from winkit.runtime import TAG

SOURCES = HERE / "launcher"
TARGET_PREFIX = os.environ.get("MINGW_PREFIX", "x86_64-w64-mingw32-")
LINKER = "-Wl,--no-insert-timestamp,--dynamicbase,--high-entropy-va,--nxcompat"
LIBRARIES = ("-lshell32", "-luser32")


def build_launchers(target: Path, product: Product, scratch: Path) -> None:
    """Write the window program and the console program into the program folder."""
    _build(target / f"{product.window_program}.exe", product, scratch / "window", ["-mwindows"])
    _build(
        target / f"{product.console_program}.exe",
        product,
        scratch / "console",
        ["-mconsole", "-DNIANBAO_CONSOLE"],
    )


def product_header(product: Product, file_name: str) -> str:
    """What the launcher and its resources are told about the product."""
    icons = REPOSITORY / "resources" / "icons"
    facts = {
        "TITLE": product.title,
        "MODULE": product.name,
        "PYTHON": f"python{TAG}.dll",
        "SETUP_MARK": product.setup_mark,
        "PUBLISHER": product.publisher,
        "VERSION": product.version,
        "FILE": file_name,
        "ICON": (icons / "nianbao.ico").as_posix(),
        "DOCUMENT_ICON": (icons / "document.ico").as_posix(),
    }
    lines = [f'#define PRODUCT_{name} "{value}"' for name, value in facts.items()]
    lines.append(f"#define PRODUCT_NUMBERS {product.four_numbers.replace('.', ',')}")
    return "".join(f"{line}\n" for line in lines)


def _build(program: Path, product: Product, scratch: Path, flags: list[str]) -> None:
    scratch.mkdir(parents=True)
    (scratch / "product.h").write_text(product_header(product, program.name), encoding="utf-8")
    resources, result = scratch / "resources.o", scratch / "program.exe"
    include = [f"-I{scratch}"]
    windres = [
        f"{TARGET_PREFIX}windres",
        "--codepage=65001",
        *include,
        "launcher.rc",
        "-O",
        "coff",
        "-o",
        str(resources),
    ]
    gcc = [
        f"{TARGET_PREFIX}gcc",
        "-std=c11",
        "-Os",
        "-s",
        "-municode",
        "-Wall",
        "-Wextra",
        *include,
        *flags,
        LINKER,
    ]
    subprocess.run(windres, cwd=SOURCES, check=True)
    subprocess.run(
        [*gcc, "launcher.c", str(resources), "-o", str(result), *LIBRARIES], cwd=SOURCES, check=True
    )
    program.write_bytes(result.read_bytes())
