"""Expected parts of exported files, kept as readable text in ``tests/golden``.

`pytest --update-golden` writes them anew; look at the difference before committing it.
"""

import zipfile
from io import BytesIO
from pathlib import Path

from lxml import etree

FOLDER = Path(__file__).parent / "golden"
_TIMES = ("{http://purl.org/dc/terms/}created", "{http://purl.org/dc/terms/}modified")


def parts(content: bytes) -> dict[str, str]:
    """The XML parts of an Office file, one element a line, without the time of writing."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        return {name: _readable(package.read(name)) for name in sorted(package.namelist())}


def _readable(body: bytes) -> str:
    root = etree.fromstring(body)
    for name in _TIMES:
        for element in root.iter(name):
            element.text = ""
    return etree.tostring(root, pretty_print=True, encoding="unicode")


class Golden:
    """Compares texts with the kept ones, or keeps them."""

    def __init__(self, *, update: bool) -> None:
        self.update = update

    def check(self, name: str, text: str) -> None:
        """Fail where a text is not the kept one of that name."""
        path = FOLDER / name
        if self.update:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert path.exists(), f"no golden {name}: pytest --update-golden keeps it"
        assert text == path.read_text(encoding="utf-8"), f"{name} differs from tests/golden"
