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
from functools import cache
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
        command = [TOOL, "verify", *_offline_options(), *roots, "-in", str(path)]
        finished = subprocess.run(command, capture_output=True, text=True, check=False)
        if finished.returncode or "Signature verification: ok" not in finished.stdout:
            raise SignatureError(f"{path.name}: the signature does not hold")
        if f"/O={self.publisher}/" not in finished.stdout:
            raise SignatureError(f"{path.name}: not signed by {self.publisher}")

    def check_all(self, paths: Iterable[Path]) -> int:
        """Check many files; returns how many there were."""
        with ThreadPoolExecutor() as pool:
            return len(list(pool.map(self.check, paths)))


@cache
def _offline_options() -> tuple[str, ...]:
    """Newer tools fetch revocation lists from outside unless told not to; older ones never do."""
    told = subprocess.run([TOOL, "verify", "--help"], capture_output=True, text=True, check=False)
    known = told.stdout + told.stderr
    return tuple(option for option in ("-ignore-cdp", "-ignore-crl") if option in known)


def catalogue_digests(catalogue: Path) -> frozenset[str]:
    """The SHA-1 digests that a signed catalogue lists."""
    return frozenset(digest.hex() for digest in _CATALOGUE_MEMBER.findall(catalogue.read_bytes()))


def unlisted(sources: Iterable[Path], digests: frozenset[str]) -> list[Path]:
    """The sources with content whose digest the catalogue does not know."""
    return [path for path in sources if path.stat().st_size and _digest(path) not in digests]


def _digest(path: Path) -> str:
    return hashlib.sha1(path.read_bytes(), usedforsecurity=False).hexdigest()
