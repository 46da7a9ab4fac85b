"""关于 names every part that is shipped, with the licence that the part itself states."""

import tomllib
from importlib.metadata import metadata

import pytest
from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression
from winkit.contents import load_contents
from winkit.licences import PYTHON, SYSTEM_LIBRARIES, TABLE, canonical, licences
from winkit.product import REPOSITORY
from winkit.sources import requirements_for

OWN_WORDS = {
    "opencc": ("Apache License 2.0", "Apache-2.0"),
    "pypdfium2": ("BSD-3-Clause, Apache-2.0, dependency licenses", "BSD-3-Clause"),
    "xlrd": ("BSD", "BSD-3-Clause"),
}
"""Packages whose metadata speaks its own language, and what it means; its texts were read for that."""


def shipped() -> list[str]:
    """The packages of the lock that go into the Windows program."""
    lock = (REPOSITORY / "requirements.lock").read_text(encoding="utf-8")
    return [canonical(pin.split("==")[0]) for pin in requirements_for(lock)]


def test_every_shipped_part_is_named_once_and_nothing_else() -> None:
    parts = tomllib.loads(TABLE.read_text(encoding="utf-8"))["components"]
    named = sorted(canonical(part["name"]) for part in parts)
    others = [PYTHON, *([SYSTEM_LIBRARIES] if load_contents().system_libraries else [])]

    assert named == sorted([*shipped(), *map(canonical, others)])


@pytest.mark.parametrize("package", shipped())
def test_the_licence_is_one_that_the_package_offers(package: str) -> None:
    fields = metadata(package).json
    stated = str(fields.get("license_expression") or fields.get("license"))
    if package in OWN_WORDS:
        assert (stated, licences()[package]) == OWN_WORDS[package]
    else:
        offered = canonicalize_license_expression(stated).split(" OR ")
        assert licences()[package] in offered


def test_every_licence_has_a_name_that_other_programs_know() -> None:
    for part, licence in licences().items():
        try:
            assert canonicalize_license_expression(licence) == licence
        except InvalidLicenseExpression:
            pytest.fail(f"{part}: {licence}")


def test_the_libraries_of_python_that_others_wrote_are_named() -> None:
    parts = tomllib.loads(TABLE.read_text(encoding="utf-8"))["components"]
    python = next(part for part in parts if part["name"] == PYTHON)
    files = " ".join(load_contents().runtime_files)

    for file, name in {
        "libffi": "libffi",
        "pyexpat": "expat",
        "zlib1": "zlib",
        "_bz2": "bzip2",
        "_lzma": "liblzma",
        "_decimal": "mpdecimal",
    }.items():
        assert file in files
        assert name in python["holds"]
