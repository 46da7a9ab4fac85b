"""The only code that knows where shipped data lies; everything else asks by relative name.

In a wheel and in the frozen program ``resources/`` stands inside the package; in a source tree
and an editable install it stands at the top of the repository.
"""

from functools import lru_cache
from pathlib import Path


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
    return path(name).read_text(encoding="utf-8")


def names(folder: str, ending: str) -> tuple[str, ...]:
    """Return the sorted relative names of the files in ``folder`` that end with ``ending``."""
    return tuple(
        sorted(f"{folder}/{f.name}" for f in path(folder).iterdir() if f.name.endswith(ending))
    )
