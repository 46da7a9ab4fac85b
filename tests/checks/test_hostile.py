"""Texts as nobody should write them: bounded in time, never an exception."""

import time

import pytest

from nianbao.checks.engine import check_report
from nianbao.checks.prose.reader import read_prose
from tests.checks.sentences import OTHER_THINGS, RIGHT
from tests.checks.town import findings, said, town

SIZE = 100_000
SECONDS = 6.0
"""Generous for two busy cores; a regular expression gone wild takes minutes."""
HOSTILE = {
    "digits": "1" * SIZE,
    "grouped digits": "1," * (SIZE // 2),
    "numerals": "一" * SIZE,
    "numerals of all kinds": "十百千万亿" * (SIZE // 5),
    "brackets": "（" * SIZE,
    "nested brackets": "（" * (SIZE // 2) + "）" * (SIZE // 2),
    "commas": "，" * SIZE,
    "list marks": "1、" * (SIZE // 2),
    "spaces": " " * SIZE,
    "line ends": "\n" * SIZE,
    "pipes": "|" * SIZE,
    "underscores": "_" * SIZE,
    "years": "2023年" * (SIZE // 5),
    "dates": "自2023年1月1日起至" * (SIZE // 12),
    "parts": "个部分" * (SIZE // 3),
    "applicants": "申请人王" * (SIZE // 4),
    "quotation marks": "《" * SIZE,
    "control characters": "".join(map(chr, range(32))) * (SIZE // 32),
    "right to left": "\u202e收到\u200f申请\u200e3件\u202c" * (SIZE // 11),
    "mixed scripts": "申請заявка請求απλήابحث3件" * (SIZE // 20),
    "no sentence ends": "收到申请3件，" * (SIZE // 7),
    "real sentences": "".join([*RIGHT, *OTHER_THINGS]) * 20,
    "percent": "占5%，" * (SIZE // 4),
    "among": "其中3条、" * (SIZE // 5),
    "respectively": "予以公开、部分公开分别为3件、2件、" * (SIZE // 18),
    "names in a row": "行政复议、" * (SIZE // 5),
    "denials": "未收到、未发生、无、" * (SIZE // 10),
    "spans of days": "1月1日至" * (SIZE // 5),
    "since": "施行以来" * (SIZE // 4),
    "brackets with numbers": "（3件）" * (SIZE // 4),
    "documents": "制发废止现行有效规范性文件" * (SIZE // 13),
}


@pytest.mark.long
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_is_checked_in_bounded_time(name: str) -> None:
    report = town()
    report.texts["overview.on_request"] = HOSTILE[name][:SIZE]
    report.texts["other"] = HOSTILE[name][:SIZE]

    start = time.process_time()
    check_report(report)

    assert time.process_time() - start < SECONDS


@pytest.mark.parametrize("mark", ["\u200b", "\u200f", "\u202e", "\ufeff", "\x00", "\x07", "\u00ad"])
def test_invisible_marks_hide_no_number(mark: str) -> None:
    text = mark.join("我镇收到政府信息公开申请15件。")

    assert said(town(), text) == ["TX-NEW"]


def test_two_numbers_with_a_blank_between_are_not_one() -> None:
    assert said(town(), "共收到申请1 2件。") == ["TX-NEW"]


def test_a_line_wrapped_by_a_pdf_is_read_as_one_sentence() -> None:
    text = "2023年，我镇认真做好依申请公开工作，全年共收到政府信息\n公开申请15件，均按期答复。"

    assert said(town(), text) == ["TX-NEW"]


def test_spans_lead_back_through_blanks_and_wide_digits() -> None:
    report = town()
    text = "  我镇　收到 政府信息公开申请 １５ 件。"
    report.texts["overview.on_request"] = text

    (finding,) = findings(report, "TX-NEW")

    span = finding.spans[0]
    assert text[span.start : span.end] == "收到 政府信息公开申请 １５ 件"


def test_the_same_text_is_read_once() -> None:
    read_prose.cache_clear()
    report = town()
    report.texts["overview.on_request"] = "收到申请12件。"

    check_report(report)
    misses = read_prose.cache_info().misses
    report.change(cells={"table_2.licence.decisions": None})
    check_report(report)

    assert read_prose.cache_info().misses == misses
