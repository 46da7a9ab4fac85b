"""The JSON of ``read --json`` keeps its shape and reads back."""

import json
from decimal import Decimal
from typing import Any

import pytest

from nianbao.formats.registry import Form
from nianbao.report.book import Report
from nianbao.report.contract import Reading, from_contract, to_contract
from nianbao.report.errors import UserError

KEY = "table_3.received_new.total"


def test_numbers_are_strings_a_blank_is_null_and_an_absent_cell_is_absent(form: Form) -> None:
    report = Report(
        form=form.id,
        year=2023,
        cells={KEY: Decimal(3119), "table_3.granted.total": None},
        auto_totals=False,
    )
    assert to_contract(Reading(report))["cells"] == {KEY: "3119", "table_3.granted.total": None}


def test_the_json_has_the_promised_keys(report: Report) -> None:
    report.change(texts={"overview.lead": "总体。"})
    body = to_contract(Reading(report, [{"text": "x"}], [{"message": "y"}]))
    assert list(body)[:7] == ["unit", "year", "form", "cells", "sections", "unread", "problems"]
    assert body["sections"] == {"overview": "总体。"}
    assert body["unread"] == [{"text": "x"}]


def test_the_json_reads_back_equal(report: Report) -> None:
    report.change(cells={KEY: Decimal(0), "table_2.admin_fee.fee_amount": Decimal("0.50")})
    report.change(notes={KEY: "其中网上2件"})
    report.change(texts={"overview.platforms": "平台。"})
    report.change(facts={"unit": "某镇", "preamble": "开头。", "auto_totals": False})
    text = json.dumps(to_contract(Reading(report)), ensure_ascii=False)
    assert from_contract(json.loads(text)).report == report


@pytest.mark.parametrize(
    "change",
    [
        {"form": "none"},
        {"year": "soon"},
        {"cells": {"table_9.x": "1"}},
        {"cells": {KEY: 1.5}},
        {"cells": {KEY: True}},
        {"cells": {KEY: "Infinity"}},
        {"cells": {KEY: "1E+400"}},
        {"cells": [1]},
        {"sections": "text"},
    ],
)
def test_other_json_is_refused(report: Report, change: dict[str, Any]) -> None:
    body = {**to_contract(Reading(report)), **change}
    with pytest.raises(UserError, match="不是年度报告的数据"):
        from_contract(body)
