"""How the program starts quickly: three tricks on the interpreter, in one place, with their reasons.

Only ``__main__`` plays them, before it loads anything else; whoever imports the package for itself
gets an interpreter that works as always. Measured on the first report that is open and ready to
type, together they save about 200 ms of 1.5 s.

- pydantic looks for plugins in all installed packages. It is told that none is wanted; and the
  module it would search with, ``importlib.metadata``, which takes a quarter of pydantic's own time
  to load, is loaded only when something of it is really used.
- PySide6 puts a hook of its own under ``import``. For every module imported from then on it reads
  the module's whole source and keeps it, looking for ``__feature__``, which this program does not
  use. So PySide6 is loaded first, and the plain ``import`` is put back.
- Loading makes a great many objects and no garbage. So the collector waits until the first report
  has been on the screen for a while.
"""

import builtins
import gc
import importlib
import os
import sys
from importlib import import_module
from types import ModuleType

_METADATA = "importlib.metadata"
_WHILE_LOADING = (500_000, 20, 20)
_AFTERWARDS = (20_000, 20, 20)


def hasten() -> None:
    """Prepare for work with reports, with or without a window."""
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    # pydantic imports ``entry_points`` at once, and without plugins never calls it.
    stand_in = ModuleType(_METADATA)
    stand_in.__dict__.update(entry_points=_entry_points, __getattr__=_get)
    if sys.modules.setdefault(_METADATA, stand_in) is stand_in:
        # ``import importlib.metadata`` looks for it there; the real one takes the place later.
        importlib.metadata = stand_in


def hasten_window() -> None:
    """Prepare for a window; PySide6 is loaded afterwards."""
    gc.set_threshold(*_WHILE_LOADING)
    plain_import = builtins.__import__
    import_module("PySide6.QtCore")  # by name: only ``ui`` knows Qt
    builtins.__import__ = plain_import


def is_loaded() -> None:
    """Let the collector look as often as a program at work needs, in short pauses."""
    gc.set_threshold(*_AFTERWARDS)


def _metadata() -> ModuleType:
    """Return the real module, loaded into the place of the stand-in, which has no origin."""
    if sys.modules[_METADATA].__spec__ is None:
        del sys.modules[_METADATA]
    return import_module(_METADATA)


def _get(name: str) -> object:
    if name.startswith("__"):
        raise AttributeError(name)
    return getattr(_metadata(), name)


def _entry_points(**wanted: object) -> object:
    return _metadata().entry_points(**wanted)
