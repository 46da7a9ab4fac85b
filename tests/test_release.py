"""What a release says of itself in several places is one thing."""

import re
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
NOT_RELEASED = (0, 1)
"""Versions that begin so were never given a heading."""


def project() -> dict[str, Any]:
    found: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return found


def numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))


def headings() -> list[str]:
    """The headings of the versions, the newest first."""
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    return re.findall(r"^## (.+)$", text, re.MULTILINE)


def test_the_newest_heading_of_the_changelog_is_the_version() -> None:
    first, *released = headings()

    assert first == "[Unreleased]"
    assert [one for one in released if not re.fullmatch(r"\[[\d.]+\] - \d{4}-\d\d-\d\d", one)] == []
    version = project()["version"]
    if numbers(version)[:2] != NOT_RELEASED:
        assert released
        assert released[0].startswith(f"[{version}] - ")
    else:
        assert released == []


def test_the_versions_of_the_changelog_fall() -> None:
    found = [numbers(one[1 : one.index("]")]) for one in headings()[1:]]

    assert found == sorted(found, reverse=True)


def test_the_classifier_fits_the_version() -> None:
    [status] = [one for one in project()["classifiers"] if one.startswith("Development Status")]
    level = int(re.findall(r"\d", status)[0])

    assert (level >= 5) == (numbers(project()["version"]) >= (1,))


def test_no_change_is_told_twice() -> None:
    """Two branches that both insert at the top are easily joined so."""
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    begins = [" ".join(one.split())[:40] for one in re.split(r"\n(?=- |#)", text)]

    assert sorted(begins) == sorted(set(begins))


def test_changes_stand_in_the_order_of_who_gains_by_them() -> None:
    text = (ROOT / "CHANGELOG.md").read_text("utf-8").partition("## [Unreleased]")[2]
    kinds = re.findall(r"^####? (.+)$", text.partition("\n## ")[0], re.MULTILINE)

    assert kinds == ["Added", "For the county", "For IT offices", "Fixed"]
