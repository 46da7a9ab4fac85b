"""The command line on a report in the third form."""

import json
from pathlib import Path

import pytest

from nianbao.cli.main import run
from nianbao.report.storage.files import save_report
from tests.other_forms.registered import PRINTED, printed_report


@pytest.mark.usefixtures("third")
def test_a_wrong_total_is_told_and_the_right_one_is_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = printed_report()
    save_report(report, tmp_path / "对.nianbao")
    report.cells["t_penalty.total"] = report.cells["t_penalty.warn"]
    save_report(report, tmp_path / "错.nianbao")

    right = run(["check", str(tmp_path / "对.nianbao")])
    wrong = run(["check", str(tmp_path / "错.nianbao"), "--json"])

    assert (right, wrong) == (0, 1)
    assert "E1-SUM" in capsys.readouterr().out


@pytest.mark.usefixtures("third")
def test_the_third_report_is_read_and_exported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    save_report(printed_report(), tmp_path / "年报.nianbao")
    page = tmp_path / "年报.html"

    assert run(["export", str(tmp_path / "年报.nianbao"), "-o", str(page)]) == 0
    capsys.readouterr()
    assert run(["read", str(page), "--json"]) == 0

    cells = json.loads(capsys.readouterr().out)["cells"]
    assert {key: str(value) for key, value in cells.items()} == PRINTED
