"""The import order of the package, read from its source: layers, and the rooms of the large ones.

    ui > rollup > exporters | importers > checks > report > formats > resources | user_folders

A layer may import those to its right. Exporters and importers are siblings.
`cli` and `__main__` put everything together and may import all.
"""

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from tests.sources import PACKAGE, Import, words

MAY_IMPORT: dict[str, frozenset[str]] = {
    "resources": frozenset(),
    "user_folders": frozenset(),
    "logs": frozenset(),
    "startup": frozenset(),
    "models": frozenset({"resources"}),
    "installation": frozenset(),
    "formats": frozenset({"resources"}),
    "report": frozenset({"formats", "resources"}),
    "checks": frozenset({"report", "formats", "resources"}),
    "importers": frozenset({"checks", "report", "formats", "resources"}),
    "exporters": frozenset({"checks", "report", "formats", "resources"}),
    "rollup": frozenset({"exporters", "importers", "checks", "report", "formats", "resources"}),
    "ui": frozenset(
        {"rollup", "exporters", "importers", "checks", "report", "formats", "resources"}
    ),
}
EVERYWHERE = frozenset({"models", "user_folders", "logs", "startup", "installation"})
ENTRANCES = frozenset({"", "cli", "__main__"})

# What the rooms of a layer may import of their own layer; what a layer may import of others stands
# above. A module beside the rooms is an entrance or a contract, and a room of its own here; a star
# stands for all of them.
ROOMS: dict[str, dict[str, str]] = {
    "ui": {
        "app": "look shell system widgets workflows",
        "self_test_window": "app look shell",
        "shell": (
            "commands dialogs findings grid help look pages session system text widgets workflows"
        ),
        "workflows": "dialogs import_review look paper proofreading session system widgets",
        "rollup": "commands compare dialogs grid help look session system text widgets",
        "import_review": "commands grid look pages session system text widgets",
        "pages": "commands compare dialogs grid look session system text widgets",
        "proofreading": "look session system widgets",
        "finder": "commands help look session system widgets",
        "help": "commands look session system widgets",
        "dialogs": "commands look paper session system widgets",
        "paper": "look system widgets",
        "compare": "look session system widgets",
        "findings": "commands look session system widgets",
        "text": "look session system widgets",
        "grid": "look session system",
        "session": "system",
        "widgets": "look system",
        "look": "system",
        "commands": "",
        "system": "",
    },
    "importers": {
        "registry": "document errors readers review whole",
        "whole": "document errors result review tables visible vocabulary",
        "tables": "document result vocabulary",
        "review": "document result",
        "result": "document vocabulary",
        "paste": "document errors readers result tables visible vocabulary",
        "vocabulary": "document",
        "readers": "document errors visible",
        "visible": "characters document",
        "characters": "",
        "document": "",
        "errors": "",
    },
    "checks": {
        "audit": "catalogue context engine findings rule_info settings years",
        "engine": "catalogue context decisions findings rules settings tables",
        "rules": "context findings texts years",
        "remedies": "catalogue engine findings texts",
        "decisions": "catalogue findings",
        "years": "catalogue context findings sentences texts",
        "texts": "catalogue context findings headings prose rule_info sentences",
        "tables": "catalogue context findings",
        "prose": "sentences",
        "sentences": "",
        "remaining": "catalogue findings outline",
        "outline": "findings",
        "context": "settings",
        "passed_on": "settings",
        "local_changes": "settings",
        "calendar": "settings",
        "catalogue": "rule_info",
        "rule_info": "findings",
        "headings": "",
        "settings": "",
        "findings": "",
    },
    "exporters": {
        "against_last_year": "checked names printed word",
        "audit_record": "names printed word",
        "registry": "checked exporter printed readback web word workbook",
        "readback": "exporter printed word workbook",
        "checked": "exporter printed",
        "exporter": "printed",
        "names": "printed",
        "poster": "checked printed",
        "typeset": "printed",
        "web": "printed",
        "word": "exporter printed",
        "workbook": "printed",
        "printed": "",
    },
    "report": {
        "storage": "*",
        "*": "taken_over",
        "taken_over": "",
    },
    "rollup": {
        "outputs": "findings gather *",
        "findings": "alike *",
        "alike": "gather *",
        "gather": "files judging *",
        "judging": "files *",
        "files": "*",
        "*": "",
    },
}
# Folders within a room, and what each may import of its own room beside itself.
WITHIN: dict[str, dict[str, str]] = {
    "checks.prose": {
        "counts": "phrases quantity statement topic",
        "claims": "phrases quantity statement topic",
        "shares": "phrases quantity statement",
        "changes": "quantity statement",
        "lists": "phrases quantity",
        "phrases": "quantity",
    },
    "checks.texts": {"whose": "patterns read readings shown"},
    "ui.dialogs": {"exporting": ""},
    "ui.rollup": {
        "pages": (
            "addends alike_dialog cards county lines roster_dialog sum_grid unit_panel units_model "
            "units_table view"
        )
    },
    "ui.system": {"composing": ""},
    "importers.readers": {
        "apart": "archive bounds office old_sheets open_sheets pdf sheets texts word",
        "boxes": "archive seen xml",
        "pdf": "seen",
        "seen": "archive xml",
    },
    "rollup.outputs": {"workbook": ""},
}
FULL = 20
"""Modules in a folder beyond which nobody sees any more what it is for."""

# Modules of exporters that read what importers know, each with its reason.
EXPORTERS_MAY_USE: frozenset[tuple[str, str]] = frozenset()

# Too slow to be imported before the first window is painted.
LATE = frozenset({"pydantic", "docx", "lxml", "openpyxl", "xlsxwriter"})


def module_name(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_name(path): path for path in sorted(PACKAGE.rglob("*.py"))}


def layer(module: str) -> str:
    """The first name below `nianbao`; empty for the package itself."""
    return [*module.split("."), ""][1]


def imported_names(imports: Iterable[Import]) -> Iterator[str]:
    """Full names: of modules, and of modules named in a package."""
    for one in imports:
        yield one.module
        names = (f"{one.module}.{name}" for name in one.names)
        yield from (name for name in names if name in MODULES)


@cache
def imports_of(module: str) -> frozenset[str]:
    """Every name imported anywhere in a module, inside functions too."""
    return frozenset(imported_names(words(MODULES[module]).imports))


def allowed(module: str, imported: str) -> bool:
    ours, theirs = layer(module), layer(imported)
    if ours in ENTRANCES or theirs in EVERYWHERE | {"", ours}:
        return True
    if (ours, theirs) == ("exporters", "importers"):
        return (module, imported) in EXPORTERS_MAY_USE
    return theirs in MAY_IMPORT[ours]


def room(module: str) -> str:
    """The room in a layer: the folder, or the module itself where it stands beside the rooms."""
    name, rooms = [*module.split("."), "", ""][2], ROOMS.get(layer(module), {})
    return "*" if name and name not in rooms and "*" in rooms else name


def node(module: str) -> str:
    """What counts as one in the order: a room, a layer without rooms, or a module at the top."""
    ours = layer(module)
    return f"{ours}.{room(module)}" if ours in ROOMS and room(module) else ours


@cache
def graph() -> Mapping[str, frozenset[str]]:
    """Who imports whom; asked for by the tests, so that collecting them reads no source."""
    return {module: imports_of(module) & MODULES.keys() - {module} for module in MODULES}


def cycle(arrows: Mapping[str, Iterable[str]]) -> list[str]:
    """One circle of arrows; empty where there is none."""
    try:
        TopologicalSorter(arrows).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def test_a_circle_is_found() -> None:
    assert cycle({"a": {"b"}, "b": {"c"}, "c": {"a"}}) != []
    assert cycle({"a": {"b"}, "b": {"c"}, "c": set()}) == []


def test_no_modules_import_each_other_in_a_circle() -> None:
    assert cycle(graph()) == []


def test_no_rooms_import_each_other_in_a_circle() -> None:
    rooms: dict[str, set[str]] = {}
    for module, names in graph().items():
        rooms.setdefault(node(module), set()).update(
            {node(name) for name in names} - {node(module)}
        )

    assert cycle(rooms) == []


def test_the_rooms_are_those_of_the_table() -> None:
    found = {(layer(name), room(name)) for name in MODULES if layer(name) in ROOMS and room(name)}

    assert found == {(ours, name) for ours, rooms in ROOMS.items() for name in rooms}


def above_its_room(module: str) -> list[str]:
    """What a module imports of rooms of its layer that do not stand below its own."""
    ours = layer(module)
    may = {*ROOMS[ours].get(room(module), "").split(), room(module), ""}
    taken = {name for name in graph()[module] if layer(name) == ours}
    return sorted(name for name in taken if room(name) not in may)


def test_a_room_imports_only_the_rooms_below() -> None:
    found = {module: above_its_room(module) for module in MODULES if layer(module) in ROOMS}

    assert len(found) > 200
    assert {module: names for module, names in found.items() if names} == {}


def within(module: str) -> tuple[str, str]:
    """The room of a module, and the folder or module that it is of there: ui.dialogs, exporting."""
    _, ours, home, one = [*module.split("."), "", "", ""][:4]
    return f"{ours}.{home}", one


FOLDERS_WITHIN = [(home, one) for home, folders in WITHIN.items() for one in folders]


def test_the_folders_within_rooms_are_those_of_the_table() -> None:
    deep = (path.parent.relative_to(PACKAGE).parts for path in PACKAGE.rglob("*/*/*/__init__.py"))
    found = {(".".join(parts[:2]), parts[2]) for parts in deep}

    assert found == {*FOLDERS_WITHIN}


@pytest.mark.parametrize(("home", "one"), FOLDERS_WITHIN)
def test_a_folder_within_a_room_imports_of_it_only_what_it_says(home: str, one: str) -> None:
    ours = [module for module in MODULES if within(module) == (home, one)]
    taken = {within(name) for module in ours for name in graph()[module]}
    says = ast.get_docstring(ast.parse(MODULES[f"nianbao.{home}.{one}"].read_text("utf-8"))) or ""
    promised = (
        " ".join(says.split()).partition(f"of {home.partition('.')[2]}:")[2].partition(".")[0]
    )

    beside = {name for place, name in taken if place == home} - {one, ""}
    assert beside <= {*WITHIN[home][one].split()}
    assert set(re.findall(r"[a-z_]+", promised)) - {"nothing"} == {*WITHIN[home][one].split()}


def test_no_folder_is_too_full_to_be_seen_through() -> None:
    folders = [folder for folder in (PACKAGE, *PACKAGE.rglob("*")) if folder.is_dir()]
    sizes = {
        str(folder.relative_to(PACKAGE)): sum(
            1 for module in folder.glob("*.py") if module.name != "__init__.py"
        )
        for folder in folders
    }

    assert {name: size for name, size in sizes.items() if size > FULL} == {}


@pytest.mark.parametrize(
    "name",
    [
        f"{ours}.{one}"
        for ours, rooms in ROOMS.items()
        for one in rooms
        if (PACKAGE / ours / one).is_dir()
    ],
)
def test_a_room_says_what_it_is_for_and_what_it_may_import(name: str) -> None:
    ours, _, one = name.partition(".")
    home = PACKAGE / ours / one / "__init__.py"
    says = ast.get_docstring(ast.parse(home.read_text(encoding="utf-8"))) or ""
    promised = says.rpartition("May import of ")[2]

    assert f"May import of {ours}:" in says
    assert set(re.findall(r"[a-z_]+", promised.partition(":")[2])) - {"nothing"} == set(
        ROOMS[ours][one].replace("*", "everything").split()
    )


@pytest.mark.parametrize("ours", ROOMS)
def test_the_map_names_every_room_and_nothing_else(ours: str) -> None:
    written = (PACKAGE.parents[1] / "ARCHITECTURE.md").read_text(encoding="utf-8")
    said = re.search(rf"^- \*\*`{ours}`\*\*:(.*?)(?=^- |^$)", written, re.MULTILINE | re.DOTALL)
    assert said is not None
    named = set(re.findall(r"`([a-z_]+)`", said.group(1)))
    rooms = {one for one in ROOMS[ours] if (PACKAGE / ours / one).is_dir()}

    assert rooms <= named
    inner = {one for home, one in FOLDERS_WITHIN if home.startswith(f"{ours}.")}
    assert {one for one in named - inner if f"nianbao.{ours}.{one}" not in MODULES} == set()


def test_every_folder_of_the_package_has_its_layer() -> None:
    layers = {layer(module) for module in MODULES}

    assert layers <= MAY_IMPORT.keys() | ENTRANCES


def above_its_layer(module: str) -> list[str]:
    """What a module imports of layers that do not stand below its own."""
    ours = (name for name in imports_of(module) if name.split(".")[0] == "nianbao")
    return sorted(name for name in ours if not allowed(module, name))


def test_a_module_imports_only_from_the_layers_below() -> None:
    found = {module: above_its_layer(module) for module in MODULES}

    assert len(found) > 200
    assert {module: names for module, names in found.items() if names} == {}


def test_only_the_window_knows_qt() -> None:
    knowing = {
        module
        for module in MODULES
        if any(name.startswith("PySide6") for name in imports_of(module))
    }

    assert {layer(module) for module in knowing} == {"ui"}


@pytest.mark.parametrize("module", ["nianbao.ui.app", "nianbao.__main__"])
def test_nothing_slow_is_imported_before_the_first_window(module: str) -> None:
    if module not in MODULES:
        pytest.skip(f"{module} is not there yet")
    code = f"import sys, {module}; print(*sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(PACKAGE.parent), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert LATE.isdisjoint(run.stdout.split())
