"""公开年报: an offline form-filler for the statutory 政府信息公开工作年度报告.

Importing the package imports nothing else, so that start-up stays cheap. Two things are settled
here because they must be settled before pydantic is imported, which looks for plugins in all
installed packages: it is told that none is wanted, and the module it would search with, which
takes a quarter of pydantic's own time to load, is loaded only when it is really used.
"""

import importlib
import os
import sys
from importlib import import_module
from types import ModuleType

os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

_METADATA = "importlib.metadata"


def _metadata() -> ModuleType:
    if sys.modules.get(_METADATA) is _stand_in:
        del sys.modules[_METADATA]
    return import_module(_METADATA)


def _get(name: str) -> object:
    if name.startswith("__"):
        raise AttributeError(name)
    return getattr(_metadata(), name)


def _entry_points(**wanted: object) -> object:
    return _metadata().entry_points(**wanted)


# pydantic imports ``entry_points`` at once, and without plugins never calls it.
_stand_in = ModuleType(_METADATA)
_stand_in.__dict__.update(entry_points=_entry_points, __getattr__=_get)
if sys.modules.setdefault(_METADATA, _stand_in) is _stand_in:
    # ``import importlib.metadata`` looks for it there; the real one takes the place when it loads.
    importlib.metadata = _stand_in
