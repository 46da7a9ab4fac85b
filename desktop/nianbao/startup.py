"""How the program starts quickly: six tricks on the interpreter, in one place, with their reasons.

Only ``__main__`` plays them, before it loads anything else; whoever imports the package for itself
gets an interpreter that works as always. Measured on the first report that is open and ready to
type, together they save about 200 ms of 1.5 s.

- pydantic looks for plugins in all installed packages. It is told that none is wanted; and the
  module it would search with, ``importlib.metadata``, which takes a quarter of pydantic's own time
  to load, is loaded only when something of it is really used. The same for ``secrets``, which it
  imports for its words of help alone and which loads OpenSSL.
- pydantic describes its own schemas in some ninety ``TypedDict`` classes that only type checkers
  read. Making them costs as much as all the rest of its core; plain classes of ``dict`` do as well.
- PySide6 puts a hook of its own under ``import``. For every module imported from then on it reads
  the module's whole source and keeps it, looking for ``__feature__``, which this program does not
  use. So PySide6 is loaded first, and the plain ``import`` is put back.
- PySide6 compiles its writer of ``.pyi`` files at each start, with the largest patterns of all it
  brings, and two modules of the library for it. It is not loaded: this program writes no stubs.
- Loading makes a great many objects and no garbage. So the collector waits until the first report
  has been on the screen for a while.
"""

import builtins
import gc
import importlib
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import cast

_METADATA = "importlib.metadata"
_SECRETS = "secrets"
_SCHEMAS = "pydantic_core.core_schema"
_STUBS = "shibokensupport.signature.lib"
_WRITERS = frozenset({"pyi_generator", "enum_sig"})
_WHILE_LOADING = (500_000, 20, 20)
_AFTERWARDS = (20_000, 20, 20)


def hasten() -> None:
    """Prepare for work with reports, with or without a window."""
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    # pydantic imports ``entry_points`` at once, and without plugins never calls it.
    stand_in = _stand_in(_METADATA, entry_points=_entry_points)
    if sys.modules.setdefault(_METADATA, stand_in) is stand_in:
        # ``import importlib.metadata`` looks for it there; the real one takes the place later.
        importlib.metadata = stand_in
    sys.modules.setdefault(_SECRETS, _stand_in(_SECRETS))
    sys.meta_path.insert(0, _Schemas())


def hasten_window() -> None:
    """Prepare for a window; PySide6 is loaded afterwards."""
    gc.set_threshold(*_WHILE_LOADING)
    plain_import = builtins.__import__
    builtins.__import__ = _without_stubs(plain_import)
    try:
        import_module("PySide6.QtCore")  # by name: only ``ui`` knows Qt
    finally:
        builtins.__import__ = plain_import


def is_loaded() -> None:
    """Let the collector look as often as a program at work needs, in short pauses."""
    gc.set_threshold(*_AFTERWARDS)


def _stand_in(name: str, **known: object) -> ModuleType:
    """Return a module without origin that loads the real one when something of it is used."""

    def get(attribute: str) -> object:
        if attribute.startswith("__"):
            raise AttributeError(attribute)
        return getattr(_real(name), attribute)

    module = ModuleType(name)
    module.__dict__.update(known, __getattr__=get)
    return module


def _real(name: str) -> ModuleType:
    """Return the real module, loaded into the place of its stand-in."""
    if sys.modules[name].__spec__ is None:
        del sys.modules[name]
    return import_module(name)


def _entry_points(**wanted: object) -> object:
    return _real(_METADATA).entry_points(**wanted)


class _Described(dict[str, object]):
    """Stands for ``TypedDict``: what a call of its classes returns is a ``dict`` there, too."""

    def __init_subclass__(cls, **_options: object) -> None:
        super().__init_subclass__()


class _Schemas:
    """Finds the module of pydantic's schemas, to be run with plain classes; and nothing else."""

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Answer for the one module, once."""
        if name != _SCHEMAS:
            return None
        sys.meta_path.remove(self)
        spec = PathFinder.find_spec(name, path, target)
        if spec is not None and spec.loader is not None:
            run = spec.loader.exec_module
            setattr(spec.loader, "exec_module", lambda module: _with_plain_classes(run, module))  # noqa: B010
        return spec


def _with_plain_classes(run: Callable[[ModuleType], object], module: ModuleType) -> None:
    """Run a module's code while ``TypedDict`` is a plain class."""
    names = vars(import_module("typing" if sys.version_info >= (3, 12) else "typing_extensions"))
    usual = names["TypedDict"]
    names["TypedDict"] = _Described
    try:
        run(module)
    finally:
        names["TypedDict"] = usual


def _without_stubs(plain: Callable[..., ModuleType]) -> Callable[..., ModuleType]:
    """Return an import that finds empty modules where the writers of stubs are asked for."""

    def load(name: str, *rest: object, **named: object) -> ModuleType:
        if name == _STUBS:
            wanted = cast("Sequence[str]", named.get("fromlist") or rest[2])
            for one in _WRITERS.intersection(wanted):
                empty = ModuleType(f"{name}.{one}")
                empty.__spec__ = ModuleSpec(empty.__name__, None)
                sys.modules.setdefault(empty.__name__, empty)
        return plain(name, *rest, **named)

    return load
