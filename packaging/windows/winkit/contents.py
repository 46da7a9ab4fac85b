"""What the program ships of each upstream archive, read from contents.toml."""

from dataclasses import dataclass
from fnmatch import fnmatchcase

from winkit.product import load_table


@dataclass(frozen=True)
class Contents:
    """The choices of contents.toml."""

    runtime_files: tuple[str, ...]
    stdlib_left_out: frozenset[str]
    system_library_wheel: str
    system_libraries: tuple[str, ...]
    only: dict[str, frozenset[str]]
    left_out: tuple[str, ...]

    def ships(self, wheel: str, member: str) -> bool:
        """Whether a wheel's member goes into the program."""
        if wheel in self.only:
            return member in self.only[wheel]
        return not any(fnmatchcase(member, pattern) for pattern in self.left_out)


def load_contents() -> Contents:
    """Read contents.toml."""
    table = load_table("contents.toml")
    only = table["only"]
    return Contents(
        runtime_files=_names(table["runtime"]["files"]),
        stdlib_left_out=frozenset(_names(table["stdlib"]["left_out"])),
        system_library_wheel=str(table["system_libraries"]["wheel"]),
        system_libraries=_names(table["system_libraries"]["files"]),
        only={wheel: frozenset(_names(entry)) for wheel, entry in _files(only).items()},
        left_out=_names(table["wheels"]["left_out"]),
    )


def _files(only: dict[str, object]) -> dict[str, object]:
    return {wheel: entry["files"] for wheel, entry in only.items() if isinstance(entry, dict)}


def _names(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError(f"contents.toml: a list of names was expected, not {value!r}")
    return tuple(str(name) for name in value)
