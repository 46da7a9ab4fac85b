"""How the program starts quickly: eight tricks on the interpreter, in one place, with their reasons.

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
- PySide6 compiles at each start, too, from their source, what puts a wrong call of Qt into words. A
  program without faults never needs it; it is loaded by the first such call.
- PySide6 makes Python enumerations of all those of a class of Qt, or of the whole namespace ``Qt``,
  when one is asked for: 280 with 3600 members until a report is open. They are made in the quick way
  that the library's own modules go, without the checks of what a programmer may write by hand.
- Loading makes a great many objects and no garbage. So the collector waits until the first report
  has been on the screen for a while.
"""

import builtins
import enum
import gc
import importlib
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.machinery import ModuleSpec, PathFinder
from importlib.util import find_spec, module_from_spec
from types import ModuleType
from typing import cast

_METADATA = "importlib.metadata"
_SECRETS = "secrets"
_SCHEMAS = "pydantic_core.core_schema"
_CALLS = "shibokensupport.signature"
_EXPLAINING = frozenset({"errorhandler", "layout", "parser"})
"""Not ``mapping``: what is compiled of PySide6 takes a function straight from its names."""
_STUBS = f"{_CALLS}.lib"
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
    _make_enums_quickly()
    plain_import = builtins.__import__
    builtins.__import__ = _leaving_out(plain_import)
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


def _leaving_out(plain: Callable[..., ModuleType]) -> Callable[..., ModuleType]:
    """Return an import that gives PySide6 empty writers of stubs, and late what explains wrong calls."""

    def load(name: str, *rest: object, **named: object) -> ModuleType:
        if name in {_STUBS, _CALLS}:
            for one in cast("Sequence[str]", named.get("fromlist") or rest[2]):
                if name == _STUBS and one in _WRITERS:
                    sys.modules.setdefault(f"{name}.{one}", _empty(f"{name}.{one}"))
                if name == _CALLS and one in _EXPLAINING:
                    sys.modules.setdefault(f"{name}.{one}", _filled_when_used(f"{name}.{one}"))
        return plain(name, *rest, **named)

    return load


def _empty(name: str) -> ModuleType:
    module = ModuleType(name)
    module.__spec__ = ModuleSpec(name, None)
    return module


def _filled_when_used(name: str) -> ModuleType:
    """Return a module whose code runs when something of it is used.

    Other than ``LazyLoader`` of the library it has a spec before that: PySide6 writes a new name there.
    """
    spec = find_spec(name)
    if spec is None or spec.loader is None:  # a PySide6 that no longer has it: its import says so
        return import_module(name)
    module, run = module_from_spec(spec), spec.loader.exec_module

    def get(attribute: str) -> object:
        if attribute.startswith("__"):
            raise AttributeError(attribute)
        del module.__dict__["__getattr__"]
        shown, spec.name = spec.name, name  # by its first name the loader finds it
        run(module)
        spec.name = shown
        return getattr(module, attribute)

    module.__dict__["__getattr__"] = get
    return module


_BOTH = frozenset({"name", "value"})
"""What each member has itself: a member of such a name stands behind a property."""


def _make_enums_quickly() -> None:
    """Let the enumerations of Qt be made by ``enum._simple_enum``; all others are made as always."""
    plain: Callable[..., type[enum.Enum]] = getattr(enum.EnumType, "_create_")  # noqa: B009
    quickly = getattr(enum, "_simple_enum", None)
    if quickly is None:
        return

    def create(
        base: type[enum.Enum], class_name: str, names: object, **how: object
    ) -> type[enum.Enum]:
        # Nobody but Qt has pairs made into an enumeration that keeps what it does not know.
        boundary = how.get("boundary")
        if boundary is not enum.KEEP or how.get("type") or not isinstance(names, list):
            # It would take the module of its second caller, which is now one nearer.
            how["module"] = how.get("module") or sys._getframe(2).f_globals.get("__name__")  # noqa: SLF001
            return plain(base, class_name, names, **how)
        made: type[enum.Enum] = quickly(base, boundary=boundary)(type(class_name, (), dict(names)))
        # Python 3.11 would look each member up through a property whenever it is used.
        for name, member in made.__members__.items():
            if name not in _BOTH:
                type.__setattr__(made, name, member)
        return made

    setattr(enum.EnumType, "_create_", create)  # noqa: B010
