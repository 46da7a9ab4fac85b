"""What a start of the program settles, and what importing the package leaves alone."""

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryFile

import pytest

pytestmark = pytest.mark.slow
"""Each starts a process of its own."""

STATE = "(builtins.__import__, gc.get_threshold(), os.environ.get('PYDANTIC_DISABLE_PLUGINS'))"
VERSION = "import importlib.metadata; print(importlib.metadata.version('pydantic'))"


def run(code: str) -> str:
    """Run code in a process of its own and return what it printed.

    Into files: under Wine the first window starts a desktop, which would keep a pipe open for ever.
    """
    with TemporaryFile("w+", encoding="utf-8") as said, TemporaryFile("w+") as wrong:
        done = subprocess.run([sys.executable, "-c", code], stdout=said, stderr=wrong, check=False)
        said.seek(0)
        wrong.seek(0)
        assert done.returncode == 0, wrong.read()
        return said.read().strip()


@pytest.mark.parametrize(
    "package", ["nianbao", "nianbao.ui", "nianbao.__main__", "nianbao.startup", "nianbao.report"]
)
def test_importing_the_package_changes_nothing_of_the_interpreter(package: str) -> None:
    code = f"import builtins, gc, os, sys; before = {STATE}; import {package}; "
    stands_in = "getattr(sys.modules.get('importlib.metadata'), '__spec__', True) is None"

    assert run(f"{code}print(before == {STATE}, {stands_in})") == "True False"


@pytest.mark.parametrize("first", ["", "import importlib.metadata; "], ids=["after", "before"])
def test_a_library_that_imports_metadata_beside_the_program_finds_it(first: str) -> None:
    found = run(f"{first}from nianbao import startup; startup.hasten(); {VERSION}")

    assert found[0].isdecimal()


def test_metadata_is_not_loaded_for_forms_and_reports() -> None:
    code = "from nianbao import startup; startup.hasten(); import nianbao.report.book, sys; "

    assert run(f"{code}print(sys.modules['importlib.metadata'].__spec__)") == "None"


def test_secrets_are_loaded_when_they_are_used() -> None:
    code = "from nianbao import startup; startup.hasten(); import nianbao.report.book, sys; "
    seen = "before = sys.modules['secrets'].__spec__; from secrets import token_hex; "

    assert run(f"{code}{seen}print(before, len(token_hex(4)))") == "None 8"


def test_the_hook_of_the_window_library_is_not_left_under_import() -> None:
    code = "import builtins; plain = builtins.__import__; from nianbao import startup; "

    assert run(f"{code}startup.hasten_window(); print(builtins.__import__ is plain)") == "True"


def test_the_collector_is_held_while_a_report_loads_and_then_let_go() -> None:
    code = "import gc; from nianbao import startup; usual = gc.get_threshold()[0]; "
    held = "startup.hasten_window(); held = gc.get_threshold()[0]; "
    after = "startup.is_loaded(); print(usual < gc.get_threshold()[0] < held)"

    assert run(f"{code}{held}{after}") == "True"


def test_pydantic_reads_reports_as_before_with_plain_classes_for_its_own_schemas() -> None:
    code = "from nianbao import startup; startup.hasten(); import typing_extensions as extensions; "
    model = "usual = extensions.TypedDict; from pydantic import BaseModel, TypeAdapter; "
    typed = "Pair = extensions.TypedDict('Pair', {'a': int}); "
    restored = "print(usual is extensions.TypedDict, TypeAdapter(Pair).validate_python({'a': '1'}))"

    assert run(f"{code}{model}{typed}{restored}") == "True {'a': 1}"


def test_the_finder_of_the_schemas_leaves_when_it_has_answered() -> None:
    code = "from nianbao import startup; import sys; before = len(sys.meta_path); "

    assert (
        run(f"{code}startup.hasten(); import pydantic; print(len(sys.meta_path) - before)") == "0"
    )


def test_the_window_library_loads_no_writer_of_stubs() -> None:
    code = "from nianbao import startup; startup.hasten(); startup.hasten_window(); import sys; "

    assert run(f"{code}print('argparse' in sys.modules, 'logging' in sys.modules)") == "False False"


def test_a_wrong_argument_to_the_window_library_is_still_told_in_words() -> None:
    code = "from nianbao import startup; startup.hasten_window(); "
    wrong = "from PySide6.QtCore import QPoint\ntry: QPoint('a')\nexcept TypeError as error: "

    assert "QPoint" in run(f"{code}{wrong}print(error)")


def test_a_keyword_that_the_window_library_does_not_know_is_told_in_words() -> None:
    code = "from nianbao import startup; startup.hasten_window(); "
    wrong = "from PySide6.QtCore import QObject\ntry: QObject(colour=1)\nexcept AttributeError as error: "

    assert "colour" in run(f"{code}{wrong}print(error)")


def test_what_explains_wrong_calls_is_loaded_for_the_first_of_them() -> None:
    code = "from nianbao import startup; startup.hasten_window(); import sys; "
    loaded = "'SignatureLayout' in vars(sys.modules['shibokensupport.signature.layout'])"
    wrong = "from PySide6.QtCore import QPoint\ntry: QPoint('a')\nexcept TypeError: "

    assert run(f"{code}before = {loaded}; {wrong}print(before, {loaded})") == "False True"


_ENUMS = """
import enum
plain = enum.EnumType._create_
from nianbao import startup
startup.hasten_window()
from PySide6 import QtCore, QtGui, QtWidgets
for library in (QtCore, QtGui, QtWidgets):
    for name in dir(library):
        getattr(library, name)
compared = 0
for base in (enum.Enum, enum.IntEnum, enum.Flag, enum.IntFlag):
    for kind in base.__subclasses__():
        if kind.__module__.startswith("PySide6") and len(kind):
            given = [(name, member.value) for name, member in kind.__members__.items()]
            quick = base(kind.__name__, given, boundary=enum.KEEP)
            usual = plain(base, kind.__name__, given, boundary=enum.KEEP, module=kind.__module__)
            enum._test_simple_enum(usual, quick)
            for name in kind.__members__:
                for one in (kind, quick):
                    kept, checked = vars(one)[name], vars(usual)[name]
                    assert (kept is one[name]) == (checked is usual[name]), (kind, name)
            compared += 1
print(compared > 400)
"""


def test_enums_of_the_window_library_are_what_the_plain_way_makes_of_them() -> None:
    assert run(_ENUMS) == "True"


def test_enums_of_others_are_made_as_always() -> None:
    code = "from nianbao import startup; startup.hasten_window(); import enum, pickle; "
    made = "Kind = enum.Flag('Kind', 'ONE TWO'); Pair = enum.Enum('Pair', [('A', 1)], type=str); "
    seen = (
        "print(Kind.__module__, pickle.loads(pickle.dumps(Kind.TWO)) is Kind.TWO, Pair.A.upper())"
    )

    assert run(f"{code}{made}{seen}") == "__main__ True 1"


_WINDOW = """
from nianbao import startup
startup.hasten()
startup.hasten_window()
from pathlib import Path
import os, shutil, sys
from nianbao import resources
from nianbao.ui.app import build_application, open_at_start
from nianbao.ui.shell.main_window import MainWindow
app = build_application()
window = MainWindow(for_a_file=True)
window.show()
sample = shutil.copy(resources.path("samples/sample-report.nianbao"), os.environ["HOME"])
"""
"""As `main` shows it before a file is opened, with a file to open."""

_OPENED = f"""{_WINDOW}
from nianbao.checks.engine import check_report
window.documents.open_path(Path(sample))
window.workspace.show_place("applications")
app.sendPostedEvents()
check_report(window.session.report)
print(window.session is not None, *(name in sys.modules for name in ("pydantic", "pydantic_core")))
"""


_DOUBLE_CLICKED = f"""{_WINDOW}
open_at_start(window, sample)
app.sendPostedEvents()
others = ("importers.document", "importers.tables", "ui.import_review", "exporters", "ui.dialogs.",
          "checks.prose", "checks.texts", "checks.sentences")
print(window.session is not None, [name for name in sys.modules
      if name.startswith(tuple("nianbao." + one for one in others))])
"""


_FIRST_PAINT = """
import enum, sys
from pathlib import Path
from nianbao import startup
startup.hasten()
startup.hasten_window()
from nianbao.ui.app import build_application
from nianbao.ui.shell.main_window import MainWindow
from PySide6.QtCore import QTimer
app = build_application()
window = MainWindow()
window.painted.connect(app.quit)
window.show()
app.exec()
if sys.platform == "linux":
    assert "Qt6Svg" not in Path("/proc/self/maps").read_text()
kinds = [kind.__qualname__ for base in (enum.Enum, enum.IntEnum, enum.Flag, enum.IntFlag)
         for kind in base.__subclasses__()]
print(sorted(name for name in kinds if name.startswith(("Qt.", "QGraphicsScene"))))
"""


@pytest.fixture
def _nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A user who has no settings."""
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))


@pytest.mark.usefixtures("_nobody")
def test_the_first_window_makes_no_enums_it_does_not_need_and_loads_no_library_for_drawings() -> (
    None
):
    assert run(_FIRST_PAINT) == "[]"


@pytest.mark.usefixtures("_nobody")
def test_a_report_opens_and_is_checked_by_what_pydantic_compiled_without_pydantic_itself() -> None:
    assert run(_OPENED) == "True False True"


@pytest.mark.usefixtures("_nobody")
def test_a_report_that_is_double_clicked_waits_for_no_reader_of_other_sources() -> None:
    assert run(_DOUBLE_CLICKED) == "True []"
