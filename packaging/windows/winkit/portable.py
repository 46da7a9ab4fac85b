"""The plain archive: unpack it anywhere, start the program, nothing is installed."""

import zipfile
from pathlib import Path

from winkit.archives import files_below, write_archive
from winkit.product import Product


def build_portable(folder: Path, target: Path, product: Product) -> None:
    """Zip the program folder below one folder of the program's name."""
    top = f"{product.title}-{product.version}"
    members = {f"{top}/{path.relative_to(folder).as_posix()}": path for path in files_below(folder)}
    write_archive(target, members, zipfile.ZIP_DEFLATED)
