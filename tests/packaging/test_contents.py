"""What the program imports is what the Windows program ships; read from the sources alone.

The installed self-test imports every module, but what a function imports is loaded only when it is
called; this finds it at once, also for a library that somebody has just begun to use.
"""

import re
import sys
from pathlib import Path

import docx
import pytest
from winkit.contents import Contents, load_contents
from winkit.suite import TEST_LIBRARIES

from tests.packaging.imported import full_names
from tests.packaging.windows.test_suite_on_windows import ELSEWHERE
from tests.sources import imports, parsed


@pytest.fixture(scope="module")
def contents() -> Contents:
    return load_contents()


def top_levels(names: frozenset[str]) -> frozenset[str]:
    return frozenset(name.split(".", maxsplit=1)[0] for name in names)


@pytest.mark.slow
def test_no_module_of_the_standard_library_that_is_used_is_left_out(
    imported: frozenset[str], contents: Contents
) -> None:
    used = top_levels(imported) & sys.stdlib_module_names
    left_out = {name.removesuffix(".py") for name in contents.stdlib_left_out}

    assert "json" in used
    assert used & left_out == frozenset()


@pytest.mark.slow
def test_every_part_of_qt_that_is_used_is_shipped(
    imported: frozenset[str], contents: Contents
) -> None:
    used = {name.split(".")[1] for name in imported if re.match(r"PySide6\.Qt\w+", name)}
    shipped = contents.only["pyside6-essentials"]

    assert "QtWidgets" in used
    for module in used:
        assert f"PySide6/{module}.pyd" in shipped
        assert f"PySide6/{module.replace('Qt', 'Qt6', 1)}.dll" in shipped


@pytest.mark.slow
def test_every_library_that_is_used_is_pinned_for_the_program(
    imported: frozenset[str], repository: Path
) -> None:
    lock = (repository / "requirements.lock").read_text(encoding="utf-8").lower()
    distributions = {"PySide6": "pyside6-essentials", "docx": "python-docx"}
    foreign = top_levels(imported) - sys.stdlib_module_names - {"nianbao"}

    assert "pydantic" in foreign
    for name in foreign:
        distribution = distributions.get(name, name).lower().replace("_", "-")
        assert re.search(rf"^{re.escape(distribution)}==", lock, re.MULTILINE), name


@pytest.mark.slow
def test_no_pattern_of_what_is_left_out_hits_a_module_that_is_used(
    imported: frozenset[str], contents: Contents
) -> None:
    for name in imported:
        wheel, path = name.split(".", maxsplit=1)[0], name.replace(".", "/")
        if wheel in {"PySide6", "nianbao"}:
            continue
        assert contents.ships(wheel, f"{path}.py"), name
        assert contents.ships(wheel, f"{path}/__init__.py"), name
        assert contents.ships(wheel, f"{path}.cp313-win_amd64.pyd"), name


@pytest.mark.parametrize("name", ["default.docx", "default-footer.xml"])
def test_what_python_docx_begins_its_documents_with_is_shipped(
    contents: Contents, name: str
) -> None:
    assert (Path(docx.__file__).parent / "templates" / name).is_file()
    assert contents.ships("python-docx", f"docx/templates/{name}")


def test_the_tests_that_run_on_windows_need_nothing_that_is_not_there(repository: Path) -> None:
    unix = {"fcntl", "grp", "pwd", "resource", "termios"}
    lock = (repository / "requirements.lock").read_text(encoding="utf-8")
    ours = {"nianbao", "tests", "docx", "PySide6", "winkit"}
    known = (
        ours | {name.replace("-", "_") for name in TEST_LIBRARIES} | set(sys.stdlib_module_names)
    )
    known |= {name.replace("-", "_") for name in re.findall(r"^([\w-]+)==", lock, re.MULTILINE)}

    for path in sorted((repository / "tests").rglob("*.py")):
        if path.relative_to(repository / "tests").parts[0] in ELSEWHERE:
            continue
        needed = {*full_names(imports([*parsed(path).body]))}
        strange = top_levels(frozenset(needed)) - (known - unix)
        assert not strange, f"{path.name} needs {strange}"
