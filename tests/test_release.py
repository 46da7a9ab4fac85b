"""What a release says of itself in several places is one thing."""

import re
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from winkit.product import EPOCH, OLD_VERSION

ROOT = Path(__file__).resolve().parents[1]
IN_ORDER = ["Added", "For the county", "For IT offices", "Fixed"]


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
    assert released[0].startswith(f"[{project()['version']}] - ")


def test_the_builds_state_the_day_of_the_release() -> None:
    day = headings()[1].partition(" - ")[2]

    assert f"{datetime.fromtimestamp(EPOCH, UTC):%Y-%m-%d}" == day


def test_upgrades_are_tried_from_a_version_before_this_one() -> None:
    assert numbers(OLD_VERSION) < numbers(project()["version"])


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
    changes = [one for one in re.split(r"\n(?=- |#)", text) if one.startswith("- ")]
    begins = [" ".join(one.split())[:40] for one in changes]

    assert sorted(begins) == sorted(set(begins))


def test_changes_stand_in_the_order_of_who_gains_by_them() -> None:
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    sections = re.split(r"^## ", text, flags=re.MULTILINE)[1:]
    kinds = [re.findall(r"^####? (.+)$", one, re.MULTILINE) for one in sections]

    assert kinds == [[one for one in IN_ORDER if one in found] for found in kinds]
    assert kinds[-1] == IN_ORDER
