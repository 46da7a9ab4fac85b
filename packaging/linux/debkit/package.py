"""Packs the tree as a .deb."""

import hashlib
import os
import subprocess
from pathlib import Path

from winkit.archives import files_below
from winkit.product import EPOCH, Product
from winkit.sbom import sha256

from debkit.recipe import Architecture, depends, load
from debkit.tree import HOME

MARK = HOME / "BUILD"
"""Names the build, for windows that are open during an upgrade. Capitals come first in the package:
it is replaced before any other file of the program."""


def file_name(product: Product, architecture: Architecture) -> str:
    """Name of the package's file, as Debian names them."""
    return f"{product.name}_{product.version}_{architecture.name}.deb"


def pack(
    tree: Path, target: Path, product: Product, architecture: Architecture, *, quick: bool = False
) -> None:
    """Write the .deb; the same tree gives the same bytes."""
    control, mark = tree / "DEBIAN", tree / MARK
    control.mkdir(exist_ok=True)
    mark.write_text(f"{product.version} {_digest(tree)}\n", encoding="ascii")
    mark.chmod(0o644)
    (control / "control").write_text(
        _control(product, architecture, _kibibytes(tree)), encoding="utf-8"
    )
    for path in (control / "control", control, mark, mark.parent, tree):
        os.utime(path, (EPOCH, EPOCH))
    packing = ["-Zgzip", "-z1"] if quick else ["-Zxz"]
    subprocess.run(
        ["dpkg-deb", "--root-owner-group", *packing, "--build", str(tree), str(target)],
        check=True,
        capture_output=True,
        env={**os.environ, "SOURCE_DATE_EPOCH": str(EPOCH)},
    )


def _digest(tree: Path) -> str:
    """One hash of all that is installed."""
    whole = hashlib.sha256()
    for path in sorted(files_below(tree)):
        name = path.relative_to(tree)
        if name != MARK and name.parts[0] != "DEBIAN":
            whole.update(f"{name} {sha256(path)}\n".encode())
    return whole.hexdigest()


def _control(product: Product, architecture: Architecture, size: int) -> str:
    recommended = load("contents.toml")["depends"]["recommends"]
    fields = {
        "Package": product.name,
        "Version": product.version,
        "Architecture": architecture.name,
        "Maintainer": f"{product.publisher} <nianbao@localhost>",
        "Installed-Size": str(size),
        "Depends": ", ".join(depends(architecture)),
        "Recommends": ", ".join(recommended),
        "Section": "editors",
        "Priority": "optional",
        "Description": f"{product.title}：填写、核对和导出政府信息公开工作年度报告\n"
        " 打开上年报告，填写三张法定表格，边填边核对，写好各部分文字，\n"
        " 导出版式规范的 Word、PDF、网页和 Excel 文档。不联网。",
    }
    return "".join(f"{name}: {value}\n" for name, value in fields.items())


def _kibibytes(tree: Path) -> int:
    """What is installed; the control file of an earlier packing is not."""
    installed = (path for path in files_below(tree) if path.parent != tree / "DEBIAN")
    return sum((path.stat().st_size + 1023) // 1024 for path in installed)
