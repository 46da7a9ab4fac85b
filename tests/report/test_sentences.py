"""Standard sentences: filled from the tables, following them, left alone once overwritten."""

from decimal import Decimal

import pytest

from nianbao.formats.registry import Form, all_forms, load_form
from nianbao.report.book import Report, blank_report
from nianbao.report.errors import UserError
from nianbao.report.fill import zero_fill
from nianbao.report.guide import GROUP, Sentence, load_guide
from nianbao.report.sentences import (
    Follower,
    fill,
    find_slots,
    known_values,
    proposals,
    report_values,
    skeleton,
)

GUIDE = load_guide()
FORM = load_form("gb_2021_30")
KEY = "overview.on_request"
NEW, CARRIED, DONE, LEFT = (
    f"table_3.{row}.total" for row in ("received_new", "carried_in", "result_total", "carried_out")
)


@pytest.fixture
def report() -> Report:
    return blank_report(FORM.id, FORM.cells, 2023)


def enter(report: Report, **rows: int | None) -> None:
    numbers = {f"table_3.{row}.total": value for row, value in rows.items()}
    report.change(cells={k: None if v is None else Decimal(v) for k, v in numbers.items()})


def followed(follower: Follower, report: Report) -> str:
    """The text after the tables changed, as the window asks for it at each step."""
    for key, text in follower.changes(FORM, report.texts, report_values(FORM, report)).items():
        report.change(texts={key: text})
    return report.text(KEY)


@pytest.fixture
def follower(report: Report) -> Follower:
    follower = Follower(GUIDE)
    follower.settle(report_values(FORM, report))
    return follower


@pytest.mark.parametrize("form", all_forms(), ids=lambda form: form.id)
def test_every_text_of_a_form_has_a_guide(form: Form) -> None:
    keys = {*form.text_keys, "preamble"}

    assert [key for key in keys if GUIDE.text(key) is None] == []


@pytest.mark.parametrize("sentence", GUIDE.sentences, ids=lambda sentence: sentence.id)
def test_every_sentence_fits_some_form(sentence: Sentence) -> None:
    assert [form.id for form in all_forms() if sentence.fits(form)]


@pytest.mark.parametrize("form", all_forms(), ids=lambda form: form.id)
def test_a_skeleton_leaves_no_slot_behind(form: Form) -> None:
    report = blank_report(form.id, form.cells, 2020)
    for text in GUIDE.texts:
        words = skeleton(GUIDE, form, text.key, report_values(form, report))
        assert "{" not in words
        assert not GROUP.findall(words)


def test_a_sentence_takes_its_numbers_from_the_tables(report: Report) -> None:
    enter(report, received_new=62, carried_in=3)

    offered = proposals(GUIDE, FORM, KEY, report_values(FORM, report))

    assert "2023年，本机关新收政府信息公开申请62件，上年结转政府信息公开申请3件。" in [
        one.text for one in offered if one.holds
    ]


def test_of_a_group_the_sentence_that_is_true_is_offered(report: Report) -> None:
    enter(report, received_new=0, carried_in=0)

    texts = [one.text for one in proposals(GUIDE, FORM, KEY, report_values(FORM, report))]

    assert "2023年，本机关未收到政府信息公开申请，也没有上年结转的申请。" in texts
    assert not [text for text in texts if "新收政府信息公开申请" in text]


def test_a_blank_cell_leaves_the_place_open_and_is_filled_later(
    report: Report, follower: Follower
) -> None:
    report.change(texts={KEY: skeleton(GUIDE, FORM, KEY, report_values(FORM, report))})
    assert "新收政府信息公开申请【】件" in report.text(KEY)

    enter(report, received_new=62)

    assert "新收政府信息公开申请62件" in followed(follower, report)


def test_the_text_follows_the_tables(report: Report, follower: Follower) -> None:
    enter(report, received_new=62, carried_in=3)
    followed(follower, report)
    report.change(
        texts={KEY: "2023年，本机关新收政府信息公开申请62件，上年结转政府信息公开申请3件。"}
    )

    enter(report, received_new=61)

    assert followed(follower, report) == (
        "2023年，本机关新收政府信息公开申请61件，上年结转政府信息公开申请3件。"
    )


def test_it_follows_although_the_clerk_changed_the_words_around(
    report: Report, follower: Follower
) -> None:
    enter(report, received_new=1062, carried_in=3)
    followed(follower, report)
    report.change(texts={KEY: "我局全年新收政府信息公开申请１，０６２件，其中多为土地类。"})
    assert followed(follower, report).startswith("我局全年新收政府信息公开申请１，０６２件")

    enter(report, received_new=1063)
    report.change(texts={KEY: "我局本机关新收政府信息公开申请1,062件，其中多为土地类。"})

    assert followed(follower, report) == "我局本机关新收政府信息公开申请1063件，其中多为土地类。"


def test_a_cell_cleared_and_filled_again_is_still_followed(
    report: Report, follower: Follower
) -> None:
    enter(report, received_new=62)
    followed(follower, report)
    report.change(texts={KEY: "本机关新收政府信息公开申请62件。"})
    enter(report, received_new=None)
    assert followed(follower, report) == "本机关新收政府信息公开申请62件。"

    enter(report, received_new=60)

    assert followed(follower, report) == "本机关新收政府信息公开申请60件。"


def test_a_number_the_clerk_wrote_stays_and_is_marked(report: Report, follower: Follower) -> None:
    enter(report, received_new=62)
    followed(follower, report)
    report.change(texts={KEY: "本机关新收政府信息公开申请17件。"})
    enter(report, received_new=63)

    text = followed(follower, report)
    (slot,) = find_slots(GUIDE, FORM, KEY, text, report_values(FORM, report))

    assert text == "本机关新收政府信息公开申请17件。"
    assert (slot.overwritten, slot.written, slot.actual) == (True, "17", "63")
    assert text[slot.start : slot.end] == "17"


def test_an_open_place_is_not_called_overwritten(report: Report) -> None:
    enter(report, received_new=62)
    text = "本机关新收政府信息公开申请【】件。"

    (slot,) = find_slots(GUIDE, FORM, KEY, text, report_values(FORM, report))

    assert not slot.overwritten


def test_the_sentence_that_became_wrong_is_exchanged(report: Report, follower: Follower) -> None:
    enter(report, result_total=5, carried_out=0)
    followed(follower, report)
    before = "全年办结5件，没有结转下年度的申请。"
    report.change(texts={KEY: f"开头。{before}结尾。"})

    enter(report, carried_out=2)

    assert followed(follower, report) == "开头。全年办结5件，结转下年度继续办理2件。结尾。"


def test_no_applications_becomes_a_number_when_there_is_one(
    report: Report, follower: Follower
) -> None:
    enter(report, received_new=0, carried_in=0)
    followed(follower, report)
    report.change(texts={KEY: "2023年，本机关未收到政府信息公开申请，也没有上年结转的申请。"})

    enter(report, received_new=1)

    assert followed(follower, report) == (
        "2023年，本机关新收政府信息公开申请1件，上年结转政府信息公开申请0件。"
    )


def test_a_sentence_that_never_was_true_is_left_to_the_checks(
    report: Report, follower: Follower
) -> None:
    enter(report, received_new=5, carried_in=0)
    followed(follower, report)
    claim = "2023年，本机关未收到政府信息公开申请，也没有上年结转的申请。"
    report.change(texts={KEY: claim})

    enter(report, received_new=6)

    assert followed(follower, report) == claim


def test_numbers_of_other_things_are_not_touched(report: Report, follower: Follower) -> None:
    enter(report, received_new=62)
    followed(follower, report)
    text = "全年发布信息62条，接待62人次，编号62。"
    report.change(texts={KEY: text})

    enter(report, received_new=63)

    assert followed(follower, report) == text


def test_zero_applications_fill_the_blanks_and_say_so(report: Report) -> None:
    plan = zero_fill(GUIDE, FORM, report)
    report.change(cells=dict(plan.cells))
    for key, text in plan.texts.items():
        report.change(texts={key: text})

    values = report_values(FORM, report)
    tables = [key for key in FORM.cells if key.startswith(("table_3.", "table_4."))]
    assert [key for key in tables if values.get(key) != "0"] == []
    assert [key for key in plan.cells if FORM.cells[key].is_total] == []
    assert "未收到政府信息公开申请" in report.text(KEY)
    assert "未发生因政府信息公开引发的行政复议和行政诉讼" in report.text(KEY)
    assert "未收取政府信息公开信息处理费" in report.text("other")
    assert report.cell("table_2.licence.decisions") is None


def test_typed_totals_are_filled_too_where_totals_are_not_automatic(report: Report) -> None:
    report.change(facts={"auto_totals": False})

    assert zero_fill(GUIDE, FORM, report).cells[NEW] == 0


def test_zero_applications_take_the_place_of_an_open_sentence(report: Report) -> None:
    report.change(texts={KEY: skeleton(GUIDE, FORM, KEY, report_values(FORM, report))})

    text = zero_fill(GUIDE, FORM, report).texts[KEY]

    assert "新收政府信息公开申请" not in text
    assert text.startswith("2023年，本机关未收到政府信息公开申请，也没有上年结转的申请。")


def test_a_second_zero_fill_changes_nothing(report: Report) -> None:
    plan = zero_fill(GUIDE, FORM, report)
    report.change(cells=dict(plan.cells))
    for key, text in plan.texts.items():
        report.change(texts={key: text})

    again = zero_fill(GUIDE, FORM, report)

    assert (dict(again.cells), dict(again.texts)) == ({}, {})


def test_zero_applications_never_overwrite_a_number(report: Report) -> None:
    enter(report, received_new=2)

    with pytest.raises(UserError, match="1 格已经填了大于 0 的数（例如“新收／总计”）"):
        zero_fill(GUIDE, FORM, report)


CLAIMS_BEYOND_THE_TABLES = ("均", "全部在", "依法公开", "法定期限", "受到责任追究的情形")


def test_no_standard_sentence_claims_what_the_tables_do_not_show() -> None:
    """What only the office knows is an open place for the clerk."""
    claiming = [
        sentence.id
        for sentence in load_guide().sentences
        if any(words in sentence.text for words in CLAIMS_BEYOND_THE_TABLES)
    ]

    assert claiming == []


@pytest.mark.parametrize("form", all_forms(), ids=lambda form: form.id)
def test_the_preamble_names_the_notice_by_its_own_title(form: Form) -> None:
    preamble = load_guide().text("preamble")
    assert preamble is not None
    text = fill(preamble.skeleton, known_values(form, 2020, {}))

    assert f"》（{form.definition.document}）" in text
    assert ("年度报告格式" in text) == (form.definition.document != "国办公开办函〔2019〕60号")
    assert "【】" not in text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "2022年，全年办结62件。2023年，全年办结62件，没有结转下年度的申请。",
            "2022年，全年办结62件。2023年，全年办结70件，没有结转下年度的申请。",
        ),
        ("上年全年办结62件，本年全年办结62件。", "上年全年办结62件，本年全年办结70件。"),
        ("与上年相比，全年办结62件。", "与上年相比，全年办结70件。"),
        ("去年办结62件，今年全年办结62件。", "去年办结62件，今年全年办结70件。"),
    ],
)
def test_last_year_s_number_does_not_follow_the_table_though_it_equals_this_year_s(
    report: Report, follower: Follower, before: str, after: str
) -> None:
    enter(report, result_total=62)
    follower.settle(report_values(FORM, report))
    report.change(texts={KEY: before})

    enter(report, result_total=70)

    assert followed(follower, report) == after


REGULATION, DOCUMENT = "table_2.regulation", "table_2.normative_doc"
BOTH_ROWS = {
    f"{REGULATION}.issued": 1,
    f"{REGULATION}.repealed": 0,
    f"{REGULATION}.in_force": 12,
    f"{DOCUMENT}.issued": 80,
    f"{DOCUMENT}.repealed": 20,
    f"{DOCUMENT}.in_force": 657,
}


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (
            "制发行政规范性文件，废止【】件，现行有效【】件；制发规章【】件，现行有效【】件。",
            "制发行政规范性文件，废止20件，现行有效657件；制发规章【】件，现行有效【】件。",
        ),
        (
            "制发规章1件。现行有效【】件。行政规范性文件现行有效【】件。",
            "制发规章1件。现行有效【】件。行政规范性文件现行有效657件。",
        ),
        ("规章1件，规范性文件废止【】件。", "规章1件，规范性文件废止【】件。"),
        ("废止【】件，现行有效【】件。", "废止20件，现行有效657件。"),
    ],
)
def test_a_clause_that_names_no_row_is_never_filled_from_another_row(
    report: Report, follower: Follower, written: str, expected: str
) -> None:
    report.texts["overview.disclosure"] = written
    report.change(cells={key: Decimal(value) for key, value in BOTH_ROWS.items()})

    changed = follower.changes(FORM, report.texts, report_values(FORM, report))

    assert changed.get("overview.disclosure", written) == expected


def test_the_number_of_another_row_is_not_called_wrong(report: Report) -> None:
    report.change(cells={key: Decimal(value) for key, value in BOTH_ROWS.items()})
    text = "制发规章1件，现行有效12件。"

    assert find_slots(GUIDE, FORM, "overview.disclosure", text, report_values(FORM, report)) == []
