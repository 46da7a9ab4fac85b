"""What a source imports, read without running it."""

from collections.abc import Iterable, Iterator

from tests.sources import Import


def full_names(imports: Iterable[Import]) -> Iterator[str]:
    """Names of modules, and of what is taken out of them, which may be a module too."""
    for one in imports:
        if one.module:
            yield one.module
            yield from (f"{one.module}.{name}" for name in one.names)
