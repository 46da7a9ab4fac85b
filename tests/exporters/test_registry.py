"""Choosing a format by the file's ending, and writing so that the old file stays whole."""

from copy import deepcopy
from pathlib import Path

import pytest

from nianbao.exporters.exporter import Exporter
from nianbao.exporters.registry import EXPORTERS, export_report
from nianbao.report.errors import UserError
from tests.exporters.reports import full

REPORT = full("gb_2021_30")


@pytest.mark.parametrize("ending", [exporter.ending for exporter in EXPORTERS])
def test_every_format_is_written_by_its_ending(ending: str, tmp_path: Path) -> None:
    target = tmp_path / f"年报{ending.upper()}"

    export_report(REPORT, target)

    assert target.stat().st_size > 1000
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("name", ["年报.exe", "年报", ".docx"])
def test_an_unknown_ending_says_which_are_known(name: str, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="不能导出") as caught:
        export_report(REPORT, tmp_path / name)
    assert "Word 文档" in caught.value.advice
    assert list(tmp_path.iterdir()) == []


def test_a_folder_in_the_way_is_named(tmp_path: Path) -> None:
    (tmp_path / "年报.docx").mkdir()

    with pytest.raises(UserError, match=r"年报\.docx.*文件夹"):
        export_report(REPORT, tmp_path / "年报.docx")


@pytest.mark.long(cases=2)
@pytest.mark.parametrize("exporter", EXPORTERS, ids=lambda one: one.ending)
@pytest.mark.parametrize("letters", [500, 5000])
def test_a_unit_s_name_without_end_is_written_too(
    exporter: Exporter, letters: int, tmp_path: Path
) -> None:
    """Word's properties take 255 characters."""
    report = deepcopy(full("gb_2021_30"))
    report.unit = "甲" * letters
    target = tmp_path / f"年报{exporter.ending}"

    export_report(report, target)

    assert target.stat().st_size > 1000
