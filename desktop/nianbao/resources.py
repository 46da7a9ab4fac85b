"""The only code that knows where shipped data lies; everything else asks by relative name.

In a wheel and in the frozen program ``resources/`` stands inside the package; in a source tree
and an editable install it stands at the top of the repository.
"""

from functools import lru_cache
from pathlib import Path

from nianbao import installation

_TEXTS = frozenset({".json", ".svg", ".toml", ".xml"})
_held: dict[str, str] = {}


@lru_cache(maxsize=1)
def root() -> Path:
    """Return the folder of shipped data; raise FileNotFoundError where the installation lacks it."""
    package = Path(__file__).resolve().parent
    for candidate in (package / "resources", package.parent.parent / "resources"):
        if (candidate / "formats").is_dir():
            return candidate
    message = f"no resources folder beside {package}"
    raise FileNotFoundError(message)


def path(name: str) -> Path:
    """Return the path of one shipped file or folder, named relative to ``resources/``."""
    return root() / name


def text(name: str) -> str:
    """Return a shipped UTF-8 text."""
    if name in _held:
        return _held[name]
    installation.check()
    return path(name).read_text(encoding="utf-8")


def names(folder: str, ending: str) -> tuple[str, ...]:
    """Return the sorted relative names of the files in ``folder`` that end with ``ending``."""
    if _held:
        found = [one for one in _held if one.rpartition("/")[0] == folder]
    else:
        installation.check()
        found = [f"{folder}/{one.name}" for one in path(folder).iterdir()]
    return tuple(sorted(one for one in found if one.endswith(ending)))


def hold() -> None:
    """Keep all texts in memory, a quarter of a megabyte, where the files may be exchanged."""
    installation.check()
    files = (one for one in root().rglob("*") if one.suffix in _TEXTS)
    _held.update((one.relative_to(root()).as_posix(), one.read_text("utf-8")) for one in files)
