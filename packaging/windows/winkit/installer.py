"""Compiles the installer with NSIS."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from winkit.file_list import LIST, file_count, install_lines, size_on_disk, write_list
from winkit.product import EPOCH, HERE, REPOSITORY, Product

SCRIPT = HERE / "installer" / "installer.nsi"
LICENCE = HERE / "installer" / "许可.txt"
STUBS = ("lzma_solid-amd64-unicode", "zlib-amd64-unicode")
# What NSIS's stub says in English before any language is loaded, by its first words. The Chinese
# sentence takes the English one's place in the file, so it may be shorter but never longer.
DAMAGED = "Installer integrity check"
SENTENCES = {
    "verifying installer": "正在检查安装程序：%d%%",
    "unpacking data": "正在展开：%d%%",
    "Error launching installer": "安装程序无法启动。",
    DAMAGED: "安装程序已损坏，没有安装。\n\n文件没有下载完整，或者U 盘出了问题。\n请重新拷贝一份再试。",
    "Error writing temporary file": "临时文件夹写不进去，没有安装。\n请清理磁盘后再试。",
    "NSIS Error": "安装程序",
}


@dataclass(frozen=True)
class Job:
    """One installer to build from one program folder."""

    product: Product
    folder: Path
    scratch: Path
    target: Path
    quick: bool = False


def build_installer(job: Job) -> None:
    """Write the installer; `quick` packs fast and large, for the old version of the upgrade test."""
    job.scratch.mkdir(parents=True, exist_ok=True)
    listing = job.scratch / LIST
    write_list(job.folder, listing)
    os.utime(listing, (EPOCH, EPOCH))
    _write_lines(job.scratch / "files.nsh", install_lines(job.folder, listing))
    output = job.scratch / "packed.exe"
    _write_lines(job.scratch / "product.nsh", _definitions(job, output))
    options = [
        "-V2",
        "-WX",
        "-INPUTCHARSET",
        "UTF8",
        f"-DBUILD={job.scratch}",
        *(["-DQUICK"] if job.quick else []),
    ]
    environment = os.environ | {"NSISDIR": str(_chinese_nsis(job.scratch / "nsis"))}
    if "UTF-8" not in environment.get("LC_ALL", ""):
        environment["LC_ALL"] = "C.UTF-8"
    subprocess.run(["makensis", *options, str(SCRIPT)], env=environment, check=True)
    shutil.copyfile(output, job.target)


def sign(path: Path) -> None:
    """Sign a file in place with the owner's command, if there is one."""
    command = os.environ.get("NIANBAO_SIGN_COMMAND")
    if command:
        subprocess.run(f'{command} "{path}"', shell=True, check=True)  # noqa: S602 - the owner's own command


def _definitions(job: Job, output: Path) -> list[str]:
    product = job.product
    facts = {
        "TITLE": product.title,
        "VERSION": product.version,
        "NUMBERS": product.four_numbers,
        "PUBLISHER": product.publisher,
        "FOLDER": product.name.capitalize(),
        "PROGRAM": f"{product.window_program}.exe",
        "CONSOLE_PROGRAM": f"{product.console_program}.exe",
        "SETUP_MARK": product.setup_mark,
        "EXTENSION": product.extension,
        "KIND": f"{product.name.capitalize()}.Report",
        "DOCUMENT_KIND": product.document_kind,
        "ICON": str(REPOSITORY / "resources" / "icons" / "nianbao.ico"),
        "LICENCE": str(LICENCE),
        "SIDE_PICTURE": str(SCRIPT.parent / "side.bmp"),
        "OUTPUT": str(output),
        "SIZE_KB": str(size_on_disk(job.folder)),
        "FILE_COUNT": str(file_count(job.folder)),
    }
    command = os.environ.get("NIANBAO_SIGN_COMMAND")
    return [f'!define {name} "{value}"' for name, value in facts.items()] + (
        [f"!define SIGN_COMMAND '{command}'"] if command else []
    )


def _write_lines(path: Path, lines: Iterable[str]) -> None:
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def _chinese_nsis(target: Path) -> Path:
    """NSIS as it is installed, except that its stubs speak Chinese."""
    installed = _installed_nsis()
    shutil.rmtree(target, ignore_errors=True)
    (target / "Stubs").mkdir(parents=True)
    for name in ("Contrib", "Include", "Plugins"):
        _link_or_copy(installed / name, target / name)
    for stub in (installed / "Stubs").iterdir():
        content = stub.read_bytes()
        (target / "Stubs" / stub.name).write_bytes(
            translate_stub(content) if stub.name in STUBS else content
        )
    return target


def translate_stub(stub: bytes) -> bytes:
    """The stub with Chinese sentences in the places of the English ones."""
    if DAMAGED.encode("utf-16-le") not in stub:
        raise ValueError("this NSIS says in other words that an installer is damaged")
    for english, chinese in SENTENCES.items():
        stub = _replace_sentence(stub, english.encode("utf-16-le"), chinese.encode("utf-16-le"))
    return stub


def _replace_sentence(stub: bytes, first_words: bytes, sentence: bytes) -> bytes:
    start = stub.find(first_words)
    while start >= 0:
        end = next(at for at in range(start, len(stub), 2) if stub[at : at + 2] == b"\0\0")
        if len(sentence) > end - start:
            raise ValueError(f"no room in the stub for “{sentence.decode('utf-16-le')}”")
        stub = stub[:start] + sentence.ljust(end - start, b"\0") + stub[end:]
        start = stub.find(first_words, end)
    return stub


def _installed_nsis() -> Path:
    named = os.environ.get("NSISDIR")
    program = shutil.which("makensis")
    usual = Path(program).parent if program and sys.platform == "win32" else Path("/usr/share/nsis")
    return Path(named) if named else usual


def _link_or_copy(source: Path, target: Path) -> None:
    if sys.platform == "win32":
        shutil.copytree(source, target)
    else:
        target.symlink_to(source, target_is_directory=True)
