"""Reads single parts of a ZIP file with bounds: nothing is unpacked to disk, nothing beyond a size."""

import io
import zipfile
import zlib

from nianbao.importers.errors import contradictory, damaged, locked, too_large, too_many

MAX_PART = 48_000_000
"""Bytes of one XML part; a report has some 300 KB, a table of 10,000 rows some 30 MB."""
MAX_PARTS = 5000
_ENTRY = b"PK\x01\x02"
_MOST_ENTRIES = 4 * MAX_PARTS
"""Of the directory; embedded archives have their own."""
_ENCRYPTED = 0x1


class Archive:
    """A ZIP file of which named parts are wanted."""

    def __init__(self, content: bytes, name: str) -> None:
        self._name = name
        if content.count(_ENTRY) > _MOST_ENTRIES:  # each would become an object of the library
            raise too_many(name, f"有{content.count(_ENTRY)}个部分")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise damaged(name) from error
        infos = self._zip.infolist()
        if len(infos) > MAX_PARTS:
            raise damaged(name)
        self.names = frozenset(info.filename for info in infos)
        if len(self.names) < len(infos):  # readers would not agree on which of them counts
            raise contradictory(name)

    def size(self, beginning: str) -> int:
        """Return how many bytes the parts of XML have whose names begin so; more is never read."""
        return sum(
            info.file_size
            for info in self._zip.infolist()
            if info.filename.startswith(beginning) and info.filename.endswith(".xml")
        )

    def part(self, wanted: str, limit: int = MAX_PART) -> bytes:
        """Return one part; raise DamagedSourceError where it is missing, locked or too large."""
        try:
            info = self._zip.getinfo(wanted)
            if info.flag_bits & _ENCRYPTED:
                raise locked(self._name)
            if info.file_size > limit:
                raise too_large(self._name)
            with self._zip.open(info) as stream:
                content = stream.read(limit + 1)
        except (KeyError, zipfile.BadZipFile, zlib.error, OSError, EOFError) as error:
            raise damaged(self._name) from error
        except (RuntimeError, NotImplementedError, ValueError) as error:
            raise locked(self._name) from error
        if len(content) > limit:
            raise too_large(self._name)
        return content
