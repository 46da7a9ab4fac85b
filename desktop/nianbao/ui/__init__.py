"""The window: the only layer, with the page painter in it, that imports PySide6.

Two things are settled before anything else is loaded, because both delay the first window:

- PySide6 puts a hook of its own under ``import``. For every module imported from then on it reads
  the module's whole source and keeps it, looking for ``__feature__``, which this program does not
  use. So the plain ``import`` is put back as soon as PySide6 is loaded.
- Loading makes a great many objects and no garbage, so the collector waits until the first report
  has been on the screen for a while.
"""

import builtins
import gc

_WHILE_LOADING = (500_000, 20, 20)
_AFTERWARDS = (20_000, 20, 20)

gc.set_threshold(*_WHILE_LOADING)
_plain_import = builtins.__import__
import PySide6.QtCore  # noqa: E402, F401 - what the hook comes with

builtins.__import__ = _plain_import


def loaded() -> None:
    """Let the collector look as often as a program at work needs, in short pauses."""
    gc.set_threshold(*_AFTERWARDS)
