"""What is still open before a report goes out, and how far it is from being filled."""

from datetime import date
from decimal import Decimal

import pytest

from nianbao.checks.engine import check_report
from nianbao.checks.findings import Finding
from nianbao.checks.remaining import (
    Kind,
    blanks_in_order,
    deadline_words,
    missing,
    next_blank,
    remaining,
)
from nianbao.formats.registry import Form, load_form
from nianbao.report.book import Report, blank_report
from nianbao.report.totals import values_in_force

FORM = load_form("gb_2021_30")
FIRST, SECOND = list(FORM.cells)[:2]
GRANTED = "table_3.granted.natural_person"


class Opened:
    """A report as the window has it open."""

    def __init__(self, report: Report) -> None:
        self.report = report

    @property
    def form(self) -> Form:
        return FORM

    @property
    def findings(self) -> tuple[Finding, ...]:
        return check_report(self.report).findings

    def value(self, key: str) -> Decimal | None:
        return values_in_force(FORM, self.report).get(key)


@pytest.fixture
def opened() -> Opened:
    """A report with every cell and text filled, 保密审查 done."""
    report = blank_report(FORM.id, FORM.cells, 2024)
    report.unit = "示例县人民政府"
    report.cells = dict.fromkeys(FORM.cells, Decimal(0))
    report.texts = dict.fromkeys(FORM.text_keys, "写好的文字。")
    report.secrecy_reviewed = True
    return Opened(report)


def kinds(opened: Opened) -> list[Kind]:
    return [one.kind for one in remaining(opened) if one.kind is not Kind.WARNINGS]


def test_a_blank_report_lacks_all_cells_and_all_texts_but_no_lead() -> None:
    blank = Opened(blank_report(FORM.id, FORM.cells, 2024))

    left = missing(blank)

    assert left.words == f"还差 {len(FORM.cells)} 格、7 段"
    assert left.cells == tuple(FORM.cells)
    assert not [key for key in left.texts if key.endswith(".lead")]


def test_a_full_report_lacks_nothing(opened: Opened) -> None:
    assert missing(opened).words == "都填了"
    assert kinds(opened) == []


def test_a_total_that_is_added_up_by_itself_is_not_missing(opened: Opened) -> None:
    total = "table_3.granted.total"
    opened.report.cells[total] = None

    assert missing(opened).cells == ()
    opened.report.auto_totals = False
    assert missing(opened).cells == (total,)


def test_a_lead_that_says_it_all_leaves_no_part_missing(opened: Opened) -> None:
    opened.report.texts = {"overview.lead": "一段话说完。", "problems": "有。", "other": "无。"}

    assert missing(opened).texts == ()


def test_blanks_stand_in_the_order_of_the_paper_and_the_next_one_follows_round(
    opened: Opened,
) -> None:
    opened.report.cells |= {FIRST: None, GRANTED: None}
    opened.report.texts |= {"overview.lead": "", "overview.supervision": "", "other": ""}

    assert blanks_in_order(opened) == ("overview.supervision", FIRST, GRANTED, "other")
    assert next_blank(opened, FIRST) == GRANTED
    assert next_blank(opened, SECOND) == GRANTED
    assert next_blank(opened, GRANTED) == "other"
    assert next_blank(opened, "other") == "overview.supervision"
    assert next_blank(opened, "facts") == "overview.supervision"


def test_without_a_blank_there_is_no_next_one(opened: Opened) -> None:
    assert next_blank(opened, FIRST) is None


def test_each_kind_of_open_work_has_one_line_that_says_how_much_and_where(opened: Opened) -> None:
    opened.report.cells |= {GRANTED: Decimal(3), FIRST: None, SECOND: None}
    opened.report.texts["other"] = ""
    opened.report.unit = ""
    opened.report.secrecy_reviewed = False

    found = {one.kind: one for one in remaining(opened)}

    assert kinds(opened)[0] is Kind.ERRORS
    assert found[Kind.ERRORS].place == "applications"
    assert found[Kind.BLANKS].words.startswith("还有 2 格没有填")
    assert found[Kind.BLANKS].cells == (FIRST, SECOND)
    assert found[Kind.TEXTS].place == "other"
    assert found[Kind.UNIT].place == "facts"
    assert list(found)[-1] is Kind.SECRECY


def test_what_was_not_read_is_open_until_its_cell_is_filled(opened: Opened) -> None:
    unread = [(FIRST,), (GRANTED, SECOND)]
    assert Kind.UNREAD not in {one.kind for one in remaining(opened, unread)}

    opened.report.cells[GRANTED] = None

    (line,) = (one for one in remaining(opened, unread) if one.kind is Kind.UNREAD)
    assert line.words == "资料里有 1 处没有读出，要自己填"
    assert line.cells == (GRANTED,)


@pytest.mark.parametrize(
    ("today", "words"),
    [
        ("2025-01-19", "1月31日前公布，还有 12 天"),
        ("2025-01-31", "1月31日前公布，今天是最后一天"),
        ("2025-02-03", "1月31日前公布，已过 3 天"),
    ],
)
def test_the_deadline_is_said_with_the_days_that_are_left(today: str, words: str) -> None:
    assert deadline_words(date(2025, 1, 31), date.fromisoformat(today)) == words
