"""Checks the Windows Python against its publisher's signatures.

Programs and libraries carry an Authenticode signature each. The standard library's sources do
not: their hashes are in a catalogue (python_lib.cat) which is signed as a whole.
"""

import hashlib
import re
import subprocess
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

TOOL = "osslsigncode"
CATALOGUE = "DLLs/python_lib.cat"
# A member of the catalogue: SEQUENCE { OCTET STRING of 20 bytes, SET ... }.
_CATALOGUE_MEMBER = re.compile(rb"\x30.\x04\x14(.{20})\x31", re.DOTALL)


class SignatureError(Exception):
    """A file is not what its publisher signed."""


@dataclass(frozen=True)
class Verifier:
    """Checks signatures of one publisher against a list of root certificates."""

    certificates: Path
    publisher: str

    def check(self, path: Path) -> None:
        """Refuse a file without a valid signature of the publisher."""
        roots = ["-CAfile", str(self.certificates), "-TSA-CAfile", str(self.certificates)]
        # Revocation lists would have to be fetched from outside.
        command = [TOOL, "verify", "-ignore-cdp", "-ignore-crl", *roots, "-in", str(path)]
        finished = subprocess.run(command, capture_output=True, text=True, check=False)
        if finished.returncode or "Signature verification: ok" not in finished.stdout:
            raise SignatureError(f"{path.name}: the signature does not hold")
        if f"/O={self.publisher}/" not in finished.stdout:
            raise SignatureError(f"{path.name}: not signed by {self.publisher}")

    def check_all(self, paths: Iterable[Path]) -> int:
        """Check many files; returns how many there were."""
        with ThreadPoolExecutor() as pool:
            return len(list(pool.map(self.check, paths)))


def catalogue_digests(catalogue: Path) -> frozenset[str]:
    """The SHA-1 digests that a signed catalogue lists."""
    return frozenset(digest.hex() for digest in _CATALOGUE_MEMBER.findall(catalogue.read_bytes()))


def unlisted(sources: Iterable[Path], digests: frozenset[str]) -> list[Path]:
    """The sources with content whose digest the catalogue does not know."""
    return [path for path in sources if path.stat().st_size and _digest(path) not in digests]


def _digest(path: Path) -> str:
    return hashlib.sha1(path.read_bytes(), usedforsecurity=False).hexdigest()
