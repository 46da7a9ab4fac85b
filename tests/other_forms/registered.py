"""Forms that are not shipped, registered beside the shipped ones for a test.

The third form is what a county prints beside its annual report: another report, with three sections,
two tables and 16 cells. The statutory form of a later year may have five sections, or seven.
"""

import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from functools import _lru_cache_wrapper, cache
from itertools import chain
from pathlib import Path
from types import ModuleType

import pytest

from nianbao import resources
from nianbao.formats.registry import _load, load_form
from nianbao.report.book import Report

THIRD = "zj_enforcement_2024"
STATUTORY = "gb_2021_30"
YEAR = 2024
FUTURE = 2027
"""The first year of the statutory forms to come."""

PRINTED: Mapping[str, str] = {
    "t_penalty.warn": "12175",
    "t_penalty.fine": "94929",
    "t_penalty.confiscate": "235",
    "t_penalty.suspend": "189",
    "t_penalty.revoke": "101",
    "t_penalty.restrict": "0",
    "t_penalty.stop": "11",
    "t_penalty.detain": "504",
    "t_penalty.other": "12",
    "t_penalty.total": "108156",
    "t_penalty.money": "1753.79",
    "t_licence.applied": "26569",
    "t_licence.accepted": "26569",
    "t_licence.granted": "26462",
    "t_licence.refused": "102",
    "t_licence.revoked": "5",
}
"""The figures that the county printed for 2024."""
SITUATION = "全县各级行政执法机关严格规范公正文明执法，行政执法质量稳步提升。"


def printed_report() -> Report:
    """The third form as it was printed."""
    report = Report(form=THIRD, year=YEAR, unit="庆元县人民政府", secrecy_reviewed=True)
    report.change(cells={key: Decimal(value) for key, value in PRINTED.items()})
    report.texts["situation"] = SITUATION
    return report


def third_form() -> str:
    """The file of the third form."""
    return (Path(__file__).parent / "third-form.toml").read_text(encoding="utf-8")


def five_sections() -> str:
    """The statutory form of a year to come, without its last section."""
    form = _of_the_future("gb_five")
    last = form.index('[[sections]]\nid = "other"')
    return form[:last] + form[form.index("[[tables]]") :]


def seven_sections() -> str:
    """The statutory form of a year to come, with a section more before the last."""
    form = _of_the_future("gb_seven")
    added = '[[sections]]\nid = "appraisal"\nnumber = "六"\nlabel = "六、考核评议情况"\n\n'
    last = form.index('[[sections]]\nid = "other"')
    moved = form[last:].replace('"六', '"七', 2)
    return form[:last] + added + moved


def _of_the_future(form_id: str) -> str:
    form = resources.text(f"formats/{STATUTORY}.toml")
    return form.replace(f'id = "{STATUTORY}"', f'id = "{form_id}"').replace(
        "first_year = 2021", f"first_year = {FUTURE}"
    )


Register = Callable[..., None]


def copy_of_resources(folder: Path) -> Path:
    """Copy the program's data, so that forms can stand beside the shipped ones."""
    copy = folder / "resources"
    shutil.copytree(resources.root(), copy, copy_function=shutil.copyfile)
    return copy


@contextmanager
def registered(copy: Path) -> Iterator[Register]:
    """Give a function that ships some more forms, in a copy of the data, until the test ends."""
    added: list[Path] = []
    with pytest.MonkeyPatch.context() as patch:

        def register(*forms: str) -> None:
            for form in forms:
                name = form.split('id = "', 1)[1].split('"', 1)[0]
                added.append(copy / "formats" / f"{name}.toml")
                added[-1].write_text(form, encoding="utf-8")
            patch.setattr(resources, "root", lambda: copy)
            forget()

        yield register
    for path in added:
        path.unlink(missing_ok=True)
    forget()


def forget() -> None:
    """Make the program forget what it knows of all forms together.

    Each shipped form stays the object it was: other tests hold it.
    """
    for one in _caches():
        one.cache_clear()


def _caches() -> Iterator["_lru_cache_wrapper[object]"]:
    """The caches of the program.

    Asking the collector for them would look at a million objects each time.
    """
    modules = [module for name, module in sys.modules.items() if name.startswith("nianbao.")]
    for module in modules:
        yield from _caches_in(module)


@cache
def _caches_in(module: ModuleType) -> tuple["_lru_cache_wrapper[object]", ...]:
    """Those of a module's functions, and of the classes in it: they do not change once it is loaded."""
    owned = chain.from_iterable(
        vars(one).values() if isinstance(one, type) else (one,) for one in vars(module).values()
    )
    return tuple(
        one
        for one in owned
        if isinstance(one, _lru_cache_wrapper) and one not in (load_form, _load)
    )
