"""The PDF that the window saves is read back whole."""

import pytest

from nianbao.exporters.printed.describe import describe
from nianbao.importers.registry import bytes_for_review
from nianbao.ui.paper.pdf import PDF
from tests.importers.whole_reports import differences, random_report


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("seed", range(6))
def test_a_random_report_comes_back_whole_from_its_pdf(seed: int) -> None:
    report = random_report(seed)
    result = bytes_for_review(PDF.render(describe(report)), "年报.pdf")

    assert differences(report, result.reading.report) == {}
    assert [piece.text for piece in result.unread] == []
